import type { Query, QueryWord, Span } from '../../domain/query.ts'
import type { Analyzer, Token } from '../text/analyzer.ts'
import { mergeSpans } from '../text/spans.ts'

/** The tokens of a text with the positions of every term: built once, asked by many queries. */
export interface TokenIndex {
  readonly tokens: readonly Token[]
  /** Positions of a term, ascending. */
  readonly positions: ReadonlyMap<string, readonly number[]>
}

/** Indexes tokens for `evaluateIndexed`. */
export function indexTokens(tokens: readonly Token[]): TokenIndex {
  const positions = new Map<string, number[]>()
  for (const [position, token] of tokens.entries()) {
    for (const term of token.terms) {
      const list = positions.get(term)
      if (list === undefined) positions.set(term, [position])
      else if (list.at(-1) !== position) list.push(position)
    }
  }
  return { tokens, positions }
}

/** The matched words of a text, merged and in order; null when it does not match. */
export function evaluate(query: Query, tokens: readonly Token[]): Span[] | null {
  return evaluateIndexed(query, indexTokens(tokens))
}

/** As `evaluate`, on tokens indexed before. */
export function evaluateIndexed(query: Query, index: TokenIndex): Span[] | null {
  const spans = spansOf(query, index)
  return spans === null ? null : mergeSpans(spans)
}

/** As `evaluate`, on a text. */
export function matchText(query: Query, text: string, analyzer: Analyzer): Span[] | null {
  return evaluate(query, analyzer.tokenize(text))
}

function spansOf(query: Query, index: TokenIndex): Span[] | null {
  if (query.kind === 'word') return wordSpans(query, index)
  if (query.kind === 'phrase') return phraseSpans(query.words, index)
  if (query.kind === 'and') return allSpans(query.queries, index)
  return spansOf(query.query, index) === null ? [] : null
}

function allSpans(queries: readonly Query[], index: TokenIndex): Span[] | null {
  const spans: Span[] = []
  for (const query of queries) {
    const found = spansOf(query, index)
    if (found === null) return null
    spans.push(...found)
  }
  return spans
}

/** The parts of a hashtag or a mention that was asked for are shown as one. */
function wordSpans(word: QueryWord, index: TokenIndex): Span[] | null {
  const spans = phraseSpans([word], index)
  const isLabel = word.terms.some((term) => term.startsWith('#') || term.startsWith('@'))
  if (spans === null || !isLabel) return spans
  return spans.map((span, order) => {
    const next = spans[order + 1]
    return next !== undefined && next.start === span.end + 1 ? { start: span.start, end: next.end } : span
  })
}

/** A span for every place where the words stand one after another; null when there is none. */
function phraseSpans(words: readonly QueryWord[], index: TokenIndex): Span[] | null {
  const [first, ...rest] = words
  if (first === undefined) return null
  const spans: Span[] = []
  for (const position of positionsOf(first, index)) {
    const opening = index.tokens[position]
    const closing = index.tokens[position + rest.length]
    if (opening === undefined || closing === undefined) continue
    if (!rest.every((word, offset) => fits(word, index.tokens[position + 1 + offset]))) continue
    spans.push({ start: opening.start, end: closing.end })
  }
  return spans.length === 0 ? null : spans
}

function positionsOf(word: QueryWord, index: TokenIndex): readonly number[] {
  const found = word.terms.map((term) => index.positions.get(term) ?? []).filter((positions) => positions.length > 0)
  return found.length === 1 ? (found[0] ?? []) : [...new Set(found.flat())]
}

function fits(word: QueryWord, token: Token | undefined): boolean {
  return token !== undefined && token.terms.some((term) => word.terms.includes(term))
}
