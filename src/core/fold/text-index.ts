import type { Instant } from '../../domain/time.ts'
import { createPostings, type Postings } from './postings.ts'
import { headName, inHeadline, type Profile } from './profile.ts'
import { bandKeys } from './signature.ts'

/** A text that later ones are compared with. */
export interface IndexedText {
  readonly number: number
  readonly at: Instant
  /** Number of the first text of its story. */
  readonly story: number
  /** Its posts, as forwards name them. */
  readonly names: readonly string[]
  readonly profile: Profile
}

/** Texts by what may resemble them: the latest ones, in memory that is bounded. */
export interface TextIndex {
  /** Texts are to be added in the order of their numbers. */
  add(text: IndexedText): void
  findNamed(name: string): IndexedText | undefined
  /** Texts that may be the same, the earliest first. */
  findAlike(profile: Profile): readonly IndexedText[]
  /** Texts that share the most of the words that a text is about; of equal ones the latest. At most `limit`. */
  findRelated(profile: Profile, limit: number): readonly IndexedText[]
  /** Leaves no text from before `before`, and at most `most`. */
  forget(before: Instant, most: number): void
  readonly size: number
}

/** By how many of its words a text is looked for. */
const searchedWords = 12

interface Entry {
  readonly text: IndexedText
  readonly bands: Uint32Array
  readonly words: Uint32Array
}

export function createTextIndex(): TextIndex {
  const byBand = createPostings()
  const byWord = createPostings()
  const byName = new Map<string, number>()
  const entries = new Map<number, Entry>()
  const textsOf = (numbers: Iterable<number>): IndexedText[] =>
    Array.from(numbers).flatMap((number) => entries.get(number)?.text ?? [])

  function remove({ text, bands, words }: Entry): void {
    entries.delete(text.number)
    for (const name of text.names) if (byName.get(name) === text.number) byName.delete(name)
    byBand.remove(bands, text.number)
    byWord.remove(words, text.number)
  }

  return {
    add: (text) => {
      const entry = { text, bands: bandKeys(text.profile.shingles), words: wordsToSearch(text.profile) }
      entries.set(text.number, entry)
      for (const name of text.names) byName.set(name, text.number)
      byBand.add(entry.bands, text.number)
      byWord.add(entry.words, text.number)
    },
    findNamed: (name) => entries.get(byName.get(name) ?? -1)?.text,
    findAlike: (profile) =>
      textsOf(tally(byBand, bandKeys(profile.shingles)).keys()).sort((a, b) => a.number - b.number),
    findRelated: (profile, limit) => {
      const shared = [...tally(byWord, wordsToSearch(profile))]
      shared.sort(([a, m], [b, n]) => n - m || b - a)
      return textsOf(shared.slice(0, limit).map(([number]) => number))
    },
    forget: (before, most) => {
      for (const entry of entries.values()) {
        if (entries.size <= most && entry.text.at >= before) return
        remove(entry)
      }
    },
    get size() {
      return entries.size
    },
  }
}

/** Numbers that are under any of the keys, and under how many. */
function tally(postings: Postings, keys: Uint32Array): Map<number, number> {
  const found = new Map<number, number>()
  for (const key of keys) {
    for (const number of postings.of(key)) found.set(number, (found.get(number) ?? 0) + 1)
  }
  return found
}

/** The words that say the most of what a text is about: early ones, those of its headline and names above all. */
function wordsToSearch({ lemmas, byPlace, marks }: Profile): Uint32Array {
  const ranks = byPlace.map((place, index) => {
    const mark = marks[index] ?? 0
    return place * ((mark & headName) !== 0 ? 2 : 1) * ((mark & inHeadline) !== 0 ? 2 : 1)
  })
  const order = Array.from(lemmas.keys()).sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0))
  return Uint32Array.from(order.slice(0, searchedWords), (index) => lemmas[index] ?? 0)
}
