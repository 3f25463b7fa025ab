import type { Clock, Instant } from '../../src/domain/time.ts'

/** A clock whose sleepers wake when the test moves it. */
export interface ManualClock extends Clock {
  /** Moves on, step by step from one sleeper to the next, letting each do what it does. */
  advance(ms: number): Promise<void>
  readonly sleepers: number
}

interface Sleeper {
  readonly at: Instant
  readonly wake: () => void
}

export function createManualClock(startAt: Instant = Date.UTC(2026, 2, 1)): ManualClock {
  let now = startAt
  const sleepers = new Set<Sleeper>()
  return {
    now: () => now,
    get sleepers() {
      return sleepers.size
    },
    sleep: (ms, signal) => {
      if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const sleeper = { at: now + ms, wake: resolve }
      sleepers.add(sleeper)
      const abort = (): void => {
        sleepers.delete(sleeper)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort, { once: true })
      return promise.finally(() => signal?.removeEventListener('abort', abort))
    },
    advance: async (ms) => {
      const until = now + ms
      await settle()
      for (;;) {
        const next = [...sleepers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        now = Math.max(now, next.at)
        sleepers.delete(next)
        next.wake()
        await settle()
      }
      now = until
    },
  }
}

/** Lets everything that can go on without time passing go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
