import type { ChannelGap } from './completeness.ts'
import type { DigestLength, Language } from './chat.ts'
import type { FoldedCopy } from './fold.ts'
import type { MediaKind } from './post.ts'
import type { Span } from './query.ts'
import type { Instant } from './time.ts'
import type { DatedRise } from './trend.ts'

/** One post in a digest. */
export interface DigestItem {
  readonly postId: number
  readonly messageId: number
  readonly publishedAt: Instant
  /** An extract of the text on one line; in digests of earlier versions alone, which have no headline. */
  readonly extract?: string
  /** Matched words, as spans of `extract`; present when it is. */
  readonly highlights?: readonly Span[]
  readonly edited: boolean
  /** Its channel has taken it back meanwhile; absent: it has not. */
  readonly deleted?: boolean
  readonly media: readonly MediaKind[]
  /** Name of the channel or person it was forwarded from. */
  readonly forwardedFrom: string | null
  /** Canonical texts of the chat's other queries that the post matches too. */
  readonly alsoMatches: readonly string[]
  /** What the post begins with, in a line; empty for a post without text. Absent in digests of earlier versions. */
  readonly headline?: string
  /** The sentences that matched beyond the headline, or the one that goes on from it; empty when there are none. Absent as `headline` is. */
  readonly quote?: Quote
  /** Views when the channel was last read; absent: not known. */
  readonly views?: number
  /** From 0 to 1: how much it deserves to be told first. */
  readonly score?: number
  /** It is told with its quote; the others have a line each. */
  readonly isLead?: boolean
  /** The story of which it is a post, when others of the digest tell the same. */
  readonly story?: number
  /** `postId` of the lead that tells the same story: this one has its line below it. */
  readonly under?: number
  /** The same elsewhere, earliest first. */
  readonly copies?: readonly FoldedCopy[]
}

export interface Quote {
  /** On one line, with … where something was left out. */
  readonly text: string
  /** Matched words, as spans of `text`. */
  readonly highlights: readonly Span[]
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
  /** Number of the watch, as people see it; absent without a query, and in digests of earlier versions. */
  readonly watch?: number
  /** The query found unusually much; absent: it did not, or the place was told of that already. */
  readonly rise?: DatedRise
  readonly channels: readonly DigestChannel[]
}

export interface QueryRise {
  /** Canonical text of the query. */
  readonly query: string
  readonly rise: DatedRise
}

/** A composed digest: plain data, stored in the outbox; every messenger renders its own form of it. */
export interface Digest {
  readonly language: Language
  readonly timeZone: string
  /** When it was due or asked for; where it had to wait, when it was composed: dates in it are told from there. */
  readonly slotAt: Instant
  /** Posts that are told; copies of them and repeats are not counted. */
  readonly postCount: number
  /** Posts left for the next digest because this one is full. */
  readonly leftOver: number
  readonly groups: readonly DigestGroup[]
  /** When channels were not looked at since the last digest. Absent: they all were. */
  readonly gaps?: readonly ChannelGap[]
  /** Absent, as in digests of earlier versions: `full`, without numbers and buttons. */
  readonly length?: DigestLength
  /** The chat wants rich messages. */
  readonly isRich?: boolean
  /** Posts that are left out because the chat was sent the same text on a former day. */
  readonly repeats?: number
  /** Absent: a slot, or a reader's wish. */
  readonly occasion?: Occasion
  /** Posts that alerts have told of since the last digest. Absent: none. */
  readonly alerted?: number
  /** Of queries that have no group, since all their posts stand in those of other queries. Absent: none has risen. */
  readonly otherRises?: readonly QueryRise[]
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
  /** Views, and the age of the post when they were counted. Absent: not known. */
  readonly views?: ViewsAtAge
}

export interface ViewsAtAge {
  readonly views: number
  readonly ageMs: number
}
