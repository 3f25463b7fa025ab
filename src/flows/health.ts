import { assessHealth } from '../core/health.ts'
import { longestGapMs } from '../core/pacing.ts'
import { leastSilenceMs, maxRhythmPosts, rhythmMs, rhythmPosts, silenceLimitMs } from '../core/silence.ts'
import type { HealthFacts } from '../domain/health.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, type Instant, minute } from '../domain/time.ts'
import type { PollBreaker } from './breaker.ts'

/** Nobody needs to know sooner; and what happens to many channels is told in one message. */
const roundMs = 30 * minute

export interface HealthWatching {
  /** Looks after all channels, when it is time to, and writes down what is told to their followers. Always false. */
  run(signal: AbortSignal): Promise<boolean>
}

interface HealthParts {
  readonly store: Store
  readonly clock: Clock
  readonly breaker: Pick<PollBreaker, 'phase'>
  readonly pollMaxMs: number
}

/**
 * The loop that notices when something is wrong with a channel. What has been told is in the store, so that rounds may be missed or
 * come twice. While Telegram answers nobody, nothing is said of anybody.
 */
export function createHealthWatching(parts: HealthParts): HealthWatching {
  let lastAt: Instant = -Infinity
  return {
    run: async () => {
      const now = parts.clock.now()
      if (now - lastAt < roundMs && now >= lastAt) return false
      if (parts.breaker.phase() !== 'closed') return false
      await watch(parts, now)
      lastAt = now
      return false
    },
  }
}

async function watch(parts: HealthParts, now: Instant): Promise<void> {
  const { store, pollMaxMs } = parts
  const all = await store.health.listFacts(now)
  const readAt = all.map(({ lastSuccessAt }) => lastSuccessAt ?? -Infinity).toSorted((a, b) => b - a)
  const changes = []
  for (const facts of all) {
    const othersReadAt = facts.lastSuccessAt === readAt[0] ? readAt[1] : readAt[0]
    const view = {
      now,
      silenceLimitMs: await findSilenceLimit(parts, facts, now),
      othersReadAt: othersReadAt === undefined ? null : othersReadAt,
      freshMs: longestGapMs(pollMaxMs),
    }
    for (const change of assessHealth(facts, view)) changes.push({ ...change, channelId: facts.channelId })
  }
  if (changes.length > 0) await store.health.record({ changes, now })
}

/** Asked only of a channel that has been silent for as long as any of them would have to be. */
async function findSilenceLimit(
  { store }: HealthParts,
  { channelId, lastPostAt, lastSuccessAt }: HealthFacts,
  now: Instant,
): Promise<number | null> {
  if (lastPostAt === null || lastSuccessAt === null || lastSuccessAt - lastPostAt <= leastSilenceMs) return null
  const sinceAt = Math.min(now, lastPostAt) - rhythmMs
  const limits = { atLeast: rhythmPosts, limit: maxRhythmPosts }
  return silenceLimitMs(await store.health.rhythm({ channelId, sinceAt, ...limits }))
}
