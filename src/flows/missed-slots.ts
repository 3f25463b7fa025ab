import type { DuePlan, Store } from '../domain/store.ts'
import { type Instant, minute } from '../domain/time.ts'

/** A slot that passed so long ago passed while nobody was there to see it. */
const missedMs = 2 * minute
/** A channel that is not polled, for example since Telegram does not answer, keeps a digest back for no longer than this. */
const longestWaitMs = 30 * minute

export interface MissedSlots {
  /**
   * Whether plans of one chat, which are due, have to wait: their slot passed while Vestnik was not running, and a channel that was to be
   * polled meanwhile has not been yet, so that the digest would lack what it is to catch up with.
   */
  wait(plans: readonly [DuePlan, ...DuePlan[]], now: Instant): Promise<boolean>
}

/** Remembers since when plans wait, and so is made once a process. */
export function createMissedSlots({ store }: { readonly store: Store }): MissedSlots {
  const waitingFrom = new Map<number, Instant>()

  return {
    wait: async (plans, now) => {
      const missed = plans.filter((plan) => isMissed(plan, now))
      const from = Math.min(now, ...missed.map(({ plan }) => waitingFrom.get(plan.id) ?? now))
      const waits = missed.length > 0 && now - from < longestWaitMs && (await hasUnread(plans[0].chat.id, from))
      for (const { plan } of plans) {
        if (waits) waitingFrom.set(plan.id, from)
        else waitingFrom.delete(plan.id)
      }
      return waits
    },
  }

  /** A poll moves the next one into the future, whether it fails or not. */
  async function hasUnread(chatId: number, from: Instant): Promise<boolean> {
    const channels = await store.channels.listFollowed(chatId)
    return channels.some(({ nextPollAt }) => nextPollAt <= from)
  }
}

/** What waited for quiet hours or for room was seen when it was due. */
function isMissed({ plan, slotAt, waitingSince }: DuePlan, now: Instant): boolean {
  return plan.schedule.kind !== 'instant' && waitingSince === null && now - slotAt >= missedMs
}
