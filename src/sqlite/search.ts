import { toDocument } from '../core/query/document.ts'
import { evaluate } from '../core/query/evaluate.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { FoundPost, SearchPage, SearchRequest } from '../domain/search.ts'
import type { PostStore } from '../domain/store.ts'
import { type Candidates, createCandidates, createNewestIds, inRange } from './candidates.ts'
import type { Db } from './database.ts'
import { createFindPost } from './found-post.ts'
import type { FullText } from './fts.ts'
import { createCounting } from './search-count.ts'
import { parsePosition, printPosition } from './search-position.ts'
import { createCountStretches } from './search-stretches.ts'

/** At most so many candidates are looked at for one page of results. */
const maxLooked = 2000
/** Ranking compares this many of the newest candidates. */
const maxRanked = 10_000

type Searching = Pick<PostStore, 'search' | 'countAbout' | 'totalSince' | 'countStretches' | 'findFirstPublished'>

/** Looks a candidate up: the post, or null when it does not match after all. */
type Find = (id: number) => FoundPost | null

export function createSearching(db: Db, fullText: FullText, analyzer: Analyzer): Searching {
  const findCandidates = createCandidates(db, fullText)
  const findPost = createFindPost(db)
  const newestFirst = createNewestFirst(db)
  const bestFirst = createBestFirst(db)

  const toFind =
    ({ query, now }: Pick<SearchRequest, 'query' | 'now'>, { needsLook }: Candidates): Find =>
    (id) => {
      const found = findPost(id)
      if (found === null || !needsLook(id)) return found
      return evaluate(query, toDocument(found.post, found.channelName, analyzer), now) === null ? null : found
    }
  const search = db.transaction((request: SearchRequest): SearchPage => {
    const candidates = findCandidates(request)
    if (candidates === null) return { posts: [], next: null, truncated: false }
    const isRanked = request.order === 'relevance' && candidates.expression !== null
    return (isRanked ? bestFirst : newestFirst)(candidates, request, toFind(request, candidates))
  })

  return {
    search: async (request) => search(request),
    ...createCounting(db, { findCandidates, toFind }),
    ...createCountStretches(db, { findCandidates, toFind }),
  }
}

type Walk = (candidates: Candidates, request: SearchRequest, find: Find) => SearchPage

function createNewestFirst(db: Db): Walk {
  const newestIds = createNewestIds(db)
  return (candidates, { position, limit }, find) => {
    const continued = parsePosition(position)
    const before = continued?.order === 'newest' ? continued.beforeId : Number.MAX_SAFE_INTEGER
    const ids = newestIds(candidates, before, limit + 1)
    return takePage(ids, { candidates, limit, find }, (lastId) => printPosition({ order: 'newest', beforeId: lastId }))
  }
}

function createBestFirst(db: Db): Walk {
  const best = db.prepare<unknown[], { id: number; compared: number }>(
    `SELECT id, COUNT(*) OVER () AS compared FROM (
       SELECT rowid AS id, bm25(posts_fts, 1.0, 0.0) AS score FROM posts_fts
       WHERE posts_fts MATCH ? AND ${inRange} ORDER BY rowid DESC LIMIT ?
     ) ORDER BY score, id DESC LIMIT ? OFFSET ?`,
  )
  const highestId = db.prepare<[], number | null>('SELECT MAX(id) FROM posts').pluck()

  return (candidates, { position, limit }, find) => {
    const { expression, range, isExact, edges } = candidates
    const continued = parsePosition(position)
    // Posts that come in between two pages are left out: they would move the others.
    const { beforeId, offset } =
      continued?.order === 'relevance' ? continued : { beforeId: (highestId.get() ?? 0) + 1, offset: 0 }
    const before = Math.min(range.before, beforeId)
    // What is only looked up may be left out, and is not missing from its page then.
    const most = isExact && edges.length === 0 ? limit + 1 : maxLooked + 1
    const rows = best.all(expression, before, range.from, maxRanked, most, offset)
    const page = takePage(
      rows.map(({ id }) => id),
      { candidates, limit, find },
      (_, taken) => printPosition({ order: 'relevance', beforeId, offset: offset + taken }),
    )
    return { ...page, truncated: page.truncated || rows[0]?.compared === maxRanked }
  }
}

/** Fills a page with what matches; `positionAfter` is asked about the last candidate that was dealt with. */
function takePage(
  ids: Iterable<number>,
  { candidates, limit, find }: { readonly candidates: Candidates; readonly limit: number; readonly find: Find },
  positionAfter: (lastId: number, taken: number) => string,
): SearchPage {
  const posts: FoundPost[] = []
  let looked = 0
  let taken = 0
  let lastId = 0
  for (const id of ids) {
    const needsLook = candidates.needsLook(id)
    looked += needsLook ? 1 : 0
    if (looked > maxLooked) return { posts, next: positionAfter(lastId, taken), truncated: true }
    const isFull = posts.length === limit
    const found = isFull && !needsLook ? null : find(id)
    if (isFull && (found !== null || !needsLook)) return { posts, next: positionAfter(lastId, taken), truncated: false }
    if (found !== null) posts.push(found)
    taken += 1
    lastId = id
  }
  return { posts, next: null, truncated: false }
}
