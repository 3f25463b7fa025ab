import { readHunspell, type Hunspell } from './hunspell.ts'
import type { IrregularForm } from './supplement.ts'
import { asCommonWord, asName, inDocuments, inQueries, type Vocabulary } from './vocabulary.ts'

/** Flags of nouns that are listed in their plural, as words of their own. */
const pluralFlags = /^[pno]/
const surname = /(?:[оеє]в|[иії]н|[ую]к|ик|ич|ян|ко|[сцз]ький)$/
const superlative = /^(?:що|як|щояк)?най(.+)$/

/** Flags of verbs, and the least that a verb and a form of it have in common. */
const verbFlags = Array.from('XYZ]^JL')
const minShared = 3

/** Adds the forms of the Ukrainian hunspell dictionary. `irregular` lists forms that it has without their lemmas. */
export function addUkrainian(
  folder: URL,
  irregular: ReadonlyMap<string, readonly IrregularForm[]>,
  vocabulary: Vocabulary,
): void {
  const hunspell = readHunspell(folder)
  const { entries, suffixed } = hunspell
  const words = new Set(entries.map(({ word }) => word))
  const singulars = singularsOf(hunspell)
  const irregularLemmas = new Set([...irregular.values()].flat().map(({ lemma }) => lemma))
  const loose = looseForms(hunspell, words, irregular)
  for (const { word, flags } of entries) {
    const kind = kindOf(word)
    const asked = inDocuments | inQueries | kind
    const singular = pluralFlags.test(flags) ? singulars.get(word) : undefined
    const lemmas = loose.get(word)
    for (const lemma of lemmas ?? []) vocabulary.add(word, lemma, inDocuments | inQueries | kind)
    if (lemmas !== undefined && !irregularLemmas.has(word)) continue
    const bases = flags.includes('j') ? comparedTo(word, words) : []
    for (const flag of ['', ...Array.from(flags)]) {
      const forms = flag === '' ? [word] : suffixed(word, flag)
      for (const form of forms) {
        // An adverb made of an adjective is a word of its own.
        if (flag === '+') vocabulary.add(form, form, asked)
        else vocabulary.add(form, singular ?? word, asked)
        for (const base of bases) vocabulary.add(form, base, inDocuments | kind)
      }
    }
  }
}

/**
 * Only surnames are names here: forms of first names and places often are common words too ("Люди", of "Люда"), and nothing
 * tells how often.
 */
function kindOf(word: string): number {
  return /^\p{Lu}/u.test(word) && surname.test(word) ? asName : asCommonWord
}

/** Singulars whose plural is an entry of its own ("адиг" for "адиги"), by that plural. */
function singularsOf({ entries, suffixed }: Hunspell): ReadonlyMap<string, string> {
  const singulars = new Map<string, string>()
  for (const { word, flags } of entries) {
    if (/^[1-4:]/.test(flags) && !/[$(wdI]/.test(flags)) {
      for (const plural of suffixed(word, '$')) singulars.set(plural, word)
    }
    if (flags.startsWith('%') && !/[;<9]/.test(flags))
      for (const plural of suffixed(word, ';')) singulars.set(plural, word)
  }
  return singulars
}

/** The adjectives that a comparative or a superlative is made of. */
function comparedTo(word: string, words: ReadonlySet<string>): readonly string[] {
  const comparative = superlative.exec(word)?.[1] ?? word
  const stem = /^(.+?)і?ший$/.exec(comparative)?.[1]
  if (stem === undefined) return []
  return [`${stem}ий`, `${stem}ій`, `${stem}кий`, `${stem}окий`]
    .filter((base) => base !== word && words.has(base))
    .slice(0, 1)
}

/** Endings of names that are listed form by form: towns ("Донецьк", "Донецьку") and Russian surnames. */
const nameEndings = ['а', 'у', 'ові', 'ом', 'ем', 'им', 'і', 'и', 'ів', 'их', 'ими', 'ам', 'ами', 'ах', 'е']
const declinedName = /^\p{Lu}[\p{Ll}']{2,}[бвгджзклмнпрстфхцчшщь]$/u

/** Entries without flags that are forms of others without flags, or of irregular words, with their lemmas. */
function looseForms(
  { entries, suffixed }: Hunspell,
  words: ReadonlySet<string>,
  irregular: ReadonlyMap<string, readonly IrregularForm[]>,
): ReadonlyMap<string, readonly string[]> {
  const loose = new Set(entries.filter(({ flags }) => flags === '').map(({ word }) => word))
  const found = new Map<string, string[]>()
  const link = (form: string, lemma: string): void => {
    if (form === lemma) return
    const known = found.get(form) ?? []
    if (known.length === 0) found.set(form, known)
    if (!known.includes(lemma)) known.push(lemma)
  }
  for (const word of loose) {
    if (declinedName.test(word)) {
      for (const form of nameEndings.map((ending) => word + ending)) if (loose.has(form)) link(form, word)
    }
    // A short adjective: "потрібен" of "потрібний".
    const full = word.replace(/ен$/, 'ний')
    if (full !== word && words.has(full)) link(word, full)
    if (!isVerb(word)) continue
    for (const form of verbFlags.flatMap((flag) => suffixed(word, flag))) {
      if (loose.has(form) && !isVerb(form) && form.startsWith(word.slice(0, minShared))) link(form, word)
    }
  }
  for (const [form, lemmas] of irregular) {
    for (const { lemma } of lemmas) {
      link(form, lemma)
      for (const { word } of entries.filter((entry) => isVerb(entry.word) && entry.word.endsWith(lemma))) {
        const prefixed = word.slice(0, word.length - lemma.length) + form
        if (loose.has(prefixed)) link(prefixed, word)
      }
    }
  }
  return found
}

function isVerb(word: string): boolean {
  return /т[иь](?:ся|сь)?$/.test(word)
}
