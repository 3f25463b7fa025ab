import { alertSpacingMs, decideAlerts, usualAlertsAnHour } from '../core/digest/alerts.ts'
import type { DuePlan } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import { composePosts, gather, type TellingParts } from './compose.ts'
import { withCopies } from './fold.ts'

/**
 * Tells at once what an instant plan has to tell. Returns null, or since when posts have come that nobody was there to tell
 * of: they want a digest of their own, and nothing was recorded.
 */
export async function tellAtOnce(parts: TellingParts, due: DuePlan, now: Instant): Promise<Instant | null> {
  const { plan, chat, slotAt, wakes } = due
  const { threadId } = plan
  const { posts, leftOver } = await gather(parts, { chat, plans: [plan], threadId, slotAt })
  const { leads, repeats, folds, foldedUpTo } = await parts.fold({ chatId: chat.id, threadId, now }, posts)
  const hours = await parts.store.digests.listAlertHours(plan.id)
  const telling = decideAlerts(leads, hours, { now, alertsAnHour: parts.alertsAnHour ?? usualAlertsAnHour })
  if (telling.kind === 'catch_up') return telling.sinceAt
  const record = { planId: plan.id, slotAt, wakes, chatId: chat.id, threadId, repeats, foldedUpTo, now }
  if (telling.kind === 'nothing') {
    await parts.store.digests.recordDigest({ ...record, nextSlotAt: telling.wakeAt, digest: null, postIds: [] })
    return null
  }
  const { posts: toldPosts, postIds, copyIds } = withCopies(telling.posts, posts, folds)
  const told = { chat, slotAt, posts: toldPosts, folds, leftOver: 0 }
  if (telling.kind === 'flood') {
    const { query } = telling
    const empty = await composePosts(parts, { ...told, posts: [] })
    const occasion = { kind: 'flood', query, count: postIds.length } as const
    await parts.store.digests.recordDigest({
      ...record,
      // The next query may have flooded too.
      nextSlotAt: Math.max(now, slotAt + 1),
      digest: { ...empty, postCount: postIds.length, occasion },
      postIds,
      copyIds,
      alertHours: [{ query, startedAt: now, posts: 0 }],
    })
    return null
  }
  const digest = { ...(await composePosts(parts, told)), occasion: { kind: 'alert' } as const }
  const wakeAt = leftOver > 0 ? Math.min(telling.wakeAt ?? Infinity, now + alertSpacingMs) : telling.wakeAt
  const { hours: alertHours } = telling
  await parts.store.digests.recordDigest({ ...record, nextSlotAt: wakeAt, digest, postIds, copyIds, alertHours })
  return null
}
