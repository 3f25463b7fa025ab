import { readFileSync } from 'node:fs'
import { foldWord } from '../../src/core/text/fold.ts'
import { readDawg, walkDawg, type Dawg } from './dawg.ts'
import { asCommonWord, asName, inDocuments, inQueries, type Vocabulary } from './vocabulary.ts'

/** Readings that so few uses of a word have are left out of documents. */
const rareShare = 0.1
/** Where a word is an adverb in -о as well ("хорошо"), its short adjective needs more. */
const overshadowedShare = 0.25
/** What is mostly a word is seldom an abbreviation: "пол" of "половина", "род" of "родиться". */
const abbreviatedShare = 0.5
/** Names, but in the plural and the vocative, which are mostly something else: "Свет" is seldom of "Света". */
const nameTags = /\b(?:Surn|Name|Patr|Geox|Orgn|Trad)\b(?!.*\b(?:plur|voct)\b)/
/** Initials and Roman numerals say nothing about a word. */
const ignoredTags = /\b(?:Init|ROMN)\b/

const abbreviatedTag = /\bAbbr\b/

/** "г" stands for "год", but as a keyword it asks for itself. */
const abbreviation = /^[^аеёиоуыэюя]+$/

interface Form {
  readonly prefix: string
  readonly suffix: string
  readonly tag: string
}

interface Reading {
  readonly lemma: string
  readonly flags: number
  readonly tag: string
}

/** What all words of one place in a paradigm have in common. */
interface Place {
  readonly form: Form
  readonly readings: readonly { readonly lemma: Form; readonly flags: number }[]
  /** Of a comparative: what the adverb is, if there is one. */
  readonly adverb: Form | null
}

/** By word, then by tag, in millionths. */
type Shares = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Windows-1251; of what is not ASCII only the letters of Russian occur. */
function decode(bytes: readonly number[]): string {
  let text = ''
  for (const byte of bytes) {
    text += byte < 0x80 ? String.fromCharCode(byte) : byte === 0xb8 ? 'ё' : String.fromCharCode(byte - 0xc0 + 0x410)
  }
  return text
}

/**
 * Adds the forms of OpenCorpora, from the files that pymorphy compiles (format 2.4). Gives the words of its annotated corpus:
 * the ones that texts are made of.
 */
export function addOpenCorpora(folder: URL, vocabulary: Vocabulary): readonly string[] {
  const paradigms = readParadigms(folder).map((paradigm) => paradigm.map((form) => placeOf(paradigm, form)))
  const shares = readShares(folder)
  const dawg = readDawg(readFileSync(new URL('words.dawg', folder)))
  const adverbs = new Set<string>()
  walkWords(dawg, paradigms, (word, { form }) => {
    if (form.tag.startsWith('ADVB')) adverbs.add(word)
  })
  let word = ''
  let readings: Reading[] = []
  const finish = (): void => {
    for (const { lemma, flags } of withoutRare(word, readings, shares)) {
      const isShort = abbreviation.test(word) && lemma !== word
      vocabulary.add(word, lemma, isShort ? flags & ~inQueries : flags)
      if (isShort) vocabulary.add(word, word, flags)
    }
    readings = []
  }
  walkWords(dawg, paradigms, (next, place) => {
    if (next !== word) finish()
    word = next
    readings.push(...readingsOf(word, place, adverbs))
  })
  finish()
  return [...new Set(Array.from(shares.keys(), foldWord))]
}

/** Visits each reading of each word; all readings of a word in a row. */
function walkWords(
  dawg: Dawg,
  paradigms: readonly (readonly Place[])[],
  visit: (word: string, place: Place) => void,
): void {
  walkDawg(dawg, (key) => {
    const separator = key.indexOf(1)
    const place = paradigms[numberAt(key, separator + 1)]?.[numberAt(key, separator + 3)]
    if (place !== undefined) visit(decode(key.slice(0, separator)), place)
  })
}

/** Two bytes carry a number in base 64, dressed so that no byte is 0 or 1. */
function numberAt(key: readonly number[], index: number): number {
  return (((key[index] ?? 0) ^ 1) << 6) + ((key[index + 1] ?? 0) >> 1)
}

function readParadigms(folder: URL): readonly (readonly Form[])[] {
  const suffixes = readJson(folder, 'suffixes.json')
  const tags = readJson(folder, 'gramtab-opencorpora-int.json')
  const prefixes = ['', 'по', 'наи']
  const bytes = readFileSync(new URL('paradigms.array', folder))
  const numbers = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16LE(index * 2))
  const paradigms: Form[][] = []
  for (let at = 1; at < numbers.length; at += 1 + (numbers[at] ?? 0)) {
    const row = numbers.slice(at + 1, at + 1 + (numbers[at] ?? 0))
    const size = row.length / 3
    paradigms.push(
      Array.from({ length: size }, (_, index) => ({
        suffix: suffixes[row[index] ?? 0] ?? '',
        tag: tags[row[size + index] ?? 0] ?? '',
        prefix: prefixes[row[2 * size + index] ?? 0] ?? '',
      })),
    )
  }
  return paradigms
}

function readJson(folder: URL, name: string): readonly string[] {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as readonly string[]
}

function readShares(folder: URL): Shares {
  const shares = new Map<string, Map<string, number>>()
  walkDawg(readDawg(readFileSync(new URL('p_t_given_w.intdawg', folder))), (key, value) => {
    const [word = '', tag = ''] = decode(key).split(':')
    const known = shares.get(word) ?? new Map<string, number>()
    if (known.size === 0) shares.set(word, known)
    known.set(tag, value)
  })
  return shares
}

/** A comparative is one of the adjective, and of the adverb where there is one: "быстрее" of "быстрый" and "быстро". */
function readingsOf(word: string, place: Place, adverbs: ReadonlySet<string>): readonly Reading[] {
  const { form, readings, adverb } = place
  const stem = word.slice(form.prefix.length, word.length - form.suffix.length)
  const own = readings.map(({ lemma, flags }) => ({ lemma: lemma.prefix + stem + lemma.suffix, flags, tag: form.tag }))
  const adverbial = adverb === null ? '' : stem + adverb.suffix
  return adverbs.has(adverbial) ? [...own, { lemma: adverbial, flags: inDocuments | asCommonWord, tag: form.tag }] : own
}

function placeOf(paradigm: readonly Form[], form: Form): Place {
  const base = paradigm[0]
  if (base === undefined || ignoredTags.test(form.tag)) return { form, readings: [], adverb: null }
  const kind = nameTags.test(form.tag) ? asName : asCommonWord
  const asked = inDocuments | inQueries | kind
  const adverb = form.tag.startsWith('COMP') ? paradigm.find(({ tag }) => /^ADJS\b.* neut,sing/.test(tag)) : undefined
  const own = ownLemma(paradigm, form)
  const ownReading = { lemma: own?.lemma ?? base, flags: asked }
  const alone = own === null || own.alone
  const readings = alone ? [ownReading] : [{ lemma: base, flags: inDocuments | kind }, ownReading]
  return { form, readings, adverb: adverb ?? null }
}

/**
 * Participles, superlatives and comparatives are lemmas of their own, beside the word they are made of; patronymics and
 * ordinals are only lemmas of their own. null: the form has the lemma of its paradigm alone.
 */
function ownLemma(paradigm: readonly Form[], form: Form): { readonly lemma: Form; readonly alone: boolean } | null {
  const same = (tag: RegExp): Form => paradigm.find((other) => tag.test(other.tag)) ?? form
  if (/\bPatr\b/.test(form.tag)) {
    const gender = /\bfemn\b/.test(form.tag) ? 'femn' : 'masc'
    return { lemma: same(new RegExp(`${gender}.*Patr.* sing,nomn`)), alone: true }
  }
  if (/\bAnum\b/.test(form.tag)) return { lemma: same(/Anum.* masc,sing,nomn/), alone: true }
  if (/^(?:PRTF|PRTS)/.test(form.tag)) return { lemma: participleOf(paradigm, form), alone: false }
  if (/^ADJF\b.*\bSupr\b/.test(form.tag)) return { lemma: superlativeOf(paradigm, form), alone: false }
  if (form.tag.startsWith('COMP')) return { lemma: same(/^COMP(?!.*(?:Cmp2|V-ej))/), alone: false }
  return null
}

/** The full participle, masculine nominative, of the same tense and voice; a short one names only passive ones. */
function participleOf(paradigm: readonly Form[], form: Form): Form {
  const tense = /\bpast\b/.test(form.tag) ? 'past' : 'pres'
  const voice = /\bpssv\b/.test(form.tag) ? 'pssv' : 'actv'
  const full = new RegExp(`^PRTF\\b.*\\b${tense},${voice}\\b.* masc,sing,nomn`)
  return paradigm.find((other) => full.test(other.tag)) ?? form
}

/** Superlatives differ by their prefix (наи-) and by their suffix: each finds the nominative next before it. */
function superlativeOf(paradigm: readonly Form[], form: Form): Form {
  const nominatives = paradigm.slice(0, paradigm.indexOf(form) + 1)
  return (
    nominatives.findLast(({ tag, prefix }) => /\bSupr\b.* masc,sing,nomn/.test(tag) && prefix === form.prefix) ?? form
  )
}

/** Without the readings whose share among the uses of the word, where it is known, is too small. */
function withoutRare(word: string, readings: readonly Reading[], shares: Shares): readonly Reading[] {
  if (readings.length < 2) return readings
  const byTag = shares.get(word)
  const byLemma = new Map<string, number>()
  let total = 0
  for (const { lemma, tag } of readings) {
    const share = byTag?.get(tag) ?? 0
    total += share
    byLemma.set(lemma, (byLemma.get(lemma) ?? 0) + share)
  }
  if (total === 0) return readings.filter((reading) => !isOvershadowed(reading, readings))
  const common = readings.filter((reading) => (byLemma.get(reading.lemma) ?? 0) >= shareNeeded(reading, readings) * 1e6)
  return common.length > 0 ? common : readings
}

function shareNeeded(reading: Reading, readings: readonly Reading[]): number {
  if (isOvershadowed(reading, readings)) return overshadowedShare
  const isAbbreviated = abbreviatedTag.test(reading.tag) && !readings.every(({ tag }) => abbreviatedTag.test(tag))
  return isAbbreviated ? abbreviatedShare : rareShare
}

function isOvershadowed({ tag }: Reading, readings: readonly Reading[]): boolean {
  return /^ADJS\b.* neut,sing/.test(tag) && readings.some((other) => /^(?:ADVB|PRED)\b/.test(other.tag))
}
