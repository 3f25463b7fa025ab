import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { leastSilenceMs, rhythmMs, rhythmPosts, silenceLimitMs } from '../src/core/silence.ts'
import { day } from '../src/domain/time.ts'
import { quantile, report, round } from './measure.ts'

const realPosts = new URL('../../shared/posts/', import.meta.url)
const lengthMs = 2 * 365 * day
/** What is left of a real rhythm: all posts, or as few as quieter channels have; or those of working days alone. */
const variants = [
  { name: 'as it was', keep: 1, workdays: false },
  { name: 'one post in 10', keep: 0.1, workdays: false },
  { name: 'one post in 100', keep: 0.01, workdays: false },
  { name: 'working days', keep: 1, workdays: true },
  { name: 'working days, one post in 10', keep: 0.1, workdays: true },
] as const
const repeats = 5

type Limit = (newestFirst: readonly number[]) => number | null

/** Alarms of channels that never stopped: silence ended by a post of its own. */
const limits: readonly [string, Limit][] = [
  ['own', silenceLimitMs],
  [
    '3 times the 95th percentile of the gaps, a day at least',
    (times) => ofGaps(times, (gaps) => 3 * quantile(gaps, 0.95)),
  ],
  ['mean and 4 standard deviations of the gaps, a day at least', (times) => ofGaps(times, meanAndSpread)],
]

if (!existsSync(realPosts)) {
  process.stderr.write('silence: no real rhythms at hand\n')
} else {
  for (const variant of variants) {
    const channels = Array.from({ length: repeats }, (_, seed) => loadYears(variant, seed + 1)).flat()
    const [own, ...peers] = limits.map(([name, limit]) => ({ name, ...watch(channels, limit) }))
    for (const peer of peers) {
      const size = `${channels.length} channels of two years, ${variant.name}`
      const figures = { size, peer: peer.name }
      report({
        ...figures,
        case: 'false alarms of silence',
        unit: 'a channel and year',
        median: own?.alarms ?? 0,
        peerMedian: peer.alarms,
      })
      report({
        ...figures,
        case: 'silence before it is told, median',
        unit: 'days',
        median: own?.days ?? 0,
        peerMedian: peer.days,
      })
    }
  }
}

function ofGaps(times: readonly number[], judge: (gaps: readonly number[]) => number): number | null {
  if (silenceLimitMs(times) === null) return null
  const gaps = times.slice(1).map((at, index) => (times[index] ?? at) - at)
  return Math.max(leastSilenceMs, judge(gaps))
}

function meanAndSpread(gaps: readonly number[]): number {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  return mean + 4 * Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
}

/** A linear congruential generator: every run draws the same numbers. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32
}

/** The gaps of real channels over and over, in their order, for two years. */
function loadYears({ keep, workdays }: (typeof variants)[number], seed: number): readonly (readonly number[])[] {
  const random = createRandom(seed)
  return readdirSync(realPosts)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const posts = JSON.parse(readFileSync(new URL(file, realPosts), 'utf8')) as { date: string }[]
      const times = posts.map(({ date }) => Date.parse(date)).sort((a, b) => a - b)
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
      const first = times[0] ?? 0
      const years: number[] = []
      for (let at = first, index = 0; at < first + lengthMs; at += gaps[index % gaps.length] ?? day, index += 1) {
        const isFree = workdays && [0, 6].includes(new Date(at).getUTCDay())
        if (!isFree && random() < keep) years.push(at)
      }
      return years
    })
}

/** The limit is asked for when a silence of a day begins to matter, as the process does. */
function watch(channels: readonly (readonly number[])[], limit: Limit): { alarms: number; days: number } {
  let alarms = 0
  const told: number[] = []
  for (const times of channels) {
    let from = 0
    for (const [index, at] of times.entries()) {
      while ((times[from] ?? at) < at - rhythmMs && index - from >= rhythmPosts) from += 1
      const silenceMs = (times[index + 1] ?? at) - at
      const isAsked = silenceMs > leastSilenceMs
      const isSampled = index % Math.ceil(times.length / 50) === 0
      if (!isAsked && !isSampled) continue
      const limitMs = limit(times.slice(from, index + 1).toReversed())
      if (limitMs === null) continue
      if (isSampled) told.push(limitMs / day)
      if (silenceMs > limitMs) alarms += 1
    }
  }
  return { alarms: round(alarms / channels.length / 2), days: round(quantile(told, 0.5)) }
}
