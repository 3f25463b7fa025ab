import { filterAt } from './filter-names.ts'
import type { Lexed, Lexeme, LexFault, RegexLexeme, TextLexeme } from './lexemes.ts'

/** The largest distance that "…"~N may have. */
export const maxDistance = 50

const space = /\s/
const dash = /[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/
const quote = /["\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]/
const looseBracket = /[[{]/
const wordEnd = /[\s()|]/

const operators = { '(': 'open', ')': 'close', '|': 'or' } as const
const keywords = new Map<string, 'or' | 'exclude' | 'and'>([
  ...['OR', 'ИЛИ', 'АБО'].map((word) => [word, 'or'] as const),
  ...['NOT', 'НЕ'].map((word) => [word, 'exclude'] as const),
  ...['AND', 'И', 'І', 'ТА', '&', '&&'].map((word) => [word, 'and'] as const),
])

/** Whether a word by itself, in capitals, is an operator. */
export function isKeyword(word: string): boolean {
  return keywords.has(word)
}

/**
 * Parts a query into words, quoted phrases, filters, regular expressions and the operators between them. Every kind of quote
 * and dash that a phone's keyboard makes is understood. A dash excludes at the start of a word only. Takes time in
 * proportion to the text.
 */
export function lexQuery(text: string): Lexed {
  const lexemes: Lexeme[] = []
  let index = 0
  let isWordStart = true
  while (index < text.length) {
    const character = text.charAt(index)
    if (space.test(character) || (isWordStart && looseBracket.test(character))) {
      isWordStart = true
      index += 1
      continue
    }
    const lexeme = readLexeme(text, index, isWordStart)
    if ('code' in lexeme) return { ok: false, fault: lexeme }
    lexemes.push(lexeme)
    index = lexeme.end
    isWordStart =
      lexeme.kind !== 'text' && lexeme.kind !== 'filter' && lexeme.kind !== 'regex' && lexeme.kind !== 'close'
  }
  return { ok: true, lexemes }
}

function readLexeme(text: string, start: number, isWordStart: boolean): Lexeme | LexFault {
  const character = text.charAt(start)
  if (character === '(' || character === ')' || character === '|') {
    const end = character === '|' && text.charAt(start + 1) === '|' ? start + 2 : start + 1
    return { kind: operators[character], start, end }
  }
  if (isWordStart && dash.test(character)) return readDash(text, start)
  const quoteAt = skip(text, start, /=/)
  if (quote.test(text.charAt(quoteAt))) return readQuoted(text, start, quoteAt)
  if (isWordStart && character === '/') {
    const regex = readRegex(text, start)
    if (regex !== null) return regex
  }
  return readWord(text, start, isWordStart)
}

function readDash(text: string, start: number): Lexeme | LexFault {
  const end = skip(text, start, dash)
  const next = text.charAt(end)
  return next === '' || space.test(next) ? nothingToExclude(text, start, end) : { kind: 'exclude', start, end }
}

function readWord(text: string, start: number, isWordStart: boolean): Lexeme | LexFault {
  let end = start
  while (end < text.length && !wordEnd.test(text.charAt(end)) && !quote.test(text.charAt(end))) end += 1
  const body = text.slice(start, end)
  const keyword = isWordStart ? keywords.get(body) : undefined
  if (keyword === 'exclude' && text.slice(end).trim() === '') return nothingToExclude(text, start, end)
  if (keyword !== undefined) return { kind: keyword, start, end }
  return (isWordStart ? filterAt(text, start, end) : null) ?? plainWord(body, start, end)
}

function plainWord(body: string, start: number, end: number): TextLexeme {
  return {
    kind: 'text',
    start,
    end,
    quoted: false,
    exact: body.startsWith('='),
    distance: null,
    body,
    bodyStart: start,
  }
}

function readQuoted(text: string, start: number, quoteAt: number): Lexeme | LexFault {
  const bodyStart = quoteAt + 1
  const bodyEnd = closingQuote(text, quoteAt)
  if (bodyEnd < 0) return { code: 'unclosed_quote', position: quoteAt, repair: `${text.trimEnd()}"` }
  const [suffix = '', equals = '', tilde, digits] = /^(=?)(?:(~)(\d*))?(=?)/.exec(text.slice(bodyEnd + 1)) ?? []
  const end = bodyEnd + 1 + suffix.length
  const distance = tilde === undefined ? null : Number(digits)
  if (distance !== null && (distance < 1 || distance > maxDistance)) {
    const repair = `${text.slice(0, bodyEnd + 1)}${equals}${distance > maxDistance ? `~${maxDistance}` : ''}${text.slice(end)}`
    return { code: 'bad_distance', position: bodyEnd + 1 + equals.length, repair }
  }
  const exact = quoteAt > start || suffix.includes('=')
  return { kind: 'text', start, end, quoted: true, exact, distance, body: text.slice(bodyStart, bodyEnd), bodyStart }
}

/** « is closed by the next » where there is one; all other quotes are alike. */
function closingQuote(text: string, quoteAt: number): number {
  const guillemet = text.charAt(quoteAt) === '«' ? text.indexOf('»', quoteAt) : -1
  if (guillemet >= 0) return guillemet
  const rest = text.slice(quoteAt + 1).search(quote)
  return rest < 0 ? -1 : quoteAt + 1 + rest
}

/** null: it is a word after all, such as "/start" or a path. */
function readRegex(text: string, start: number): RegexLexeme | LexFault | null {
  const rest = text.slice(start)
  const whole = /^\/((?:[^\\/\n]|\\.)+)\/i?(?=[\s()|]|$)/u.exec(rest)
  if (whole !== null) return { kind: 'regex', start, end: start + whole[0].length, source: whole[1] ?? '' }
  if (/^\/[\p{L}\p{N}_./-]*(?=[\s()|]|$)/u.test(rest)) return null
  return { code: 'unclosed_regex', position: start, repair: text.slice(0, start) + text.slice(start + 1) }
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
