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
  /** Those that published it. */
  readonly channels: Set<string>
  readonly profile: Profile
  readonly keys: TextKeys
}

/** What a text is looked up by. */
export interface TextKeys {
  readonly bands: Uint32Array
  readonly words: Uint32Array
}

/** Texts by what may resemble them: the latest ones, in memory that is bounded. */
export interface TextIndex {
  /** Texts are to be added in the order of their numbers. */
  add(text: IndexedText): void
  findNamed(name: string): IndexedText | undefined
  /** Texts that may be the same, the earliest first. */
  findAlike(keys: TextKeys): readonly IndexedText[]
  /** Texts that share the most of the words that a text is about; of equal ones the latest. At most `limit`. */
  findRelated(keys: TextKeys, limit: number): readonly IndexedText[]
  /** Leaves no text from before `before`, and at most `most`. */
  forget(before: Instant, most: number): void
  readonly size: number
}

/** By how many of its words a text is looked for. */
const searchedWords = 12
const manyRelated = 50

export function keysOf(profile: Profile): TextKeys {
  return { bands: bandKeys(profile.shingles), words: wordsToSearch(profile) }
}

export function createTextIndex(): TextIndex {
  const byBand = createPostings()
  const byWord = createPostings()
  const byName = new Map<string, number>()
  const texts = new Map<number, IndexedText>()
  const textsOf = (numbers: Iterable<number>): IndexedText[] =>
    Array.from(numbers).flatMap((number) => texts.get(number) ?? [])

  function remove({ number, names, keys }: IndexedText): void {
    texts.delete(number)
    for (const name of names) if (byName.get(name) === number) byName.delete(name)
    byBand.remove(keys.bands, number)
    byWord.remove(keys.words, number)
  }

  return {
    add: (text) => {
      texts.set(text.number, text)
      for (const name of text.names) byName.set(name, text.number)
      byBand.add(text.keys.bands, text.number)
      byWord.add(text.keys.words, text.number)
    },
    findNamed: (name) => texts.get(byName.get(name) ?? -1),
    findAlike: ({ bands }) => textsOf(tally(byBand, bands).keys()).sort((a, b) => a.number - b.number),
    findRelated: ({ words }, limit) => {
      const found = [...tally(byWord, words)]
      // Of many, those that share a single word come last anyway.
      const shared = found.length > manyRelated ? found.filter(([, count]) => count > 1) : found
      shared.sort(([a, m], [b, n]) => n - m || b - a)
      return textsOf(shared.slice(0, limit).map(([number]) => number))
    },
    forget: (before, most) => {
      for (const text of texts.values()) {
        if (texts.size <= most && text.at >= before) return
        remove(text)
      }
    },
    get size() {
      return texts.size
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
