import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemRussian } from '@orama/stemmers/russian'
import { stemmer as stemUkrainian } from '@orama/stemmers/ukrainian'

/**
 * The stems of a folded word. Its letters choose the language: Latin is English, і ї є ґ are Ukrainian, ы э ъ are Russian;
 * a Cyrillic word without any of these has a Russian and a Ukrainian stem.
 */
export function stemsOf(folded: string): readonly string[] {
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
