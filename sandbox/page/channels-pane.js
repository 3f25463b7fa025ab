import { avatar, byId, el, reconcile } from './dom.js'
import { channelLink, linkKey } from './links.js'
import { countLabel, postView } from './post-view.js'

const bottomSlackPx = 48

/**
 * The pane where the posts of the demo channels are read, published, edited, deleted and forwarded to the bot.
 * @param {ReturnType<import('./store.js').createStore>} store
 * @param {ReturnType<import('./actions.js').createActions>} actions
 */
export function mountChannelsPane(store, actions) {
  const picker = /** @type {HTMLSelectElement} */ (byId('channel'))
  const scroller = byId('posts')
  const form = /** @type {HTMLFormElement} */ (byId('publish'))
  const field = /** @type {HTMLTextAreaElement} */ (byId('post-text'))
  const media = /** @type {HTMLSelectElement} */ (byId('post-media'))
  const error = byId('post-error')
  const content = el('div', { class: 'posts-content' })
  scroller.append(content)
  /** @type {Map<number, { post: any, node: HTMLElement }>} */
  let drawn = new Map()
  let place = ''
  let atBottom = true

  byId('channels-back').addEventListener('click', () => store.back())
  picker.addEventListener('change', () => store.navigate({ channel: picker.value }))
  scroller.addEventListener('scroll', () => {
    atBottom = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < bottomSlackPx
  })
  const toBottom = () => atBottom && (scroller.scrollTop = scroller.scrollHeight)
  const watcher = new ResizeObserver(toBottom)
  watcher.observe(scroller)
  watcher.observe(content)

  async function publish() {
    error.textContent = ''
    const html = field.value.trim()
    if (html === '' && media.value === '') {
      error.textContent = 'Write something, or attach a medium.'
      return
    }
    try {
      atBottom = true
      await actions.publish(store.route.channel, html, media.value || null)
      field.value = ''
      media.value = ''
    } catch (cause) {
      error.textContent = cause instanceof Error ? cause.message : String(cause)
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void publish()
  })
  field.addEventListener('input', () => (error.textContent = ''))
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })

  function drawHead(channel) {
    picker.replaceChildren(
      ...store.world.channels.map((one) => {
        return el('option', { value: one.name }, `${one.title} (@${one.name})`)
      }),
    )
    picker.value = channel.name
    byId('channel-title').textContent = channel.title
    const subscribers = Number.isFinite(channel.subscribers) ? ` · ${countLabel(channel.subscribers)} subscribers` : ''
    byId('channel-about').textContent = `@${channel.name}${subscribers}`
    byId('channel-avatar').replaceChildren(avatar(channel.title, channel.name))
    byId('channel-web').setAttribute('href', channelLink(channel.name, store.world))
  }

  function contextOf(channel, post) {
    return {
      channel,
      text: { world: store.world },
      onEdit: (html) => actions.editPost(channel, post.id, html),
      onDelete: () => void actions.deletePost(channel, post.id),
      onForward: () => void actions.forwardPost(channel, post.id),
    }
  }

  function noteOf(channel, posts) {
    if (posts === null && store.posts.errorOf(channel) === null) return null
    if (posts === null) return el('p', { class: 'note' }, store.posts.errorOf(channel))
    return posts.length === 0
      ? el('p', { class: 'note' }, 'This channel has no posts yet. Publish the first one.')
      : null
  }

  /** Keeps the keyboard's place when the post that had the focus was drawn anew or is gone. */
  function refocus(id) {
    const node = drawn.get(id)?.node ?? scroller
    ;(node.querySelector(':scope > .post-actions .edit') ?? node).focus({ preventScroll: true })
  }

  function drawPosts(channel) {
    const posts = store.posts.get(channel)
    const newPlace = `${channel}:${posts === null}:${linkKey(store.world)}`
    if (newPlace !== place) {
      place = newPlace
      drawn = new Map()
      atBottom = true
    }
    const next = new Map()
    for (const post of posts ?? []) {
      const before = drawn.get(post.id)
      next.set(post.id, before?.post === post ? before : { post, node: postView(post, contextOf(channel, post)) })
    }
    drawn = next
    const note = noteOf(channel, posts)
    const focused = document.activeElement?.closest('#posts article')
    reconcile(content, [...[...next.values()].map(({ node }) => node), ...(note === null ? [] : [note])])
    toBottom()
    if (focused && !focused.isConnected) refocus(Number(focused.dataset.id))
  }

  store.subscribe((topics) => {
    const channel = store.channel()
    if (channel === null) return
    if (topics.has('world') || topics.has('route')) drawHead(channel)
    if (['world', 'route', 'posts'].some((topic) => topics.has(topic))) drawPosts(channel.name)
  })
}
