import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Instant } from '../../src/domain/time.ts'

/** A clock that runs faster than the machine's, so that what paces and waits does so in little time. */
export function createFastClock(startAt: Instant, speed: number): Clock {
  const begunAt = performance.now()
  return {
    now: () => Math.round(startAt + (performance.now() - begunAt) * speed),
    sleep: async (ms, signal) => {
      await sleep(ms / speed, undefined, signal === undefined ? {} : { signal })
    },
  }
}
