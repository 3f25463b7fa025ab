import type { Channel } from '../domain/channel.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import { AppError } from '../domain/errors.ts'
import type { OutboxTotals } from '../domain/outbox.ts'
import type { Store } from '../domain/store.ts'
import type { Episode } from '../domain/health.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Chore } from '../domain/upkeep.ts'
import type { PollBreaker } from './breaker.ts'

/** Telegram answers nobody, and polls wait. */
export interface Outage {
  readonly sinceAt: Instant
  readonly nextTryAt: Instant
}

/** What /status shows. */
export interface StatusView {
  readonly now: Instant
  readonly chat: Chat
  readonly plan: Plan
  readonly channels: readonly Channel[]
  /** What is wrong with them, by the channel's id. */
  readonly health: ReadonlyMap<number, readonly Episode[]>
  readonly outage: Outage | null
  readonly watches: number
  /** Posts gathered for the next digest. */
  readonly gathered: number
  /** Digests of this chat on their way. */
  readonly parcelsWaiting: number
  readonly lastSentAt: Instant | null
  readonly lastDeliveryError: string | null
}

/** How the whole instance is, for whoever runs it. Nothing in it is about another chat. */
export interface InstanceView {
  readonly now: Instant
  /** Every channel of the archive, by name. */
  readonly channels: readonly Channel[]
  readonly outage: Outage | null
  readonly posts: number
  /** Posts stored and not yet matched. */
  readonly unmatched: number
  readonly outbox: OutboxTotals
  /** Telegram asked to send nothing before this instant; 0 when it never did. */
  readonly pausedUntil: Instant
  readonly retention: Chore
  readonly backup: Chore
}

export interface StatusReporting {
  view(chatId: number): Promise<StatusView>
  instance(): Promise<InstanceView>
  /** Parcels that were set aside are tried again; how many there were. */
  retrySetAside(): Promise<number>
}

export function createStatusReporting({
  store,
  clock,
  breaker,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly breaker: Pick<PollBreaker, 'trouble'>
}): StatusReporting {
  const outage = (): Outage | null => {
    const trouble = breaker.trouble()
    return trouble === null ? null : { sinceAt: trouble.sinceAt, nextTryAt: trouble.untilAt }
  }
  return {
    view: async (chatId) => {
      const chat = await store.chats.find(chatId)
      if (chat === null) throw new AppError('not_found', 'chat is not known')
      const outbox = await store.outbox.counts(chatId)
      const channels = await store.channels.listFollowed(chatId)
      return {
        now: clock.now(),
        chat,
        plan: await store.digests.getPlan(chatId),
        channels,
        health: await store.health.findOpen(channels.map(({ id }) => id)),
        outage: outage(),
        watches: (await store.watches.list(chatId)).length,
        gathered: (await store.digests.findGathered(chatId, 0)).total,
        parcelsWaiting: outbox.waiting,
        lastSentAt: outbox.lastSentAt,
        lastDeliveryError: outbox.lastError,
      }
    },
    retrySetAside: () => store.outbox.retrySetAside(clock.now()),
    instance: async () => ({
      now: clock.now(),
      channels: await store.channels.listAll(),
      outage: outage(),
      posts: await store.posts.count(),
      unmatched: await store.posts.countUnmatched(),
      outbox: await store.outbox.totals(),
      pausedUntil: (await store.outbox.sending()).pausedUntil,
      retention: await store.chores.find('retention'),
      backup: await store.chores.find('backup'),
    }),
  }
}
