import type { Store } from '../domain/store.ts'
import { type Clock, type Instant, second } from '../domain/time.ts'

/** How often the process writes down that it is alive. */
const beatMs = 30 * second

interface BeatParts {
  readonly store: Store
  readonly clock: Clock
}

/** The loop that writes the pulse down. */
export function createBeating({ store, clock }: BeatParts): { run(): Promise<boolean> } {
  let lastAt = -Infinity
  return {
    run: async () => {
      const now = clock.now()
      if (now - lastAt < beatMs && now >= lastAt) return false
      await store.heartbeat.record(now)
      lastAt = now
      return false
    },
  }
}

/**
 * What an earlier process may have sent before it ended, and what Telegram asked of it. It may have gone on for one beat after
 * the last that it wrote down, and is given another.
 */
export async function readSendingBefore({ store, clock }: BeatParts): Promise<{
  readonly usedUpAt: Instant
  readonly pausedUntil: Instant
}> {
  const lastBeatAt = await store.heartbeat.findLast()
  const { pausedUntil } = await store.outbox.sending()
  return { usedUpAt: Math.min(clock.now(), (lastBeatAt ?? -Infinity) + 2 * beatMs), pausedUntil }
}
