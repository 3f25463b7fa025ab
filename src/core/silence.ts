import { day, type Instant } from '../domain/time.ts'

/** Silence shorter than this surprises nobody, so that a day off is never told. */
export const leastSilenceMs = day
/** What a channel did in this time is its rhythm: long enough for weekends and holidays. */
export const rhythmMs = 90 * day
/** A quiet channel is known by so many posts, however long ago. */
export const rhythmPosts = 40
/** Of busy channels so many posts are looked at: nights and weekends are in them. */
export const maxRhythmPosts = 20_000
/** A channel is known well enough to say what is unusual after so many posts over so long a time. */
const leastPosts = 20
const leastHistoryMs = 14 * day
/** How many times as long as the longest silence known. */
const factor = 2

/**
 * From which silence on a channel is silent for unusually long: twice the longest time between two posts that is known of it, and a day
 * at least; null when too little is known. The longest gap, because nights, weekends and holidays are a part of the
 * rhythm, which averages and quantiles of a bursty channel hide. docs/decisions (health of channels) has the reasons.
 *
 * @param publishedAt when posts were published, newest first
 */
export function silenceLimitMs(publishedAt: readonly Instant[]): number | null {
  const [newest] = publishedAt
  const oldest = publishedAt.at(-1)
  if (newest === undefined || oldest === undefined) return null
  if (publishedAt.length < leastPosts || newest - oldest < leastHistoryMs) return null
  let longestMs = 0
  for (const [index, at] of publishedAt.entries()) {
    longestMs = Math.max(longestMs, (publishedAt[index - 1] ?? at) - at)
  }
  return Math.max(leastSilenceMs, factor * longestMs)
}
