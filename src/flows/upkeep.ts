import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'

/** Between two steps the process does what else there is to do. */
const pauseMs = 20

export interface Upkeep {
  /** A step of looking after the archive; false when nothing is left to do. */
  run(signal: AbortSignal): Promise<boolean>
}

export function createUpkeep({ store, clock }: { readonly store: Store; readonly clock: Clock }): Upkeep {
  return {
    run: async (signal) => {
      const isLeft = await store.maintain()
      if (isLeft) await clock.sleep(pauseMs, signal)
      return isLeft
    },
  }
}
