import { hash } from 'node:crypto'
import type { Entity, Media } from '../domain/post.ts'
import type { Instant } from '../domain/time.ts'
import { type JsonValue, toCanonicalJson } from './canonical-json.ts'
import { toIsoTime } from './iso-time.ts'

/** What a post said at one time. */
export interface VersionContent {
  /** Telegram's numeric id of the channel, positive; null while it is not known. */
  readonly channelId: number | null
  readonly messageId: number
  readonly publishedAt: Instant
  readonly text: string
  readonly entities: readonly Entity[]
  /** null: not kept, as before versions had it. Only what lasts of it counts: see `toLastingMedia`. */
  readonly media: readonly Media[] | null
}

/**
 * SHA-256 over the UTF-8 bytes of the version's canonical JSON, in lower-case hexadecimals: the same for whoever saw the
 * same. docs/decisions (version-digest) tells how to work it out without Vestnik.
 */
export function digestVersion(content: VersionContent): string {
  return hash('sha256', toCanonicalVersion(content), 'hex')
}

/** What is hashed. */
export function toCanonicalVersion({ channelId, messageId, publishedAt, ...said }: VersionContent): string {
  const media = said.media === null ? null : toLastingMedia(said.media)
  const entities = said.entities as unknown as JsonValue
  return toCanonicalJson({
    channel: channelId,
    id: messageId,
    publishedAt: toIsoTime(publishedAt),
    text: said.text,
    entities,
    media,
  })
}

/** That a post was taken back, or was seen again. */
export interface DeletionFacts {
  /** Telegram's numeric id of the channel, positive; null while it is not known. */
  readonly channelId: number | null
  readonly messageId: number
  /** When the channel last showed the post; null when that is not known. */
  readonly lastSeenAt: Instant | null
  /** The first look that did not show it; null: it is there again. */
  readonly deletedAt: Instant | null
}

/** As `digestVersion`, over what is known of a deletion. */
export function digestDeletion({ channelId, messageId, lastSeenAt, deletedAt }: DeletionFacts): string {
  const facts = {
    channel: channelId,
    deletedAt: deletedAt === null ? null : toIsoTime(deletedAt),
    id: messageId,
    lastSeenAt: lastSeenAt === null ? null : toIsoTime(lastSeenAt),
  }
  return hash('sha256', toCanonicalJson(facts), 'hex')
}

type LastingMedia = { readonly [name: string]: JsonValue | undefined }

/**
 * What stays the same of attachments however often the post is read: without addresses on Telegram's CDN, which die, and without
 * the state of a poll, which moves.
 */
export function toLastingMedia(media: readonly Media[]): readonly LastingMedia[] {
  return media.map((item) => {
    if (item.kind === 'poll') {
      return { kind: item.kind, question: item.question, options: item.options.map(({ text }) => ({ text })) }
    }
    if (item.kind === 'link_preview') return { ...item }
    const { url: _url, thumbnailUrl: _thumbnailUrl, ...lasting } = item as unknown as Record<string, JsonValue>
    return lasting
  })
}
