import type { Count } from './post.ts'
import type { Instant } from './time.ts'

/** Marks that Telegram itself puts on a channel. */
export type ChannelLabel = 'verified' | 'scam' | 'fake'

/** What else a page's header says of its channel. */
export interface ChannelDetails {
  /** Address of the channel's picture; it dies after about two days. */
  readonly photoUrl: string | null
  readonly labels: readonly ChannelLabel[]
  /** Counts by what is counted, in Telegram's plural: subscribers, photos, videos, files, links. */
  readonly counters: Readonly<Record<string, Count>>
}

/** What a page says of its channel. */
export interface ChannelProfile {
  /** Username in its canonical case, without "@". */
  readonly name: string
  /** Telegram's numeric id of the channel, positive, without the Bot API's -100 prefix; null when the page does not tell. */
  readonly telegramId: number | null
  readonly title: string
  readonly description: string | null
  readonly subscribers: number | null
  /** Absent when no header has been seen, as in a part of a page. */
  readonly details?: ChannelDetails
}

/** Why a channel could not be read the last time it was tried. */
export type FetchFault =
  | 'preview_unavailable'
  | 'markup_changed'
  | 'blocked'
  | 'rate_limited'
  | 'server_error'
  | 'network'
  | 'timeout'
  | 'too_large'
  | 'identity_changed'

export interface Channel extends ChannelProfile {
  readonly id: number
  /** Highest message id that a poll has seen; 0 before the first poll. Only a poll moves it. */
  readonly cursor: number
  readonly nextPollAt: Instant
  readonly lastPolledAt: Instant | null
  readonly lastSuccessAt: Instant | null
  /** When Telegram last pushed a post of it, which it does where the bot is an administrator; null: never. */
  readonly lastPushedAt: Instant | null
  /** The bot is an administrator of it, so that its posts are pushed. */
  readonly isAdmitted: boolean
  /** Failures in a row; 0 after a success. */
  readonly failures: number
  readonly lastFault: FetchFault | null
  /** Of the failures in a row, those of which it is certain that they are the channel's own. */
  readonly confirmedFailures: number
  /** How long it was looked at in vain: the time between failures in a row, without times in which nobody looked. */
  readonly failingMs: number
  /** Posts that remain to be fetched backwards; 0 when the backfill has ended. */
  readonly backfillLeft: number
  /** The backfill goes on with posts before this message id; null until the first page has been read. */
  readonly backfillBefore: number | null
  /** The backfill fetches nothing published earlier; null: its number of posts alone bounds it. */
  readonly backfillUntilAt: Instant | null
  readonly backfillPaused: boolean
}
