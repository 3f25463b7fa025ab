import type { Analyzer } from './analyzer.ts'
import { stemsOf } from './stems.ts'
import { createAnalyzer } from './tokenize.ts'

/** Longer words are nobody's vocabulary; their beginning is their only term. */
const maxStemmedLength = 40
const maxTermLength = 64

/**
 * An analyzer that knows words by their stems. The letters of a word choose the language: Latin is English, і ї є ґ are
 * Ukrainian, ы э ъ are Russian; a Cyrillic word without any of these has its Russian and its Ukrainian stem for terms, so
 * that it is found from both. Stop-words are words.
 */
export function createStemAnalyzer(): Analyzer {
  return createAnalyzer({ documentTerms: termsOf, queryTerms: termsOf }, 'stems-2')
}

function termsOf(folded: string): readonly string[] {
  return folded.length > maxStemmedLength ? [folded.slice(0, maxTermLength)] : stemsOf(folded)
}
