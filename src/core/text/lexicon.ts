import type { TextLanguage } from '../../domain/query.ts'

/** What an analyzer knows about words; the rest is the same for all. */
export interface Lexicon {
  /** Terms that a word of a text is indexed under; at least one. `word` is as written, `folded` as `foldWord` gives it. */
  documentTerms(folded: string, word: string): readonly string[]
  /** Terms that a keyword asks for; at least one. */
  queryTerms(folded: string, word: string): readonly string[]
  /** The languages whose dictionary has the word; left out where there are no dictionaries. */
  languagesOf?(folded: string): readonly TextLanguage[]
}

/** A word, or a part of something longer, with offsets from the beginning of that. */
export interface Part {
  readonly start: number
  readonly end: number
  readonly folded: string
  readonly terms: readonly string[]
}
