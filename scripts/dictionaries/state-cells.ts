/*
 * How the compiler writes states down while it looks for equal ones: a cell an edge, with its label (bits 0-5), whether it is
 * the last of its state (bit 6), and what it leads to (bits 7-31).
 */
const labelMask = 63
const lastBit = 64
const targetShift = 7

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

/** The edges of the state whose first cell is `at`. */
export function stateAt(cells: Uint32Array, at: number): Uint32Array {
  let end = at
  while (!isLast(cells[end] ?? lastBit)) end += 1
  return cells.subarray(at, end + 1)
}
