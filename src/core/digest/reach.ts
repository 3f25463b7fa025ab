import type { ViewsAtAge } from '../../domain/digest.ts'
import { hour, minute } from '../../domain/time.ts'

/** Ages up to these are alike: views grow quickly at first. */
const agesMs = [20 * minute, hour, 3 * hour, 8 * hour, 24 * hour, 72 * hour, Infinity]
/** A median of fewer says nothing. */
const leastSamples = 5
/** So many times the median, or its part, is as far as it counts. */
const farthest = 8

/** Views that posts of a channel have at an age like that, in the middle; null where too few were counted. */
export function medianAtAge(samples: readonly ViewsAtAge[], ageMs: number): number | null {
  const bucket = bucketOf(ageMs)
  const views = samples.filter((sample) => bucketOf(sample.ageMs) === bucket).map((sample) => sample.views)
  if (views.length < leastSamples) return null
  return views.sort((a, b) => a - b)[Math.floor(views.length / 2)] ?? null
}

function bucketOf(ageMs: number): number {
  return agesMs.findIndex((limit) => ageMs <= limit)
}

/**
 * How far a post reached, from 0 to 1: its views against the median of its own channel at that age. 0.5 is as usual, and so is
 * what is not known; 1 is eight times as many, 0 an eighth.
 */
export function reachOf(post: ViewsAtAge | undefined, samples: readonly ViewsAtAge[]): number {
  const median = post === undefined ? null : medianAtAge(samples, post.ageMs)
  if (post === undefined || median === null || median <= 0) return 0.5
  const ratio = Math.log(Math.max(post.views, 1) / median) / Math.log(farthest)
  return 0.5 + Math.min(Math.max(ratio, -1), 1) / 2
}
