import type { Automaton } from './automaton.ts'

/** Roles of a reading, added: the word is indexed under the lemma; as a keyword it asks for it; capitalised, it does. */
export const indexed = 1
export const askedAsWord = 2
export const askedAsName = 4
const roleBits = 3

/** So many characters off the front of a form, so many off its end, then an ending: that is its lemma. */
export interface LemmaEdit {
  readonly front: number
  readonly cut: number
  readonly ending: string
}

/** One reading of a form. */
export interface Reading {
  /** The number of its edit. */
  readonly edit: number
  readonly roles: number
}

/** What a compiled dictionary holds. */
export interface Artifact {
  /** All characters of its words, each once; label 1 is the first. */
  readonly characters: string
  readonly edits: readonly LemmaEdit[]
  readonly lists: readonly (readonly Reading[])[]
  /** Forms, each with the number of its list. */
  readonly words: Pick<Automaton, 'cells' | 'root'>
  /** Endings written backwards, each with the number of the list that words of that ending mostly have. */
  readonly endings: Pick<Automaton, 'cells' | 'root'>
}

/** A compiled dictionary, ready for use. */
export interface Dictionary {
  readonly words: Automaton
  readonly endings: Automaton
  readonly fronts: Uint8Array
  readonly cuts: Uint8Array
  /** By edit. */
  readonly lemmaEndings: readonly string[]
  /** Readings of list n: `readings` from `listStarts[n]` to `listStarts[n + 1]`. */
  readonly listStarts: Uint32Array
  /** An edit's number, shifted, and the roles. */
  readonly readings: Uint32Array
}

const magic = 0x3143_4456
const headerCells = 9

export function editOf(reading: number): number {
  return reading >>> roleBits
}

export function rolesOf(reading: number): number {
  return reading & ((1 << roleBits) - 1)
}

/** The bytes of a dictionary: a header of counts, then 32-bit arrays, all little-endian, then texts in UTF-8. */
export function writeArtifact({ characters, edits, lists, words, endings }: Artifact): Uint8Array {
  const starts = [0]
  for (const list of lists) starts.push((starts.at(-1) ?? 0) + list.length)
  const readings = lists.flat().map(({ edit, roles }) => (edit << roleBits) | roles)
  const cuts = edits.map(({ front, cut }) => (front << 16) | cut)
  const texts = new TextEncoder().encode([characters, ...edits.map(({ ending }) => ending)].join('\n'))
  const header = [magic, words.root, words.cells.length, endings.root, endings.cells.length]
  const counts = [edits.length, lists.length, readings.length, texts.length]
  const arrays = [header, counts, words.cells, endings.cells, cuts, starts, readings]
  const length = arrays.reduce((sum, array) => sum + array.length * 4, 0) + texts.length
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const array of arrays) for (const cell of array) view.setUint32((at += 4) - 4, cell, true)
  bytes.set(texts, at)
  return bytes
}

/** Throws on bytes that `writeArtifact` did not write. */
export function readArtifact(bytes: Uint8Array): Dictionary {
  // Copied: the numbers have to lie at multiples of four bytes.
  const own = bytes.slice()
  const header = new Uint32Array(own.buffer, 0, Math.min(headerCells, own.length >> 2))
  const [mark, wordRoot = 0, wordCells = 0, endingRoot = 0, endingCells = 0] = header
  const [editCount = 0, listCount = 0, readingCount = 0, textLength = 0] = header.subarray(5)
  const cellCounts = [wordCells, endingCells, editCount, listCount + 1, readingCount]
  const expected = (headerCells + cellCounts.reduce((sum, count) => sum + count, 0)) * 4 + textLength
  if (mark !== magic || own.length !== expected) throw new Error('not a compiled dictionary of this version')
  let at = headerCells * 4
  const take = (count: number): Uint32Array => new Uint32Array(own.buffer, (at += count * 4) - count * 4, count)
  const [words, endings, cuts] = [take(wordCells), take(endingCells), take(editCount)]
  const [listStarts, readings] = [take(listCount + 1), take(readingCount)]
  const [characters = '', ...lemmaEndings] = new TextDecoder().decode(own.subarray(at)).split('\n')
  const labels = labelsOf(characters)
  return {
    words: { cells: words, root: wordRoot, labels },
    endings: { cells: endings, root: endingRoot, labels },
    fronts: Uint8Array.from(cuts, (cut) => cut >>> 16),
    cuts: Uint8Array.from(cuts, (cut) => cut & 0xffff),
    lemmaEndings,
    listStarts,
    readings,
  }
}

function labelsOf(characters: string): Uint8Array {
  const labels = new Uint8Array(Math.max(...Array.from(characters, (character) => character.charCodeAt(0))) + 1)
  for (let index = 0; index < characters.length; index += 1) labels[characters.charCodeAt(index)] = index + 1
  return labels
}
