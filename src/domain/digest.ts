import type { ChannelGap } from './completeness.ts'
import type { Language } from './chat.ts'
import type { MediaKind } from './post.ts'
import type { Span } from './query.ts'
import type { Instant } from './time.ts'

/** One post in a digest. */
export interface DigestItem {
  readonly postId: number
  readonly messageId: number
  readonly publishedAt: Instant
  /** An extract of the text on one line; empty for a post without text. */
  readonly extract: string
  /** Matched words, as spans of `extract`. */
  readonly highlights: readonly Span[]
  readonly edited: boolean
  /** Its channel has taken it back meanwhile; absent: it has not. */
  readonly deleted?: boolean
  readonly media: readonly MediaKind[]
  /** Name of the channel or person it was forwarded from. */
  readonly forwardedFrom: string | null
  /** Canonical texts of the chat's other queries that the post matches too. */
  readonly alsoMatches: readonly string[]
}

/** What makes a digest be sent. */
export type Occasion =
  | { readonly kind: 'slot' }
  /** What came while nothing was sent. */
  | { readonly kind: 'catch_up'; readonly sinceAt: Instant }
  /** A few posts, at once. */
  | { readonly kind: 'alert' }
  /** More posts of a query than alerts are for: only their number is told. `query` null: a chat without queries. */
  | { readonly kind: 'flood'; readonly query: string | null; readonly count: number }

export interface DigestChannel {
  /** Username in canonical case, without "@". */
  readonly name: string
  readonly title: string
  /** Oldest first. */
  readonly items: readonly DigestItem[]
}

export interface DigestGroup {
  /** Canonical text of the query; null for a chat without queries. */
  readonly query: string | null
  readonly channels: readonly DigestChannel[]
}

/** A composed digest: plain data, stored in the outbox; every messenger renders its own form of it. */
export interface Digest {
  readonly language: Language
  readonly timeZone: string
  /** The hour it was due, or was asked for. */
  readonly slotAt: Instant
  readonly postCount: number
  /** Posts left for the next digest because this one is full. */
  readonly leftOver: number
  readonly groups: readonly DigestGroup[]
  /** When channels were not looked at since the last digest. Absent: they all were. */
  readonly gaps?: readonly ChannelGap[]
  /** Absent: a slot, or a reader's wish. */
  readonly occasion?: Occasion
  /** Posts that alerts have told of since the last digest. Absent: none. */
  readonly alerted?: number
}

/** A post that has been gathered for a chat and has not been sent to it. */
export interface GatheredPost {
  readonly postId: number
  readonly messageId: number
  readonly channelName: string
  readonly channelTitle: string
  readonly publishedAt: Instant
  /** What a reader would look for in the post, without its channel's boilerplate. */
  readonly text: string
  readonly edited: boolean
  /** As in an item. */
  readonly deleted?: boolean
  readonly media: readonly MediaKind[]
  readonly forwardedFrom: string | null
  /** Canonical texts of the queries it matches, by number of the watch; empty for a chat without queries. */
  readonly queries: readonly string[]
}
