/** Longer words are computed every time. */
const maxLength = 64
const firstSlots = 1024
const headCells = 3
/** A word that finds no slot so near to its own is not remembered: words that were made to collide cost no more than that. */
const maxProbes = 64

/** Remembers what was computed of words. */
export interface WordMemo<Value> {
  of(word: string): Value
  /** Of the word in [start, end) of a text: no string is made of it when it is known. */
  at(text: string, start: number, end: number): Value
}

/**
 * As `memoize`, for words within texts: remembers what `compute` gave for the latest `capacity` to twice `capacity` of them. Looking
 * words up is most of what it takes to read a text, and making and hashing a string is most of a look-up.
 */
export function memoizeWords<Value extends object>(
  compute: (word: string) => Value,
  capacity: number,
): WordMemo<Value> {
  let young = createTable<Value>()
  let old = createTable<Value>()

  function remember(word: string, hash: number): Value {
    const value = old.find(word, 0, word.length, hash) ?? compute(word)
    if (young.size() >= capacity) {
      old = young
      young = createTable()
    }
    young.add(word, hash, value)
    return value
  }

  function at(text: string, start: number, end: number): Value {
    if (end - start > maxLength) return compute(text.slice(start, end))
    const hash = hashOf(text, start, end)
    return young.find(text, start, end, hash) ?? remember(copyOf(text.slice(start, end)), hash)
  }

  return { of: (word) => at(word, 0, word.length), at }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0
  for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x9e3779b1)
  return hash ^ (hash >>> 15)
}

interface Table<Value> {
  find(text: string, start: number, end: number, hash: number): Value | undefined
  /** A word that is not there. */
  add(word: string, hash: number, value: Value): void
  size(): number
}

/** Open addressing: a slot is a hash and where its word lies; 0 is an empty one. */
function createTable<Value>(): Table<Value> {
  let slots = new Int32Array(2 * firstSlots)
  const words = createWordList()
  const values: Value[] = []

  function put(hash: number, at: number): void {
    const last = slots.length / 2 - 1
    for (let probe = 0; probe < maxProbes; probe += 1) {
      const slot = 2 * ((hash + probe) & last)
      if (slots[slot + 1] !== 0) continue
      slots[slot] = hash
      slots[slot + 1] = at
      return
    }
  }

  function grow(): void {
    const before = slots
    slots = new Int32Array(2 * before.length)
    for (let slot = 0; slot < before.length; slot += 2) {
      if (before[slot + 1] !== 0) put(before[slot] ?? 0, before[slot + 1] ?? 0)
    }
  }

  return {
    find: (text, start, end, hash) => {
      const last = slots.length / 2 - 1
      for (let probe = 0; probe < maxProbes; probe += 1) {
        const slot = 2 * ((hash + probe) & last)
        const at = slots[slot + 1] as number
        if (at === 0) return undefined
        if (slots[slot] === hash && words.isAt(at, text, start, end)) return values[words.numberAt(at)]
      }
      return undefined
    },
    add: (word, hash, value) => {
      const at = words.add(word, values.length)
      values.push(value)
      if (4 * values.length > slots.length) grow()
      put(hash, at)
    },
    size: () => values.length,
  }
}

interface WordList {
  /** Gives where the word lies, from 1 on. */
  add(word: string, number: number): number
  isAt(at: number, text: string, start: number, end: number): boolean
  /** The number of the word that lies there. */
  numberAt(at: number): number
}

/** Each word is its length, its number in two parts, and its letters, so that what is read together lies together. */
function createWordList(): WordList {
  let cells = new Uint16Array(firstSlots)
  let used = 1

  return {
    add: (word, number) => {
      const at = used
      used += headCells + word.length
      if (used > cells.length) {
        const before = cells
        cells = new Uint16Array(2 * before.length)
        cells.set(before)
      }
      cells[at] = word.length
      cells[at + 1] = number & 0xffff
      cells[at + 2] = number >>> 16
      for (let index = 0; index < word.length; index += 1) cells[at + headCells + index] = word.charCodeAt(index)
      return at
    },
    isAt: (at, text, start, end) => {
      if (cells[at] !== end - start) return false
      for (let index = start, own = at + headCells; index < end; index += 1, own += 1) {
        if (cells[own] !== text.charCodeAt(index)) return false
      }
      return true
    },
    numberAt: (at) => (cells[at + 1] as number) | ((cells[at + 2] as number) << 16),
  }
}

/** A slice keeps its whole text in memory for as long as it lives; a copy does not. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1)
}
