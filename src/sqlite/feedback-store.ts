import { toSearchableText } from '../core/searchable-text.ts'
import type { FeedbackStore } from '../domain/feedback.ts'
import type { Media } from '../domain/post.ts'
import type { Span } from '../domain/query.ts'
import type { Db } from './database.ts'

interface TextRow {
  text: string
  media_json: string
  boilerplate_json: string
}

function toText(row: TextRow): string {
  const media = JSON.parse(row.media_json) as Media[]
  return toSearchableText({ text: row.text, media, boilerplate: JSON.parse(row.boilerplate_json) as Span[] })
}

export function createFeedbackStore(db: Db): FeedbackStore {
  const insert = db.prepare<Record<string, number>>(
    `INSERT INTO rejections (watch_id, post_id, rejected_at)
     SELECT w.id, d.post_id, $now FROM watches w JOIN deliveries d ON d.chat_id = w.chat_id AND d.post_id = $postId
     WHERE w.chat_id = $chatId AND w.number = $number ON CONFLICT DO NOTHING`,
  )
  const isThere = db
    .prepare<[number, number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM rejections r JOIN watches w ON w.id = r.watch_id
         WHERE w.chat_id = ? AND w.number = ? AND r.post_id = ?)`,
    )
    .pluck()
  const count = db
    .prepare<[number, number], number>(
      'SELECT COUNT(*) FROM rejections r JOIN watches w ON w.id = r.watch_id WHERE w.chat_id = ? AND w.number = ?',
    )
    .pluck()
  const counts = db.prepare<[number], { number: number; count: number }>(
    `SELECT w.number, COUNT(*) AS count FROM watches w JOIN rejections r ON r.watch_id = w.id
     WHERE w.chat_id = ? GROUP BY w.number`,
  )
  const texts = 'p.text, p.media_json, p.boilerplate_json'
  const rejected = db.prepare<[number, number, number], TextRow>(
    `SELECT ${texts} FROM watches w JOIN rejections r ON r.watch_id = w.id JOIN posts p ON p.id = r.post_id
     WHERE w.chat_id = ? AND w.number = ? ORDER BY r.rejected_at DESC, p.id DESC LIMIT ?`,
  )
  const accepted = db.prepare<[number, number, number], TextRow>(
    `SELECT ${texts} FROM watches w JOIN matches m ON m.chat_id = w.chat_id AND m.watch_id = w.id
     JOIN deliveries d ON d.chat_id = w.chat_id AND d.post_id = m.post_id JOIN posts p ON p.id = m.post_id
     WHERE w.chat_id = ? AND w.number = ?
       AND NOT EXISTS (SELECT 1 FROM rejections r WHERE r.watch_id = w.id AND r.post_id = m.post_id)
     ORDER BY m.post_id DESC LIMIT ?`,
  )
  const record = db.transaction(({ chatId, number, postId, now }: Parameters<FeedbackStore['recordRejected']>[0]) => {
    const isNew = insert.run({ chatId, number, postId, now }).changes === 1
    if (!isNew && isThere.get(chatId, number, postId) !== 1) return null
    return { count: count.get(chatId, number) ?? 0, isNew }
  })
  const judged = db.transaction((chatId: number, number: number, limit: number) => ({
    rejected: rejected.all(chatId, number, limit).map(toText),
    accepted: accepted.all(chatId, number, limit).map(toText),
  }))
  return {
    recordRejected: async (request) => record.immediate(request),
    isRejected: async ({ chatId, number, postId }) => isThere.get(chatId, number, postId) === 1,
    findJudged: async ({ chatId, number, limit }) => judged(chatId, number, limit),
    countRejected: async (chatId) => new Map(counts.all(chatId).map((row) => [row.number, row.count])),
  }
}
