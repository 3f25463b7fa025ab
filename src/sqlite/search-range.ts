import { ageMs } from '../core/query/evaluate.ts'
import type { Filter, Query } from '../domain/query.ts'
import type { Instant } from '../domain/time.ts'
import { firstIdAt, idsPerSecond } from './post-id.ts'

/** Ids from `from` on and below `before`. */
export interface IdRange {
  readonly from: number
  readonly before: number
}

export interface DatedQuery {
  /** The query without the dates that hold for all of it; null when nothing else is asked. */
  readonly rest: Query | null
  readonly range: IdRange
  /** Where the range says less than the dates do: an instant within a second says more than an id can. */
  readonly edges: readonly IdRange[]
}

/** Takes the dates that a query requires out of it: ids are ordered by time. */
export function splitDates(query: Query, now: Instant): DatedQuery {
  const parts = conjuncts(query)
  const bounds = parts.flatMap((part) => (part.kind === 'filter' ? (boundOf(part.filter, now) ?? []) : []))
  const rest = parts.filter((part) => part.kind !== 'filter' || boundOf(part.filter, now) === null)
  const [only] = rest
  return {
    rest: only === undefined ? null : rest.length === 1 ? only : { kind: 'and', queries: rest },
    range: {
      from: Math.max(Number.MIN_SAFE_INTEGER, ...bounds.map(({ from }) => from)),
      before: Math.min(Number.MAX_SAFE_INTEGER, ...bounds.map(({ before }) => before)),
    },
    edges: bounds.flatMap(({ edge }) => edge ?? []),
  }
}

/** The ids of posts published at this instant or later. */
export function rangeSince(sinceAt: Instant | null): IdRange {
  return {
    from: sinceAt === null ? Number.MIN_SAFE_INTEGER : safe(firstIdAt(sinceAt)),
    before: Number.MAX_SAFE_INTEGER,
  }
}

export function intersect(a: IdRange, b: IdRange): IdRange {
  return { from: Math.max(a.from, b.from), before: Math.min(a.before, b.before) }
}

function conjuncts(query: Query): readonly Query[] {
  return query.kind === 'and' ? query.queries.flatMap(conjuncts) : [query]
}

/** null: no filter by date. */
function boundOf(filter: Filter, now: Instant): (IdRange & { readonly edge: IdRange | null }) | null {
  if (filter.name !== 'after' && filter.name !== 'before' && filter.name !== 'last') return null
  const at = filter.name === 'last' ? now - ageMs(filter) : filter.at
  const first = safe(firstIdAt(at))
  const edge = at % 1000 === 0 ? null : { from: first, before: safe(first + idsPerSecond) }
  if (filter.name !== 'before') return { ...rangeSince(at), edge }
  return { from: Number.MIN_SAFE_INTEGER, before: edge?.before ?? first, edge }
}

function safe(id: number): number {
  return Math.min(Math.max(id, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
}
