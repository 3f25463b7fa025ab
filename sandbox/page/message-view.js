import { fullLabel, timeLabel } from './dates.js'
import { avatar, el, hueOf } from './dom.js'
import { inlineKeyboard } from './inline-keyboard.js'
import { resolveLink } from './links.js'
import { messageMedia } from './media-view.js'
import { anchor, renderText } from './rich-text.js'

/**
 * @typedef {object} MessageContext
 * @property {number} personId who looks at it
 * @property {number} botId
 * @property {boolean} isGroup
 * @property {import('./rich-text.js').TextContext} text
 * @property {(messageId: number, data: string) => Promise<void>} onPress
 * @property {(text: string) => void} onCopy
 */

/** @param {Record<string, any>} user @returns {string} */
export function fullName(user) {
  return [user?.first_name ?? user?.title, user?.last_name].filter(Boolean).join(' ') || 'Someone'
}

/** @param {Record<string, any>} message @returns {Record<string, any>} who stands as its author */
export function senderOf(message) {
  return message.sender_chat ?? message.from ?? {}
}

const serviceTexts = {
  new_chat_members: (members) => `${members.map(fullName).join(', ')} joined the group`,
  left_chat_member: (member) => `${fullName(member)} left the group`,
  new_chat_title: (title) => `The group is now called “${title}”`,
  group_chat_created: () => 'The group was created',
  supergroup_chat_created: () => 'The supergroup was created',
  channel_chat_created: () => 'The channel was created',
  migrate_to_chat_id: () => 'The group became a supergroup',
  migrate_from_chat_id: () => 'This supergroup was a group before',
  pinned_message: () => 'A message was pinned',
  chat_shared: (shared) => `You chose ${shared.title ? `“${shared.title}”` : 'a chat'} for the bot`,
  forum_topic_created: (topic) => `Topic “${topic.name}” was created`,
  forum_topic_closed: () => 'The topic was closed',
  forum_topic_reopened: () => 'The topic was opened again',
  new_chat_photo: () => 'The photo of the group was changed',
  delete_chat_photo: () => 'The photo of the group was removed',
}

/** @param {Record<string, any>} message @returns {string | null} what a service message says; null for any other */
export function serviceText(message) {
  const kind = Object.keys(serviceTexts).find((key) => message[key] !== undefined)
  return kind === undefined ? null : serviceTexts[kind](message[kind])
}

/** Words of a rich message, block by block; its layout is left to Telegram. */
function richWords(value) {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(richWords).join('')
  if (value === null || typeof value !== 'object') return ''
  const words = ['title', 'text', 'items', 'cells', 'rows', 'blocks', 'caption'].map((key) => richWords(value[key]))
  return words.filter((word) => word !== '').join('\n')
}

/** @param {Record<string, any>} message @returns {{ text: string, entities: any[] }} its words, be they text or caption */
export function wordsOf(message) {
  if (message.rich_message) return { text: (message.rich_message.blocks ?? []).map(richWords).join('\n'), entities: [] }
  return { text: message.text ?? message.caption ?? '', entities: message.entities ?? message.caption_entities ?? [] }
}

/** @param {Record<string, any>} message @returns {string} one line about it, for lists and quotes */
export function summaryOf(message) {
  const { text } = wordsOf(message)
  if (text !== '') return text.slice(0, 200).replaceAll(/\s+/gu, ' ')
  const media = messageMedia(message)
  return serviceText(message) ?? media?.getAttribute('aria-label') ?? media?.textContent ?? 'Message'
}

function forwardLine(origin, context) {
  const chat = origin.chat ?? origin.sender_chat
  const name = chat?.title ?? origin.sender_user_name ?? fullName(origin.sender_user)
  const address = chat?.username
    ? `https://t.me/${chat.username}${origin.message_id ? `/${origin.message_id}` : ''}`
    : ''
  const source =
    address === '' ? el('strong') : anchor(resolveLink(address, context.text.world), context.text, 'source')
  source.append(name)
  return el('div', { class: 'forwarded' }, 'Forwarded from ', source)
}

function replyQuote(reply) {
  return el(
    'div',
    { class: 'reply' },
    el('strong', { dir: 'auto' }, fullName(senderOf(reply))),
    el('span', { dir: 'auto' }, summaryOf(reply)),
  )
}

function metaOf(message) {
  const sentAt = new Date(message.date * 1000)
  const time = el('time', { datetime: sentAt.toISOString(), title: fullLabel(sentAt) }, timeLabel(sentAt))
  const edited = message.edit_date ? el('span', { class: 'edited' }, 'edited ') : null
  return el('span', { class: 'meta' }, edited, time)
}

function bubble(message, flags, context) {
  const sender = senderOf(message)
  const { text, entities } = wordsOf(message)
  const media = messageMedia(message)
  const body = el('div', { class: 'text', dir: 'auto' })
  if (text !== '') body.append(renderText(text, entities, context.text))
  else if (media === null) body.append(el('em', {}, 'A kind of message that only Telegram shows'))
  body.append(metaOf(message))
  const named = context.isGroup && flags.first && !flags.out
  return el(
    'div',
    { class: 'bubble' },
    named ? el('div', { class: `author ${hueOf(sender.id)}`, dir: 'auto' }, fullName(sender)) : null,
    message.forward_origin ? forwardLine(message.forward_origin, context) : null,
    message.reply_to_message ? replyQuote(message.reply_to_message) : null,
    media,
    body,
  )
}

/** The author's picture beside the last message of a run, and room of its size beside the others. */
function face(sender, flags, context) {
  if (!flags.last) return el('span', { class: 'avatar blank' })
  return avatar(fullName(sender), sender.id, sender.id === context.botId)
}

/**
 * @param {Record<string, any>} message as the Bot API shapes it
 * @param {{ first: boolean, last: boolean, out: boolean }} flags its place in a run of messages by one author
 * @param {MessageContext} context
 * @returns {HTMLElement}
 */
export function messageView(message, flags, context) {
  const service = serviceText(message)
  if (service !== null) return el('p', { class: 'service', 'data-id': message.message_id }, service)
  const sender = senderOf(message)
  const who = sender.id === context.personId ? 'You' : fullName(sender)
  const rows = message.reply_markup?.inline_keyboard
  const classes = ['message', flags.out ? 'out' : 'in', flags.first && 'first', flags.last && 'last'].filter(Boolean)
  return el(
    'article',
    {
      class: classes.join(' '),
      'data-id': message.message_id,
      tabindex: '-1',
      'aria-label': `${who}, ${timeLabel(new Date(message.date * 1000))}`,
    },
    context.isGroup && !flags.out ? face(sender, flags, context) : null,
    el(
      'div',
      { class: 'column' },
      bubble(message, flags, context),
      Array.isArray(rows) && rows.length > 0
        ? inlineKeyboard(rows, { ...context, onPress: (data) => context.onPress(message.message_id, data) })
        : null,
    ),
  )
}
