import type { Analyzer } from '../core/text/analyzer.ts'
import type { PostStore } from '../domain/store.ts'
import { createMatching } from './matching.ts'
import type { Db } from './database.ts'
import { foundColumns, type FoundRow, toFound } from './found-post.ts'
import type { FullText } from './fts.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'
import { createSearching } from './search.ts'
import { createFindSimilarWords } from './similar-words.ts'

export function createPostStore(db: Db, fullText: FullText, analyzer: Analyzer): PostStore {
  const byMessageId = db.prepare<[number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.channel_id = ? AND p.message_id = ?`,
  )
  const page = db.prepare<[number, number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.channel_id = ? AND p.id > ? ORDER BY p.id LIMIT ?`,
  )
  const latest = db.prepare<[string, number], FoundRow>(
    `SELECT ${foundColumns} FROM posts p
     WHERE p.channel_id IN (SELECT value FROM json_each(?)) AND p.kind <> 'service' ORDER BY p.id DESC LIMIT ?`,
  )
  const count = db.prepare<[], number>('SELECT COUNT(*) FROM posts').pluck()

  return {
    findByMessageId: async (channelId, messageId) => {
      const row = byMessageId.get(channelId, messageId)
      return row === undefined ? null : toPost(row)
    },
    listPage: async ({ channelId, afterId, limit }) => page.all(channelId, afterId, limit).map(toPost),
    latest: async ({ channelIds, limit }) => latest.all(JSON.stringify(channelIds), limit).map(toFound),
    count: async () => count.get() ?? 0,
    findSimilarWords: createFindSimilarWords(db, fullText, analyzer),
    ...createSearching(db, fullText, analyzer),
    ...createMatching(db),
  }
}
