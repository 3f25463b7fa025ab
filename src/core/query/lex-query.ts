import type { QueryFault } from '../../domain/query.ts'

/** A word, or what stands between quotes, as typed. */
export interface Lexeme {
  /** Where it begins, its dash or quote included; `end` is exclusive. */
  readonly start: number
  readonly end: number
  readonly excluded: boolean
  readonly quoted: boolean
  /** What is in it, without dash and quotes, and where that begins. */
  readonly body: string
  readonly bodyStart: number
}

/** A fault whose repair is a text that has to be parsed in its turn. */
export interface LexFault {
  readonly code: QueryFault['code']
  readonly position: number
  readonly repair: string | null
}

export type Lexed =
  { readonly ok: true; readonly lexemes: readonly Lexeme[] } | { readonly ok: false; readonly fault: LexFault }

const space = /\s/
const dash = /[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/
const quote = /["\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]/
const brackets = /[([{]/

/**
 * Parts a query into words, quoted phrases and their exclusions. Every kind of quote and dash that a phone's keyboard makes
 * is understood. A dash excludes at the start of a word only. Takes time in proportion to the text.
 */
export function lexQuery(text: string): Lexed {
  const lexemes: Lexeme[] = []
  let index = 0
  let isWordStart = true
  while (index < text.length) {
    const character = text.charAt(index)
    if (space.test(character) || (isWordStart && brackets.test(character))) {
      isWordStart = true
      index += 1
      continue
    }
    const lexeme = readLexeme(text, index, isWordStart)
    if ('code' in lexeme) return { ok: false, fault: lexeme }
    lexemes.push(lexeme)
    index = lexeme.end
    isWordStart = false
  }
  return { ok: true, lexemes }
}

function readLexeme(text: string, start: number, isWordStart: boolean): Lexeme | LexFault {
  const dashEnd = isWordStart ? skip(text, start, dash) : start
  const excluded = dashEnd > start
  const next = text.charAt(dashEnd)
  if (excluded && (next === '' || space.test(next))) return nothingToExclude(text, start, dashEnd)
  if (quote.test(next)) return readPhrase(text, start, dashEnd)
  let end = dashEnd
  while (end < text.length && !space.test(text.charAt(end)) && !quote.test(text.charAt(end))) end += 1
  return { start, end, excluded, quoted: false, body: text.slice(dashEnd, end), bodyStart: dashEnd }
}

function readPhrase(text: string, start: number, quoteAt: number): Lexeme | LexFault {
  const bodyStart = quoteAt + 1
  const bodyEnd = closingQuote(text, quoteAt)
  if (bodyEnd < 0) return { code: 'unclosed_quote', position: quoteAt, repair: `${text.trimEnd()}"` }
  const body = text.slice(bodyStart, bodyEnd)
  return { start, end: bodyEnd + 1, excluded: quoteAt > start, quoted: true, body, bodyStart }
}

/** « is closed by the next » where there is one; all other quotes are alike. */
function closingQuote(text: string, quoteAt: number): number {
  const guillemet = text.charAt(quoteAt) === '«' ? text.indexOf('»', quoteAt) : -1
  if (guillemet >= 0) return guillemet
  const rest = text.slice(quoteAt + 1).search(quote)
  return rest < 0 ? -1 : quoteAt + 1 + rest
}

/** A hyphen apart from its word is moved to it; a long dash is rather punctuation and is left out. */
function nothingToExclude(text: string, start: number, end: number): LexFault {
  const rest = text.slice(end).trimStart()
  const isHyphen = text.slice(start, end) === '-'
  const repair = isHyphen && rest !== '' ? `${text.slice(0, start)}-${rest}` : `${text.slice(0, start)} ${rest}`
  return { code: 'nothing_to_exclude', position: start, repair }
}

function skip(text: string, start: number, characters: RegExp): number {
  let end = start
  while (end < text.length && characters.test(text.charAt(end))) end += 1
  return end
}
