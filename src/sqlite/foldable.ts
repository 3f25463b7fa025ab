import { maskSpans } from '../core/text/boilerplate/mask.ts'
import { type FoldablePost, originName } from '../domain/fold.ts'
import type { Forward } from '../domain/post.ts'
import type { Span } from '../domain/query.ts'
import type { DigestStore } from '../domain/store.ts'
import type { Db } from './database.ts'
import { firstIdAt } from './post-id.ts'

interface FoldableRow {
  id: number
  message_id: number
  published_at: number
  text: string
  boilerplate_json: string
  forward_json: string | null
  channel_name: string
  channel_title: string
}

const columns = `p.id, p.message_id, p.published_at, p.text, p.boilerplate_json, p.forward_json,
  (SELECT c.name FROM channels c WHERE c.id = p.channel_id) AS channel_name,
  (SELECT c.title FROM channels c WHERE c.id = p.channel_id) AS channel_title`

export function createFindFoldable(db: Db): DigestStore['findFoldable'] {
  const gathered = db.prepare<[string], FoldableRow>(
    `SELECT ${columns} FROM posts p WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id`,
  )
  // What repeated something was not shown itself.
  const sent = db.prepare<Record<string, number>, FoldableRow>(
    `SELECT ${columns} FROM posts p WHERE p.id IN (
       SELECT post_id FROM deliveries WHERE chat_id = $chatId AND thread_id = $threadId AND post_id >= $firstId
         AND version_seen_at IS NOT NULL ORDER BY post_id DESC LIMIT $limit) ORDER BY p.id`,
  )
  const latestParcel = db.prepare<[], number>('SELECT COALESCE(MAX(id), 0) FROM parcels').pluck()
  const find = db.transaction(
    ({ chatId, threadId, postIds, since, limit }: Parameters<DigestStore['findFoldable']>[0]) => ({
      gathered: gathered.all(JSON.stringify(postIds)).map(toFoldable),
      sent: sent.all({ chatId, threadId: threadId ?? 0, firstId: firstIdAt(since), limit }).map(toFoldable),
      foldedUpTo: latestParcel.get() ?? 0,
    }),
  )
  return async (request) => find(request)
}

function toFoldable(row: FoldableRow): FoldablePost {
  const { channel, id } = (JSON.parse(row.forward_json ?? '{}') ?? {}) as Partial<Forward>
  return {
    postId: row.id,
    messageId: row.message_id,
    channelName: row.channel_name,
    channelTitle: row.channel_title,
    publishedAt: row.published_at,
    text: maskSpans(row.text, JSON.parse(row.boilerplate_json) as Span[]),
    origin: typeof channel === 'string' && typeof id === 'number' ? originName(channel, id) : null,
  }
}
