import { nextCheckAt } from '../core/recheck.ts'
import type { CheckStore, PostSample } from '../domain/checks.ts'
import type { Db } from './database.ts'
import type { PostWriter } from './post-writer.ts'

export function createCheckStore(db: Db, writer: PostWriter, schedule: readonly number[]): CheckStore {
  const missing = db
    .prepare<Record<string, number | string>, number>(
      `SELECT message_id FROM posts
       WHERE channel_id = $channelId AND message_id >= $fromId AND deleted_at IS NULL AND kind <> 'service'
         AND doubted_until <= $now AND message_id NOT IN (SELECT value FROM json_each($shown))
       ORDER BY message_id DESC LIMIT 1000`,
    )
    .pluck()
  const due = db
    .prepare<Record<string, number>, number>(
      `SELECT message_id FROM posts
       WHERE channel_id = $channelId AND next_check_at <= $now AND doubted_until <= $now
       ORDER BY next_check_at LIMIT $limit`,
    )
    .pluck()
  const samples = db.prepare<[number], { seen_at: number; views: number | null; reactions_json: string }>(
    'SELECT seen_at, views, reactions_json FROM post_samples WHERE post_id = ? ORDER BY seen_at',
  )
  const recordChecked = createRecordChecked(db, writer, schedule)
  return {
    findMissing: async ({ channelId, fromId, shownIds, now, limit }) => {
      const messageIds = missing.all({ channelId, fromId, now, shown: JSON.stringify(shownIds) })
      return { messageIds: messageIds.slice(0, limit), total: messageIds.length }
    },
    findDue: async (request) => due.all({ ...request }),
    recordChecked: async (check) => {
      try {
        recordChecked.immediate(check)
      } catch (error) {
        writer.afterRollback()
        throw error
      }
    },
    listSamples: async (postId) =>
      samples.all(postId).map((row) => ({
        seenAt: row.seen_at,
        views: row.views,
        reactions: JSON.parse(row.reactions_json) as PostSample['reactions'],
      })),
  }
}

function createRecordChecked(db: Db, writer: PostWriter, schedule: readonly number[]) {
  const known = db.prepare<[number, number], { id: number; published_at: number }>(
    'SELECT id, published_at FROM posts WHERE channel_id = ? AND message_id = ?',
  )
  const settle = db.prepare(
    `UPDATE posts SET doubted_until = ?, next_check_at = ?, last_seen_at = CASE WHEN ? THEN ? ELSE last_seen_at END WHERE id = ?`,
  )
  return db.transaction((check: Parameters<CheckStore['recordChecked']>[0]): void => {
    const { channelId, messageId, post, doubtedUntil, now } = check
    const row = known.get(channelId, messageId)
    if (row === undefined) return
    if (post !== null) writer.upsert(channelId, [post], now)
    settle.run(doubtedUntil, nextCheckAt(row.published_at, schedule, now), post === null ? 0 : 1, now, row.id)
  })
}
