import { hashOf, mix } from '../../src/core/fold/word-weights.ts'

/** What is usual for near-duplicates (Manku et al. 2007). */
export const usualDistance = 3

/** Charikar's signature of 64 bits over words as they are written. */
export function simHash(text: string): readonly boolean[] {
  const sums = new Int32Array(64)
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const low = hashOf(word)
    const high = mix(low + 1)
    for (let bit = 0; bit < 64; bit += 1)
      sums[bit]! += ((bit < 32 ? low >>> bit : high >>> (bit - 32)) & 1) === 1 ? 1 : -1
  }
  return Array.from(sums, (sum) => sum > 0)
}

/** Bits in which two signatures differ. */
export function distance(a: readonly boolean[], b: readonly boolean[]): number {
  return a.filter((bit, index) => bit !== b[index]).length
}
