/*
 * A cell is an edge: label (bits 0-5), whether it is the last of its state (bit 6), and the cell where the state it leads to
 * starts (bits 7-31). A state that ends a word starts with a cell of label 0, which has the word's value for a target.
 */
export const maxLabel = 63
const labelMask = 63
const lastBit = 64
const targetShift = 7

/** What `find` gives for a word that is not there. */
export const notFound = -1

export function cellOf(label: number, target: number, last: boolean): number {
  if (target >= 1 << 25) throw new RangeError('the automaton has too many cells')
  return ((target << targetShift) | (last ? lastBit : 0) | label) >>> 0
}

export function labelOf(cell: number): number {
  return cell & labelMask
}

export function isLast(cell: number): boolean {
  return (cell & lastBit) !== 0
}

export function targetOf(cell: number): number {
  return cell >>> targetShift
}

/** A set of words, each with a number. */
export interface Automaton {
  readonly cells: Uint32Array
  /** The cell where the first state starts. */
  readonly root: number
  /** Labels by UTF-16 unit; 0 for a character that no word has. */
  readonly labels: Uint8Array
}

/** The number of `word`, or `notFound`. Never throws; reads at most a few cells a character. */
export function find({ cells, root, labels }: Automaton, word: string): number {
  let at = root
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index)
    const label = code < labels.length ? (labels[code] as number) : 0
    if (label === 0) return notFound
    let cell = cells[at] as number
    while ((cell & labelMask) !== label) {
      if ((cell & lastBit) !== 0) return notFound
      at += 1
      cell = cells[at] as number
    }
    at = cell >>> targetShift
  }
  const cell = cells[at] as number
  return (cell & labelMask) === 0 ? cell >>> targetShift : notFound
}

/** The number of the longest ending of `word` that is there, its automaton holding endings written backwards. */
export function findEnding({ cells, root, labels }: Automaton, word: string): number {
  let at = root
  let found = notFound
  for (let index = word.length - 1; ; index -= 1) {
    if (labelOf(cells[at] as number) === 0) found = targetOf(cells[at] as number)
    const code = index < 0 ? labels.length : word.charCodeAt(index)
    const label = code < labels.length ? (labels[code] as number) : 0
    if (label === 0) return found
    let cell = cells[at] as number
    while ((cell & labelMask) !== label) {
      if ((cell & lastBit) !== 0) return found
      at += 1
      cell = cells[at] as number
    }
    at = cell >>> targetShift
  }
}
