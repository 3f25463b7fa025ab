import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../../../src/domain/time.ts'
import type { Limiter } from '../../../src/tme/limiter.ts'

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await setTimeout(ms, undefined, signal === undefined ? {} : { signal })
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error
    }
  },
}

/** Lets every request through at once, and counts them. */
export function createOpenLimiter(): Limiter & { readonly count: () => number } {
  let count = 0
  return {
    async run(request) {
      count += 1
      return await request()
    },
    count: () => count,
  }
}
