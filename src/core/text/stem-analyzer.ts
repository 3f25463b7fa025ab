import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemRussian } from '@orama/stemmers/russian'
import { stemmer as stemUkrainian } from '@orama/stemmers/ukrainian'
import type { Analyzer } from './analyzer.ts'
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
  return createAnalyzer({ documentTerms: stemsOf, queryTerms: stemsOf }, 'stems-1')
}

function stemsOf(folded: string): readonly string[] {
  if (folded.length > maxStemmedLength) return [folded.slice(0, maxTermLength)]
  if (/[а-я]|[іїєґ]/.test(folded)) return cyrillicStems(folded)
  return [/[a-z]/.test(folded) ? englishStem(folded) : folded]
}

function cyrillicStems(folded: string): readonly string[] {
  const isUkrainian = /[іїєґ]/.test(folded)
  const isRussian = /[ыэъ]/.test(folded)
  if (isUkrainian && !isRussian) return [ukrainianStem(folded)]
  if (isRussian && !isUkrainian) return [stemRussian(folded) || folded]
  return [...new Set([stemRussian(folded) || folded, ukrainianStem(folded)])]
}

function ukrainianStem(folded: string): string {
  const stem = stemUkrainian(folded)
  // The stemmer tests for -ость with a global regular expression, which remembers where it stopped: without a second word
  // that fails the test, the next stem would depend on this one.
  stemUkrainian('аб')
  return stem || folded
}

function englishStem(folded: string): string {
  const word = folded.replace(/'s?$/, '')
  return stemEnglish(word) || folded
}
