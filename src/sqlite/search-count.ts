import type { Query } from '../domain/query.ts'
import type { FoundPost, SearchRequest } from '../domain/search.ts'
import type { PostStore } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import {
  type Candidates,
  createNewestIds,
  type IndexPart,
  inRange,
  createWithinChannels,
  type FindCandidates,
} from './candidates.ts'
import type { Db } from './database.ts'
import { channelTerm, quoted } from './index-terms.ts'
import { type IdRange, intersect, rangeSince } from './search-range.ts'

/** So many rows of the index are counted one by one. */
const maxCounted = 10_000
/** Beyond them, the time that is left is cut into so many slices, and so many rows are counted in each. */
const slices = 8
const maxCountedInSlice = 500
/** So many candidates that have to be looked at stand for all. */
const maxSampled = 200
/** Channels that none of the posts looked at are of are asked for one by one, so many at most. */
const maxProbed = 30

type Counting = Pick<PostStore, 'countAbout' | 'totalSince'>
type Find = (id: number) => FoundPost | null

export interface CountingParts {
  readonly findCandidates: FindCandidates
  readonly toFind: (request: Pick<SearchRequest, 'query' | 'now'>, candidates: Candidates) => Find
}

export function createCounting(db: Db, { findCandidates, toFind }: CountingParts): Counting {
  const countRows = createCountRows(db)
  const within = createWithinChannels(db)
  const newestIds = createNewestIds(db)
  const countChannels = createCountChannels(db)
  const channelOf = db.prepare<[number], number>('SELECT channel_id FROM posts WHERE id = ?').pluck()

  const countAbout = db.transaction((asked: Parameters<Counting['countAbout']>[0]) => {
    const request = { ...asked, query: since(asked.query, asked.sinceAt ?? null) }
    const candidates = findCandidates(request)
    if (candidates === null) return { count: 0, exact: true, channels: 0 }
    const total = countRows(candidates)
    const find = toFind(request, candidates)
    const matchingChannel = (id: number): number | null =>
      candidates.needsLook(id) ? (find(id)?.post.channelId ?? null) : (channelOf.get(id) ?? null)
    const looked = [...take(newestIds(candidates, candidates.range.before, maxSampled), maxSampled)]
    const sample = looked.map(matchingChannel).filter((channelId) => channelId !== null)
    if (total.exact && looked.length === total.count)
      return { count: sample.length, exact: true, channels: countChannels(sample, [], candidates) }
    const channels = countChannels(sample, request.channelIds, candidates)
    if (!candidates.isExact)
      return { count: Math.round((total.count * sample.length) / looked.length), exact: false, channels }
    const beyondEdge = candidates.edges
      .flatMap((edge) => [
        ...newestIds({ ...candidates, range: intersect(candidates.range, edge) }, edge.before, maxSampled),
      ])
      .filter((id) => matchingChannel(id) === null)
    return { count: total.count - beyondEdge.length, exact: total.exact, channels }
  })
  const totalSince = db.transaction(({ channelIds, sinceAt }: Parameters<Counting['totalSince']>[0]) =>
    channelIds.length === 0
      ? { count: 0, exact: true }
      : countRows({ expression: within(channelIds, null), range: rangeSince(sinceAt) }),
  )
  return {
    countAbout: async (request) => countAbout(request),
    totalSince: async (request) => totalSince(request),
  }
}

function since(query: Query, at: Instant | null): Query {
  return at === null
    ? query
    : { kind: 'and', queries: [query, { kind: 'filter', filter: { name: 'after', date: '', at } }] }
}

function* take<Value>(values: Iterable<Value>, limit: number): Generator<Value, void> {
  let left = limit
  for (const value of values) {
    if (left === 0) return
    left -= 1
    yield value
  }
}

/** Rows of a part of the index: counted as far as `maxCounted`, estimated slice by slice beyond that. */
function createCountRows(db: Db): (part: IndexPart) => { readonly count: number; readonly exact: boolean } {
  const matching = db.prepare<unknown[], { rows: number; lowest: number }>(
    `SELECT COUNT(*) AS rows, MIN(id) AS lowest FROM (
       SELECT rowid AS id FROM posts_fts WHERE posts_fts MATCH ? AND ${inRange} ORDER BY rowid DESC LIMIT ?)`,
  )
  const all = db.prepare<unknown[], { rows: number; lowest: number }>(
    `SELECT COUNT(*) AS rows, MIN(id) AS lowest FROM (
       SELECT rowid AS id FROM posts_fts WHERE ${inRange} ORDER BY rowid DESC LIMIT ?)`,
  )
  const lowestId = db.prepare<[], number | null>('SELECT MIN(id) FROM posts').pluck()
  const count = (expression: string | null, { from, before }: IdRange, limit: number) => {
    const bounds = [before, from, limit]
    const row = expression === null ? all.get(...bounds) : matching.get(expression, ...bounds)
    return row ?? { rows: 0, lowest: before }
  }

  return ({ expression, range }) => {
    const newest = count(expression, range, maxCounted)
    if (newest.rows < maxCounted) return { count: newest.rows, exact: true }
    const from = Math.max(range.from, lowestId.get() ?? range.from)
    const width = Math.max(1, Math.ceil((newest.lowest - from) / slices))
    let estimate = newest.rows
    let exact = true
    for (let slice = 0; slice < slices; slice += 1) {
      const before = newest.lowest - slice * width
      const part = { from: Math.max(from, before - width), before }
      const { rows, lowest } =
        part.from < part.before ? count(expression, part, maxCountedInSlice) : { rows: 0, lowest: 0 }
      const isWhole = rows < maxCountedInSlice
      exact &&= isWhole
      estimate += isWhole ? rows : (rows * (part.before - part.from)) / Math.max(1, part.before - lowest)
    }
    return { count: Math.round(estimate), exact }
  }
}

/** How many channels have matching posts: those of the sample, and others in which the index has a candidate. */
function createCountChannels(
  db: Db,
): (sample: readonly number[], others: readonly number[], part: IndexPart) => number {
  const any = db
    .prepare<[string, number, number], number>(
      `SELECT 1 FROM posts_fts WHERE posts_fts MATCH ? AND ${inRange} ORDER BY rowid DESC LIMIT 1`,
    )
    .pluck()
  return (sample, others, { expression, range }) => {
    const seen = new Set(sample)
    const unseen = others.filter((id) => !seen.has(id)).slice(0, maxProbed)
    const withAny = unseen.filter((id) => {
      const term = quoted(channelTerm(id))
      const asked = expression === null ? term : `${term} AND (${expression})`
      return any.get(asked, range.before, range.from) !== undefined
    })
    return seen.size + withAny.length
  }
}
