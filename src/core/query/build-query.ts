import type { Query, QueryWord } from '../../domain/query.ts'

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

/** Whether every way to match has a word or a channel in it that is required, so that few posts need be looked at. */
export function isNarrow(query: Query): boolean {
  if (query.kind === 'and') return query.queries.some(isNarrow)
  if (query.kind === 'or') return query.queries.every(isNarrow)
  if (query.kind === 'filter') return query.filter.name === 'in' || query.filter.name === 'from'
  return query.kind !== 'regex' && query.kind !== 'not'
}

/** The words of a query that posts have to have, in any of its alternatives, in the order of the query. */
export function wantedWords(query: Query): readonly QueryWord[] {
  if (query.kind === 'word') return [query]
  if (query.kind === 'phrase' || query.kind === 'near') return query.words
  return query.kind === 'and' || query.kind === 'or' ? query.queries.flatMap(wantedWords) : []
}

/** The query with other words; `change` gives the same word back to leave it. */
export function changeWords(query: Query, change: (word: QueryWord) => QueryWord): Query {
  switch (query.kind) {
    case 'word':
      return { ...query, ...change(query) }
    case 'phrase':
    case 'near':
      return { ...query, words: query.words.map(change) }
    case 'not':
      return { ...query, query: changeWords(query.query, change) }
    case 'and':
    case 'or':
      return { ...query, queries: query.queries.map((part) => changeWords(part, change)) }
    case 'regex':
    case 'filter':
      return query
  }
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
