/** A parsed query. Words carry the terms (stems or lemmas) they ask for, so that evaluating needs no analyzer. */
export type Query =
  | { readonly kind: 'word'; readonly text: string; readonly terms: readonly string[] }
  | { readonly kind: 'phrase'; readonly words: readonly QueryWord[] }
  | { readonly kind: 'not'; readonly query: Query }
  | { readonly kind: 'and'; readonly queries: readonly Query[] }

export interface QueryWord {
  readonly text: string
  /** A word of a post fits when one of its terms is among these. */
  readonly terms: readonly string[]
}

/** What is wrong with a query, where, and what to write instead. */
export interface QueryFault {
  readonly code:
    | 'empty'
    | 'only_exclusions'
    | 'unclosed_quote'
    | 'too_long'
    | 'too_many_words'
    | 'nothing_to_exclude'
    | 'no_words_in_quotes'
  /** Where, in UTF-16 units of the input. */
  readonly position: number
  /** A query that would be accepted; null when there is none to offer. */
  readonly suggestion: string | null
  /** Limit that was passed, for `too_long` and `too_many_words`. */
  readonly limit?: number
}

export type QueryParse =
  | { readonly ok: true; readonly query: Query; readonly canonical: string }
  | { readonly ok: false; readonly fault: QueryFault }

/** Where a text matches, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}
