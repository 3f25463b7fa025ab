/** The hash of the UTF-16 units of [start, end) of a text. */
export function hashOf(text: string, start: number, end: number): number {
  let hash = 0
  for (let index = start; index < end; index += 1) hash = addToHash(hash, text.charCodeAt(index))
  return finishHash(hash)
}

/** A hash begins with 0, takes one unit after another, and is finished. */
export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x9e3779b1)
}

export function finishHash(hash: number): number {
  return hash ^ (hash >>> 15)
}
