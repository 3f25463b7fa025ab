import { endLabel, labelBits, type Automaton } from '../../src/core/text/dictionary/automaton.ts'
import { labelOf, stateAt, targetOf } from './state-cells.ts'
import type { MinimalAutomaton } from './automaton-builder.ts'

const blockSize = 1 << labelBits
/** Blocks that still have room, of those used latest, are tried again; more make a smaller array and a slower build. */
const openBlocks = 64

/**
 * Lays the states of an automaton out as a double array. Those that the `frequent` words (by labels) pass come first, so that
 * what most look-ups touch lies together; the others follow from the root outwards.
 */
export function toDoubleArray(
  { cells, root }: MinimalAutomaton,
  frequent: readonly (readonly number[])[],
): Pick<Automaton, 'cells' | 'root'> {
  const space = createSpace()
  const bases = new Map<number, number>()
  const place = (at: number): void => {
    if (!bases.has(at)) bases.set(at, space.take(Array.from(stateAt(cells, at), labelOf)))
  }
  place(root)
  for (const labels of frequent) {
    let at = root
    for (const label of labels) {
      const edge = stateAt(cells, at).find((cell) => labelOf(cell) === label)
      if (edge === undefined) break
      at = targetOf(edge)
      place(at)
    }
  }
  // A set is walked in the order of its additions, those made meanwhile included.
  const states = new Set([root])
  for (const at of states) {
    place(at)
    for (const cell of stateAt(cells, at)) if (labelOf(cell) !== endLabel) states.add(targetOf(cell))
  }
  for (const [at, base] of bases) {
    for (const cell of stateAt(cells, at)) {
      const label = labelOf(cell)
      space.write(base ^ label, label, label === endLabel ? targetOf(cell) : (bases.get(targetOf(cell)) ?? 0))
    }
  }
  return { cells: space.cells(), root: bases.get(root) ?? 0 }
}

interface Space {
  /** A base that no other state has, with a free cell for each of the labels, which it takes. */
  take(labels: readonly number[]): number
  write(index: number, label: number, target: number): void
  cells(): Uint32Array
}

function createSpace(): Space {
  let cells = new Uint32Array(1 << 16)
  let taken = new Uint8Array(1 << 16)
  let baseTaken = new Uint8Array(1 << 16)
  let size = 0
  const open: number[] = []

  const addBlock = (): number => {
    size += blockSize
    if (size > cells.length) {
      cells = enlarged(cells, new Uint32Array(cells.length * 2))
      taken = enlarged(taken, new Uint8Array(taken.length * 2))
      baseTaken = enlarged(baseTaken, new Uint8Array(baseTaken.length * 2))
    }
    open.push(size - blockSize)
    if (open.length > openBlocks) open.shift()
    return size - blockSize
  }
  const baseIn = (block: number, labels: readonly number[]): number => {
    for (let base = block; base < block + blockSize; base += 1) {
      if (baseTaken[base] === 0 && labels.every((label) => taken[base ^ label] === 0)) return base
    }
    return -1
  }
  const findBase = (labels: readonly number[]): number => {
    for (const block of open) {
      const base = baseIn(block, labels)
      if (base >= 0) return base
    }
    return baseIn(addBlock(), labels)
  }

  return {
    take: (labels) => {
      const base = findBase(labels)
      baseTaken[base] = 1
      for (const label of labels) taken[base ^ label] = 1
      return base
    },
    write: (index, label, target) => {
      cells[index] = ((target << labelBits) | label) >>> 0
    },
    cells: () => cells.slice(0, size),
  }
}

function enlarged<Cells extends Uint32Array | Uint8Array>(from: Cells, to: Cells): Cells {
  to.set(from)
  return to
}
