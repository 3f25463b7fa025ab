import { createBritishSpellings } from './english-spelling.ts'
import type { IrregularForm } from './supplement.ts'
import { readHunspell, type Entry, type Hunspell } from './hunspell.ts'
import { asCommonWord, asName, inDocuments, inQueries, type Vocabulary } from './vocabulary.ts'

const prefixFlags = 'AIUCEFK'
/** Endings that make no new word. */
const inflections = 'SDGM'
/** Endings that make a new word, and the flag of its plural. */
const derivations: readonly (readonly [flag: string, plural: string])[] = [
  ['V', ''],
  ['N', 'X'],
  ['H', ''],
  ['Y', ''],
  ['G', 'J'],
  ['R', 'Z'],
  ['P', ''],
  ['B', ''],
  ['L', ''],
]

/** Adds a reading of a form. */
type Add = (form: string, lemma: string, flags: number) => void

/**
 * Adds the forms of the English hunspell dictionary. Its flags spell words, they do not say what is a form of what: forms that
 * no rule makes come from `irregular`, doubled consonants and silent e's are put right here.
 */
export function addEnglish(
  folder: URL,
  irregular: ReadonlyMap<string, readonly IrregularForm[]>,
  to: Vocabulary,
): void {
  const hunspell = readHunspell(folder)
  const entries = new Map(hunspell.entries.map(({ word, flags }) => [word, flags]))
  const britishOf = createBritishSpellings()
  // A British form is one of the American lemma, so that either spelling finds both.
  const addSpelt: Add = (form, lemma, flags) => {
    to.add(form, lemma, flags)
    for (const british of britishOf(form, lemma)) if (!entries.has(british)) to.add(british, lemma, flags)
  }
  const add: Add = (form, lemma, flags) => {
    const known = irregular.get(form)
    if (known !== undefined && !known.some((one) => one.lemma === lemma || (form === lemma && one.ownWord))) return
    const silent = lemma === form ? lemma : withSilentE(form, lemma, entries)
    if (silent !== lemma) addSpelt(form, silent, flags)
    if (silent === lemma || !endsInOneConsonant.test(lemma)) addSpelt(form, lemma, flags)
  }
  for (const entry of hunspell.entries) addEntry(hunspell, entry, entries, add)
  for (const [form, lemmas] of irregular) {
    for (const { lemma, ownWord } of lemmas) {
      to.add(form, lemma, inDocuments | asCommonWord | (ownWord ? 0 : inQueries))
      if (ownWord) to.add(form, form, inDocuments | inQueries | asCommonWord)
    }
  }
}

const endsInOneConsonant = /(?:^|[^aeiou])[aeiouy][^aeiouywx]$/

/** "firing" is of "fire", though the dictionary may spell it with "fir". */
function withSilentE(form: string, lemma: string, entries: ReadonlyMap<string, string>): string {
  const ending = form.startsWith(lemma) ? form.slice(lemma.length) : ''
  return /^(?:ed|ing)$/.test(ending) && entries.has(`${lemma}e`) ? `${lemma}e` : lemma
}

function addEntry(hunspell: Hunspell, { word, flags }: Entry, entries: ReadonlyMap<string, string>, add: Add): void {
  const base = baseOf(word, entries)
  const kind = kindOf(word)
  // Where no flag says that a form is a word of its own as well, it is not.
  if (base !== null) add(word, base, inDocuments | kind | (flags === '' && !word.endsWith('ing') ? inQueries : 0))
  if (base !== null && flags === '' && !word.endsWith('ing')) return
  const compared = flags === '' ? doubledBase.exec(word)?.[1] : undefined
  if (compared !== undefined && entries.has(compared)) add(word, compared, inDocuments | kind)
  addWord(hunspell, word, flags, add)
  if (word.length < 2) return
  for (const flag of flags) {
    if (!prefixFlags.includes(flag)) continue
    for (const prefixed of hunspell.prefixed(word, flag)) addWord(hunspell, prefixed, flags, add)
  }
}

/** "bigger" and "biggest" of "big". */
const doubledBase = /^(.*[aeiou]([bdgmnt]))\2(?:er|est)$/

/** What an entry is a regular form of, where the dictionary makes no form by a flag: "getting", "planned", "months". */
function baseOf(word: string, entries: ReadonlyMap<string, string>): string | null {
  const doubled = /^(.*[aeiou]([bdfgklmnprtvz]))\2(?:ing|ed)$/.exec(word)?.[1]
  const stem = /^(.{2,})(?:ing|ed)$/.exec(word)?.[1]
  const singular = /^(.{3,}[^s])s$/.exec(word)?.[1]
  const plain = [
    stem,
    stem === undefined ? undefined : `${stem}e`,
    singular,
    /^(.{2,})ies$/.exec(word)?.[1]?.concat('y'),
    /^(.{2,}o)es$/.exec(word)?.[1],
    /^(.{2,}ic)k(?:ing|ed)$/.exec(word)?.[1],
    /^(.{2,})men$/.exec(word)?.[1]?.concat('man'),
  ]
  const candidates = [doubled, ...plain].filter((base): base is string => base !== undefined)
  return candidates.find((base) => (entries.get(base) ?? '') !== '') ?? null
}

function kindOf(word: string): number {
  return /^\p{Lu}/u.test(word) ? asName : asCommonWord
}

function addWord({ suffixed }: Hunspell, word: string, flags: string, add: Add): void {
  const kind = kindOf(word)
  const asked = inDocuments | inQueries | kind
  add(word, word, asked)
  if (word.length < 2) return
  for (const flag of flags) {
    if (!inflections.includes(flag)) continue
    for (const form of suffixed(word, flag)) {
      // A participle is a word of its own as well: as a keyword it asks for itself, like "meeting" and "closed".
      const isParticiple = flag === 'G' || flag === 'D'
      add(form, word, isParticiple ? inDocuments | kind : asked)
      if (isParticiple) add(form, form, asked)
    }
  }
  if (flags.includes('T')) {
    for (const form of [...suffixed(word, 'T'), ...suffixed(word, 'R')]) {
      add(form, word, inDocuments | kind)
      add(form, form, asked)
    }
  }
  for (const [flag, plural] of derivations) {
    if (!makesWord(flags, flag, plural)) continue
    const derived = suffixed(word, flag)
    for (const form of derived) add(form, form, asked)
    if (plural === '' || !flags.includes(plural)) continue
    suffixed(word, plural).forEach((form, index) => add(form, derived[index] ?? form, asked))
  }
}

/** Whether the word "baker" comes of "bake": not where -er makes a comparative, and "-ing" only where it has a plural. */
function makesWord(flags: string, flag: string, plural: string): boolean {
  if (flag === 'G') return flags.includes('J')
  if (flag === 'R' && flags.includes('T')) return false
  return flags.includes(flag) || (plural !== '' && flags.includes(plural))
}
