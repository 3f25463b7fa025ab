/** Where the words of a document stand. Nothing is emptied between documents, which spares the memory of each. */
export interface Places {
  /** A new document. Words are below `end`. */
  clear(end: number): void
  /** The word stands at a position; `isNew` when it did not stand anywhere yet. */
  add(word: number, position: number, isNew: boolean): void
  /** The last place of a word that the document has; for `before` and `positionOf`. */
  last(word: number): number
  /** The place of the same word before; 0 when there is none. */
  before(place: number): number
  positionOf(place: number): number
}

export function createPlaces(): Places {
  let lastOf = new Int32Array(1024)
  /** Pairs, of which a place is the number, from 1: the position, and the place of the same word before. */
  let pairs = new Int32Array(1024)
  let count = 0
  return {
    clear: (end) => {
      if (lastOf.length < end) lastOf = new Int32Array(end * 2)
      count = 0
    },
    add: (word, position, isNew) => {
      if ((count + 2) * 2 > pairs.length) pairs = grown(pairs)
      count += 1
      pairs[count * 2] = position
      pairs[count * 2 + 1] = isNew ? 0 : (lastOf[word] ?? 0)
      lastOf[word] = count
    },
    last: (word) => lastOf[word] ?? 0,
    before: (place) => pairs[place * 2 + 1] ?? 0,
    positionOf: (place) => pairs[place * 2] ?? 0,
  }
}

/** The same cells, and as many more. */
export function grown(cells: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(cells.length * 2)
  larger.set(cells)
  return larger
}
