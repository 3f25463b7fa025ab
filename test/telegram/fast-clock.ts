import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Instant } from '../../src/domain/time.ts'

export interface FastClock extends Clock {
  /** The time jumps. Whoever sleeps sleeps on. */
  skip(ms: number): void
}

/** A clock that runs faster than the machine's, so that what paces and waits does so in little time. */
export function createFastClock(startAt: Instant, speed: number): FastClock {
  const begunAt = performance.now()
  let skippedMs = 0
  return {
    now: () => Math.round(startAt + skippedMs + (performance.now() - begunAt) * speed),
    sleep: async (ms, signal) => {
      await sleep(ms / speed, undefined, signal === undefined ? {} : { signal })
    },
    skip: (ms) => {
      skippedMs += ms
    },
  }
}
