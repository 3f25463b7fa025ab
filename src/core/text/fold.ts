import { apostrophes, invisibles } from './characters.ts'

// Characters that look alike, upper case in both scripts, then those that look alike in lower case as well.
const latin = 'ABCEHIKMOPTXYÏaceikopxyï'
const cyrillic = 'АВСЕНІКМОРТХУЇасеікорхуї'
const latinToCyrillic = new Map(Array.from(latin, (character, index) => [character, cyrillic.charAt(index)]))
const cyrillicToLatin = new Map(
  Array.from(`${cyrillic}ЅЈѕј`, (character, index) => [character, `${latin}SJsj`.charAt(index)]),
)

const plain = /^(?:[a-z0-9]+|[0-9а-еж-яіїєґў]+)$/
const noLetter = /[^\p{L}\p{M}\p{N}']/gu
const allInvisibles = new RegExp(invisibles, 'gu')
const allApostrophes = new RegExp(apostrophes, 'g')
const hasLatin = /\p{Script=Latin}/u
const hasCyrillic = /\p{Script=Cyrillic}/u
// The breve of й and ў and the dots of ї are parts of letters; every other accent is decoration (and ё is written е).
const accents = /(?<![иу])\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036f]/g

/**
 * Writes a word the one way it is compared in: compatibility forms resolved, lower case, е for ё, one apostrophe ('), no
 * stress marks, accents, soft hyphens or zero-width characters, and one script where characters of the other only look
 * like it. Folding a folded word changes nothing.
 */
export function foldWord(word: string): string {
  const lower = word.toLowerCase()
  if (plain.test(lower)) return lower
  const compatible = withOneApostrophe(withOneApostrophe(withoutInvisibles(word)).normalize('NFKC'))
  // Signs of a script go before the script is told: they are no letters of it.
  const letters = withoutAccents(compatible).replace(noLetter, '')
  return withoutAccents(toOneScript(letters).toLowerCase()).replace(noLetter, '')
}

function withOneApostrophe(word: string): string {
  return word.replace(allApostrophes, "'")
}

function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(accents, '').normalize('NFC')
}

/** Without soft hyphens, zero-width and other characters that nobody sees. */
export function withoutInvisibles(text: string): string {
  return text.replace(allInvisibles, '')
}

/** Letters that belong to one script only decide; where there are none, the word is taken for Cyrillic. */
function toOneScript(word: string): string {
  if (!hasLatin.test(word) || !hasCyrillic.test(word)) return word
  let onlyLatin = 0
  let onlyCyrillic = 0
  for (const character of word) {
    if (hasLatin.test(character) && !latinToCyrillic.has(character)) onlyLatin += 1
    if (hasCyrillic.test(character) && !cyrillicToLatin.has(character)) onlyCyrillic += 1
  }
  const replacements = onlyLatin > onlyCyrillic ? cyrillicToLatin : latinToCyrillic
  return Array.from(word, (character) => replacements.get(character) ?? character).join('')
}
