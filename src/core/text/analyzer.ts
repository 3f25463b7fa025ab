import type { TextLanguage } from '../../domain/query.ts'

/** A word of a text, or one part of a hyphenated word, a hashtag or a mention. Its index among the tokens is its position. */
export interface Token {
  /** UTF-16 offsets into the original text; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** The word as `foldWord` writes it. */
  readonly folded: string
  /**
   * What the word is indexed under: stems or lemmas, and those of what it is a part of (a label: "#tag", "@name"; a
   * hyphenated word or a number written as one). At least one.
   */
  readonly terms: readonly string[]
}

export interface WantedWords {
  readonly terms: Iterable<string>
  /** As `foldWord` writes them. */
  readonly forms: Iterable<string>
}

/** Turns words into terms. Deterministic: the same text always gives the same tokens. */
export interface Analyzer {
  /** Another whenever the terms of any word may be others: an index made with another version has to be made anew. */
  readonly version: string
  /** Never throws; takes time in proportion to the text. */
  tokenize(text: string): Token[]
  /**
   * As `tokenize`, for texts of which only words with one of these terms or forms matter: any other may be null, and most are.
   */
  createSeeker(wanted: WantedWords): (text: string) => (Token | null)[]
  /**
   * What a keyword asks for: a token fits when one of its terms is among these. A word that starts with "#" or "@" asks for
   * that very tag or name; a hyphenated one for the same word written as one ("e-mail": "email"). At least one term.
   */
  termsOf(word: string): readonly string[]
  /** The language a text is mostly in; null when it is too short to tell, or in another. Looks at its beginning only. */
  languageOf(text: string): TextLanguage | null
}
