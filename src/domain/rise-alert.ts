import type { Language } from './chat.ts'
import type { MediaKind } from './post.ts'
import type { Span } from './query.ts'
import type { Instant } from './time.ts'
import type { DatedRise } from './trend.ts'

/** Tells a chat that queries of its own have risen. Plain data, as a digest is. */
export interface RiseAlert {
  readonly kind: 'rise'
  readonly language: Language
  readonly timeZone: string
  readonly madeAt: Instant
  readonly rises: readonly RisenQuery[]
}

export interface RisenQuery {
  /** Number of the watch, as people see it. */
  readonly watch: number
  /** Canonical text of the query. */
  readonly query: string
  readonly rise: DatedRise
  /** The post that tells what it is about; null: it is gone meanwhile. */
  readonly lead: RiseLead | null
}

export interface RiseLead {
  readonly channelName: string
  readonly channelTitle: string
  readonly messageId: number
  readonly publishedAt: Instant
  readonly extract: string
  /** Matched words, as spans of `extract`. */
  readonly highlights: readonly Span[]
  readonly edited: boolean
  readonly deleted: boolean
  readonly media: readonly MediaKind[]
}

/** A query that may have risen: something was found since it was last looked at. */
export interface RiseCheck {
  readonly watchId: number
  readonly number: number
  readonly query: string
  /** A paused query has no rises. */
  readonly isPaused: boolean
  readonly chatId: number
  /** Topic in which its alerts are told; null: the chat itself. */
  readonly threadId: number | null
  /** How many posts were found; `record` is told, so that nothing is lost that was found meanwhile. */
  readonly wakes: number
}

export interface RiseAlertStore {
  /** A chat is told of rises of a query from now on, there, or no more. It is looked at at once. False: the chat has no such watch. */
  set(request: {
    readonly chatId: number
    readonly number: number
    readonly isOn: boolean
    readonly threadId: number | null
    readonly now: Instant
  }): Promise<boolean>
  /** Numbers of the watches whose rises the chat is told of. */
  list(chatId: number): Promise<ReadonlySet<number>>
  /** Those that are due, the longest waiting first. Only queries that are told of, and to which something was added, ever are. */
  claimDue(lease: {
    readonly now: Instant
    readonly leaseUntil: Instant
    readonly limit: number
  }): Promise<readonly RiseCheck[]>
  /**
   * Puts an alert, unless it is null, into the outbox, and lets the queries rest, all at once. What was found since they were
   * claimed makes them due at the end of their rest.
   */
  record(record: {
    readonly chatId: number
    readonly threadId: number | null
    readonly checks: readonly (Pick<RiseCheck, 'watchId' | 'wakes'> & { readonly restUntil: Instant })[]
    readonly alert: RiseAlert | null
    readonly now: Instant
  }): Promise<void>
  /** These are due again then. */
  postpone(watchIds: readonly number[], until: Instant): Promise<void>
}
