/** Numbers under keys, the latest of each key only. */
export interface Postings {
  of(key: number): readonly number[]
  /** Numbers are to be added in their order. */
  add(keys: Uint32Array, number: number): void
  remove(keys: Uint32Array, number: number): void
}

/** Of a key that very many have, the latest tell enough. */
const maxLength = 32

const none: readonly number[] = []

export function createPostings(): Postings {
  const lists = new Map<number, number[]>()
  return {
    of: (key) => lists.get(key) ?? none,
    add: (keys, number) => {
      for (const key of keys) {
        const list = lists.get(key)
        if (list === undefined) lists.set(key, [number])
        else if (list.push(number) > maxLength) list.shift()
      }
    },
    remove: (keys, number) => {
      for (const key of keys) {
        const list = lists.get(key)
        const index = list?.indexOf(number) ?? -1
        if (index >= 0) list?.splice(index, 1)
        if (list?.length === 0) lists.delete(key)
      }
    },
  }
}
