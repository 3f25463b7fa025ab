import type { Query, QueryFault, QueryParse, QueryWord } from '../../domain/query.ts'
import type { Analyzer } from '../text/analyzer.ts'
import { withoutInvisibles } from '../text/fold.ts'
import { labelEnd } from '../text/tokenize.ts'
import type { LexFault, Lexeme } from './lex-query.ts'
import { lexQuery } from './lex-query.ts'
import { printQuery } from './print-query.ts'

/** Most UTF-16 units of a query, as typed and in its canonical form. */
export const maxQueryLength = 512
/** Most words of a query, those of phrases and exclusions included. */
export const maxQueryWords = 64

/** How many faults of a text a suggestion repairs, one after another. */
const maxRepairs = 12

interface PlacedWord extends QueryWord {
  readonly start: number
}

interface Clause {
  readonly lexeme: Lexeme
  readonly words: readonly PlacedWord[]
}

/**
 * Parses a query: words, all required; "phrases"; -words and -"phrases" to exclude. A word with a hyphen, a dot or the like
 * in it is a phrase of its parts; what holds no letter and no digit is ignored, and so is what is said twice. Never throws.
 */
export function parseQuery(text: string, analyzer: Analyzer): QueryParse {
  return parseWithRepairs(text, analyzer, maxRepairs)
}

function parseWithRepairs(text: string, analyzer: Analyzer, repairs: number): QueryParse {
  const result = parseOnce(text, analyzer)
  if (!('code' in result)) return { ok: true, query: result, canonical: printQuery(result) }
  const { code, position, repair } = result
  const limits = { too_long: maxQueryLength, too_many_words: maxQueryWords } as const
  const limit = code === 'too_long' || code === 'too_many_words' ? { limit: limits[code] } : {}
  return { ok: false, fault: { code, position, suggestion: suggest(repair, analyzer, repairs), ...limit } }
}

/** The canonical text of a repaired query, repaired further if need be. */
function suggest(repair: string | null, analyzer: Analyzer, repairs: number): QueryFault['suggestion'] {
  if (repair === null || repairs === 0) return null
  const parsed = parseWithRepairs(repair, analyzer, repairs - 1)
  return parsed.ok ? parsed.canonical : parsed.fault.suggestion
}

function parseOnce(text: string, analyzer: Analyzer): Query | LexFault {
  if (text.length > maxQueryLength) return { code: 'too_long', position: maxQueryLength, repair: shorten(text) }
  const lexed = lexQuery(text)
  if (!lexed.ok) return lexed.fault
  const clauses = lexed.lexemes.map((lexeme) => ({ lexeme, words: wordsOf(lexeme, analyzer) }))
  return findFault(text, clauses) ?? toQuery(text, clauses)
}

function findFault(text: string, clauses: readonly Clause[]): LexFault | null {
  const wordless = clauses.find(({ lexeme, words }) => words.length === 0 && (lexeme.quoted || lexeme.excluded))
  if (wordless !== undefined) {
    const { quoted, start, end } = wordless.lexeme
    const repair = `${text.slice(0, start)} ${text.slice(end)}`
    return { code: quoted ? 'no_words_in_quotes' : 'nothing_to_exclude', position: start, repair }
  }
  const beyond = clauses.flatMap(({ words }) => words)[maxQueryWords]
  if (beyond === undefined) return null
  return { code: 'too_many_words', position: beyond.start, repair: text.slice(0, beyond.start).trimEnd() }
}

function toQuery(text: string, clauses: readonly Clause[]): Query | LexFault {
  const worded = clauses.filter(({ words }) => words.length > 0)
  const required = distinct(worded.filter(({ lexeme }) => !lexeme.excluded).map(toPositive))
  const excluded = distinct(worded.filter(({ lexeme }) => lexeme.excluded).map(toPositive))
  const [first] = worded
  if (first === undefined) return { code: 'empty', position: 0, repair: null }
  if (required.length === 0) {
    return { code: 'only_exclusions', position: first.lexeme.start, repair: printQuery(all(excluded)) }
  }
  const query = all([...required, ...excluded.map((query) => ({ kind: 'not', query }) as const)])
  return printQuery(query).length > maxQueryLength ? canonicalTooLong(text, worded) : query
}

/** Quotes that a canonical text has and the typed one did not can take it over the limit: what is beyond it goes. */
function canonicalTooLong(text: string, clauses: readonly Clause[]): LexFault {
  let length = 0
  const beyond = clauses.find((clause) => {
    length += printQuery(toPositive(clause)).length + (clause.lexeme.excluded ? 2 : 1)
    return length > maxQueryLength
  })
  const position = beyond?.lexeme.start ?? 0
  return { code: 'too_long', position, repair: text.slice(0, position) }
}

function all(queries: readonly Query[]): Query {
  const [only] = queries
  return only !== undefined && queries.length === 1 ? only : { kind: 'and', queries }
}

function toPositive({ words }: Clause): Query {
  const plain = words.map(({ text, terms }) => ({ text, terms }))
  const [only] = plain
  return only !== undefined && plain.length === 1 ? { kind: 'word', ...only } : { kind: 'phrase', words: plain }
}

/** Without those that ask for the same terms as one before. */
function distinct(queries: readonly Query[]): Query[] {
  const seen = new Set<string>()
  return queries.filter((query) => {
    const words = query.kind === 'phrase' ? query.words : query.kind === 'word' ? [query] : []
    const key = words.map(({ terms }) => terms.join('+')).join(' ')
    return !seen.has(key) && seen.add(key)
  })
}

/** The words of a lexeme; a hashtag or a mention is one word, and asks for itself. */
function wordsOf({ body, bodyStart }: Lexeme, analyzer: Analyzer): PlacedWord[] {
  const words: PlacedWord[] = []
  let labelledTo = 0
  for (const { start, end } of analyzer.tokenize(body)) {
    if (start < labelledTo) continue
    const labelAt = labelStart(body, start)
    labelledTo = labelEnd(body, labelAt)
    const from = labelledTo > 0 ? labelAt : start
    const text = withoutInvisibles(body.slice(from, labelledTo > 0 ? labelledTo : end))
    words.push({ text, terms: analyzer.termsOf(text), start: bodyStart + from })
  }
  return words
}

/** Where the label would begin whose first part starts at `start`. */
function labelStart(text: string, start: number): number {
  let index = start - 1
  while (text.charAt(index) === '_') index -= 1
  return Math.max(index, 0)
}

/** The text up to the last space before the limit. */
function shorten(text: string): string {
  const head = text.slice(0, maxQueryLength - 1).toWellFormed()
  const lastSpace = head.search(/\s\S*$/)
  return lastSpace > 0 ? head.slice(0, lastSpace) : head
}
