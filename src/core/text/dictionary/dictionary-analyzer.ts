import type { TextLanguage } from '../../../domain/query.ts'
import type { Analyzer } from '../analyzer.ts'
import type { Lexicon } from '../lexicon.ts'
import { createAnalyzer } from '../tokenize.ts'
import { askedAsName, askedAsWord, indexed, type Dictionary } from './artifact.ts'
import { find, findEnding, notFound } from './automaton.ts'
import { addLemmas } from './lemmas.ts'
import { stemsOf } from '../stems.ts'

/** Compiled dictionaries by language. */
export interface Dictionaries {
  /** Tells one build of the dictionaries from another. */
  readonly version: string
  readonly russian: Dictionary
  readonly ukrainian: Dictionary
  readonly english: Dictionary
}

/** Another whenever the rules below give any word other terms. */
const rules = 'dictionary-3'

/** Longer words are nobody's vocabulary; their beginning is their only term. */
const maxKnownLength = 40
const maxTermLength = 64

/**
 * An analyzer that knows words by their lemmas. Latin words are looked up in the English dictionary, Cyrillic ones in the
 * Russian and the Ukrainian one together; a word that is in none of them is known by the lemmas that its ending suggests
 * and by its stem, written "~stem". Lemmas are folded.
 */
export function createDictionaryAnalyzer(dictionaries: Dictionaries): Analyzer {
  return createAnalyzer(createDictionaryLexicon(dictionaries), `${rules} ${dictionaries.version}`)
}

/** The words of `createDictionaryAnalyzer`, without its memory of words seen. */
export function createDictionaryLexicon({ russian, ukrainian, english }: Dictionaries): Lexicon {
  const cyrillic = [russian, ukrainian]
  const latin = [english]
  const dictionariesFor = (folded: string): readonly Dictionary[] => (isLatin(folded) ? latin : cyrillic)

  return {
    documentTerms: (folded) => {
      if (folded.length > maxKnownLength) return [folded.slice(0, maxTermLength)]
      const dictionaries = dictionariesFor(folded)
      return knownLemmas(dictionaries, folded, indexed) ?? unknownTerms(dictionaries, folded, indexed)
    },
    queryTerms: (folded, word) => {
      if (folded.length > maxKnownLength) return [folded.slice(0, maxTermLength)]
      const dictionaries = dictionariesFor(folded)
      const lemmas = isCapital(word) ? askedNames(dictionaries, folded) : askedLemmas(dictionaries, folded)
      return lemmas ?? unknownTerms(dictionaries, folded, askedAsWord)
    },
    languagesOf: (folded) => {
      const languages: readonly (readonly [TextLanguage, Dictionary])[] = isLatin(folded)
        ? [['en', english]]
        : [
            ['ru', russian],
            ['uk', ukrainian],
          ]
      return languages.filter(([, { words }]) => find(words, folded) !== notFound).map(([language]) => language)
    },
  }
}

function isLatin(folded: string): boolean {
  return folded.charCodeAt(0) < 0x80
}

/** null: none of the dictionaries has the word. */
function knownLemmas(dictionaries: readonly Dictionary[], folded: string, role: number): string[] | null {
  let lemmas: string[] | null = null
  for (const dictionary of dictionaries) {
    const list = find(dictionary.words, folded)
    if (list !== notFound) lemmas = addLemmas(dictionary, list, folded, role, lemmas)
  }
  return lemmas
}

/**
 * Lemmas that a keyword asks for; null: none of the dictionaries has it. What is a lemma in one language asks for no form of
 * another word of the other.
 */
function askedLemmas(dictionaries: readonly Dictionary[], folded: string): readonly string[] | null {
  const byLanguage = dictionaries.map((dictionary) => knownLemmas([dictionary], folded, askedAsWord))
  const known = byLanguage.filter((lemmas) => lemmas !== null)
  const itself = known.filter((lemmas) => lemmas.includes(folded))
  return known.length === 0 ? null : [...new Set((itself.length > 0 ? itself : known).flat())]
}

/** As `askedLemmas`, for a capitalised keyword: names of the dictionaries, or what may be a name that they lack. */
function askedNames(dictionaries: readonly Dictionary[], folded: string): readonly string[] | null {
  const names = dictionaries.flatMap((dictionary) => {
    const asName = knownLemmas([dictionary], folded, askedAsName) ?? []
    const asWord = knownLemmas([dictionary], folded, askedAsWord) ?? []
    // What a name asks for differs only where a common word has the form as well.
    return asName.join(' ') === asWord.join(' ') ? [] : asName
  })
  if (names.length > 0) return [...new Set(names)]
  const lemmas = askedLemmas(dictionaries, folded)
  return lemmas === null || lemmas.includes(folded) || !surname.test(folded) ? lemmas : [...lemmas, folded]
}

/** "Рыбников" is a form of "рыбник", and a name as well. */
const surname = /(?:[ое]в|[иы]н|[ую]к|ик|ич|ян|ко)$/

function unknownTerms(dictionaries: readonly Dictionary[], folded: string, role: number): readonly string[] {
  if (!/\p{L}/u.test(folded)) return [folded]
  for (const spelling of otherSpellings(folded)) {
    const known = knownLemmas(dictionaries, spelling, role)
    if (known !== null) return [...new Set([...known, folded])]
  }
  let predicted: string[] | null = null
  for (const dictionary of dictionaries) {
    const list = findEnding(dictionary.endings, folded)
    if (list !== notFound) predicted = addLemmas(dictionary, list, folded, role, predicted)
  }
  const stems = stemsOf(folded).map((stem) => `~${stem}`)
  // An ending that is the whole word may leave nothing of it.
  const lemmas = predicted?.filter((lemma) => lemma !== '') ?? []
  return [...new Set([folded, ...lemmas, ...(role === indexed ? combiningForms(folded) : []), ...stems])]
}

/** Adjectives that the first part of a compound may stand for: "науково-технічний", "фізико-", "физико-". */
function combiningForms(folded: string): readonly string[] {
  if (!/[а-яіїєґ]{3}о$/.test(folded)) return []
  const stem = folded.slice(0, -1)
  return stem.endsWith('ик') ? [`${stem.slice(0, -2)}ичний`, `${stem.slice(0, -2)}ический`] : [`${stem}ий`]
}

/** Drawn out ("оооочень", "soooo") and old-fashioned ("собиралися") words as they are mostly spelt. */
function otherSpellings(folded: string): readonly string[] {
  const spellings: string[] = []
  if (/(.)\1\1/u.test(folded))
    spellings.push(folded.replace(/(.)\1{2,}/gu, '$1$1'), folded.replace(/(.)\1{2,}/gu, '$1'))
  if (/[аеиоуыюя]ся$/.test(folded)) spellings.push(folded.replace(/ся$/, 'сь'))
  return spellings
}

function isCapital(word: string): boolean {
  const first = word.charAt(0)
  return first !== first.toLowerCase()
}
