import type { TextLanguage } from '../../domain/query.ts'
import { digit, kindAt, letter, sizeAt } from './characters.ts'
import { foldWord } from './fold.ts'
import { wordEnd } from './word-bounds.ts'

const minWords = 2
/** The beginning of a text tells its language. */
const maxWords = 40
/** From this share of its letters on, a text is in Latin script. */
const latinShare = 0.6
/** A text in Latin script of which fewer words are English is in another language. */
const englishShare = 0.5

/** Common words that the other Cyrillic language has not, though its dictionary may. */
const russian = words(
  'и или что как но он она они это был была было были его ее из от с со к ко уже если когда только еще нет',
)
const ukrainian = words(
  'та або що як але це був була було були від з зі до вже якщо коли тільки ще немає й у про бо цей ця',
)
const english = words(
  'the a of and to in is was for on that with it as be by are at from this have not or an he they we you',
)

type LanguagesOf = (folded: string) => readonly TextLanguage[]

interface Evidence {
  words: number
  latin: number
  cyrillic: number
  latinWords: number
  en: number
  ru: number
  uk: number
}

/**
 * The language that a text is mostly in: by its script, by letters that one language has and the other lacks, by common words,
 * and by which dictionaries have its words. null: too little text, or another language.
 */
export function guessLanguage(text: string, languagesOf: LanguagesOf | null): TextLanguage | null {
  const evidence: Evidence = { words: 0, latin: 0, cyrillic: 0, latinWords: 0, en: 0, ru: 0, uk: 0 }
  for (let index = 0; index < text.length && evidence.words < maxWords;) {
    const kind = kindAt(text, index)
    const end = kind === letter || kind === digit ? wordEnd(text, index) : index
    if (kind === letter) weigh(foldWord(text.slice(index, end)), languagesOf, evidence)
    index = Math.max(end, index + sizeAt(text, index))
  }
  if (evidence.words < minWords) return null
  if (evidence.latin >= latinShare * (evidence.latin + evidence.cyrillic)) {
    return evidence.en >= englishShare * evidence.latinWords ? 'en' : null
  }
  return evidence.ru === evidence.uk ? null : evidence.ru > evidence.uk ? 'ru' : 'uk'
}

function weigh(word: string, languagesOf: LanguagesOf | null, evidence: Evidence): void {
  if (/[a-z]/.test(word)) {
    evidence.words += 1
    evidence.latinWords += 1
    evidence.latin += word.length
    if (languagesOf === null ? english.has(word) : languagesOf(word).includes('en')) evidence.en += 1
    // Without a dictionary one word in four is enough: so many words of a text are that common.
    if (languagesOf === null && english.has(word)) evidence.en += 1
  } else if (/[а-яіїєґў]/.test(word)) {
    evidence.words += 1
    evidence.cyrillic += word.length
    weighCyrillic(word, languagesOf, evidence)
  }
}

function weighCyrillic(word: string, languagesOf: LanguagesOf | null, evidence: Evidence): void {
  const hasUkrainian = /[іїєґ]/.test(word)
  const hasRussian = /[ыэъ]/.test(word)
  if (hasUkrainian !== hasRussian) evidence[hasUkrainian ? 'uk' : 'ru'] += 2
  if (hasUkrainian || hasRussian) return
  if (russian.has(word)) evidence.ru += 2
  if (ukrainian.has(word)) evidence.uk += 2
  const known = languagesOf?.(word) ?? []
  if (known.length === 1) evidence[known[0] ?? 'ru'] += 1
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
