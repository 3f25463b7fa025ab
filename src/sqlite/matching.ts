import type { PostStore, Reader, Readers } from '../domain/store.ts'
import { albumSettleMs, alertSpacingMs } from '../core/digest/alerts.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'
import { isInstant } from './plan-row.ts'
import { createWakeRise } from './rise-alert-store.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

/** A watch id that stands for "every post", in the table matches. */
export const everyPost = 0

type Matching = Pick<PostStore, 'claimUnmatched' | 'findReaders' | 'recordMatches' | 'countUnmatched'>

export function createMatching(db: Db): Matching {
  const claim = db.prepare<Record<string, number>, PostRow & { match_round: number; channel_name: string }>(
    `UPDATE posts SET match_leased_until = $leaseUntil
     WHERE id IN (SELECT id FROM posts WHERE matched_at IS NULL AND match_leased_until <= $now ORDER BY id LIMIT $limit)
     RETURNING ${postColumns.replaceAll('p.', '')}, match_round,
       (SELECT c.name FROM channels c WHERE c.id = posts.channel_id) AS channel_name`,
  )
  const insertMatch = db.prepare(
    `INSERT INTO matches (chat_id, post_id, watch_id, matched_at)
     SELECT $chatId, $postId, $watchId, $now
     WHERE EXISTS (SELECT 1 FROM follows f JOIN posts p ON p.channel_id = f.channel_id
                   WHERE f.chat_id = $chatId AND p.id = $postId)
     ON CONFLICT DO NOTHING`,
  )
  const mark = db.prepare<[number, number, number]>('UPDATE posts SET matched_at = ? WHERE id = ? AND match_round = ?')
  const wakeInstant = createWakeInstant(db)
  const wakeRise = createWakeRise(db)
  const unmatched = db.prepare<[], number>('SELECT COUNT(*) FROM posts WHERE matched_at IS NULL').pluck()

  const record = db.transaction(({ posts, matches, now }: Parameters<PostStore['recordMatches']>[0]): void => {
    const settled = new Set<number>()
    for (const { id, round } of posts) {
      if (mark.run(now, id, round).changes === 1) settled.add(id)
    }
    const found = new Map<number, number>()
    for (const { chatId, postId, watchId } of matches) {
      if (!settled.has(postId)) continue
      if (insertMatch.run({ chatId, postId, watchId: watchId ?? everyPost, now }).changes === 0) continue
      found.set(chatId, postId)
      if (watchId !== null) wakeRise(watchId, now)
    }
    for (const [chatId, postId] of found) wakeInstant(chatId, postId, now)
  })

  return {
    claimUnmatched: async (lease) =>
      claim
        .all({ ...lease })
        .map((row) => ({ post: toPost(row), channelName: row.channel_name, round: row.match_round }))
        .sort((a, b) => a.post.id - b.post.id),
    findReaders: createFindReaders(db),
    recordMatches: async (matches) => record.immediate(matches),
    countUnmatched: async () => unmatched.get() ?? 0,
  }
}

/** Makes the instant plans of a chat due: at once, when an album is whole, or when the last alert is old enough. */
function createWakeInstant(db: Db): (chatId: number, postId: number, now: Instant) => void {
  const albumAt = db
    .prepare<[number], number>("SELECT first_seen_at FROM posts WHERE id = ? AND album_ids_json <> '[]'")
    .pluck()
  // A plan that waits for the end of a silence goes on waiting. An alert in the future is of a clock that was set back.
  const wake = db.prepare(
    `UPDATE plans SET wakes = wakes + 1,
       next_slot_at = CASE WHEN waiting_since IS NOT NULL AND next_slot_at IS NOT NULL THEN next_slot_at
         ELSE MIN(COALESCE(next_slot_at, ${Number.MAX_SAFE_INTEGER}),
                  MAX($at, CASE WHEN last_digest_at <= $now THEN last_digest_at + ${alertSpacingMs} ELSE 0 END)) END
     WHERE chat_id = $chatId AND enabled = 1 AND ${isInstant('plans')}`,
  )
  return (chatId, postId, now) => {
    const settledAt = (albumAt.get(postId) ?? -Infinity) + albumSettleMs
    wake.run({ chatId, now, at: settledAt - now > albumSettleMs ? now : Math.max(now, settledAt) })
  }
}

interface ReaderRow {
  watch_id: number
  chat_id: number
  followed_since_at: number
  since_at: number
}

function toReader(row: ReaderRow): Reader {
  return { chatId: row.chat_id, followedSinceAt: row.followed_since_at, sinceAt: row.since_at }
}

function createFindReaders(db: Db): PostStore['findReaders'] {
  // CROSS JOIN keeps the order: from what was found, which may be little, to who follows.
  const byWatch = db.prepare<[string, number], ReaderRow>(
    `SELECT w.id AS watch_id, w.chat_id, f.since_at AS followed_since_at, w.since_at
     FROM json_each(?) found
     CROSS JOIN watches w ON w.id = found.value
     CROSS JOIN follows f ON f.chat_id = w.chat_id AND f.channel_id = ?
     WHERE w.paused = 0`,
  )
  const ofEveryPost = db.prepare<[number], ReaderRow>(
    `SELECT ${everyPost} AS watch_id, f.chat_id, f.since_at AS followed_since_at,
       CASE WHEN f.followed_at > told.last_at THEN 0 ELSE COALESCE(told.last_at, 0) END AS since_at
     FROM follows f
     JOIN (SELECT chat_id, MAX(last_digest_at) AS last_at FROM plans GROUP BY chat_id) told ON told.chat_id = f.chat_id
     WHERE f.channel_id = ? AND NOT EXISTS (SELECT 1 FROM watches w WHERE w.chat_id = f.chat_id AND w.paused = 0)
     ORDER BY f.chat_id`,
  )
  const readersOf = ({ channelId, watchIds }: Parameters<PostStore['findReaders']>[0][number]): Readers => ({
    byWatch: new Map(byWatch.all(JSON.stringify(watchIds), channelId).map((row) => [row.watch_id, toReader(row)])),
    ofEveryPost: ofEveryPost.all(channelId).map(toReader),
  })
  const find = db.transaction(
    (found: Parameters<PostStore['findReaders']>[0]) => new Map(found.map((one) => [one.channelId, readersOf(one)])),
  )
  return async (found) => find(found)
}
