/** Where a record holds the one after it and the one before it in its list; fields of the caller's follow. */
export const next = 0
const previous = 1
export const firstField = 2

/**
 * Lists of records of a few whole numbers, all in one typed array: an owner, which is a small number, has a list. A record that
 * was removed is the next to be taken, so that what comes and goes takes no more memory than its peak. There is no
 * record 0: 0 stands for none.
 */
export interface Lists {
  /** Those of a record begin at its number times the width. Another array once a record was pushed. */
  readonly cells: Int32Array
  /** The first record of an owner's list; 0 when it is empty. */
  first(owner: number): number
  /** A new record at the head of the owner's list. */
  push(owner: number, fields: readonly number[]): number
  remove(owner: number, record: number): void
}

const firstCapacity = 256

export function createLists(width: number): Lists {
  let cells = new Int32Array(firstCapacity * width)
  let heads = new Int32Array(firstCapacity)
  let used = 1
  /** The record that was removed last; its `next` is the one removed before. */
  let free = 0

  function take(): number {
    if (free > 0) {
      const record = free
      free = cells[record * width + next] ?? 0
      return record
    }
    if (used * width === cells.length) cells = grown(cells, cells.length + Math.ceil(used / 2) * width)
    used += 1
    return used - 1
  }

  function push(owner: number, fields: readonly number[]): number {
    if (owner >= heads.length) heads = grown(heads, Math.max(owner + 1, Math.ceil(heads.length * 1.5)))
    const record = take()
    const follower = heads[owner] ?? 0
    const at = record * width
    cells[at + next] = follower
    cells[at + previous] = 0
    for (let field = firstField; field < width; field += 1) cells[at + field] = fields[field - firstField] ?? 0
    if (follower > 0) cells[follower * width + previous] = record
    heads[owner] = record
    return record
  }

  function remove(owner: number, record: number): void {
    const at = record * width
    const follower = cells[at + next] ?? 0
    const leader = cells[at + previous] ?? 0
    if (follower > 0) cells[follower * width + previous] = leader
    if (leader > 0) cells[leader * width + next] = follower
    else heads[owner] = follower
    cells[at + next] = free
    free = record
  }

  return {
    get cells() {
      return cells
    },
    first: (owner) => heads[owner] ?? 0,
    push,
    remove,
  }
}

function grown(cells: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(cells)
  return larger
}
