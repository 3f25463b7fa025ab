import { chatTitle } from './chats-pane.js'
import { avatar, byId, el } from './dom.js'
import { createMessageLog } from './message-log.js'

const actionTexts = {
  typing: 'typing',
  upload_document: 'sending a file',
  upload_photo: 'sending a photo',
  upload_video: 'sending a video',
  choose_sticker: 'choosing a sticker',
  find_location: 'looking for a place',
}

function bannerText(store) {
  if (!store.connected) return 'The connection to the sandbox is lost. Trying again…'
  if (store.world !== null && !store.world.bot.online) {
    return 'The bot is offline. What you send now waits for it.'
  }
  return ''
}

function subtitleOf(chat, store) {
  const action = store.actionIn(chat.id)
  if (action !== null) return { text: actionTexts[action] ?? 'busy', busy: true }
  if (chat.type === 'private') return { text: store.world.bot.online ? 'bot' : 'bot, offline', busy: false }
  const members = chat.personIds.length + 1
  return { text: `${members} members`, busy: false }
}

function emptyNote(chat, store) {
  const { bot } = store.world
  const isPrivate = chat.type === 'private'
  const words = isPrivate
    ? 'Press Start, and the bot will tell what it can do.'
    : `Write to the others, or call the bot with /start@${bot.username}.`
  return el(
    'div',
    { class: 'note' },
    isPrivate ? avatar(bot.firstName, bot.id, true) : avatar(chat.title, chat.id),
    el('strong', {}, isPrivate ? bot.firstName : chat.title),
    el('p', {}, words),
  )
}

function errorNote(error, retry) {
  return el(
    'div',
    { class: 'note' },
    el('strong', {}, 'The messages could not be loaded'),
    el('p', {}, error),
    el('button', { type: 'button', class: 'pill-button', on: { click: retry } }, 'Try again'),
  )
}

/** Hides a tooltip on Escape until the pointer or the focus comes again. */
function makeDismissible(host) {
  const set = (dismissed) => host.classList.toggle('dismissed', dismissed)
  host.addEventListener('keydown', (event) => event.key === 'Escape' && set(true))
  for (const name of ['pointerleave', 'focusout']) host.addEventListener(name, () => set(false))
  host.addEventListener('click', () => set(true))
}

function topicButton(name, pressed, choose) {
  const on = { click: choose }
  return el('button', { type: 'button', class: 'topic', 'aria-pressed': String(pressed), on }, name)
}

/** Messages of the chosen topic; "General" holds those without one. */
function inTopic(chat, messages, threadId) {
  if (!chat.topics?.length) return messages
  const known = new Set(chat.topics.map((topic) => topic.id))
  const topicOf = (message) => (known.has(message.message_thread_id) ? message.message_thread_id : null)
  return messages.filter((message) => topicOf(message) === threadId)
}

/**
 * The pane with the messages of the current chat.
 * @param {ReturnType<import('./store.js').createStore>} store
 * @param {ReturnType<import('./actions.js').createActions>} actions
 */
export function mountConversation(store, actions) {
  const log = createMessageLog()
  const topicBar = byId('topics')
  byId('chat-back').addEventListener('click', () => store.back())
  byId('chat-channels').addEventListener('click', () => store.navigate({ view: 'channels' }))
  const digest = byId('digest-now')
  digest.addEventListener('click', () => void actions.sendDigestNow())
  makeDismissible(digest.parentElement)

  function context(chat) {
    return {
      personId: store.route.personId,
      botId: store.world.bot.id,
      isGroup: chat.type !== 'private',
      text: {
        world: store.world,
        onCommand: (command) => void actions.sendCommand(command),
        onStart: (payload) => void actions.startBot(payload),
      },
      onPress: actions.press,
      onCopy: (text) => void actions.copy(text),
    }
  }

  function drawLog(chat) {
    const { route } = store
    const all = store.messages.get(chat.id)
    const error = store.messages.errorOf(chat.id)
    const shown = inTopic(chat, all ?? [], route.threadId)
    const place = `${route.personId}:${chat.id}:${route.threadId}:${all === null}`
    log.draw(shown, context(chat), place)
    if (error !== null && all === null) log.showNote(errorNote(error, () => void store.messages.load(chat.id)))
    else log.showNote(all !== null && shown.length === 0 ? emptyNote(chat, store) : null)
  }

  function drawTopics(chat) {
    topicBar.hidden = !chat.topics?.length
    const topics = [{ id: null, name: 'General' }, ...(chat.topics ?? [])]
    topicBar.replaceChildren(
      ...topics.map((topic) =>
        topicButton(topic.name, topic.id === store.route.threadId, () => store.navigate({ threadId: topic.id })),
      ),
    )
  }

  function drawHead(chat) {
    const title = chatTitle(chat, store.world)
    const isPrivate = chat.type === 'private'
    const { text, busy } = subtitleOf(chat, store)
    byId('chat-avatar').replaceChildren(avatar(title, chat.id, isPrivate))
    byId('chat-title').textContent = title
    const subtitle = byId('chat-subtitle')
    subtitle.classList.toggle('busy', busy)
    subtitle.replaceChildren(text, busy ? el('span', { class: 'dots', 'aria-hidden': 'true' }) : '')
    document.title = `${title} · Vestnik sandbox`
  }

  store.subscribe((topics) => {
    byId('banner').textContent = bannerText(store)
    const chat = store.chat()
    if (chat === null) return
    if (['world', 'route', 'action'].some((topic) => topics.has(topic))) drawHead(chat)
    if (topics.has('world') || topics.has('route')) drawTopics(chat)
    if (['world', 'route', 'messages'].some((topic) => topics.has(topic))) drawLog(chat)
  })
  return log
}
