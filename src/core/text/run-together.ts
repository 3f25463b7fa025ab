import type { TextLanguage } from '../../domain/query.ts'

const minWordLength = 3
const maxWords = 4
const maxLength = 40

interface Split {
  readonly words: readonly string[]
  readonly shortest: number
}

/**
 * The words of one language that an unknown word is run together of ("вернитемужей"): the fewest, and of these the ones whose
 * shortest is longest. The word alone where a dictionary has it, or where it does not part without a rest.
 */
export function splitRunTogether(
  word: string,
  languagesOf: (folded: string) => readonly TextLanguage[],
): readonly string[] {
  if (word.length < 2 * minWordLength || word.length > maxLength || !/^\p{L}+$/u.test(word)) return [word]
  if (languagesOf(word).length > 0) return [word]
  const languages: readonly TextLanguage[] = /[a-z]/.test(word) ? ['en'] : ['ru', 'uk']
  const splits = languages
    .map((language) => bestSplit(word, (part) => languagesOf(part).includes(language)))
    .filter((split) => split !== null)
  return (
    splits.reduce((best, split) => (best === null || isBetter(split, best) ? split : best), null as Split | null)
      ?.words ?? [word]
  )
}

/** null: the word does not part into known ones. */
function bestSplit(word: string, isKnown: (part: string) => boolean): Split | null {
  const best: (Split | null)[] = [{ words: [], shortest: Infinity }]
  for (let end = 1; end <= word.length; end += 1) {
    best[end] = null
    for (let start = 0; start <= end - minWordLength; start += 1) {
      const before = best[start] ?? null
      if (before === null || before.words.length === maxWords) continue
      const part = word.slice(start, end)
      const split = { words: [...before.words, part], shortest: Math.min(before.shortest, part.length) }
      if (!isBetter(split, best[end] ?? null) || !hasVowel.test(part) || !isKnown(part)) continue
      best[end] = split
    }
  }
  return best[word.length] ?? null
}

/** Dictionaries list abbreviations too; those without a vowel are no part of a slogan. */
const hasVowel = /[аеиоуыэюяіїєaeiouy]/

function isBetter(split: Split, other: Split | null): boolean {
  if (other === null || split.words.length < other.words.length) return true
  return split.words.length === other.words.length && split.shortest > other.shortest
}
