/*
 * A double array: the edge of label l from the state at base b is the cell b ^ l, if that cell says l in its low bits; the rest
 * of it is the base of the next state. No two states share a base, so the label is proof enough. A state that ends a word
 * has an edge of `endLabel`, which holds the word's number for a base.
 */
export const labelBits = 6
export const endLabel = 63
const labelMask = 63

/** What is given for a word that is not there. */
export const notFound = -1

/** A set of words, each with a number. */
export interface Automaton {
  /** A multiple of 64 of them. */
  readonly cells: Uint32Array
  /** The base of the first state. */
  readonly root: number
  /** Labels, from 1 to 62, by UTF-16 unit; 0 for a character that no word has. */
  readonly labels: Uint8Array
}

/** The number of `word`, or `notFound`. Never throws; reads one cell a character. */
export function find({ cells, root, labels }: Automaton, word: string): number {
  let base = root
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index)
    const label = code < labels.length ? (labels[code] as number) : 0
    const cell = cells[base ^ label] as number
    if (label === 0 || (cell & labelMask) !== label) return notFound
    base = cell >>> labelBits
  }
  return numberAt(cells, base)
}

/** The number of the longest ending of `word` that is there, its automaton holding endings written backwards. */
export function findEnding({ cells, root, labels }: Automaton, word: string): number {
  let base = root
  let found = notFound
  for (let index = word.length - 1; index >= 0; index -= 1) {
    const code = word.charCodeAt(index)
    const label = code < labels.length ? (labels[code] as number) : 0
    const cell = cells[base ^ label] as number
    if (label === 0 || (cell & labelMask) !== label) return found
    base = cell >>> labelBits
    const number = numberAt(cells, base)
    if (number !== notFound) found = number
  }
  return found
}

function numberAt(cells: Uint32Array, base: number): number {
  const cell = cells[base ^ endLabel] as number
  return (cell & labelMask) === endLabel ? cell >>> labelBits : notFound
}
