import { dayLabel, fullLabel, timeLabel } from './dates.js'
import { el, icon } from './dom.js'
import { postMedia } from './media-view.js'
import { renderText } from './rich-text.js'
import { toTelegramHtml } from './telegram-html.js'

/**
 * @typedef {object} PostContext
 * @property {string} channel
 * @property {import('./rich-text.js').TextContext} text
 * @property {(html: string) => Promise<void>} onEdit rejects with an Error to be shown
 * @property {() => void} onDelete
 * @property {() => void} onForward
 */

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** @param {number} count @returns {string} "9.5K" */
export function countLabel(count) {
  return compact.format(count)
}

function action(name, label, onClick) {
  return el('button', { type: 'button', class: 'post-action', on: { click: onClick } }, icon(name), label)
}

function metaOf(post) {
  const at = new Date(post.publishedAt)
  const views = Number.isFinite(post.views) && post.views !== null ? `${countLabel(post.views)} views · ` : ''
  const edited = post.editedAt === null || post.editedAt === undefined ? '' : 'edited '
  const signature = post.signature ? `${post.signature} · ` : ''
  const time = el('time', { datetime: at.toISOString(), title: fullLabel(at) }, `${dayLabel(at)}, ${timeLabel(at)}`)
  return el(
    'p',
    { class: 'post-meta' },
    el('span', { class: 'post-id' }, `#${post.id}`),
    signature,
    views,
    edited,
    time,
  )
}

function reactions(post) {
  if (!post.reactions?.length) return null
  const chips = post.reactions.map((one) => el('li', {}, el('span', {}, signOf(one)), ` ${countLabel(one.count)}`))
  return el('ul', { class: 'reactions', 'aria-label': 'Reactions' }, ...chips)
}

/** Stars are paid for, and a custom emoji is known by its number only. */
function signOf({ emoji }) {
  if (emoji === 'paid') return '⭐'
  return /^\d{5,}$/.test(emoji) ? '✨' : emoji
}

function words(post, context) {
  if (post.kind === 'unsupported') return el('p', { class: 'faint' }, 'A post that the web preview cannot show.')
  if (post.text === '') return null
  const text = el('div', { class: 'text', dir: 'auto' })
  text.append(renderText(post.text, post.entities, context.text))
  return text
}

/** Replaces the words of a post by a form with its HTML until it is saved or left. */
function openEditor(card, post, context) {
  const field = el('textarea', {
    rows: '6',
    maxlength: '8192',
    'aria-label': `Text of post ${post.id}, in Telegram HTML`,
  })
  field.value = toTelegramHtml(post.text, post.entities ?? [])
  const error = el('p', { class: 'form-error', role: 'alert' })
  const form = el(
    'form',
    { class: 'editor' },
    field,
    error,
    el(
      'div',
      { class: 'editor-row' },
      el('button', { type: 'button', class: 'pill-button', on: { click: close } }, 'Cancel'),
      el('button', { type: 'submit', class: 'pill-button primary' }, 'Save'),
    ),
  )
  function close() {
    form.remove()
    card.classList.remove('editing')
    card.querySelector('.post-action.edit')?.focus()
  }
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })
  async function save() {
    try {
      await context.onEdit(field.value)
      close()
    } catch (cause) {
      error.textContent = cause instanceof Error ? cause.message : String(cause)
    }
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void save()
  })
  card.classList.add('editing')
  card.append(form)
  field.focus()
}

/**
 * @param {Record<string, any>} post of a demo channel
 * @param {PostContext} context
 * @returns {HTMLElement}
 */
export function postView(post, context) {
  if (post.kind === 'service') return el('p', { class: 'service', 'data-id': post.id }, post.text)
  const forward = post.forward
    ? el('p', { class: 'forwarded' }, 'Forwarded from ', el('strong', {}, post.forward.name))
    : null
  const edit = action('edit', 'Edit', () => openEditor(card, post, context))
  edit.classList.add('edit')
  const card = el(
    'article',
    { class: 'post', 'data-id': post.id, 'aria-label': `Post ${post.id}`, tabindex: '-1' },
    forward,
    postMedia(post.media ?? []),
    words(post, context),
    reactions(post),
    metaOf(post),
    el(
      'div',
      { class: 'post-actions' },
      action('forward', 'Forward to bot', context.onForward),
      post.kind === 'unsupported' ? null : edit,
      action('trash', 'Delete', context.onDelete),
    ),
  )
  return card
}
