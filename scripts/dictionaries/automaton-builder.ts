import { endLabel } from '../../src/core/text/dictionary/automaton.ts'
import { cellOf, isLast, labelOf, targetOf } from './state-cells.ts'

/** A state under construction: its value plus one (0: none) and its edges, the last of which may still change. */
interface OpenState {
  value: number
  readonly labels: number[]
  readonly targets: number[]
}

/** States as `state-cells` has them, each once. */
export interface MinimalAutomaton {
  readonly cells: Uint32Array
  /** The first cell of the first state. */
  readonly root: number
}

/**
 * Builds the smallest automaton that gives each word its value, from words in strictly rising order of their labels
 * (incremental construction: Daciuk, Mihov, Watson and Watson 2000). A state that ends a word has an edge that holds
 * its value.
 */
export function createAutomatonBuilder(): {
  /** `labels` are numbers from 1 to `endLabel` - 1. */
  add(labels: readonly number[], value: number): void
  finish(): MinimalAutomaton
} {
  const store = createStateStore()
  const path: OpenState[] = [newState()]
  let previous: readonly number[] = []

  const closeFrom = (depth: number): void => {
    for (let at = path.length - 1; at > depth; at -= 1) {
      const closed = path.pop()
      const parent = path.at(-1)
      if (closed !== undefined && parent !== undefined) parent.targets.push(store.place(closed))
    }
  }

  return {
    add: (labels, value) => {
      let shared = 0
      while (shared < previous.length && shared < labels.length && previous[shared] === labels[shared]) shared += 1
      const order = (labels[shared] ?? 0) - (previous[shared] ?? 0)
      if (order < 0 || labels.length === 0 || (order === 0 && previous.length > 0))
        throw new Error('words out of order')
      closeFrom(shared)
      for (const label of labels.slice(shared)) {
        if (label < 1 || label >= endLabel) throw new Error(`no such label: ${label}`)
        path.at(-1)?.labels.push(label)
        path.push(newState())
      }
      const last = path.at(-1)
      if (last !== undefined) last.value = value + 1
      previous = labels
    },
    finish: () => {
      closeFrom(0)
      const root = store.place(path[0] ?? newState())
      return { cells: store.cells(), root }
    },
  }
}

function newState(): OpenState {
  return { value: 0, labels: [], targets: [] }
}

/** Finished states, each once, in one growing array of cells; a hash table finds an equal one. */
function createStateStore(): { place(state: OpenState): number; cells(): Uint32Array } {
  // An edge to cell 0 would be an edge without a target, so that cell stays unused.
  let cells = new Uint32Array(1 << 16)
  let used = 1
  let table = new Uint32Array(1 << 16)
  let count = 0

  const equals = (at: number, state: readonly number[]): boolean =>
    state.every((cell, index) => cells[at + index] === cell)
  const grow = (): void => {
    const larger = new Uint32Array(table.length * 2)
    for (const at of table) if (at > 0) larger[freeSlot(larger, hashAt(cells, at))] = at
    table = larger
  }

  return {
    place: (state) => {
      const own = toCells(state)
      if (used + own.length > cells.length) {
        const larger = new Uint32Array(cells.length * 2)
        larger.set(cells)
        cells = larger
      }
      cells.set(own, used)
      const mask = table.length - 1
      let slot = hashAt(cells, used) & mask
      for (; table[slot] !== 0; slot = (slot + 1) & mask) if (equals(table[slot] ?? 0, own)) return table[slot] ?? 0
      const at = used
      table[slot] = at
      used += own.length
      count += 1
      if (count * 2 > table.length) grow()
      return at
    },
    cells: () => cells.slice(0, used),
  }
}

function toCells(state: OpenState): number[] {
  const edges = state.labels.map((label, index) => cellOf(label, state.targets[index] ?? 0, false))
  if (state.value > 0) edges.push(cellOf(endLabel, state.value - 1, false))
  if (edges.length === 0) throw new Error('an automaton without words')
  edges.push(cellOf(labelOf(edges.at(-1) ?? 0), targetOf(edges.pop() ?? 0), true))
  return edges
}

function hashAt(cells: Uint32Array, at: number): number {
  let hash = 0x811c_9dc5
  for (let index = at; ; index += 1) {
    const cell = cells[index] ?? 0
    hash = Math.imul(hash ^ cell, 0x0100_0193)
    hash ^= hash >>> 15
    if (isLast(cell)) return hash >>> 0
  }
}

function freeSlot(table: Uint32Array, hash: number): number {
  const mask = table.length - 1
  let slot = hash & mask
  while (table[slot] !== 0) slot = (slot + 1) & mask
  return slot
}
