import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from './domain/time.ts'

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, signal === undefined ? {} : { signal })
  },
}
