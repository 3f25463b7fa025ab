import type { AgeUnit, Filter, Query, QueryWord, Span } from '../../domain/query.ts'
import { day, hour, type Instant } from '../../domain/time.ts'
import type { Token, WantedWords } from '../text/analyzer.ts'
import { mergeSpans } from '../text/spans.ts'
import { wantedWords } from './build-query.ts'
import type { Document, PostFacts, SoughtText } from './document.ts'
import { findNear } from './near.ts'
import { findRegex } from './regex.ts'

interface IndexedText extends SoughtText {
  /** Positions of a term among the tokens, ascending. */
  readonly positions: ReadonlyMap<string, readonly number[]>
}

/** A document with the positions of every term: built once, asked by many queries. */
export type IndexedDocument = Document & IndexedText

/** Indexes a document for `evaluateIndexed`. */
export function indexDocument(document: Document): IndexedDocument {
  return { ...document, positions: indexTerms(document.tokens, null) }
}

/** Positions of the wanted terms; of all where `wanted` is null. */
function indexTerms(tokens: SoughtText['tokens'], wanted: ReadonlySet<string> | null): IndexedText['positions'] {
  const positions = new Map<string, number[]>()
  for (let position = 0; position < tokens.length; position += 1) {
    const token = tokens[position] ?? null
    if (token === null) continue
    for (const term of token.terms) {
      if (wanted !== null && !wanted.has(term)) continue
      const list = positions.get(term)
      if (list === undefined) positions.set(term, [position])
      else if (list.at(-1) !== position) list.push(position)
    }
  }
  return positions
}

/** The matched words of a document, merged and in order; null when it does not match. `now` is for `last:`. */
export function evaluate(query: Query, document: Document, now: Instant): Span[] | null {
  return evaluateIndexed(query, indexDocument(document), now)
}

/** As `evaluate`, on a document indexed before. */
export function evaluateIndexed(query: Query, document: IndexedDocument, now: Instant): Span[] | null {
  const spans = spansOf(query, document, now)
  return spans === null ? null : mergeSpans(spans)
}

/** The words of a text that a query names, whether or not the text matches it: what to show in bold. */
export function findWords(query: Query, text: SoughtText): Span[] {
  return createWordFinder(query)(text)
}

/** `findWords` of one query in many texts. */
export function createWordFinder(query: Query): (text: SoughtText) => Span[] {
  const wanted = new Set(wantedWords(query).flatMap(({ terms }) => terms))
  const parts = namedParts(query)
  return ({ text, tokens }) => {
    const indexed = { text, tokens, positions: indexTerms(tokens, wanted) }
    return mergeSpans(parts.flatMap((part) => foundSpans(part, indexed) ?? []))
  }
}

/** What a query names, in any of its alternatives; nothing that it excludes. */
function namedParts(query: Query): readonly TextQuery[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.queries.flatMap(namedParts)
    case 'not':
    case 'filter':
      return []
    default:
      return [query]
  }
}

/** Which words of texts have to be known for `findWords` to find those of all these queries, where each `asksForWords`. */
export function wordsSoughtBy(queries: readonly Query[]): WantedWords {
  const words = queries.flatMap(wantedWords)
  return {
    terms: words.flatMap(({ match, terms }) => (match === 'any_form' ? terms : [])),
    forms: words.flatMap(({ match, terms }) => (match === 'this_form' ? terms : [])),
  }
}

/** Whether a query asks for whole words alone; an expression and a beginning may find any word. */
export function asksForWords(query: Query): boolean {
  if (query.kind === 'and' || query.kind === 'or') return query.queries.every(asksForWords)
  return query.kind !== 'regex' && wantedWords(query).every(({ match }) => match !== 'prefix')
}

/** What is found by words or an expression in the text itself. */
type TextQuery = Extract<
  Query,
  { readonly kind: 'word' } | { readonly kind: 'phrase' } | { readonly kind: 'near' } | { readonly kind: 'regex' }
>

function foundSpans(query: TextQuery, text: IndexedText): readonly Span[] | null {
  switch (query.kind) {
    case 'word':
      return wordSpans(query, text)
    case 'phrase':
      return phraseSpans(query.words, text)
    case 'near':
      return findNear(query, text.tokens, (word) => positionsOf(word, text))
    case 'regex':
      return findRegex(query.source, text.text)
  }
}

function spansOf(query: Query, document: IndexedDocument, now: Instant): readonly Span[] | null {
  switch (query.kind) {
    case 'filter':
      return passes(query.filter, document.facts, now) ? [] : null
    case 'not':
      return spansOf(query.query, document, now) === null ? [] : null
    case 'and':
      return allSpans(query.queries, document, now)
    case 'or':
      return anySpans(query.queries, document, now)
    default:
      return foundSpans(query, document)
  }
}

function allSpans(queries: readonly Query[], document: IndexedDocument, now: Instant): Span[] | null {
  const spans: Span[] = []
  for (const query of queries) {
    const found = spansOf(query, document, now)
    if (found === null) return null
    spans.push(...found)
  }
  return spans
}

function anySpans(queries: readonly Query[], document: IndexedDocument, now: Instant): Span[] | null {
  const found = queries.map((query) => spansOf(query, document, now)).filter((spans) => spans !== null)
  return found.length === 0 ? null : found.flat()
}

/** The parts of a hashtag or a mention that was asked for are shown as one. */
function wordSpans(word: QueryWord, document: IndexedText): readonly Span[] | null {
  const spans = phraseSpans([word], document)
  const isLabel = word.terms.some((term) => term.startsWith('#') || term.startsWith('@'))
  if (spans === null || !isLabel) return spans
  return spans.map((span, order) => {
    const next = spans[order + 1]
    return next !== undefined && next.start === span.end + 1 ? { start: span.start, end: next.end } : span
  })
}

/** A span for every place where the words stand one after another; null when there is none. */
function phraseSpans(words: readonly QueryWord[], document: IndexedText): Span[] | null {
  const [first, ...rest] = words
  if (first === undefined) return null
  const spans: Span[] = []
  for (const position of positionsOf(first, document)) {
    const opening = document.tokens[position]
    const closing = document.tokens[position + rest.length]
    if (!opening || !closing) continue
    if (!rest.every((word, offset) => fits(word, document.tokens[position + 1 + offset]))) continue
    spans.push({ start: opening.start, end: closing.end })
  }
  return spans.length === 0 ? null : spans
}

/** Where a word stands, ascending. */
function positionsOf(word: QueryWord, { tokens, positions }: IndexedText): readonly number[] {
  if (word.match !== 'any_form') return [...tokens.keys()].filter((position) => fits(word, tokens[position]))
  const found = word.terms.map((term) => positions.get(term) ?? []).filter((list) => list.length > 0)
  return found.length === 1 ? (found[0] ?? []) : [...new Set(found.flat())].sort((a, b) => a - b)
}

/** Whether a word of a text is one that the query's word asks for. */
export function fits({ match, terms }: QueryWord, token: Token | null | undefined): boolean {
  if (!token) return false
  if (match === 'any_form') return token.terms.some((term) => terms.includes(term))
  const [wanted = ''] = terms
  return match === 'this_form' ? token.folded === wanted : token.folded.startsWith(wanted)
}

/** Whether what is known of a post fits a filter. `now` is for `last:`. */
export function passes(filter: Filter, facts: PostFacts, now: Instant): boolean {
  switch (filter.name) {
    case 'in':
      return facts.channel === filter.channel
    case 'from':
      return facts.forwardedFrom === filter.channel
    case 'after':
      return facts.publishedAt !== null && facts.publishedAt >= filter.at
    case 'before':
      return facts.publishedAt !== null && facts.publishedAt < filter.at
    case 'last':
      return facts.publishedAt !== null && facts.publishedAt >= now - ageMs(filter)
    case 'has':
      return facts.has.has(filter.media)
    case 'is':
      return isInState(filter.state, facts)
    case 'lang':
      return facts.language() === filter.language
  }
}

function isInState(state: Extract<Filter, { name: 'is' }>['state'], facts: PostFacts): boolean {
  if (state === 'forward') return facts.isForward
  if (state === 'reply') return facts.isReply
  return state === 'edited' ? facts.isEdited : facts.isDeleted
}

const unitMs: Readonly<Record<AgeUnit, number>> = { h: hour, d: day, w: 7 * day, m: 30 * day, y: 365 * day }

/** How long ago `last:` reaches, in milliseconds. */
export function ageMs({ amount, unit }: { readonly amount: number; readonly unit: AgeUnit }): number {
  return amount * unitMs[unit]
}
