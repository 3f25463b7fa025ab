import type { PostStore } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import { type Candidates, inRange } from './candidates.ts'
import type { Db } from './database.ts'
import { firstIdAt } from './post-id.ts'
import type { CountingParts } from './search-count.ts'
import { type IdRange, intersect } from './search-range.ts'

/** So many rows of the index are read: the latest. */
const maxRows = 20_000
/** So many candidates of the last stretch, and of all before it, are looked at where the index does not say which match. */
const maxLookedInLast = 400
const maxLookedBefore = 200

type Counting = Pick<PostStore, 'countStretches' | 'findFirstPublished'>

/** Walks the index once, whatever the number of stretches. */
export function createCountStretches(db: Db, { findCandidates, toFind }: CountingParts): Counting {
  const readIds = createReadIds(db)
  const first = db
    .prepare<[number], Instant>('SELECT published_at FROM posts WHERE channel_id = ? ORDER BY id LIMIT 1')
    .pluck()

  const count = db.transaction((request: Parameters<Counting['countStretches']>[0]) => {
    const { edges, fewest } = request
    const candidates = findCandidates(request)
    const [from = 0, lastFrom = 0, before = 0] = [edges.at(0), edges.at(-2), edges.at(-1)].map((at) =>
      firstIdAt(at ?? 0),
    )
    if (candidates === null) return null
    const last = readIds(candidates, { from: lastFrom, before })
    if (last.length < fewest) return null
    const find = toFind(request, candidates)
    const isMatch = (id: number): boolean => !candidates.needsLook(id) || find(id) !== null
    const isLooked = !candidates.isExact
    const inLast = weigh(last, isLooked ? maxLookedInLast : Infinity).filter(({ id }) => isMatch(id))
    if (totalOf(inLast) < fewest) return null
    const ids = readIds(candidates, { from, before: lastFrom })
    const inBefore = weigh(ids, isLooked ? maxLookedBefore : Infinity).filter(({ id }) => isMatch(id))
    // A stretch of which not all was read is not counted.
    const readFrom = ids.length < maxRows ? from : (ids.at(-1) ?? from) + 1
    const whole = edges
      .slice(0, -1)
      .map(firstIdAt)
      .filter((id) => id >= readFrom)
    return countIn([...inBefore, ...inLast], whole)
  })
  const findFirst = db.transaction(
    (channelIds: readonly number[]) =>
      new Map(
        channelIds.flatMap((id): [number, Instant][] => {
          const at = first.get(id)
          return at === undefined ? [] : [[id, at]]
        }),
      ),
  )
  return {
    countStretches: async (request) => count(request),
    findFirstPublished: async (channelIds) => findFirst(channelIds),
  }
}

function createReadIds(db: Db): (candidates: Candidates, range: IdRange) => readonly number[] {
  const matching = db
    .prepare<unknown[], number>(
      `SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? AND ${inRange} ORDER BY rowid DESC LIMIT ${maxRows}`,
    )
    .pluck()
  const all = db
    .prepare<unknown[], number>(`SELECT rowid FROM posts_fts WHERE ${inRange} ORDER BY rowid DESC LIMIT ${maxRows}`)
    .pluck()
  return ({ expression, range }, asked) => {
    const { from, before } = intersect(range, asked)
    return expression === null ? all.all(before, from) : matching.all(expression, before, from)
  }
}

interface Weighed {
  readonly id: number
  /** For how many candidates it stands. */
  readonly weight: number
}

/** Of more than so many, as many at equal distances. */
function weigh(ids: readonly number[], limit: number): readonly Weighed[] {
  const weight = Math.max(1, ids.length / limit)
  const count = Math.min(ids.length, limit)
  return Array.from({ length: count }, (_, index) => ({ id: ids[Math.floor(index * weight)] ?? 0, weight }))
}

function totalOf(ids: readonly Weighed[]): number {
  return ids.reduce((sum, { weight }) => sum + weight, 0)
}

/** `from`: where each stretch begins, in order; each ends where the next one begins. */
function countIn(ids: readonly Weighed[], from: readonly number[]): readonly number[] {
  const counts = from.map(() => 0)
  for (const { id, weight } of ids) {
    const at = from.findLastIndex((first) => first <= id)
    if (at >= 0) counts[at] = (counts[at] ?? 0) + weight
  }
  return counts.map(Math.round)
}
