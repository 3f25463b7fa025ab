import { toPlainDocument } from '../core/query/document.ts'
import { findWords } from '../core/query/evaluate.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import { maskSpans } from '../core/text/boilerplate/mask.ts'
import { extract } from '../core/text/extract.ts'
import type { Query, Span } from '../domain/query.ts'
import type { FoundPost } from '../domain/search.ts'

/** A post in an answer, with an extract of its text around the matched words. */
export interface Hit extends FoundPost {
  readonly extract: string
  /** Matched words, as spans of `extract`. */
  readonly highlights: readonly Span[]
}

const extractLength = 240

/** The post with its extract; without a query, the beginning of its text. */
export function toHit(found: FoundPost, query: Query | null, analyzer: Analyzer): Hit {
  const text = maskSpans(found.post.text, found.post.boilerplate)
  const spans = query === null ? [] : findWords(query, toPlainDocument(text, analyzer))
  return { ...found, ...extract(text, spans, extractLength) }
}
