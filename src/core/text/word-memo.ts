import { addToHash, finishHash, hashOf } from './word-hash.ts'

/** Longer words are computed every time. */
const maxLength = 64
const firstSlots = 1024
const headCells = 4
/** What a slot can name, with room for one more word. */
const mostCells = (1 << 22) - 1_000
/** A word that finds no slot so near to its own is not remembered: words that were made to collide cost no more than that. */
const maxProbes = 64

/** Remembers what was computed of words. */
export interface WordMemo<Value> {
  of(word: string): Value
  /** Of the word in [start, end) of a text, whose hash may be known: no string is made of it when it is remembered. */
  at(text: string, start: number, end: number, hash?: number): Value
  /** As `at`; may be null where the value has none of the wanted marks, and is for nearly all words that are remembered. */
  seek(text: string, start: number, end: number, wanted: Marks, hash?: number): Value | null
}

/** A set of marks, which are small numbers made of texts: those of different texts may be the same. */
export type Marks = Uint32Array

const markCount = 0x10000

export function toMarks(texts: Iterable<string>): Marks {
  const marks = new Uint32Array(markCount / 32)
  for (const text of texts) addMark(marks, markOf(text))
  return marks
}

function addMark(marks: Marks, mark: number): void {
  marks[mark >>> 5] = (marks[mark >>> 5] as number) | (1 << (mark & 31))
}

function hasMark(marks: Marks, mark: number): boolean {
  return (((marks[mark >>> 5] as number) >>> (mark & 31)) & 1) !== 0
}

function markOf(text: string): number {
  return hashOf(text, 0, text.length) & (markCount - 1)
}

/**
 * As `memoize`, for words within texts: remembers what `compute` gave for the latest `capacity` to twice `capacity` of them. Looking
 * words up is most of what it takes to read a text, and making and hashing a string is most of a look-up. `marksOf` gives the texts whose
 * marks a value has.
 */
export function memoizeWords<Value extends object>(
  compute: (word: string) => Value,
  capacity: number,
  marksOf: (value: Value) => readonly string[] = () => [],
): WordMemo<Value> {
  let young = createTable<Value>()
  let old = createTable<Value>()

  function remember(word: string, hash: number): Value {
    const value = old.find(word, 0, word.length, hash, null) ?? compute(word)
    if (young.isFull(capacity)) {
      old = young
      young = createTable()
    }
    young.add(word, hash, value, [...new Set(marksOf(value).map(markOf))])
    return value
  }

  function seek(
    text: string,
    start: number,
    end: number,
    wanted: Marks | null,
    hash = hashOf(text, start, end),
  ): Value | null {
    if (end - start > maxLength) return compute(text.slice(start, end))
    const known = young.find(text, start, end, hash, wanted)
    return known === undefined ? remember(copyOf(text.slice(start, end)), hash) : known
  }

  const at = (text: string, start: number, end: number, hash?: number): Value =>
    seek(text, start, end, null, hash) as Value
  return { of: (word) => at(word, 0, word.length), at, seek }
}

interface Table<Value> {
  /** null: it has none of the wanted marks. `wanted` null: whatever it has. */
  find(text: string, start: number, end: number, hash: number, wanted: Marks | null): Value | null | undefined
  /** A word that is not there. */
  add(word: string, hash: number, value: Value, marks: readonly number[]): void
  isFull(most: number): boolean
}

/** In a slot, the bits of where a word lies; those above are of its hash. */
const placeBits = 22
const placeMask = (1 << placeBits) - 1

/** Open addressing: a slot is some of a word's hash and where the word lies; 0 is an empty one. Small, so that it stays in the cache. */
function createTable<Value>(): Table<Value> {
  let slots = new Int32Array(firstSlots)
  const words = createWordList()
  const values: Value[] = []

  function put(hash: number, at: number): void {
    const last = slots.length - 1
    for (let probe = 0; probe < maxProbes; probe += 1) {
      const slot = (hash + probe) & last
      if (slots[slot] !== 0) continue
      slots[slot] = (hash & ~placeMask) | at
      return
    }
  }

  function grow(): void {
    const before = slots
    slots = new Int32Array(2 * before.length)
    for (const slot of before) if (slot !== 0) put(words.hashAt(slot & placeMask), slot & placeMask)
  }

  return {
    find: (text, start, end, hash, wanted) => {
      const last = slots.length - 1
      for (let probe = 0; probe < maxProbes; probe += 1) {
        const slot = slots[(hash + probe) & last] as number
        if (slot === 0) return undefined
        const at = slot & placeMask
        if (((slot ^ hash) & ~placeMask) === 0 && words.isAt(at, text, start, end)) {
          return wanted === null || words.hasAny(at, wanted) ? values[words.numberAt(at)] : null
        }
      }
      return undefined
    },
    add: (word, hash, value, marks) => {
      const at = words.add(word, values.length, marks)
      values.push(value)
      if (3 * values.length > 2 * slots.length) grow()
      put(hash, at)
    },
    isFull: (most) => values.length >= most || words.size() > mostCells,
  }
}

interface WordList {
  /** Gives where the word lies, from 1 on. */
  add(word: string, number: number, marks: readonly number[]): number
  isAt(at: number, text: string, start: number, end: number): boolean
  /** The number of the word that lies there. */
  numberAt(at: number): number
  hasAny(at: number, wanted: Marks): boolean
  hashAt(at: number): number
  /** In cells. */
  size(): number
}

/** Each word is its number in two parts, its length, how many marks it has, its letters and its marks: what is read together lies together. */
function createWordList(): WordList {
  let cells = new Uint16Array(firstSlots)
  let used = 1

  function take(count: number): number {
    const at = used
    used += count
    if (used > cells.length) {
      const before = cells
      cells = new Uint16Array(2 * before.length)
      cells.set(before)
    }
    return at
  }

  return {
    add: (word, number, marks) => {
      const at = take(headCells + word.length + marks.length)
      cells.set([number & 0xffff, number >>> 16, word.length, marks.length], at)
      for (let index = 0; index < word.length; index += 1) cells[at + headCells + index] = word.charCodeAt(index)
      cells.set(marks, at + headCells + word.length)
      return at
    },
    isAt: (at, text, start, end) => {
      if (cells[at + 2] !== end - start) return false
      for (let index = start, own = at + headCells; index < end; index += 1, own += 1) {
        if (cells[own] !== text.charCodeAt(index)) return false
      }
      return true
    },
    numberAt: (at) => (cells[at] as number) | ((cells[at + 1] as number) << 16),
    hasAny: (at, wanted) => {
      const from = at + headCells + (cells[at + 2] as number)
      const to = from + (cells[at + 3] as number)
      for (let own = from; own < to; own += 1) if (hasMark(wanted, cells[own] as number)) return true
      return false
    },
    hashAt: (at) => {
      let hash = 0
      const end = at + headCells + (cells[at + 2] as number)
      for (let own = at + headCells; own < end; own += 1) hash = addToHash(hash, cells[own] as number)
      return finishHash(hash)
    },
    size: () => used,
  }
}

/** A slice keeps its whole text in memory for as long as it lives; a copy does not. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1)
}
