import type { Query, QueryWord, SearchOrder } from '../../domain/query.ts'
import { printFilter } from './filter-values.ts'
import { isKeyword } from './lex-query.ts'

/**
 * The canonical text of a query: words as they were typed, phrases in "straight" quotes, exclusions last. Parsing it gives
 * the same query.
 */
export function printQuery(query: Query, order: SearchOrder = 'newest'): string {
  const text = print(query, 'top')
  return order === 'newest' ? text : `${text} order:${order}`
}

/** What stands around a part, and so whether it needs brackets. */
type Around = 'top' | 'and' | 'or' | 'not'

function print(query: Query, around: Around): string {
  switch (query.kind) {
    case 'word':
      return isKeyword(query.text) ? `"${printWord(query)}"` : printWord(query)
    case 'phrase':
      return printQuoted(query.words)
    case 'near':
      return `${printQuoted(query.words)}~${query.distance}`
    case 'regex':
      return `/${query.source}/`
    case 'filter':
      return printFilter(query.filter)
    case 'not':
      return `-${print(query.query, 'not')}`
    case 'and':
      return bracketed(query.queries.map((part) => print(part, 'and')).join(' '), around !== 'top')
    case 'or':
      return compoundText(query.queries) ?? printAlternatives(query.queries, around)
  }
}

function printAlternatives(queries: readonly Query[], around: Around): string {
  return bracketed(queries.map((part) => print(part, 'or')).join(' | '), around !== 'top')
}

function bracketed(text: string, needed: boolean): string {
  return needed ? `(${text})` : text
}

function printWord({ text, match }: QueryWord): string {
  if (match === 'this_form') return `=${text}`
  return match === 'prefix' ? `${text}*` : text
}

function printQuoted(words: readonly QueryWord[]): string {
  const isExact = words.every(({ match }) => match === 'this_form')
  return isExact ? `"${words.map(({ text }) => text).join(' ')}"=` : `"${words.map(printWord).join(' ')}"`
}

/** "веб-сайт", when that is what the alternatives are: its parts side by side, or one word. */
export function compoundText(queries: readonly Query[]): string | null {
  const [phrase, word] = queries
  if (queries.length !== 2 || phrase?.kind !== 'phrase' || word?.kind !== 'word') return null
  return word.text === phrase.words.map(({ text }) => text).join('-') ? word.text : null
}
