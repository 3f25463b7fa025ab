import type { Query } from '../domain/query.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { channelTerm, quoted } from './index-terms.ts'
import { toPlan } from './search-plan.ts'
import { type IdRange, splitDates } from './search-range.ts'

/** A part of the index. */
export interface IndexPart {
  /** What FTS5 is asked; null: every post. */
  readonly expression: string | null
  readonly range: IdRange
}

/** Which posts of the index may match a query. */
export interface Candidates extends IndexPart {
  /** Every candidate matches, but for those on the edge of a second. */
  readonly isExact: boolean
  readonly edges: readonly IdRange[]
  needsLook(id: number): boolean
}

export type FindCandidates = (request: {
  readonly query: Query
  readonly channelIds: readonly number[]
  readonly now: Instant
}) => Candidates | null

/** null: nothing can match. */
export function createCandidates(db: Db, { vocabulary }: FullText): FindCandidates {
  const within = createWithinChannels(db)
  const channelByName = db.prepare<[string], number>('SELECT id FROM channels WHERE name = ?').pluck()
  const channelExpression = (name: string): string | null => {
    const id = channelByName.get(name)
    return id === undefined ? null : quoted(channelTerm(id))
  }

  return ({ query, channelIds, now }) => {
    const { rest, range, edges } = splitDates(query, now)
    const plan = rest === null ? { expression: null, exact: true } : toPlan(rest, { vocabulary, channelExpression })
    if (plan === null || channelIds.length === 0 || range.from >= range.before) return null
    const isOnEdge = (id: number): boolean => edges.some(({ from, before }) => id >= from && id < before)
    return {
      expression: within(channelIds, plan.expression),
      range,
      isExact: plan.exact,
      edges,
      needsLook: (id) => !plan.exact || isOnEdge(id),
    }
  }
}

/** Adds to an expression that the posts are of these channels, in the shorter way: these only, or not the others. */
export function createWithinChannels(
  db: Db,
): (channelIds: readonly number[], expression: string | null) => string | null {
  const allIds = db.prepare<[], number>('SELECT id FROM channels').pluck()
  return (channelIds, expression) => {
    const wanted = new Set(channelIds)
    const others = allIds.all().filter((id) => !wanted.has(id))
    if (others.length === 0) return expression
    if (expression === null) return anyOf(channelIds)
    return others.length < channelIds.length
      ? `(${expression}) NOT (${anyOf(others)})`
      : `(${anyOf(channelIds)}) AND (${expression})`
  }
}

function anyOf(channelIds: readonly number[]): string {
  return channelIds.map((id) => quoted(channelTerm(id))).join(' OR ')
}

/**
 * Row ids below one and from another on. better-sqlite3 binds numbers of this size as REAL, which FTS5 takes for no bound at
 * all: it would walk to the first row of the range instead of jumping there.
 */
export const inRange = 'rowid < CAST(? AS INTEGER) AND rowid >= CAST(? AS INTEGER)'

/** Candidates that are looked at one by one are read so many at first, and twice as many each time. */
const longestRead = 256

/** Ids of candidates, the newest first, as far as they are asked for. */
export function createNewestIds(db: Db): (part: IndexPart, before: number, atFirst: number) => Generator<number, void> {
  const matching = db
    .prepare<[string, number, number, number], number>(
      `SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? AND ${inRange} ORDER BY rowid DESC LIMIT ?`,
    )
    .pluck()
  const all = db
    .prepare<[number, number, number], number>(
      `SELECT rowid FROM posts_fts WHERE ${inRange} ORDER BY rowid DESC LIMIT ?`,
    )
    .pluck()
  return function* ({ expression, range }, before, atFirst) {
    let below = Math.min(before, range.before)
    for (let size = atFirst; ; size = Math.min(size * 2, longestRead)) {
      const ids =
        expression === null ? all.all(below, range.from, size) : matching.all(expression, below, range.from, size)
      yield* ids
      const last = ids.at(-1)
      if (last === undefined || ids.length < size) return
      below = last
    }
  }
}
