import type { Channel } from '../domain/channel.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import { AppError } from '../domain/errors.ts'
import type { Store } from '../domain/store.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** What /status shows. */
export interface StatusView {
  readonly now: Instant
  readonly chat: Chat
  readonly plan: Plan
  readonly channels: readonly Channel[]
  readonly watches: number
  /** Posts gathered for the next digest. */
  readonly gathered: number
  /** Posts stored and not yet matched, in all. */
  readonly unmatched: number
  /** Digests of this chat on their way. */
  readonly parcelsWaiting: number
  readonly lastSentAt: Instant | null
  readonly lastDeliveryError: string | null
}

export interface StatusReporting {
  view(chatId: number): Promise<StatusView>
}

export function createStatusReporting({
  store,
  clock,
}: {
  readonly store: Store
  readonly clock: Clock
}): StatusReporting {
  return {
    view: async (chatId) => {
      const chat = await store.chats.find(chatId)
      if (chat === null) throw new AppError('not_found', 'chat is not known')
      const outbox = await store.outbox.counts(chatId)
      return {
        now: clock.now(),
        chat,
        plan: await store.digests.getPlan(chatId),
        channels: await store.channels.listFollowed(chatId),
        watches: (await store.watches.list(chatId)).length,
        gathered: (await store.digests.findGathered(chatId, 0)).total,
        unmatched: await store.posts.countUnmatched(),
        parcelsWaiting: outbox.waiting,
        lastSentAt: outbox.lastSentAt,
        lastDeliveryError: outbox.lastError,
      }
    },
  }
}
