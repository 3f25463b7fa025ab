import type { Query, QueryWord, SearchOrder } from '../../domain/query.ts'
import type { Analyzer, Token } from '../text/analyzer.ts'
import { withoutInvisibles } from '../text/fold.ts'
import { labelEnd } from '../text/word-bounds.ts'
import { or } from './build-query.ts'
import { filterNamed } from './filter-names.ts'
import { filterExamples, readFilter, readOrder } from './filter-values.ts'
import type { FilterLexeme, Lexeme, LexFault, RegexLexeme, TextLexeme } from './lexemes.ts'
import { minPrefixLength } from './limits.ts'
import { regexFault } from './regex.ts'

/**
 * What an operand asks for, with the places of its terms; nothing for an operator and for what holds no words. A fault's repair
 * stands for the operand; null means that it is to be left out.
 */
export type ReadOperand =
  { readonly query: Query | null; readonly terms: readonly number[]; readonly order?: SearchOrder } | LexFault

const nothing = { query: null, terms: [] }

/** Reads one lexeme of a query. */
export function readOperand(lexeme: Lexeme, analyzer: Analyzer, timeZone: string): ReadOperand {
  if (lexeme.kind === 'text') return readText(lexeme, analyzer)
  if (lexeme.kind === 'filter') return readFilters(lexeme, timeZone)
  return lexeme.kind === 'regex' ? readRegex(lexeme) : nothing
}

function readFilters({ name, values, valueStart, start }: FilterLexeme, timeZone: string): ReadOperand {
  const filter = filterNamed(name)
  if (filter === undefined) return nothing
  if (filter === 'order') {
    const order = readOrder(values[0] ?? '')
    if (order !== null && values.length === 1) return { query: null, terms: [], order }
  } else {
    const read = values.map((value) => readFilter(filter, value, timeZone))
    const filters = read.filter((one) => one !== null)
    if (filters.length > 0 && filters.length === values.length) {
      const query = or(filters.map((one) => ({ kind: 'filter', filter: one })))
      return { query, terms: filters.map(() => start) }
    }
  }
  return { code: 'bad_filter_value', position: valueStart, detail: filterExamples[filter], repair: null }
}

function readRegex({ source, start }: RegexLexeme): ReadOperand {
  const fault = regexFault(source)
  if (fault !== null) return { code: 'bad_regex', position: start, detail: fault, repair: null }
  return { query: { kind: 'regex', source }, terms: [start] }
}

interface PlacedWord extends QueryWord {
  readonly start: number
}

function readText(lexeme: TextLexeme, analyzer: Analyzer): ReadOperand {
  const words = wordsOf(lexeme, analyzer)
  if ('code' in words) return words
  if (words.length === 0 && lexeme.quoted) return { code: 'no_words_in_quotes', position: lexeme.start, repair: null }
  const plain = words.map(({ text, match, terms }): QueryWord => ({ text, match, terms }))
  const [only] = plain
  const terms = words.map(({ start }) => start)
  if (only === undefined) return nothing
  if (plain.length === 1) return { query: { kind: 'word', ...only }, terms }
  if (lexeme.distance !== null) return { query: { kind: 'near', words: plain, distance: lexeme.distance }, terms }
  const phrase: Query = { kind: 'phrase', words: plain }
  const compound = lexeme.quoted ? null : compoundOf(lexeme, plain, analyzer)
  return { query: compound === null ? phrase : or([phrase, compound]), terms }
}

/** "веб-сайт" is also written "вебсайт": the parts side by side, or one word. */
function compoundOf({ body }: TextLexeme, words: readonly QueryWord[], analyzer: Analyzer): Query | null {
  const text = words.map((word) => word.text).join('-')
  if (!words.every(({ match, text }) => match === 'any_form' && /^[\p{L}\p{M}'’ʼ]+$/u.test(text))) return null
  if (withoutInvisibles(body).replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, '') !== text) return null
  return { kind: 'word', text, match: 'any_form', terms: analyzer.termsOf(words.map((word) => word.text).join('')) }
}

/** The words of a lexeme; a hashtag or a mention is one word, and asks for itself. */
function wordsOf(lexeme: TextLexeme, analyzer: Analyzer): PlacedWord[] | LexFault {
  const { body, bodyStart } = lexeme
  const words: PlacedWord[] = []
  let labelledTo = 0
  const tokens = analyzer.tokenize(body)
  const stray = strayStar(lexeme, tokens)
  if (stray !== null) return stray
  for (const token of tokens) {
    if (token.start < labelledTo) continue
    const labelAt = labelStart(body, token.start)
    labelledTo = labelEnd(body, labelAt)
    const isLabel = labelledTo > 0
    const place = isLabel ? { start: labelAt, end: labelledTo } : token
    const word = isLabel ? readLabel(lexeme, place, analyzer) : readWord(lexeme, token, analyzer)
    if ('code' in word) return word
    words.push({ ...word, start: bodyStart + place.start })
  }
  return words
}

function readLabel(lexeme: TextLexeme, place: Place, analyzer: Analyzer): QueryWord | LexFault {
  const { body } = lexeme
  const text = withoutInvisibles(body.slice(place.start, place.end))
  if (body[place.end] !== '*') return { text, match: 'any_form', terms: analyzer.termsOf(text) }
  return withoutStar(lexeme, place.end, 'prefix_of_label')
}

interface Place {
  readonly start: number
  readonly end: number
}

function readWord(lexeme: TextLexeme, token: Token, analyzer: Analyzer): QueryWord | LexFault {
  const { body } = lexeme
  const text = withoutInvisibles(body.slice(token.start, token.end))
  if (body[token.end] === '*') {
    if (token.folded.length < minPrefixLength) return withoutStar(lexeme, token.end, 'prefix_too_short')
    return { text, match: 'prefix', terms: [token.folded] }
  }
  const isExact = lexeme.exact || (body[token.start - 1] === '=' && !/\S/.test(body[token.start - 2] ?? ' '))
  if (isExact) return { text, match: 'this_form', terms: [token.folded] }
  return { text, match: 'any_form', terms: analyzer.termsOf(text) }
}

/** A star with letters behind it, or none before it, is no prefix. */
function strayStar(lexeme: TextLexeme, tokens: readonly Token[]): LexFault | null {
  for (const { index } of lexeme.body.matchAll(/\*/g)) {
    const isPrefix = tokens.some(({ end }) => end === index) && !/[\p{L}\p{N}]/u.test(lexeme.body[index + 1] ?? '')
    if (!isPrefix && /[\p{L}\p{N}]/u.test(lexeme.body)) return withoutStar(lexeme, index, 'misplaced_star')
  }
  return null
}

function withoutStar(
  { body, bodyStart, quoted, exact, distance }: TextLexeme,
  at: number,
  code: LexFault['code'],
): LexFault {
  const rest = body.slice(0, at) + body.slice(at + 1)
  const repair = quoted ? `"${rest}"${exact ? '=' : ''}${distance === null ? '' : `~${distance}`}` : rest
  return { code, position: bodyStart + at, repair }
}

/** Where the label would begin whose first part starts at `start`. */
function labelStart(text: string, start: number): number {
  let index = start - 1
  while (text.charAt(index) === '_') index -= 1
  return Math.max(index, 0)
}
