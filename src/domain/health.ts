import type { ChannelLabel, FetchFault } from './channel.ts'
import type { Language } from './chat.ts'
import type { Instant } from './time.ts'

/**
 * What may be wrong with a channel, or other than usual: its preview was switched off, it cannot be reached, it is silent for
 * longer than it ever is, Telegram calls it a scam or a fake, a fifth of its subscribers left within a week.
 */
export type HealthKind = 'preview' | 'unreachable' | 'silent' | 'scam' | 'fake' | 'subscribers'

/** A time in which one of these is so, and goes on. */
export interface Episode {
  readonly kind: HealthKind
  readonly beganAt: Instant
  /** When its followers were told; null: not yet, or not at all. */
  readonly toldAt: Instant | null
}

export interface SubscriberSample {
  /** Days since 1970, in UTC. */
  readonly day: number
  readonly subscribers: number
}

/** What is known of a channel, as far as its health is concerned. */
export interface HealthFacts {
  readonly channelId: number
  readonly addedAt: Instant
  readonly lastSuccessAt: Instant | null
  readonly failures: number
  readonly lastFault: FetchFault | null
  readonly confirmedFailures: number
  readonly failingMs: number
  /** When the newest post was published; null without posts. */
  readonly lastPostAt: Instant | null
  /** The bot is an administrator of the channel: posts are pushed, whether there is a preview or not. */
  readonly isAdmitted: boolean
  /** null: no page has told yet. */
  readonly labels: readonly ChannelLabel[] | null
  readonly subscribers: number | null
  /** Of the last eight days, oldest first. */
  readonly samples: readonly SubscriberSample[]
  readonly open: readonly Episode[]
  /** When its followers were last told that an episode began, by kind. */
  readonly lastToldAt: Readonly<Partial<Record<HealthKind, Instant>>>
}

/**
 * `begin`: an episode begins; `tell`: followers are told of one that began unnoticed; `end`: it is over. Values are for the
 * words: numbers only.
 */
export interface HealthChange {
  readonly kind: HealthKind
  readonly step: 'begin' | 'tell' | 'end'
  /** Since when it is so, or was. */
  readonly beganAt: Instant
  readonly isTold: boolean
  readonly values: Readonly<Record<string, number>>
}

/** A line of a notice of health: what is so of which channel. */
export interface HealthLine {
  readonly kind: HealthKind
  readonly isEnd: boolean
  /** With its "@". */
  readonly name: string
  readonly title: string
  readonly values: HealthChange['values']
}

/** All that a chat is told at once of the health of the channels it follows. */
export interface HealthNotice {
  readonly kind: 'health'
  readonly language: Language
  readonly lines: readonly HealthLine[]
}

export interface HealthStore {
  /** Of every followed channel that has not lost its name, by id. */
  listFacts(now: Instant): Promise<readonly HealthFacts[]>
  /** Times at which posts were published, newest first: those since `sinceAt`, and at least the latest `atLeast`; at most `limit`. */
  rhythm(request: {
    readonly channelId: number
    readonly sinceAt: Instant
    readonly atLeast: number
    readonly limit: number
  }): Promise<readonly Instant[]>
  /**
   * Writes what changed, and one parcel a chat with all of it that the chat is to be told: followers who want news of channels are
   * told of a beginning, and of an end those of them who were told of the beginning. What has been recorded already is not
   * recorded, nor told, again. Resolves with the number of parcels.
   */
  record(round: {
    readonly changes: readonly (HealthChange & { readonly channelId: number })[]
    readonly now: Instant
  }): Promise<number>
  /** Episodes that go on, by the channel's id. */
  findOpen(channelIds: readonly number[]): Promise<ReadonlyMap<number, readonly Episode[]>>
}
