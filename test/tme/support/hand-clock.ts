import type { Clock, Instant } from '../../../src/domain/time.ts'

interface Sleeper {
  readonly at: Instant
  wake(): void
}

/** A clock moved by hand. */
export interface HandClock extends Clock {
  /** Moves on, waking the sleepers on the way in the order of their hours. */
  advance(ms: number): Promise<void>
  /** How many sleep now. */
  sleepers(): number
}

export function createHandClock(startAt: Instant = Date.UTC(2026, 0, 1)): HandClock {
  let nowAt = startAt
  let sleeping: Sleeper[] = []
  return {
    now: () => nowAt,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const sleeper = { at: nowAt + ms, wake: resolve }
      sleeping.push(sleeper)
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      await promise.finally(() => {
        sleeping = sleeping.filter((other) => other !== sleeper)
      })
    },
    async advance(ms) {
      const untilAt = nowAt + ms
      await settle()
      for (;;) {
        const next = sleeping.filter(({ at }) => at <= untilAt).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        nowAt = Math.max(nowAt, next.at)
        sleeping = sleeping.filter((other) => other !== next)
        next.wake()
        await settle()
      }
      nowAt = untilAt
    },
    sleepers: () => sleeping.length,
  }
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
