import type { ChannelProfile } from '../domain/channel.ts'
import type { Instant } from '../domain/time.ts'
import type { ChannelNames } from './channel-names.ts'
import type { Db } from './database.ts'
import { firstIdAt } from './post-id.ts'

/**
 * A channel whose numeric id was not known, since no post had been seen of it, may turn out to be one that is known under
 * another name. That one takes over the followers and the name, and is due at once; the other goes, or keeps
 * its posts under a number where an import has given it some. Returns the channel that the page belongs to, which is
 * mostly the one that was asked for. Runs inside the caller's transaction.
 */
export function createUniteChannels(db: Db, names: ChannelNames) {
  const known = db
    .prepare<[number, number], number>(
      `SELECT id FROM channels WHERE telegram_id = ?
         AND EXISTS (SELECT 1 FROM channels asked WHERE asked.id = ? AND asked.telegram_id IS NULL)`,
    )
    .pluck()
  const moveFollowers = db.prepare<[number, number], { since_at: number }>(
    `INSERT OR IGNORE INTO follows (chat_id, channel_id, since_at, followed_at)
     SELECT chat_id, ?, since_at, followed_at FROM follows WHERE channel_id = ? RETURNING since_at`,
  )
  const matchAgain = db.prepare(
    `UPDATE posts SET matched_at = NULL, match_leased_until = 0, match_round = match_round + 1
     WHERE channel_id = ? AND id >= ? AND kind <> 'service'`,
  )
  const dropFollowers = db.prepare('DELETE FROM follows WHERE channel_id = ?')
  const markFollowed = db.prepare(
    'UPDATE channels SET was_followed = 1, unfollowed_at = NULL, next_poll_at = ?, failures = 0 WHERE id = ?',
  )
  const removeEmpty = db.prepare(
    'DELETE FROM channels WHERE id = ? AND NOT EXISTS (SELECT 1 FROM posts WHERE channel_id = channels.id)',
  )
  return (channelId: number, profile: ChannelProfile, now: Instant): number => {
    const same = profile.telegramId === null ? undefined : known.get(profile.telegramId, channelId)
    if (same === undefined) return channelId
    const moved = moveFollowers.all(same, channelId)
    if (moved.length > 0) matchAgain.run(same, firstIdAt(Math.min(...moved.map((row) => row.since_at))))
    dropFollowers.run(channelId)
    markFollowed.run(now, same)
    if (removeEmpty.run(channelId).changes === 0) names.free(channelId, now)
    names.take(same, profile, now)
    return same
  }
}
