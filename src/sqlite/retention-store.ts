import { createPinnedTest } from '../core/pinned.ts'
import type { ExpiringChannel, RetentionStore } from '../domain/upkeep.ts'
import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { firstIdAt } from './post-id.ts'

/** Of a channel that pins a post a minute, only the latest notices are heeded: a step must stay short. */
const mostNotices = 10_000

export function createRetentionStore(db: Db, fullText: FullText): RetentionStore {
  const left = db.prepare<[number]>(
    `UPDATE channels SET unfollowed_at = ?
     WHERE unfollowed_at IS NULL AND was_followed = 1
       AND NOT EXISTS (SELECT 1 FROM follows WHERE channel_id = channels.id)`,
  )
  const expiring = db.prepare<[number, number | null], { id: number; name: string; unfollowed_at: number | null }>(
    `SELECT id, name, unfollowed_at FROM channels
     WHERE unfollowed_at < ? OR (unfollowed_at IS NULL AND was_followed = 1 AND ? IS NOT NULL) ORDER BY id`,
  )
  // Foreign keys would take posts with it; none may be left.
  const deleteChannel = db.prepare<[number]>(
    `DELETE FROM channels WHERE id = ? AND NOT EXISTS (SELECT 1 FROM posts WHERE channel_id = channels.id)
       AND NOT EXISTS (SELECT 1 FROM follows WHERE channel_id = channels.id)`,
  )
  return {
    recordUnfollowed: async (now) => {
      left.run(now)
    },
    listExpiring: async ({ unfollowedBefore, followedBefore }) =>
      expiring
        .all(unfollowedBefore, followedBefore)
        .map((row): ExpiringChannel => ({ channelId: row.id, name: row.name, isFollowed: row.unfollowed_at === null })),
    deletePosts: createDeletePosts(db, fullText),
    deleteChannel: async (channelId) => deleteChannel.run(channelId).changes > 0,
  }
}

function createDeletePosts(db: Db, fullText: FullText): RetentionStore['deletePosts'] {
  const page = db
    .prepare<[number, number, number, number], number>(
      'SELECT id FROM posts WHERE channel_id = ? AND id > ? AND id < ? ORDER BY id LIMIT ?',
    )
    .pluck()
  const newest = db
    .prepare<[number, number], number>('SELECT id FROM posts WHERE channel_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?')
    .pluck()
  const isMatched = db
    .prepare<[number, number], number>(
      'SELECT EXISTS (SELECT 1 FROM matches WHERE post_id = ?) OR EXISTS (SELECT 1 FROM deliveries WHERE post_id = ?)',
    )
    .pluck()
  const remove = db.prepare<[number]>('DELETE FROM posts WHERE id = ?')
  const findPinned = createFindPinned(db)

  const run = db.transaction((request: Parameters<RetentionStore['deletePosts']>[0]) => {
    const { channelId, publishedBefore, keepMatched, keepPinned, keepNewest, afterId, limit } = request
    const firstKept = keepNewest === 0 ? Infinity : (newest.get(channelId, keepNewest - 1) ?? 0)
    const end = Math.min(firstIdAt(publishedBefore), firstKept, Number.MAX_SAFE_INTEGER)
    const ids = page.all(channelId, afterId, end, limit)
    const isPinned = keepPinned ? findPinned(channelId, afterId) : null
    let deleted = 0
    for (const id of ids) {
      if ((keepMatched && isMatched.get(id, id) === 1) || isPinned?.(id) === true) continue
      fullText.remove(id)
      remove.run(id)
      deleted += 1
    }
    return { deleted, nextAfterId: ids.length < limit ? null : (ids.at(-1) ?? null) }
  })
  return async (request) => run.immediate(request)
}

/**
 * Tells which posts after a given one may be pinned. The notices that say so count as well: without them nothing would tell
 * of the post the next time.
 */
function createFindPinned(db: Db): (channelId: number, afterId: number) => (id: number) => boolean {
  const listQuotes = db.prepare<[number, number, number], { noticeId: number; words: string }>(
    `SELECT id AS noticeId, json_extract(details_json, '$.pinned') AS words FROM posts
     WHERE channel_id = ? AND kind = 'service' AND id > ? AND words IS NOT NULL ORDER BY id DESC LIMIT ?`,
  )
  const textOf = db.prepare<[number], string>('SELECT text FROM posts WHERE id = ?').pluck()

  return (channelId, afterId) => {
    const quotes = listQuotes.all(channelId, afterId, mostNotices)
    if (quotes.length === 0) return () => false
    const notices = new Set(quotes.map(({ noticeId }) => noticeId))
    const isPinned = createPinnedTest(quotes)
    return (id) => notices.has(id) || isPinned({ id, text: textOf.get(id) ?? '' })
  }
}
