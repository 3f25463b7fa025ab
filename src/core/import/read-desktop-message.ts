import type { ImportedPost } from '../../domain/archive.ts'
import { noDetails, type PostContent } from '../../domain/post.ts'
import type { Instant } from '../../domain/time.ts'
import { readDesktopMedia } from './desktop-media.ts'
import { readDesktopText } from './desktop-text.ts'
import {
  type Fields,
  Mismatch,
  reading,
  toFields,
  toMessageId,
  toMessageIdOrNull,
  toTextOrNull,
} from './plain-values.ts'

export type DesktopResult =
  { readonly ok: true; readonly value: ImportedPost } | { readonly ok: false; readonly reason: string }

/** What a file says of the channel it is of. */
export type DesktopHead =
  { readonly ok: true; readonly value: DesktopChannel } | { readonly ok: false; readonly reason: string }

export interface DesktopChannel {
  readonly title: string
  /** Telegram's numeric id, positive. */
  readonly channelId: number
}

/** Reads the beginning of result.json: only public channels, one at a time. */
export function readDesktopHead(json: unknown): DesktopHead {
  return reading(() => {
    const { name, type, id } = toFields(json, 'the file')
    if (type !== 'public_channel') {
      throw new Mismatch('it is no export of one public channel: open the channel, then ⋮ → Export chat history → JSON')
    }
    if (!Number.isSafeInteger(id) || Number(id) <= 0) throw new Mismatch('it does not tell the id of the channel')
    return { title: toTextOrNull(name, 'name') ?? '', channelId: Number(id) }
  })
}

/**
 * Reads a message of Telegram Desktop's export. When its text was seen to say so nobody knows: it stands as seen when it was
 * written, or last edited.
 */
export function readDesktopMessage(json: unknown): DesktopResult {
  return reading(() => {
    const fields = toFields(json, 'the message')
    const messageId = toMessageId(fields['id'], 'id')
    const publishedAt = toInstant(fields['date_unixtime'])
    const editedAt = fields['edited_unixtime'] === undefined ? null : toInstant(fields['edited_unixtime'])
    const isService = fields['type'] === 'service'
    const said = isService ? { text: noticeOf(fields), entities: [] } : readDesktopText(textOf(fields))
    const media = isService ? [] : readDesktopMedia(fields, messageId)
    const content: PostContent = {
      messageId,
      publishedAt,
      kind: isService ? 'service' : said.text === '' && media.length === 0 ? 'unsupported' : 'post',
      ...said,
      edited: editedAt !== null,
      views: null,
      author: toTextOrNull(fields['author'], 'author'),
      forward: forwardOf(fields),
      reply: replyOf(fields),
      albumIds: [],
      media,
      ...noDetails,
      serviceKind: isService ? 'other' : null,
    }
    return { content, versions: [{ seenAt: editedAt ?? publishedAt, ...said, media }] }
  })
}

/** Newer exports have the text once more, cut into pieces that all have a type. */
function textOf(fields: Fields): unknown {
  const pieces = fields['text_entities']
  return Array.isArray(pieces) && pieces.length > 0 ? pieces : (fields['text'] ?? '')
}

function toInstant(value: unknown): Instant {
  const seconds = typeof value === 'string' && /^\d{9,11}$/.test(value) ? Number(value) : Number.NaN
  if (Number.isNaN(seconds))
    throw new Mismatch('date_unixtime is missing: an export of Telegram Desktop since 2022 has it')
  return seconds * 1000
}

function forwardOf(fields: Fields): PostContent['forward'] {
  const name = fields['forwarded_from']
  if (name === undefined) return null
  // A sender who is gone has no name.
  return { name: toTextOrNull(name, 'forwarded_from') ?? '', channel: null, id: null, author: null }
}

/** A reply to a post of another channel names that channel by a number only. */
function replyOf(fields: Fields): PostContent['reply'] {
  const id = toMessageIdOrNull(fields['reply_to_message_id'], 'reply_to_message_id')
  return id === null || fields['reply_to_peer_id'] !== undefined
    ? null
    : { channel: null, id, author: null, quote: null }
}

/** Notices in the words of the public preview, where we know them. */
function noticeOf(fields: Fields): string {
  const action = toTextOrNull(fields['action'], 'action') ?? 'notice'
  const title = toTextOrNull(fields['title'], 'title') ?? ''
  const notices: Readonly<Record<string, string>> = {
    create_channel: 'Channel created',
    edit_group_photo: 'Channel photo updated',
    delete_group_photo: 'Channel photo removed',
    edit_group_title: `Channel name was changed to «${title}»`,
    pin_message: 'A message was pinned',
  }
  return Object.hasOwn(notices, action) ? (notices[action] ?? action) : action.replaceAll('_', ' ')
}
