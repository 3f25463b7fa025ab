import type { Channel } from '../domain/channel.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import { AppError } from '../domain/errors.ts'
import type { OutboxTotals } from '../domain/outbox.ts'
import type { Store } from '../domain/store.ts'
import type { Episode } from '../domain/health.ts'
import { type Clock, type Instant, minute } from '../domain/time.ts'
import type { Trouble } from '../domain/trouble.ts'
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
  /** By number. */
  readonly plans: readonly Plan[]
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
  /** Where in the chat the bot may not write as it should. */
  readonly troubles: readonly Trouble[]
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
  /** Polls that come late for long: the channels ask for more requests than are allowed. Null when they do not. */
  readonly overload: { readonly lateMs: number; readonly requestsPerSecond: number } | null
  readonly outbox: OutboxTotals
  /** Telegram asked to send nothing before this instant; 0 when it never did. */
  readonly pausedUntil: Instant
  /** Chats in which the bot may not write as it should; and in how many of them no administrator could be told. */
  readonly shut: { readonly chats: number; readonly untold: number }
  readonly retention: Chore
  readonly backup: Chore
}

export interface StatusReporting {
  view(chatId: number): Promise<StatusView>
  instance(): Promise<InstanceView>
  /** Parcels that were set aside are tried again; how many there were. */
  retrySetAside(): Promise<number>
}

/** Polls that are less late are due to chance: several fall on one moment. */
const worthMentionMs = 2 * minute

/** Pauses between requests are a sixth longer than the rate allows, on the average. */
const usedPart = 6 / 7

interface StatusParts {
  readonly store: Store
  readonly clock: Clock
  readonly breaker: Pick<PollBreaker, 'trouble'>
  readonly pollMinMs: number
  /** The polite rate. */
  readonly requestsPerSecond: number
}

export function createStatusReporting(parts: StatusParts): StatusReporting {
  const { store, clock, breaker } = parts
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
        plans: await store.digests.listPlans(chatId),
        channels,
        health: await store.health.findOpen(channels.map(({ id }) => id)),
        outage: outage(),
        watches: (await store.watches.list(chatId)).length,
        gathered: (await store.digests.findGathered(chatId, 0)).total,
        parcelsWaiting: outbox.waiting,
        lastSentAt: outbox.lastSentAt,
        lastDeliveryError: outbox.lastError,
        troubles: await store.troubles.list(chatId),
      }
    },
    retrySetAside: () => store.outbox.retrySetAside(clock.now()),
    instance: async () => ({
      now: clock.now(),
      channels: await store.channels.listAll(),
      outage: outage(),
      posts: await store.posts.count(),
      unmatched: await store.posts.countUnmatched(),
      // While nobody is asked, all polls are late for another reason.
      overload: breaker.trouble() === null ? await findOverload(parts) : null,
      outbox: await store.outbox.totals(),
      pausedUntil: (await store.outbox.sending()).pausedUntil,
      shut: await store.troubles.count(),
      retention: await store.chores.find('retention'),
      backup: await store.chores.find('backup'),
    }),
  }
}

async function findOverload({
  store,
  clock,
  pollMinMs,
  requestsPerSecond,
}: StatusParts): Promise<InstanceView['overload']> {
  const { wantedPerSecond, lateMs } = await store.channels.findPollLoad(clock.now(), pollMinMs)
  // After a standstill all polls are late as well, but not for long.
  return lateMs >= worthMentionMs && wantedPerSecond > usedPart * requestsPerSecond
    ? { lateMs, requestsPerSecond }
    : null
}
