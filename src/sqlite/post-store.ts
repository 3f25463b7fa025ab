import { evaluate } from '../core/query/evaluate.ts'
import { toDocument } from '../core/query/document.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { FoundPost, PostStore } from '../domain/store.ts'
import { createMatching } from './matching.ts'
import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

/** Candidates read from the index at a time, and at most for one page of results. */
const searchBatch = 50
const maxSearchCandidates = 5000

type FoundRow = PostRow & { channel_name: string; channel_title: string }

// Subqueries and not a join: better-sqlite3 reads the row of a join eight times slower.
const foundColumns = `${postColumns},
  (SELECT c.name FROM channels c WHERE c.id = p.channel_id) AS channel_name,
  (SELECT c.title FROM channels c WHERE c.id = p.channel_id) AS channel_title`

function toFound(row: FoundRow): FoundPost {
  return { post: toPost(row), channelName: row.channel_name, channelTitle: row.channel_title }
}

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
    search: createSearch(db, fullText, analyzer),
    ...createMatching(db),
  }
}

function createSearch(db: Db, fullText: FullText, analyzer: Analyzer): PostStore['search'] {
  const hits = db
    .prepare<[string, number, number], number>(
      'SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
    )
    .pluck()
  const byId = db.prepare<[number], FoundRow>(`SELECT ${foundColumns} FROM posts p WHERE p.id = ?`)
  const allChannels = db.prepare<[], number>('SELECT COUNT(*) FROM channels').pluck()

  const run = db.transaction((request: Parameters<PostStore['search']>[0]): FoundPost[] => {
    const { query, channelIds, limit } = request
    const everywhere = channelIds.length === (allChannels.get() ?? 0)
    const plan = fullText.plan(query, everywhere ? null : channelIds)
    if (plan === null) return []
    const batch = plan.exact ? limit : searchBatch
    const fits = (found: FoundPost): boolean =>
      plan.exact || evaluate(query, toDocument(found.post, found.channelName, analyzer), request.now) !== null
    const found: FoundPost[] = []
    let before = request.beforeId ?? Number.MAX_SAFE_INTEGER
    for (let seen = 0; seen < maxSearchCandidates && found.length < limit; seen += batch) {
      const ids = hits.all(plan.expression, before, batch)
      for (const id of ids) {
        const row = byId.get(id)
        if (row === undefined) continue
        const candidate = toFound(row)
        if (fits(candidate)) found.push(candidate)
        if (found.length === limit) break
      }
      const last = ids.at(-1)
      if (last === undefined || ids.length < batch) break
      before = last
    }
    return found
  })
  return async (request) => run(request)
}
