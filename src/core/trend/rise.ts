import type { Rise } from '../../domain/trend.ts'
import { day, type Instant } from '../../domain/time.ts'

/** What is usual is learnt from so many weeks at most, and at least; with fewer, no day is unusual. */
const mostWeeks = 8
const fewestWeeks = 3
const daysAWeek = 7
export const fewestDays = fewestWeeks * daysAWeek
/** A weekday by itself says as much as so many days of any kind: with few weeks, its own mean is drawn to that of all. */
const weightOfAll = 3
/** Fewer posts are no rise, however rare they were. */
export const fewestPosts = 5
/** A rise is at least so many times the usual, */
const leastRatio = 2
/** and so many standard deviations above it. */
const leastDeviations = 4

/**
 * Whether the last of some days is unusual: `counts` are of whole days in a row, oldest first, all within the archive. null when
 * it is not, or when the days before it are too few to tell.
 *
 * The test is that of Farrington et al., "A statistical algorithm for the early detection of outbreaks of infectious disease"
 * (J. R. Statist. Soc. A 159, 1996), with days of the week in the place of seasons: counts are quasi-Poisson, their variance is the
 * mean times a dispersion, which is that of the days before and at least 1. What is usual is the mean of the same weekday, drawn to
 * the mean of all days where the weeks are few. The two highest of the days before count as the third highest: one busy day does
 * not hide the next.
 */
export function findRise(counts: readonly number[]): Rise | null {
  const count = counts.at(-1) ?? 0
  const before = tame(counts.slice(0, -1))
  if (before.length < fewestDays || count < fewestPosts) return null
  const usual = expected(before)
  const mean = usual.at(-1) ?? 0
  const dispersion = Math.max(1, dispersionOf(before, usual))
  // A query that never found anything has no spread: half a post a day stands for "hardly ever".
  const deviation = Math.sqrt(Math.max(mean, 0.5) * dispersion)
  const isRise = count >= leastRatio * mean && count >= mean + leastDeviations * deviation
  return isRise ? { count, usual: mean } : null
}

/**
 * From how many weeks before the last day to learn, given the first posts of channels: as many as half of the channels
 * reach back. A channel that does not would make a rise by being new, and is to be left out.
 */
export function weeksToLearn(firstPostsAt: readonly Instant[], at: Instant): number {
  const reach = firstPostsAt
    .map((first) => Math.floor((at - day - first) / (daysAWeek * day)))
    .toSorted((a, b) => b - a)
  const ofHalf = reach[Math.ceil(reach.length / 2) - 1] ?? 0
  return Math.min(mostWeeks, Math.max(fewestWeeks, ofHalf))
}

/** The expected count of each of the days before and, last, of the day itself. */
function expected(before: readonly number[]): readonly number[] {
  const overall = meanOf(before)
  const byWeekday = Array.from({ length: daysAWeek }, (_, phase) =>
    before.filter((_count, index) => index % daysAWeek === phase),
  )
  return Array.from({ length: before.length + 1 }, (_, index) => {
    const same = byWeekday[index % daysAWeek] ?? []
    return (sumOf(same) + weightOfAll * overall) / (same.length + weightOfAll)
  })
}

/** The mean of squared deviations in units of the mean: 1 for counts that vary by chance only. */
function dispersionOf(before: readonly number[], usual: readonly number[]): number {
  return meanOf(before.map((count, index) => (count - (usual[index] ?? 0)) ** 2 / Math.max(usual[index] ?? 0, 0.5)))
}

/** Cuts the two highest days down to the third. */
function tame(counts: readonly number[]): readonly number[] {
  const limit = counts.toSorted((a, b) => b - a)[2] ?? Infinity
  return counts.map((count) => Math.min(count, limit))
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
