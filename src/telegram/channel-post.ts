import type { Chat, Message, MessageEntity } from 'grammy/types'
import {
  type Button,
  type Entity,
  type EntityType,
  entityTypes,
  type Forward,
  type PostContent,
  type Reply,
  type ServiceKind,
} from '../domain/post.ts'
import { noDetails } from '../domain/post.ts'
import type { Push, PushedPost } from '../domain/pushed.ts'
import { second } from '../domain/time.ts'
import { attachedTo } from './channel-media.ts'

/** The Bot API's id of a channel is this less Telegram's own number of it. */
const channelBase = -1_000_000_000_000
/** The longest message, a rich one, has 32,768 characters. */
const maxTextLength = 131_072
const maxEntities = 2000
const maxButtons = 100

/** The channel of an update, as the archive knows channels; null for what is none, and for one without a public name. */
export function toPushedProfile(chat: Chat): Push['profile'] | null {
  if (chat.type !== 'channel' || chat.username === undefined || chat.id >= channelBase) return null
  return { name: chat.username, telegramId: channelBase - chat.id, title: chat.title }
}

/** A message of a channel as a post, with nothing invented: what the Bot API does not tell is null. */
export function toPushedPost(message: Message): PushedPost {
  const { message_id: messageId, date, edit_date: editDate, media_group_id: albumKey } = message
  const service = serviceOf(message)
  const media = service === null ? attachedTo(message) : []
  const said = saidOf(message)
  const isEmpty = said.text === '' && media.length === 0
  const content: PostContent = {
    messageId,
    publishedAt: date * second,
    kind: service !== null ? 'service' : isEmpty ? 'unsupported' : 'post',
    ...(service === null ? said : { text: service.text, entities: [] }),
    edited: editDate !== undefined,
    views: null,
    author: message.author_signature ?? null,
    forward: forwardOf(message),
    reply: replyOf(message),
    albumIds: [],
    media,
    ...noDetails,
    buttons: buttonsOf(message),
    viaBot: message.via_bot?.username ?? null,
    serviceKind: service?.kind ?? null,
    pinned: null,
  }
  return { content, albumKey: albumKey ?? null, saidAt: (editDate ?? date) * second }
}

function saidOf(message: Message): Pick<PostContent, 'text' | 'entities'> {
  const text = (message.text ?? message.caption ?? '').slice(0, maxTextLength)
  const entities = (message.entities ?? message.caption_entities ?? []).slice(0, maxEntities)
  return { text, entities: entities.flatMap((entity) => toEntity(entity, text.length) ?? []) }
}

const types: ReadonlySet<string> = new Set(entityTypes)

/** null for a kind that the archive does not know, or a span that is not of the text. */
function toEntity(entity: MessageEntity, textLength: number): Entity | null {
  const { type, offset, length } = entity
  if (!types.has(type) || length < 1 || offset < 0 || offset + length > textLength) return null
  return {
    type: type as EntityType,
    offset,
    length,
    ...(entity.type === 'text_link' ? { url: entity.url } : {}),
    ...(entity.type === 'pre' && entity.language !== undefined ? { language: entity.language } : {}),
    ...(entity.type === 'custom_emoji' ? { customEmojiId: entity.custom_emoji_id } : {}),
  }
}

function forwardOf({ forward_origin: origin }: Message): Forward | null {
  if (origin === undefined) return null
  switch (origin.type) {
    case 'channel': {
      const { chat, message_id: id, author_signature: author = null } = origin
      const name = 'title' in chat ? (chat.title ?? '') : ''
      const channel = 'username' in chat ? (chat.username ?? null) : null
      return { name, channel, id, author }
    }
    case 'chat':
      return {
        name: 'title' in origin.sender_chat ? (origin.sender_chat.title ?? '') : '',
        channel: null,
        id: null,
        author: null,
      }
    case 'user': {
      const { first_name: first, last_name: last } = origin.sender_user
      return { name: last === undefined ? first : `${first} ${last}`, channel: null, id: null, author: null }
    }
    case 'hidden_user':
      return { name: origin.sender_user_name, channel: null, id: null, author: null }
  }
}

function replyOf({ reply_to_message: target, chat }: Message): Reply | null {
  if (target === undefined || target.chat.id !== chat.id) return null
  const quote = target.text ?? target.caption ?? ''
  return { channel: null, id: target.message_id, author: chat.title ?? null, quote: quote === '' ? null : quote }
}

function buttonsOf({ reply_markup: markup }: Message): readonly (readonly Button[])[] {
  const rows = (markup?.inline_keyboard ?? []).slice(0, maxButtons)
  return rows.map((row) =>
    row.slice(0, maxButtons).map((one) => ({ text: one.text, url: 'url' in one ? one.url : null })),
  )
}

/** Notices in the words of the public preview, where we know them. */
function serviceOf(message: Message): { readonly kind: ServiceKind; readonly text: string } | null {
  if (message.channel_chat_created === true) return { kind: 'created', text: 'Channel created' }
  if (message.new_chat_title !== undefined) {
    return { kind: 'renamed', text: `Channel name was changed to «${message.new_chat_title}»` }
  }
  if (message.new_chat_photo !== undefined) return { kind: 'photo_updated', text: 'Channel photo updated' }
  if (message.delete_chat_photo === true) return { kind: 'photo_removed', text: 'Channel photo removed' }
  if (message.pinned_message !== undefined) return { kind: 'pinned', text: 'A message was pinned' }
  if (message.video_chat_scheduled !== undefined) return { kind: 'video_chat_scheduled', text: 'Live stream scheduled' }
  if (message.video_chat_started !== undefined) return { kind: 'video_chat_started', text: 'Live stream started' }
  if (message.video_chat_ended !== undefined) return { kind: 'video_chat_ended', text: 'Live stream finished' }
  if (message.boost_added !== undefined) return { kind: 'boost', text: 'The channel was boosted' }
  if (message.giveaway_created !== undefined || message.giveaway_completed !== undefined) {
    return { kind: 'giveaway', text: 'A giveaway' }
  }
  return null
}
