import type { Store } from '../domain/store.ts'
import { type Clock, day, minute } from '../domain/time.ts'
import type { FindKeepers } from '../domain/trouble.ts'

/** When Telegram does not say who administers a chat, it is asked again. */
const askAgainMs = 5 * minute
/** When there was nobody to tell; somebody may have come since. */
const tellAgainMs = day

export interface TroubleTelling {
  /** Tells an administrator of one chat in trouble; false when none is to be told. */
  run(signal: AbortSignal): Promise<boolean>
}

interface TellingParts {
  readonly store: Store
  readonly clock: Clock
  readonly findKeepers: FindKeepers
  /** There was nobody who could be told: the log says so, and /status. */
  readonly onNobody: () => void
}

/**
 * The loop that tells of places where the bot may not write: one administrator, once an episode. Who that may be is asked of Telegram
 * then; what was told is in the store, so that a restart tells nothing twice and forgets nothing.
 */
export function createTroubleTelling({ store, clock, findKeepers, onNobody }: TellingParts): TroubleTelling {
  return {
    run: async (signal) => {
      const trouble = await store.troubles.findUntold(clock.now())
      if (trouble === null) return false
      const { chatId, threadId } = trouble
      const keepers = await findKeepers(chatId, signal)
      const now = clock.now()
      if (keepers === null) {
        await store.troubles.postpone(trouble, now + askAgainMs)
        return true
      }
      const told = await store.troubles.recordTold({ chatId, threadId, ...keepers, now, retryAt: now + tellAgainMs })
      if (told === 'nobody') onNobody()
      return true
    },
  }
}
