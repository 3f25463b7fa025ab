import type { ChannelGap, Completeness, CompletenessStore, PollingGap, PostMark } from '../domain/completeness.ts'
import type { Db } from './database.ts'

interface Sums {
  posts: number
  firstId: number | null
  lastId: number | null
  service: number
  deleted: number
  albumMembers: number
}

export function createCompletenessStore(db: Db): CompletenessStore {
  const start = db.prepare(
    `UPDATE channels SET backfill_left = ?, backfill_before = ?, backfill_until_at = ?, backfill_paused = 0 WHERE id = ?`,
  )
  const pause = db.prepare('UPDATE channels SET backfill_paused = ? WHERE id = ?')
  return {
    find: createFind(db),
    findGaps: createFindGaps(db),
    startBackfill: async ({ channelId, left, before, untilAt }) => {
      start.run(left, before, untilAt, channelId)
    },
    setBackfillPaused: async (channelId, paused) => {
      pause.run(paused ? 1 : 0, channelId)
    },
  }
}

/** Keeps that a channel was not read for too long, when it is read again. Runs inside the caller's transaction. */
export function createRecordGap(db: Db): (channelId: number, longestMs: number | undefined, now: number) => void {
  const insert = db.prepare(
    `INSERT INTO polling_gaps (channel_id, from_at, until_at)
     SELECT id, last_success_at, $now FROM channels
     WHERE id = $channelId AND $now - last_success_at > $longestMs
     ON CONFLICT DO NOTHING`,
  )
  return (channelId, longestMs, now) => {
    if (longestMs !== undefined) insert.run({ channelId, longestMs, now })
  }
}

function createFind(db: Db): CompletenessStore['find'] {
  const sums = db.prepare<[number], Sums>(
    `SELECT COUNT(*) AS posts, MIN(message_id) AS firstId, MAX(message_id) AS lastId,
       COALESCE(SUM(kind = 'service'), 0) AS service, COALESCE(SUM(deleted_at IS NOT NULL), 0) AS deleted,
       COALESCE(SUM(MAX(json_array_length(album_ids_json) - 1, 0)), 0) AS albumMembers
     FROM posts WHERE channel_id = ?`,
  )
  const at = db.prepare<[number, number], PostMark>(
    'SELECT message_id AS messageId, published_at AS publishedAt FROM posts WHERE channel_id = ? AND message_id = ?',
  )
  const gaps = db.prepare<Record<string, number>, PollingGap>(
    `SELECT from_at AS fromAt, until_at AS untilAt FROM polling_gaps WHERE channel_id = $channelId AND until_at > $sinceAt
     UNION ALL
     SELECT last_success_at, $now FROM channels WHERE id = $channelId AND $now - last_success_at > $longestMs
     ORDER BY 1`,
  )
  const read = db.transaction((request: Parameters<CompletenessStore['find']>[0]): Completeness => {
    const { channelId } = request
    const found = sums.get(channelId)
    if (found === undefined) throw new Error('a sum over no posts came back empty')
    const { posts, firstId, lastId, ...known } = found
    const first = firstId === null ? null : (at.get(channelId, firstId) ?? null)
    const last = lastId === null ? null : (at.get(channelId, lastId) ?? null)
    const ids = firstId === null || lastId === null ? 0 : lastId - firstId + 1
    const neverShown = Math.max(ids - posts - known.albumMembers, 0)
    return { posts, first, last, ...known, neverShown, gaps: gaps.all({ ...request }) }
  })
  return async (request) => read(request)
}

function createFindGaps(db: Db): CompletenessStore['findGaps'] {
  const find = db.prepare<Record<string, number>, ChannelGap>(
    `WITH followed AS (
       SELECT c.id, c.name, c.last_success_at, c.failures, c.next_poll_at, f.followed_at
       FROM follows f JOIN channels c ON c.id = f.channel_id WHERE f.chat_id = $chatId
     )
     SELECT name AS channelName, from_at AS fromAt, until_at AS untilAt
     FROM followed JOIN polling_gaps ON channel_id = id
     WHERE until_at > $fromAt AND from_at < $untilAt AND until_at - MAX(from_at, followed_at) > $longestMs
     UNION ALL
     SELECT name, last_success_at, $untilAt FROM followed
     WHERE $untilAt > $fromAt AND $untilAt - MAX(last_success_at, followed_at) > $longestMs
       AND (failures > 0 OR $untilAt - next_poll_at > $longestMs)
     ORDER BY 2, 1 LIMIT $limit`,
  )
  return async (request) => find.all({ ...request })
}
