import type { Rise } from '../../domain/trend.ts'

/** With fewer days before it, no day is unusual. */
export const fewestDays = 21
/** A weekday by itself says as much as so many days of any kind: with few weeks, its own mean is drawn to that of all. */
const weightOfAll = 3
/** Fewer posts are no rise, however rare they were. */
const fewestPosts = 5
/** A rise is at least so many times the usual, */
const leastRatio = 2
/** and so many standard deviations above it. */
const leastDeviations = 4

/**
 * Whether the last of some days is unusual: `counts` are of whole days in a row, oldest first, all within the archive. null when
 * it is not, or when the days before it are too few to tell.
 *
 * What is usual is the mean of the same weekday, drawn to the mean of all days where the weeks are few; the spread is that of
 * counts that vary more than by chance (a quasi-Poisson model: variance is the mean times a dispersion, which is that of the days
 * before and at least 1). The two highest of the days before count as the third highest: one busy day does not hide the next.
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

/** The expected count of each of the days before and, last, of the day itself. */
function expected(before: readonly number[]): readonly number[] {
  const overall = meanOf(before)
  const byWeekday = Array.from({ length: 7 }, (_, phase) => before.filter((_count, day) => day % 7 === phase))
  return Array.from({ length: before.length + 1 }, (_, day) => {
    const same = byWeekday[day % 7] ?? []
    return (sumOf(same) + weightOfAll * overall) / (same.length + weightOfAll)
  })
}

/** The mean of squared deviations in units of the mean: 1 for counts that vary by chance only. */
function dispersionOf(before: readonly number[], usual: readonly number[]): number {
  return meanOf(before.map((count, day) => (count - (usual[day] ?? 0)) ** 2 / Math.max(usual[day] ?? 0, 0.5)))
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
