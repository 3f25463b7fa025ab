import type { Query } from '../../domain/query.ts'

/**
 * The canonical text of a query: words as they were typed, phrases in "straight" quotes, exclusions last. Parsing it gives
 * the same query.
 */
export function printQuery(query: Query): string {
  if (query.kind !== 'and') return printClause(query)
  const required = query.queries.filter(({ kind }) => kind !== 'not')
  const excluded = query.queries.filter(({ kind }) => kind === 'not')
  return [...required, ...excluded].map(printClause).join(' ')
}

function printClause(query: Query): string {
  if (query.kind === 'word') return query.text
  if (query.kind === 'phrase') return `"${query.words.map(({ text }) => text).join(' ')}"`
  return query.kind === 'not' ? `-${printClause(query.query)}` : printQuery(query)
}
