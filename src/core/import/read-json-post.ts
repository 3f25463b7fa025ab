import type { ImportedPost, PostVersion } from '../../domain/archive.ts'
import type { Count, Forward, PostContent, PostKind, Reply } from '../../domain/post.ts'
import type { Instant } from '../../domain/time.ts'
import { parseChannelRefs } from '../channel-ref.ts'
import { readIsoTime } from '../iso-time.ts'
import {
  type Fields,
  Mismatch,
  reading,
  toFields,
  toFlag,
  toList,
  toMessageId,
  toMessageIdOrNull,
  toNumberOrNull,
  toText,
  toTextOrNull,
} from './plain-values.ts'
import { readEntities, readMedia } from './read-content.ts'
import { readDetails } from './read-details.ts'

/** A post from elsewhere, with its channel. */
export interface IncomingPost extends ImportedPost {
  readonly channelName: string
  /** Telegram's numeric id of the channel; null when it is not told. */
  readonly channelId: number | null
}

export type JsonPostResult =
  { readonly ok: true; readonly value: IncomingPost } | { readonly ok: false; readonly reason: string }

const maxVersions = 10_000
const maxAlbumItems = 100
/** From Telegram's first year to where ids of posts end. */
const [firstYear, lastYear] = [Date.UTC(2013, 0), Date.UTC(2200, 0)]

/** Reads a post as `export --format jsonl` prints it. What it has not been told it leaves out. */
export function readJsonPost(json: unknown): JsonPostResult {
  return reading(() => {
    const fields = toFields(json, 'the line')
    const content = readContent(fields)
    return {
      channelName: toChannelName(fields['channel']),
      channelId: toNumberOrNull(fields['channelId'], 'channelId'),
      content,
      versions: readVersions(fields['versions'], content),
      ...readDeletion(fields['deleted']),
    }
  })
}

function readContent(fields: Fields): PostContent {
  return {
    messageId: toMessageId(fields['id'], 'id'),
    publishedAt: toInstant(fields['publishedAt'], 'publishedAt'),
    kind: toKind(fields['kind']),
    text: toText(fields['text'], 'text'),
    entities: readEntities(fields['entities'], 'entities'),
    edited: toFlag(fields['edited'], 'edited'),
    views: toViews(fields),
    author: toTextOrNull(fields['author'], 'author'),
    forward: toForward(fields['forwardedFrom']),
    reply: toReply(fields['replyTo']),
    albumIds: toList(fields['albumIds'], 'albumIds', maxAlbumItems).map((id) => toMessageId(id, 'albumIds')),
    media: readMedia(fields['media'], 'media'),
    ...readDetails(fields),
  }
}

/** The last version is the post itself: a line that says otherwise is not of our making. */
function readVersions(value: unknown, content: PostContent): readonly PostVersion[] {
  const versions = toList(value, 'versions', maxVersions).map((item, index): PostVersion => {
    const where = `versions[${index}]`
    const fields = toFields(item, where)
    return {
      seenAt: toInstant(fields['seenAt'], `${where}.seenAt`),
      text: toText(fields['text'], `${where}.text`),
      entities: readEntities(fields['entities'], `${where}.entities`),
      media: fields['media'] === null ? null : readMedia(fields['media'], `${where}.media`),
    }
  })
  const last = versions.at(-1)
  if (last?.text !== content.text) throw new Mismatch('the last of versions is not the text of the post')
  return [...versions.slice(0, -1), { ...last, entities: content.entities, media: content.media }]
}

function readDeletion(value: unknown): Pick<ImportedPost, 'deleted'> {
  if (value === undefined || value === null) return {}
  const { after, before } = toFields(value, 'deleted')
  return {
    deleted: {
      after: after === null ? null : toInstant(after, 'deleted.after'),
      before: toInstant(before, 'deleted.before'),
    },
  }
}

function toChannelName(value: unknown): string {
  const [ref, ...others] = parseChannelRefs(toText(value, 'channel'))
  if (ref?.kind !== 'channel' || others.length > 0) throw new Mismatch('channel is no name of a channel')
  return ref.name
}

export function toInstant(value: unknown, where: string): Instant {
  const at = readIsoTime(value)
  if (at === null || at < firstYear || at > lastYear) throw new Mismatch(`${where} is no time`)
  return at
}

function toKind(value: unknown): PostKind {
  if (value === 'post' || value === 'service' || value === 'unsupported') return value
  throw new Mismatch('kind is not known')
}

function toViews(fields: Fields): Count | null {
  const value = toNumberOrNull(fields['views'], 'views')
  if (value === null) return null
  return { label: toTextOrNull(fields['viewsLabel'], 'viewsLabel') ?? String(value), value }
}

function toForward(value: unknown): Forward | null {
  if (value === undefined || value === null) return null
  const fields = toFields(value, 'forwardedFrom')
  return {
    name: toText(fields['name'], 'forwardedFrom.name'),
    channel: toTextOrNull(fields['channel'], 'forwardedFrom.channel'),
    id: toMessageIdOrNull(fields['id'], 'forwardedFrom.id'),
    author: toTextOrNull(fields['author'], 'forwardedFrom.author'),
  }
}

function toReply(value: unknown): Reply | null {
  if (value === undefined || value === null) return null
  const fields = toFields(value, 'replyTo')
  return {
    channel: toTextOrNull(fields['channel'], 'replyTo.channel'),
    id: toMessageId(fields['id'], 'replyTo.id'),
    author: toTextOrNull(fields['author'], 'replyTo.author'),
    quote: toTextOrNull(fields['quote'], 'replyTo.quote'),
  }
}
