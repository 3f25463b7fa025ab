import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { nextPollAt } from '../src/core/pacing.ts'
import { day, hour, minute } from '../src/domain/time.ts'
import { quantile, report, round } from './measure.ts'

const channels = 1000
const warmUpMs = day
const lengthMs = 3 * day
/** As in src/flows/collect.ts. */
const paceSample = 20
/** The same rhythm, faster and slower. */
const paces = [0.25, 0.5, 1, 2, 4, 8]
const realPosts = new URL('../../shared/posts/', import.meta.url)

/** A linear congruential generator: every run draws the same numbers. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32
}

/** When the posts of real channels came, as gaps in milliseconds; else made-up ones, busy by day and quiet by night. */
function loadRhythms(): { readonly rhythms: readonly (readonly number[])[]; readonly origin: string } {
  if (!existsSync(realPosts)) {
    const random = createRandom(7)
    const made = Array.from({ length: 12 }, (_, index) =>
      Array.from({ length: 900 }, () => ((index + 1) * hour * -Math.log(1 - random())) / 2),
    )
    return { rhythms: made, origin: 'made up' }
  }
  const rhythms = readdirSync(realPosts)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const posts = JSON.parse(readFileSync(new URL(file, realPosts), 'utf8')) as { date: string }[]
      const times = posts.map(({ date }) => Date.parse(date)).sort((a, b) => a - b)
      return times.slice(1).map((at, index) => at - (times[index] ?? at))
    })
  return { rhythms, origin: 'real rhythms' }
}

/** Publication times of a channel: a real rhythm from some point on, scaled. */
function publicationsOf(rhythms: readonly (readonly number[])[], index: number, random: () => number): number[] {
  const gaps = rhythms[index % rhythms.length] ?? []
  const pace = paces[Math.floor(index / rhythms.length) % paces.length] ?? 1
  const times: number[] = []
  let place = Math.floor(random() * gaps.length)
  for (let at = random() * hour; at < warmUpMs + lengthMs; place += 1) {
    times.push(at)
    at += (gaps[place % gaps.length] ?? hour) * pace
  }
  return times
}

interface Outcome {
  readonly polls: number
  readonly delays: readonly number[]
}

type Plan = (known: readonly number[], newPosts: number, now: number) => number

/** One channel under a plan of polls. The first day counts for nothing. */
function follow(published: readonly number[], plan: Plan, firstPollAt: number): Outcome {
  const delays: number[] = []
  let polls = 0
  let seen = 0
  for (let now = firstPollAt; now < warmUpMs + lengthMs;) {
    const seenBefore = seen
    for (let at = published[seen]; at !== undefined && at <= now; at = published[seen]) {
      if (now >= warmUpMs) delays.push(now - at)
      seen += 1
    }
    if (now >= warmUpMs) polls += 1
    now = plan(published.slice(Math.max(seen - paceSample, 0), seen).toReversed(), seen - seenBefore, now)
  }
  return { polls, delays }
}

function simulate(all: readonly (readonly number[])[], makePlan: (random: () => number) => Plan): Outcome {
  const random = createRandom(1)
  let polls = 0
  const delays: number[] = []
  for (const published of all) {
    const outcome = follow(published, makePlan(random), random() * 30 * minute)
    polls += outcome.polls
    delays.push(...outcome.delays)
  }
  return { polls, delays }
}

const { rhythms, origin } = loadRhythms()
const random = createRandom(42)
const all = Array.from({ length: channels }, (_, index) => publicationsOf(rhythms, index, random))

const paced = simulate(all, (jitter) => (known, newPosts, now) => {
  const outcome = { kind: 'ok', newPosts } as const
  return nextPollAt({ recentPublishedAt: known, outcome, minMs: minute, maxMs: 30 * minute, now, jitter: jitter() })
})
const sameRateMs = (channels * lengthMs) / paced.polls
const atSameRate = simulate(all, () => (_known, _newPosts, now) => now + sameRateMs)
const fiveMinutes = simulate(all, () => (_known, _newPosts, now) => now + 5 * minute)

const perSecond = ({ polls }: Outcome): number => round(polls / (lengthMs / 1000))
const figures = [
  ['median', (delays: readonly number[]) => quantile(delays, 0.5)],
  ['mean', (delays: readonly number[]) => delays.reduce((sum, delay) => sum + delay, 0) / delays.length],
  ['95th percentile', (delays: readonly number[]) => quantile(delays, 0.95)],
] as const
const size = `${channels} channels, ${paced.delays.length} posts, ${origin}`
for (const [name, peer] of [
  [`every ${round(sameRateMs / minute)} minutes, at the same rate`, atSameRate],
  ['every 5 minutes', fiveMinutes],
] as const) {
  report({
    case: 'polls by activity',
    size,
    unit: 'requests/s',
    median: perSecond(paced),
    peer: name,
    peerMedian: perSecond(peer),
  })
  for (const [figure, of] of figures) {
    const [own, other] = [of(paced.delays), of(peer.delays)]
    report({
      case: `from a post to the archive, ${figure}`,
      size,
      unit: 'minutes',
      median: round(own / minute),
      peer: name,
      peerMedian: round(other / minute),
      ratio: round(other / own),
    })
  }
}
