import { mix } from './word-weights.ts'

const bands = 16
const rows = 2
/** Odd factors and terms of the 32 permutations, from one seed. */
const factors = Uint32Array.from({ length: bands * rows }, (_, index) => mix(index + 1) | 1)
const terms = Uint32Array.from({ length: bands * rows }, (_, index) => mix(index + 1_000))

/**
 * Keys of the bands of a MinHash over shingles: two texts that share half of their shingles have one in common in 99 of 100 cases, and
 * two that share a tenth in 15. Empty where there are no shingles.
 */
export function bandKeys(shingles: Uint32Array): Uint32Array {
  if (shingles.length === 0) return new Uint32Array(0)
  const least = new Uint32Array(bands * rows).fill(0xffffffff)
  for (const shingle of shingles) {
    for (let index = 0; index < least.length; index += 1) {
      const value = (Math.imul(shingle, factors[index] ?? 0) + (terms[index] ?? 0)) >>> 0
      if (value < (least[index] ?? 0)) least[index] = value
    }
  }
  return Uint32Array.from({ length: bands }, (_, band) => {
    const key = Math.imul(least[band * rows] ?? 0, 31) ^ (least[band * rows + 1] ?? 0)
    return mix(key + Math.imul(band, 0x9e3779b9))
  })
}
