import { alertSpacingMs } from '../core/digest/alerts.ts'
import type { Repeat } from '../domain/fold.ts'
import type { ViewsAtAge } from '../domain/digest.ts'
import type { AlertHour, DigestRecord, DigestStore, PlanMove } from '../domain/store.ts'
import type { Db } from './database.ts'
import { createFindFoldable } from './foldable.ts'
import { createGathering, isAbout, isAwake, isUntold } from './gathering.ts'
import { everyPost } from './matching.ts'
import { isInstant } from './plan-row.ts'
import { createPlanStore } from './plan-store.ts'

export function createDigestStore(db: Db): DigestStore {
  return {
    ...createPlanStore(db),
    ...createGathering(db),
    ...createAlertHours(db),
    ...createRisesTold(db),
    findFoldable: createFindFoldable(db),
    findViews: createFindViews(db),
    recordDigest: createRecordDigest(db),
  }
}

function createAlertHours(db: Db): Pick<DigestStore, 'listAlertHours'> {
  const list = db.prepare<[number], { query: string | null; started_at: number; posts: number }>(
    `SELECT w.query, h.started_at, h.posts FROM alert_hours h LEFT JOIN watches w ON w.id = h.watch_id
     WHERE h.plan_id = ? AND (w.id IS NOT NULL OR h.watch_id = ${everyPost})`,
  )
  return {
    listAlertHours: async (planId) =>
      list.all(planId).map((row): AlertHour => ({
        query: row.query,
        startedAt: row.started_at,
        posts: row.posts,
      })),
  }
}

function createRisesTold(db: Db): Pick<DigestStore, 'listRisesTold'> {
  const list = db.prepare<[number, number], { query: string; until_at: number }>(
    `SELECT w.query, r.until_at FROM watches w JOIN rises_told r ON r.watch_id = w.id
     WHERE w.chat_id = ? AND r.thread_id = ?`,
  )
  return {
    listRisesTold: async (chatId, threadId) =>
      new Map(list.all(chatId, threadId ?? 0).map((row) => [row.query, row.until_at])),
  }
}

/** A median needs no more posts of a channel than this. */
const postsOfViews = 120

function createFindViews(db: Db): DigestStore['findViews'] {
  // A post counts with every sample of it, and as it was when it was last seen.
  const views = db.prepare<Record<string, string | number>, { views: number; age_ms: number }>(
    `WITH newest AS MATERIALIZED (
       SELECT p.id, p.published_at, p.views, p.last_seen_at FROM posts p
       WHERE p.channel_id = (SELECT id FROM channels WHERE name = $name) ORDER BY p.id DESC LIMIT $limit)
     SELECT views, last_seen_at - published_at AS age_ms FROM newest WHERE views IS NOT NULL AND last_seen_at IS NOT NULL
     UNION ALL
     SELECT s.views, s.seen_at - n.published_at FROM newest n JOIN post_samples s ON s.post_id = n.id WHERE s.views IS NOT NULL`,
  )
  const find = db.transaction(
    (names: readonly string[]) =>
      new Map(
        names.map((name) => [
          name,
          views.all({ name, limit: postsOfViews }).map((row): ViewsAtAge => ({ views: row.views, ageMs: row.age_ms })),
        ]),
      ),
  )
  return async (names) => find(names)
}

function createRecordDigest(db: Db): DigestStore['recordDigest'] {
  const chatExists = db.prepare<[number], number>('SELECT 1 FROM chats WHERE id = ?').pluck()
  const isSent = db
    .prepare<[number, number, number], number>(
      'SELECT 1 FROM deliveries WHERE chat_id = ? AND thread_id = ? AND post_id = ?',
    )
    .pluck()
  // The posts are others, but their texts may be the same.
  const wasToldSince = db
    .prepare<[number, number, number], number>(
      `SELECT 1 FROM parcels p WHERE p.id > ? AND p.chat_id = ?
         AND EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel_id = p.id AND d.thread_id = ? AND d.version_seen_at IS NOT NULL)`,
    )
    .pluck()
  const isOutdated = ({ chatId, threadId, postIds, foldedUpTo }: DigestRecord): boolean =>
    postIds.some((postId) => isSent.get(chatId, threadId ?? 0, postId) === 1) ||
    (foldedUpTo !== undefined && wasToldSince.get(foldedUpTo, chatId, threadId ?? 0) === 1)
  const release = db.prepare('UPDATE plans SET leased_until = 0 WHERE id = ?')
  const put = createPut(db)
  const move = createMove(db)
  const markRepeat = createMarkRepeat(db)
  const settle = createSettle(db)
  const setHour = createSetHour(db)
  const markRises = createMarkRises(db)

  const record = db.transaction((request: DigestRecord): { parcelId: number | null; isStale: boolean } => {
    const { chatId, digest, now } = request
    const plans: readonly PlanMove[] = [request, ...(request.otherPlans ?? [])]
    if (chatExists.get(chatId) === undefined) return { parcelId: null, isStale: false }
    if (digest !== null && isOutdated(request)) {
      for (const { planId } of plans) release.run(planId)
      return { parcelId: null, isStale: true }
    }
    const parcelId = put(request)
    for (const plan of plans)
      move(plan, { wasRefused: digest !== null && parcelId === null, isTold: digest !== null, now })
    if (parcelId !== null) markRises(request)
    if (parcelId !== null) for (const hour of request.alertHours ?? []) setHour(request, hour)
    for (const repeat of request.repeats ?? []) markRepeat(request, repeat)
    settle(chatId)
    return { parcelId, isStale: false }
  })
  return async (request) => record.immediate(request)
}

/** Writes the parcel and what it tells of; null when there is nothing to send, or the slot has its parcel. */
function createPut(db: Db): (record: DigestRecord) => number | null {
  const insertParcel = db
    .prepare<unknown[], number>(
      `INSERT INTO parcels (chat_id, plan_id, slot_at, thread_id, occasion, content_json, created_at, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (plan_id, slot_at) DO NOTHING RETURNING id`,
    )
    .pluck()
  const insertDelivery = db.prepare<Record<string, number>>(
    `INSERT INTO deliveries (chat_id, thread_id, post_id, parcel_id, version_seen_at)
     SELECT $chatId, $threadId, id, $parcelId, IIF($isCopy, NULL, COALESCE(changed_at, first_seen_at))
     FROM posts WHERE id = $postId ON CONFLICT DO NOTHING`,
  )
  const insertElsewhere = db.prepare<Record<string, number>>(
    `INSERT INTO deliveries (chat_id, thread_id, post_id, parcel_id, version_seen_at)
     SELECT DISTINCT m.chat_id, pl.thread_id, m.post_id, $parcelId,
       IIF($isCopy, NULL, COALESCE(p.changed_at, p.first_seen_at))
     FROM matches m JOIN posts p ON p.id = m.post_id JOIN plans pl ON pl.chat_id = m.chat_id
     WHERE m.chat_id = $chatId AND m.post_id = $postId AND ${isAbout} ON CONFLICT DO NOTHING`,
  )
  return ({ chatId, planId, slotAt, threadId, digest, postIds, copyIds, isAsked, now }) => {
    if (digest === null) return null
    const occasion = isAsked === true ? 'asked' : (digest.occasion?.kind ?? 'slot')
    const parcelId =
      insertParcel.get(chatId, planId, slotAt, threadId ?? 0, occasion, JSON.stringify(digest), now, now) ?? null
    if (parcelId === null) return null
    const copies = new Set(copyIds)
    for (const postId of postIds) {
      const delivery = { chatId, postId, parcelId, isCopy: copies.has(postId) ? 1 : 0 }
      insertDelivery.run({ ...delivery, threadId: threadId ?? 0 })
      if (isAsked === true) insertElsewhere.run(delivery)
    }
    return parcelId
  }
}

/** It shares the parcel of what was sent in its stead. Without a version: nobody saw it, so nobody is told what becomes of it. */
function createMarkRepeat(db: Db): (record: DigestRecord, repeat: Repeat) => void {
  const mark = db.prepare<Record<string, number>>(
    `INSERT INTO deliveries (chat_id, thread_id, post_id, parcel_id)
     SELECT d.chat_id, d.thread_id, $postId, d.parcel_id FROM deliveries d
     WHERE d.chat_id = $chatId AND d.thread_id = $threadId AND d.post_id = $sentAs ON CONFLICT DO NOTHING`,
  )
  return ({ chatId, threadId }, { postId, sentAs }) => {
    mark.run({ chatId, threadId: threadId ?? 0, postId, sentAs })
  }
}

function createMarkRises(db: Db): (record: DigestRecord) => void {
  const mark = db.prepare<Record<string, string | number>>(
    `INSERT INTO rises_told (watch_id, thread_id, until_at)
     SELECT id, $threadId, $untilAt FROM watches WHERE chat_id = $chatId AND query = $query
     ON CONFLICT (watch_id, thread_id) DO UPDATE SET until_at = MAX(until_at, excluded.until_at)`,
  )
  return ({ chatId, threadId, digest }) => {
    for (const { query, rise } of [...(digest?.groups ?? []), ...(digest?.otherRises ?? [])])
      if (query !== null && rise !== undefined)
        mark.run({ chatId, threadId: threadId ?? 0, query, untilAt: rise.untilAt })
  }
}

function createMove(db: Db) {
  // An instant plan that had nothing to tell has not spoken: the next alert need not keep its distance.
  const mark = db.prepare(
    `UPDATE plans SET last_digest_at = $now WHERE id = $planId AND ($isTold = 1 OR NOT ${isInstant('plans')})`,
  )
  // Only from the slot that was claimed: the reader may have set another hour meanwhile.
  const moveSlot = db.prepare(
    `UPDATE plans SET waiting_since = NULL, leased_until = 0,
       next_slot_at = CASE WHEN NOT ${isInstant('plans')} THEN $nextSlotAt
         WHEN $wasRefused = 1 THEN $slotAt + 1
         WHEN $wakes IS NULL OR wakes = $wakes THEN $nextSlotAt
         ELSE MIN(COALESCE($nextSlotAt, $soonAt), $soonAt) END
     WHERE id = $planId AND next_slot_at = $slotAt AND enabled = 1`,
  )
  return (
    { planId, slotAt, nextSlotAt, wakes }: PlanMove,
    { wasRefused, isTold, now }: { readonly wasRefused: boolean; readonly isTold: boolean; readonly now: number },
  ): void => {
    mark.run({ planId, now, isTold: isTold ? 1 : 0 })
    if (nextSlotAt === undefined) return
    const soonAt = Math.max(isTold ? now + alertSpacingMs : now, slotAt + 1)
    moveSlot.run({ planId, slotAt, nextSlotAt, soonAt, wakes: wakes ?? null, wasRefused: wasRefused ? 1 : 0 })
  }
}

/** Closes what no plan waits for any more, and drops what none wanted when it was its turn. */
function createSettle(db: Db): (chatId: number) => void {
  const close = db.prepare<Record<string, number>>(
    `UPDATE matches AS m SET open = 0 WHERE m.chat_id = $chatId AND m.open = 1
       AND EXISTS (SELECT 1 FROM deliveries d WHERE d.post_id = m.post_id AND d.chat_id = m.chat_id)
       AND NOT EXISTS (SELECT 1 FROM plans pl JOIN posts p ON p.id = m.post_id
         WHERE pl.chat_id = $chatId AND pl.enabled = 1 AND ${isAbout} AND ${isUntold})`,
  )
  // Of queries that sleep now, or "every post". A plan whose turn has not come since may still want it.
  const drop = db.prepare<Record<string, number>>(
    `DELETE FROM matches AS m WHERE m.chat_id = $chatId AND m.open = 1 AND NOT (${isAwake})
       AND NOT EXISTS (SELECT 1 FROM plans pl JOIN posts p ON p.id = m.post_id
         WHERE pl.chat_id = $chatId AND pl.enabled = 1 AND NOT ${isInstant('pl')} AND ${isAbout}
           AND COALESCE(pl.last_digest_at, 0) < m.matched_at)`,
  )
  return (chatId) => {
    close.run({ chatId })
    drop.run({ chatId })
  }
}

function createSetHour(db: Db): (record: DigestRecord, hour: AlertHour) => void {
  const set = db.prepare(
    `INSERT INTO alert_hours (plan_id, watch_id, started_at, posts)
     SELECT $planId, CASE WHEN $query IS NULL THEN ${everyPost} ELSE w.id END, $startedAt, $posts
     FROM (SELECT 1) LEFT JOIN watches w ON w.chat_id = $chatId AND w.query = $query
     WHERE $query IS NULL OR w.id IS NOT NULL
     ON CONFLICT (plan_id, watch_id) DO UPDATE SET started_at = excluded.started_at, posts = excluded.posts`,
  )
  return ({ planId, chatId }, { query, startedAt, posts }) => {
    set.run({ planId, chatId, query, startedAt, posts })
  }
}
