import type { Instant } from './time.ts'

/** A time in which nobody looked at a channel. Posts of that time were fetched later; former texts and deleted posts were not. */
export interface PollingGap {
  readonly fromAt: Instant
  readonly untilAt: Instant
}

export interface PostMark {
  readonly messageId: number
  readonly publishedAt: Instant
}

/** What the archive holds of a channel, and what it knows of the message ids between its first and its last post. */
export interface Completeness {
  /** Posts held, service messages and deleted ones included. */
  readonly posts: number
  /** By message id; null without posts. */
  readonly first: PostMark | null
  readonly last: PostMark | null
  /** Ids that are further items of an album. */
  readonly albumMembers: number
  /** Posts held that are service messages. */
  readonly service: number
  /** Posts held that the channel has deleted. */
  readonly deleted: number
  /** Ids that no page has shown: deleted before anybody looked, or never public. */
  readonly neverShown: number
  /** Those that ended since the instant asked for, oldest first; the last one may still go on. */
  readonly gaps: readonly PollingGap[]
}

export interface ChannelGap extends PollingGap {
  readonly channelName: string
}

/** How far back the past of a channel is to be fetched. */
export interface BackfillGoal {
  readonly channelId: number
  /** At most so many posts. */
  readonly left: number
  /** Posts before this message id. */
  readonly before: number
  /** Posts published since; null: however old. */
  readonly untilAt: Instant | null
}

export interface CompletenessStore {
  /**
   * `sinceAt` bounds the gaps. A channel whose last successful poll is longer ago than `longestMs` has a gap that goes on until
   * `now`.
   */
  find(request: {
    readonly channelId: number
    readonly sinceAt: Instant
    readonly longestMs: number
    readonly now: Instant
  }): Promise<Completeness>
  /**
   * Gaps of more than `longestMs` in channels of the chat that touch the time from `fromAt` to `untilAt`, as far as the chat
   * followed the channel then; one that goes on counts. Oldest first, at most `limit`.
   */
  findGaps(request: {
    readonly chatId: number
    readonly fromAt: Instant
    readonly untilAt: Instant
    readonly longestMs: number
    readonly limit: number
  }): Promise<readonly ChannelGap[]>
  /** Begins a backfill, or gives the one under way another goal; a pause ends. */
  startBackfill(goal: BackfillGoal): Promise<void>
  /** A paused backfill is not claimed; it goes on from where it was. */
  setBackfillPaused(channelId: number, paused: boolean): Promise<void>
}
