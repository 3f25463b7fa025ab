import type { Instant } from '../domain/time.ts'

/** Room for so many places in one second; ids stay below 2^53 until the year 2242. */
export const idsPerSecond = 2 ** 20

/** The lowest id of a post published in the second of this instant, or later. */
export function firstIdAt(publishedAt: Instant): number {
  return Math.floor(publishedAt / 1000) * idsPerSecond
}
