import type { Audience, PostStore } from '../domain/store.ts'
import type { Db } from './database.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

/** A watch id that stands for "every post", in the table matches. */
export const everyPost = 0

interface AudienceRow {
  channel_id: number
  chat_id: number
  followed_since_at: number
  last_digest_at: number | null
  watch_id: number | null
  query: string | null
  watch_since_at: number | null
}

type Matching = Pick<PostStore, 'claimUnmatched' | 'findAudience' | 'recordMatches' | 'countUnmatched'>

export function createMatching(db: Db): Matching {
  const claim = db.prepare<Record<string, number>, PostRow & { match_round: number; channel_name: string }>(
    `UPDATE posts SET match_leased_until = $leaseUntil
     WHERE id IN (SELECT id FROM posts WHERE matched_at IS NULL AND match_leased_until <= $now ORDER BY id LIMIT $limit)
     RETURNING ${postColumns.replaceAll('p.', '')}, match_round,
       (SELECT c.name FROM channels c WHERE c.id = posts.channel_id) AS channel_name`,
  )
  const audience = db.prepare<[string], AudienceRow>(
    `SELECT f.channel_id, f.chat_id, f.since_at AS followed_since_at,
       CASE WHEN f.followed_at > pl.last_digest_at THEN 0 ELSE pl.last_digest_at END AS last_digest_at,
       w.id AS watch_id, w.query, w.since_at AS watch_since_at
     FROM follows f
     JOIN plans pl ON pl.chat_id = f.chat_id
     LEFT JOIN watches w ON w.chat_id = f.chat_id AND w.paused = 0
     WHERE f.channel_id IN (SELECT value FROM json_each(?))
     ORDER BY f.channel_id, f.chat_id, w.number`,
  )
  const insertMatch = db.prepare(
    `INSERT INTO matches (chat_id, post_id, watch_id, matched_at)
     SELECT $chatId, $postId, $watchId, $now
     WHERE EXISTS (SELECT 1 FROM follows f JOIN posts p ON p.channel_id = f.channel_id
                   WHERE f.chat_id = $chatId AND p.id = $postId)
     ON CONFLICT DO NOTHING`,
  )
  const mark = db.prepare<[number, number, number]>('UPDATE posts SET matched_at = ? WHERE id = ? AND match_round = ?')
  const unmatched = db.prepare<[], number>('SELECT COUNT(*) FROM posts WHERE matched_at IS NULL').pluck()

  const record = db.transaction(({ posts, matches, now }: Parameters<PostStore['recordMatches']>[0]): void => {
    const settled = new Set<number>()
    for (const { id, round } of posts) {
      if (mark.run(now, id, round).changes === 1) settled.add(id)
    }
    for (const { chatId, postId, watchId } of matches) {
      if (settled.has(postId)) insertMatch.run({ chatId, postId, watchId: watchId ?? everyPost, now })
    }
  })

  return {
    claimUnmatched: async (lease) =>
      claim
        .all({ ...lease })
        .map((row) => ({ post: toPost(row), channelName: row.channel_name, round: row.match_round }))
        .sort((a, b) => a.post.id - b.post.id),
    findAudience: async (channelIds) => groupAudience(audience.all(JSON.stringify(channelIds))),
    recordMatches: async (matches) => record.immediate(matches),
    countUnmatched: async () => unmatched.get() ?? 0,
  }
}

function groupAudience(rows: readonly AudienceRow[]): Map<number, Audience[]> {
  const byChannel = new Map<number, (Audience & { watches: Audience['watches'][number][] })[]>()
  for (const row of rows) {
    const chats = byChannel.get(row.channel_id) ?? []
    byChannel.set(row.channel_id, chats)
    let chat = chats.at(-1)
    if (chat?.chatId !== row.chat_id) {
      chat = {
        chatId: row.chat_id,
        followedSinceAt: row.followed_since_at,
        gatherSinceAt: row.last_digest_at ?? 0,
        watches: [],
      }
      chats.push(chat)
    }
    if (row.watch_id !== null && row.query !== null) {
      chat.watches.push({ id: row.watch_id, query: row.query, sinceAt: row.watch_since_at ?? 0 })
    }
  }
  return byChannel
}
