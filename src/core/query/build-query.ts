import type { Query } from '../../domain/query.ts'

/** All of these: flat, each once, exclusions last; null for none. */
export function and(queries: readonly Query[]): Query | null {
  const flat = distinct(queries.flatMap((query) => (query.kind === 'and' ? query.queries : [query])))
  const ordered = [...flat.filter(({ kind }) => kind !== 'not'), ...flat.filter(({ kind }) => kind === 'not')]
  return join('and', ordered)
}

/** One of these at least: flat, each once; null for none. */
export function or(queries: readonly Query[]): Query | null {
  return join('or', distinct(queries.flatMap((query) => (query.kind === 'or' ? query.queries : [query]))))
}

/** What does not match; the exclusion of an exclusion is what it excludes. */
export function not(query: Query | null): Query | null {
  if (query === null) return null
  return query.kind === 'not' ? query.query : { kind: 'not', query }
}

/** Whether every way to match has something in it that is required. */
export function isPositive(query: Query): boolean {
  if (query.kind === 'not') return false
  if (query.kind === 'and') return query.queries.some(isPositive)
  return query.kind === 'or' ? query.queries.every(isPositive) : true
}

/**
 * What a query asks for, without how its words were written: equal for queries that match the same posts by the same terms.
 */
export function keyOf(query: Query): string {
  return JSON.stringify(query, (key, value: unknown) => (key === 'text' || key === 'date' ? undefined : value))
}

function join(kind: 'and' | 'or', queries: readonly Query[]): Query | null {
  const [only] = queries
  if (only === undefined || queries.length === 1) return only ?? null
  return { kind, queries }
}

function distinct(queries: readonly Query[]): Query[] {
  const seen = new Set<string>()
  return queries.filter((query) => {
    const key = keyOf(query)
    return !seen.has(key) && seen.add(key)
  })
}
