import { composeDigest } from '../core/digest/compose.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import { nextSlotAt } from '../core/schedule.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import type { Digest } from '../domain/digest.ts'
import { AppError } from '../domain/errors.ts'
import type { Query } from '../domain/query.ts'
import type { DuePlan, Store } from '../domain/store.ts'
import { type Clock, day, hour, type Instant, minute } from '../domain/time.ts'

/** One digest holds at most so many posts; the rest waits for the next one. */
export const maxDigestPosts = 500
/** A channel that was not looked at for so long is mentioned. */
const gapWorthMentionMs = 2 * hour
const maxGaps = 20
const planLeaseMs = minute
const plansAtOnce = 50

export type DigestOutcome =
  | { readonly kind: 'queued'; readonly postCount: number; readonly leftOver: number }
  | { readonly kind: 'nothing'; readonly nextSlotAt: Instant | null }

export interface Digesting {
  /** Composes the digests that are due; true when more are waiting. */
  run(): Promise<boolean>
  /** Sends what has gathered since the last digest; it counts as delivered. */
  sendNow(chatId: number): Promise<DigestOutcome>
}

interface DigestParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
  /** Matches what is stored and not yet matched, so that a digest holds all there is. */
  readonly matchPending: () => Promise<void>
}

export function createDigesting(parts: DigestParts): Digesting {
  const { store, clock } = parts
  return {
    run: async () => {
      const now = clock.now()
      const due = await store.digests.claimDue({ now, leaseUntil: now + planLeaseMs, limit: plansAtOnce })
      if (due.length > 0) await parts.matchPending()
      const defects: unknown[] = []
      // A digest that cannot be made must not keep back those that are due after it.
      for (const plan of due) await queueDue(parts, plan, now).catch((error: unknown) => defects.push(error))
      if (defects.length > 0) throw defects[0]
      return due.length === plansAtOnce
    },
    sendNow: async (chatId) => {
      // Before the matching: what is found after it belongs to the next digest, which begins at this moment.
      const now = clock.now()
      await parts.matchPending()
      const chat = await store.chats.find(chatId)
      if (chat === null) throw new AppError('not_found', 'chat is not known')
      const plan = await store.digests.getPlan(chatId)
      return queueNow(parts, chat, plan, now)
    },
  }
}

async function queueDue(parts: DigestParts, { plan, chat, slotAt }: DuePlan, now: Instant): Promise<void> {
  const { digest, postIds } = await compose(parts, { chat, plan, slotAt })
  await parts.store.digests.recordDigest({
    planId: plan.id,
    chatId: chat.id,
    slotAt,
    digest,
    postIds,
    nextSlotAt: nextSlotAt({ time: plan.time, timeZone: chat.timeZone }, Math.max(now, slotAt)),
    now,
  })
}

async function queueNow(parts: DigestParts, chat: Chat, plan: Plan, now: Instant): Promise<DigestOutcome> {
  const { digest, postIds } = await compose(parts, { chat, plan, slotAt: now })
  if (digest === null) return { kind: 'nothing', nextSlotAt: plan.nextSlotAt }
  await parts.store.digests.recordDigest({ planId: plan.id, chatId: chat.id, slotAt: now, digest, postIds, now })
  return { kind: 'queued', postCount: digest.postCount, leftOver: digest.leftOver }
}

async function compose(
  { store, analyzer }: DigestParts,
  { chat, plan, slotAt }: { readonly chat: Chat; readonly plan: Plan; readonly slotAt: Instant },
): Promise<{ digest: Digest | null; postIds: readonly number[] }> {
  const { posts, total } = await store.digests.findGathered(chat.id, maxDigestPosts)
  if (posts.length === 0) return { digest: null, postIds: [] }
  const watches = await store.watches.list(chat.id)
  const viewsByChannel = await store.digests.findViews([...new Set(posts.map(({ channelName }) => channelName))])
  const digest = composeDigest({
    gathered: posts,
    queryOrder: watches.map((watch) => watch.query),
    watchNumbers: new Map(watches.map(({ query, number }) => [query, number])),
    viewsByChannel,
    length: chat.settings.digestLength,
    isRich: chat.settings.richMessages,
    language: chat.language,
    timeZone: chat.timeZone,
    slotAt,
    leftOver: total - posts.length,
    parse: (canonical) => parsed(canonical, analyzer),
    analyzer,
  })
  const gaps = await store.completeness.findGaps({
    chatId: chat.id,
    fromAt: plan.lastDigestAt ?? slotAt - day,
    untilAt: slotAt,
    longestMs: gapWorthMentionMs,
    limit: maxGaps,
  })
  return { digest: gaps.length === 0 ? digest : { ...digest, gaps }, postIds: posts.map((post) => post.postId) }
}

function parsed(canonical: string, analyzer: Analyzer): Query | null {
  const result = parseQuery(canonical, analyzer)
  return result.ok ? result.query : null
}
