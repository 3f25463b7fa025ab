import type { Query } from '../../domain/query.ts'

/** Whether the query asks for dates anywhere in it: what it finds of a day is then not what it found of others. */
export function isDated(query: Query): boolean {
  switch (query.kind) {
    case 'filter':
      return ['after', 'before', 'last'].includes(query.filter.name)
    case 'not':
      return isDated(query.query)
    case 'and':
    case 'or':
      return query.queries.some(isDated)
    case 'word':
    case 'phrase':
    case 'near':
    case 'regex':
      return false
  }
}
