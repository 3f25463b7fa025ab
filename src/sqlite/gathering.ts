import { toSearchableText } from '../core/searchable-text.ts'
import type { GatheredPost } from '../domain/digest.ts'
import type { Media } from '../domain/post.ts'
import type { Span } from '../domain/query.ts'
import type { DigestStore, Gathering } from '../domain/store.ts'
import type { Db } from './database.ts'
import { foundColumns, type FoundRow, toFound } from './found-post.ts'
import { everyPost } from './matching.ts'

/** Whether the plan `pl` is about what the match `m` of the post `p` found, be its query awake or paused. */
export const isAbout = `(pl.all_channels = 1
    OR EXISTS (SELECT 1 FROM plan_channels pc WHERE pc.plan_id = pl.id AND pc.channel_id = p.channel_id))
  AND (pl.all_watches = 1 OR EXISTS (SELECT 1 FROM plan_watches pw WHERE pw.plan_id = pl.id AND pw.watch_id = m.watch_id))`

/** Whether the match `m` counts now. With active queries: what they match; without any: every post. */
export const isAwake = `CASE WHEN EXISTS (SELECT 1 FROM watches a WHERE a.chat_id = $chatId AND a.paused = 0)
  THEN m.watch_id IN (SELECT a.id FROM watches a WHERE a.chat_id = $chatId AND a.paused = 0)
  ELSE m.watch_id = ${everyPost} END`

/** Whether the plan `pl` has not yet told of the match `m` where it speaks. */
export const isUntold = `NOT EXISTS (SELECT 1 FROM deliveries d
  WHERE d.chat_id = m.chat_id AND d.thread_id = pl.thread_id AND d.post_id = m.post_id)`

const isOfPlans = `pl.chat_id = $chatId AND ($planIds IS NULL OR pl.id IN (SELECT value FROM json_each($planIds)))`

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

type Values = Record<string, number | string | null>

export function createGathering(db: Db): Pick<DigestStore, 'findGathered' | 'countAlerted' | 'listSent'> {
  const gathered = `FROM matches m JOIN posts p ON p.id = m.post_id LEFT JOIN watches w ON w.id = m.watch_id
     WHERE m.chat_id = $chatId AND m.open = 1 AND ${isAwake}
       AND EXISTS (SELECT 1 FROM plans pl WHERE ${isOfPlans} AND ${isAbout} AND ${isUntold})
       AND NOT EXISTS (SELECT 1 FROM deliveries d
         WHERE d.chat_id = $chatId AND d.thread_id = $threadId AND d.post_id = m.post_id)`
  const list = db.prepare<Values, GatheredRow>(
    `SELECT p.id, p.message_id, p.published_at, p.text, p.boilerplate_json, p.edited, p.deleted_at, p.media_json, p.forward_json,
       p.views, p.last_seen_at,
       c.name AS channel_name, c.title AS channel_title, g.queries_json
     FROM (SELECT m.post_id, json_group_array(w.query ORDER BY w.number) AS queries_json ${gathered}
           GROUP BY m.post_id ORDER BY m.post_id LIMIT $limit) g
     JOIN posts p ON p.id = g.post_id JOIN channels c ON c.id = p.channel_id ORDER BY p.id`,
  )
  const total = db.prepare<Values, number>(`SELECT COUNT(DISTINCT m.post_id) ${gathered}`).pluck()
  const find = db.transaction((chatId: number, limit: number, of: Gathering) => ({
    posts: list.all({ ...toValues(chatId, of), limit }).map(toGathered),
    total: total.get(toValues(chatId, of)) ?? 0,
  }))
  return {
    findGathered: async (chatId, limit, of = {}) => find(chatId, limit, of),
    countAlerted: createCountAlerted(db),
    listSent: createListSent(db),
  }
}

function toValues(chatId: number, { planIds, threadId }: Gathering): Values {
  return { chatId, planIds: planIds === undefined ? null : JSON.stringify(planIds), threadId: threadId ?? 0 }
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

function createCountAlerted(db: Db): DigestStore['countAlerted'] {
  // The joins are taken in this order: from the parcels since then, and not from all that the chat was ever sent.
  const count = db
    .prepare<Values, number>(
      `SELECT COUNT(DISTINCT d.post_id) FROM plans teller
       CROSS JOIN parcels a ON a.plan_id = teller.id AND a.created_at > $since
       CROSS JOIN deliveries d ON d.parcel_id = a.id AND d.chat_id = $chatId AND d.thread_id = $threadId
       JOIN posts p ON p.id = d.post_id JOIN matches m ON m.chat_id = d.chat_id AND m.post_id = d.post_id
       WHERE teller.chat_id = $chatId AND a.occasion IN ('alert', 'flood')
         AND EXISTS (SELECT 1 FROM plans pl WHERE ${isOfPlans} AND ${isAbout})`,
    )
    .pluck()
  return async (chatId, since, of = {}) => count.get({ ...toValues(chatId, of), since }) ?? 0
}

function createListSent(db: Db): DigestStore['listSent'] {
  const ofParcel = 'SELECT post_id FROM deliveries WHERE parcel_id = $parcelId AND chat_id = $chatId'
  const page = db.prepare<Values, FoundRow>(
    `SELECT ${foundColumns} FROM posts p WHERE p.id IN (${ofParcel}) ORDER BY p.id DESC LIMIT $limit OFFSET $skip`,
  )
  const total = db.prepare<Values, number>(`SELECT COUNT(*) FROM posts p WHERE p.id IN (${ofParcel})`).pluck()
  const list = db.transaction(({ chatId, parcelId, skip, limit }: Parameters<DigestStore['listSent']>[0]) => ({
    posts: page.all({ chatId, parcelId, skip, limit }).map(toFound),
    total: total.get({ chatId, parcelId }) ?? 0,
  }))
  return async (request) => list(request)
}
