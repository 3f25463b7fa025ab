import { toSearchableText } from '../core/searchable-text.ts'
import type { Plan } from '../domain/chat.ts'
import type { GatheredPost, ViewsAtAge } from '../domain/digest.ts'
import { AppError } from '../domain/errors.ts'
import type { Media } from '../domain/post.ts'
import type { Span } from '../domain/query.ts'
import type { DigestStore } from '../domain/store.ts'
import { chatColumns, type ChatRow, toChat } from './chat-store.ts'
import type { Db } from './database.ts'
import { everyPost } from './matching.ts'

interface PlanRow {
  plan_id: number
  chat_id: number
  time: string
  next_slot_at: number | null
  last_digest_at: number | null
}

const planColumns = 'pl.id AS plan_id, pl.chat_id, pl.time, pl.next_slot_at, pl.last_digest_at'

function toPlan(row: PlanRow): Plan {
  return {
    id: row.plan_id,
    chatId: row.chat_id,
    time: row.time,
    enabled: row.next_slot_at !== null,
    nextSlotAt: row.next_slot_at,
    lastDigestAt: row.last_digest_at,
  }
}

export function createDigestStore(db: Db): DigestStore {
  const plan = db.prepare<[number], PlanRow>(`SELECT ${planColumns} FROM plans pl WHERE pl.chat_id = ?`)
  const setTime = db.prepare('UPDATE plans SET time = ?, next_slot_at = ?, leased_until = 0 WHERE chat_id = ?')
  const setZone = db.prepare('UPDATE chats SET time_zone = ? WHERE id = ?')
  const setPlan = db.transaction((request: Parameters<DigestStore['setPlan']>[0]): void => {
    setTime.run(request.time, request.nextSlotAt, request.chatId)
    setZone.run(request.timeZone, request.chatId)
  })
  return {
    getPlan: async (chatId) => {
      const row = plan.get(chatId)
      if (row === undefined) throw new AppError('not_found', 'the chat has no plan')
      return toPlan(row)
    },
    setPlan: async (request) => setPlan.immediate(request),
    claimDue: createClaim(db),
    findGathered: createFindGathered(db),
    findViews: createFindViews(db),
    recordDigest: createRecordDigest(db),
  }
}

function createClaim(db: Db): DigestStore['claimDue'] {
  const chat = chatColumns.map((name) => `c.${name}`).join(', ')
  const due = db.prepare<Record<string, number>, PlanRow & ChatRow>(
    `SELECT ${planColumns}, ${chat} FROM plans pl JOIN chats c ON c.id = pl.chat_id
     WHERE pl.next_slot_at <= $now AND pl.leased_until <= $now AND c.state <> 'gone'
     ORDER BY pl.next_slot_at LIMIT $limit`,
  )
  const lease = db.prepare('UPDATE plans SET leased_until = ? WHERE id = ?')
  const claim = db.transaction((request: Parameters<DigestStore['claimDue']>[0]) => {
    const rows = due.all({ now: request.now, limit: request.limit })
    for (const row of rows) lease.run(request.leaseUntil, row.plan_id)
    return rows.map((row) => ({ plan: toPlan(row), chat: toChat(row), slotAt: row.next_slot_at ?? request.now }))
  })
  return async (request) => claim.immediate(request)
}

interface GatheredRow {
  id: number
  message_id: number
  published_at: number
  text: string
  boilerplate_json: string
  edited: number
  deleted_at: number | null
  media_json: string
  forward_json: string | null
  views: number | null
  last_seen_at: number | null
  channel_name: string
  channel_title: string
  queries_json: string
}

function createFindGathered(db: Db): DigestStore['findGathered'] {
  // With active queries: what they match; without any: every post.
  const gathered = `FROM matches m LEFT JOIN watches w ON w.id = m.watch_id
     WHERE m.chat_id = $chatId
       AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.chat_id = m.chat_id AND d.post_id = m.post_id)
       AND CASE WHEN EXISTS (SELECT 1 FROM watches a WHERE a.chat_id = $chatId AND a.paused = 0)
             THEN w.paused = 0 ELSE m.watch_id = ${everyPost} END`
  const list = db.prepare<Record<string, number>, GatheredRow>(
    `SELECT p.id, p.message_id, p.published_at, p.text, p.boilerplate_json, p.edited, p.media_json, p.forward_json,
       p.views, p.last_seen_at, p.deleted_at,
       c.name AS channel_name, c.title AS channel_title, g.queries_json
     FROM (SELECT m.post_id, json_group_array(w.query ORDER BY w.number) AS queries_json ${gathered}
           GROUP BY m.post_id ORDER BY m.post_id LIMIT $limit) g
     JOIN posts p ON p.id = g.post_id JOIN channels c ON c.id = p.channel_id ORDER BY p.id`,
  )
  const total = db.prepare<Record<string, number>, number>(`SELECT COUNT(DISTINCT m.post_id) ${gathered}`).pluck()
  const find = db.transaction((chatId: number, limit: number) => ({
    posts: list.all({ chatId, limit }).map(toGathered),
    total: total.get({ chatId }) ?? 0,
  }))
  return async (chatId, limit) => find(chatId, limit)
}

function toGathered(row: GatheredRow): GatheredPost {
  const media = JSON.parse(row.media_json) as Media[]
  const boilerplate = JSON.parse(row.boilerplate_json) as Span[]
  const forward = row.forward_json === null ? null : (JSON.parse(row.forward_json) as { name: string })
  const queries = JSON.parse(row.queries_json) as (string | null)[]
  return {
    postId: row.id,
    messageId: row.message_id,
    channelName: row.channel_name,
    channelTitle: row.channel_title,
    publishedAt: row.published_at,
    text: toSearchableText({ text: row.text, media, boilerplate }),
    edited: row.edited === 1,
    media: media.map((item) => item.kind),
    forwardedFrom: forward?.name ?? null,
    queries: queries.filter((query) => query !== null),
    ...(row.deleted_at !== null && { deleted: true }),
    ...(row.views !== null &&
      row.last_seen_at !== null && { views: { views: row.views, ageMs: row.last_seen_at - row.published_at } }),
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
  const insertParcel = db
    .prepare<unknown[], number>(
      `INSERT INTO parcels (chat_id, plan_id, slot_at, content_json, created_at, due_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (plan_id, slot_at) DO NOTHING RETURNING id`,
    )
    .pluck()
  const insertDelivery = db.prepare(
    `INSERT INTO deliveries (chat_id, post_id, parcel_id, version_seen_at)
     SELECT ?, id, ?, COALESCE(changed_at, first_seen_at) FROM posts WHERE id = ? ON CONFLICT DO NOTHING`,
  )
  const markDigest = db.prepare('UPDATE plans SET last_digest_at = ? WHERE id = ?')
  const moveSlot = db.prepare('UPDATE plans SET next_slot_at = ?, leased_until = 0 WHERE id = ? AND next_slot_at = ?')
  // What the chat did not want at this digest, it does not want later either: queries that sleep now, or "every post".
  const dropUnwanted = db.prepare<Record<string, number>>(
    `DELETE FROM matches WHERE chat_id = $chatId
       AND CASE WHEN EXISTS (SELECT 1 FROM watches a WHERE a.chat_id = $chatId AND a.paused = 0)
             THEN watch_id NOT IN (SELECT id FROM watches w WHERE w.chat_id = $chatId AND w.paused = 0)
             ELSE watch_id <> ${everyPost} END`,
  )
  const chatExists = db.prepare<[number], number>('SELECT 1 FROM chats WHERE id = ?').pluck()
  const record = db.transaction((request: Parameters<DigestStore['recordDigest']>[0]) => {
    const { planId, chatId, slotAt, digest, postIds, nextSlotAt, now } = request
    if (chatExists.get(chatId) === undefined) return { parcelId: null }
    let parcelId: number | null = null
    if (digest !== null) {
      parcelId = insertParcel.get(chatId, planId, slotAt, JSON.stringify(digest), now, now) ?? null
      if (parcelId !== null) for (const postId of postIds) insertDelivery.run(chatId, parcelId, postId)
    }
    dropUnwanted.run({ chatId })
    markDigest.run(now, planId)
    // Only from the slot that was claimed: the reader may have set another hour meanwhile.
    if (nextSlotAt !== undefined) moveSlot.run(nextSlotAt, planId, slotAt)
    return { parcelId }
  })
  return async (request) => record.immediate(request)
}
