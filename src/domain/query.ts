import type { Instant } from './time.ts'

/** How a word of a query compares with a word of a text: in any form, in this form only, by its beginning. */
export type WordMatch = 'any_form' | 'this_form' | 'prefix'

export interface QueryWord {
  /** As typed, without the signs around it. */
  readonly text: string
  readonly match: WordMatch
  /**
   * For `any_form`: a word of a post fits when one of its terms (stems or lemmas) is among these. For `this_form` and
   * `prefix`: the folded word, or its folded beginning, alone.
   */
  readonly terms: readonly string[]
}

/** Languages that texts are told apart by. */
export type TextLanguage = 'ru' | 'uk' | 'en'

/** What a post may hold, for `has:`. */
export type MediaFilter = 'photo' | 'video' | 'link' | 'poll' | 'document' | 'audio' | 'voice'
/** What a post may be, for `is:`. */
export type StateFilter = 'forward' | 'edited' | 'deleted' | 'reply'
/** Hours, days, weeks, months of 30 days, years of 365 days. */
export type AgeUnit = 'h' | 'd' | 'w' | 'm' | 'y'

/** What is asked of a post apart from its words. Names of channels are in lower case, without "@". */
export type Filter =
  | { readonly name: 'in' | 'from'; readonly channel: string }
  /** `after` begins with the day, `before` ends ahead of it; `at` is its midnight in the reader's time zone. */
  | { readonly name: 'after' | 'before'; readonly date: string; readonly at: Instant }
  | { readonly name: 'last'; readonly amount: number; readonly unit: AgeUnit }
  | { readonly name: 'has'; readonly media: MediaFilter }
  | { readonly name: 'is'; readonly state: StateFilter }
  | { readonly name: 'lang'; readonly language: TextLanguage }

/**
 * A parsed query: plain data. Words carry the terms they ask for, so that evaluating needs no analyzer. Every way to match has
 * something positive in it: exclusions stand only beside what is required.
 */
export type Query =
  | ({ readonly kind: 'word' } & QueryWord)
  /** Side by side, in this order. */
  | { readonly kind: 'phrase'; readonly words: readonly QueryWord[] }
  /** In any order, the last at most `distance` words beyond where it would stand in a phrase. */
  | { readonly kind: 'near'; readonly words: readonly QueryWord[]; readonly distance: number }
  /** An expression of RE2, looked for in the folded text. */
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'not'; readonly query: Query }
  | { readonly kind: 'and' | 'or'; readonly queries: readonly Query[] }

/** Newest first, or the best match first. */
export type SearchOrder = 'newest' | 'relevance'

/** What is wrong with a query, where, and what to write instead. */
export interface QueryFault {
  readonly code:
    | 'empty'
    | 'only_exclusions'
    | 'unclosed_quote'
    | 'unclosed_group'
    | 'unopened_group'
    | 'empty_group'
    | 'nothing_beside_or'
    | 'nothing_to_exclude'
    | 'no_words_in_quotes'
    | 'prefix_too_short'
    | 'misplaced_star'
    | 'prefix_of_label'
    | 'bad_distance'
    | 'unknown_filter'
    | 'bad_filter_value'
    | 'unclosed_regex'
    | 'bad_regex'
    | 'regex_alone'
    | 'too_long'
    | 'too_many_terms'
    | 'too_deep'
  /** Where, in UTF-16 units of the input. */
  readonly position: number
  /** A query that would be accepted; null when there is none to offer. */
  readonly suggestion: string | null
  /** Limit that was passed, for `too_long`, `too_many_terms`, `too_deep`, `prefix_too_short` and `bad_distance`. */
  readonly limit?: number
  /** What stands there and is not understood, or what might: for filters and regular expressions. */
  readonly detail?: string
}

export type QueryParse =
  | { readonly ok: true; readonly query: Query; readonly order: SearchOrder; readonly canonical: string }
  | { readonly ok: false; readonly fault: QueryFault }

/** Where a text matches, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}
