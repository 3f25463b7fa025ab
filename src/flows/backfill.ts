import { longestGapMs } from '../core/pacing.ts'
import { isPushedAlone } from '../core/trouble.ts'
import { estimatePast, type PastEstimate } from '../core/past-estimate.ts'
import type { Channel } from '../domain/channel.ts'
import type { BackfillGoal, Completeness } from '../domain/completeness.ts'
import type { Episode } from '../domain/health.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day, type Instant } from '../domain/time.ts'
import { findFollowed } from './find-followed.ts'

/** How far back somebody wants the past of a channel. */
export type Reach = 'some' | 'year' | 'all'

/** As many posts as `some` asks for. */
export const somePosts = 200
const yearMs = 365 * day
/** Gaps are shown this far back. */
const gapsReachMs = 30 * day

export interface PastView {
  readonly channel: Channel
  readonly now: Instant
  readonly completeness: Completeness
  /** What is wrong with the channel just now. */
  readonly health: readonly Episode[]
  /** What is left of the backfill under way, by the posts that are held; null when none is. */
  readonly left: PastEstimate | null
}

/** The past of channels: what is held of it, and how more of it is fetched. Only of channels that the chat follows. */
export interface Backfilling {
  /** null: the chat does not follow the channel. */
  view(chatId: number, name: string): Promise<PastView | null>
  /** What it would take; no posts when nothing older is to be had. null: the chat does not follow the channel. */
  estimate(chatId: number, name: string, reach: Reach): Promise<PastEstimate | null>
  /** Begins; the pages come one by one between the polls. False when nothing older is to be had, or it is not followed. */
  start(chatId: number, name: string, reach: Reach): Promise<boolean>
  /** False when the chat does not follow the channel. */
  setPaused(chatId: number, name: string, paused: boolean): Promise<boolean>
}

interface BackfillParts {
  readonly store: Store
  readonly clock: Clock
  readonly pollMaxMs: number
  /** The polite rate. */
  readonly requestsPerSecond: number
}

export function createBackfilling(parts: BackfillParts): Backfilling {
  const { store } = parts
  return {
    view: (chatId, name) => view(parts, chatId, name),
    estimate: async (chatId, name, reach) => {
      const seen = await view(parts, chatId, name)
      if (seen === null) return null
      const goal = toGoal(seen, reach)
      if (goal === null) return { posts: 0, ms: 0 }
      return estimatePast(seen.completeness, { ...goal, requestsPerSecond: parts.requestsPerSecond })
    },
    start: async (chatId, name, reach) => {
      const seen = await view(parts, chatId, name)
      const goal = seen === null ? null : toGoal(seen, reach)
      if (goal === null) return false
      await store.completeness.startBackfill(goal)
      return true
    },
    setPaused: async (chatId, name, paused) => {
      const channel = await findFollowed(parts.store, await parts.store.channels.listFollowed(chatId), name)
      if (channel === undefined) return false
      await store.completeness.setBackfillPaused(channel.id, paused)
      return true
    },
  }
}

async function view(parts: BackfillParts, chatId: number, name: string): Promise<PastView | null> {
  const channel = await findFollowed(parts.store, await parts.store.channels.listFollowed(chatId), name)
  if (channel === undefined) return null
  const now = parts.clock.now()
  const completeness = await parts.store.completeness.find({
    channelId: channel.id,
    sinceAt: now - gapsReachMs,
    longestMs: longestGapMs(parts.pollMaxMs),
    now,
  })
  const { backfillLeft, backfillBefore, backfillUntilAt } = channel
  const left =
    backfillLeft === 0 || backfillBefore === null
      ? null
      : estimatePast(completeness, {
          before: backfillBefore,
          untilAt: backfillUntilAt,
          left: backfillLeft,
          requestsPerSecond: parts.requestsPerSecond,
        })
  const health = (await parts.store.health.findOpen([channel.id])).get(channel.id) ?? []
  return { channel, now, completeness, health, left }
}

/** null: there is nothing to fetch, as without a preview. There cannot be more posts than message ids. */
function toGoal({ channel, completeness, now }: PastView, reach: Reach): BackfillGoal | null {
  if (isPushedAlone(channel)) return null
  const before = channel.backfillBefore ?? completeness.first?.messageId ?? 1
  const untilAt = reach === 'year' ? now - yearMs : null
  const wanted = reach === 'some' ? somePosts - completeness.posts : before - 1
  const left = Math.min(Math.max(wanted, 0), before - 1)
  return left === 0 ? null : { channelId: channel.id, left, before, untilAt }
}
