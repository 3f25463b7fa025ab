import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { nextPollAt } from '../src/core/pacing.ts'
import { day, hour, minute, second } from '../src/domain/time.ts'
import { quantile, report, round } from './measure.ts'

const channels = 1000
const warmUpMs = day
const lengthMs = 3 * day
/** As in src/flows/collect.ts. */
const paceSample = 20
const [minMs, maxMs] = [minute, 30 * minute]
/** What is asked of t.me unless set otherwise; as in src/tme/limiter.ts, pauses are up to a third longer. */
const politeMs = second
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

type Plan = (known: readonly number[], newPosts: number, now: number, jitter: number) => number

interface Followed {
  readonly published: readonly number[]
  seen: number
  dueAt: number
}

/**
 * All channels under a plan of polls, the longest waiting first, each poll `requestMs` after the one before at the earliest.
 * The first day counts for nothing.
 */
function simulate(all: readonly (readonly number[])[], plan: Plan, requestMs: (random: number) => number): Outcome {
  const random = createRandom(1)
  const delays: number[] = []
  let polls = 0
  const queue = all.map((published): Followed => ({ published, seen: 0, dueAt: random() * maxMs }))
  makeHeap(queue)
  for (let freeAt = 0; ;) {
    const channel = queue[0]
    if (channel === undefined) break
    const now = Math.max(channel.dueAt, freeAt)
    if (now >= warmUpMs + lengthMs) break
    const { published } = channel
    const before = channel.seen
    for (let at = published[before]; at !== undefined && at <= now; at = published[channel.seen]) {
      if (now >= warmUpMs) delays.push(now - at)
      channel.seen += 1
    }
    if (now >= warmUpMs) polls += 1
    const known = published.slice(Math.max(channel.seen - paceSample, 0), channel.seen).toReversed()
    channel.dueAt = plan(known, channel.seen - before, now, random())
    sink(queue, 0)
    freeAt = now + requestMs(random())
  }
  return { polls, delays }
}

function makeHeap(queue: Followed[]): void {
  for (let place = queue.length >> 1; place >= 0; place -= 1) sink(queue, place)
}

/** Moves a channel down a binary heap to its place by when it is due. */
function sink(queue: Followed[], from: number): void {
  for (let place = from; ;) {
    let first = place
    for (const child of [2 * place + 1, 2 * place + 2]) {
      if ((queue[child]?.dueAt ?? Infinity) < (queue[first]?.dueAt ?? Infinity)) first = child
    }
    const [upper, lower] = [queue[place], queue[first]]
    if (first === place || upper === undefined || lower === undefined) return
    queue[place] = lower
    queue[first] = upper
    place = first
  }
}

const { rhythms, origin } = loadRhythms()
const random = createRandom(42)
const all = Array.from({ length: channels }, (_, index) => publicationsOf(rhythms, index, random))

const byActivity: Plan = (known, newPosts, now, jitter) =>
  nextPollAt({ recentPublishedAt: known, outcome: { kind: 'ok', newPosts }, minMs, maxMs, now, jitter })

/** Half of the usual gap, or twice its root where that is less, with the same jitter and the same limits. */
const byRoot: Plan = (known, newPosts, now, jitter) => {
  const [newest = -Infinity] = known
  const gaps = known.slice(1).map((at, index) => (known[index] ?? at) - at)
  const silence = newPosts > 0 ? 0 : now - newest
  const gapMs = Math.max(gaps.length === 0 ? now - newest : quantile(gaps, 0.5), silence)
  const wanted = Math.min(gapMs / 2, 2 * Math.sqrt(gapMs * minMs))
  return now + Math.min(Math.max(wanted, minMs), maxMs) * (0.9 + 0.2 * jitter)
}
const every =
  (ms: number): Plan =>
  (_known, _newPosts, now) =>
    now + ms

const freely = (): number => 0
const politely = (drawn: number): number => politeMs * (1 + drawn / 3)
const figures = [
  ['median', (delays: readonly number[]) => quantile(delays, 0.5)],
  ['mean', (delays: readonly number[]) => delays.reduce((sum, delay) => sum + delay, 0) / delays.length],
  ['95th percentile', (delays: readonly number[]) => quantile(delays, 0.95)],
] as const

function compare(name: string, own: Outcome, peers: readonly (readonly [string, Outcome])[]): void {
  const size = `${channels} channels, ${own.delays.length} posts, ${origin}`
  const perSecond = ({ polls }: Outcome): number => round(polls / (lengthMs / 1000))
  for (const [peer, outcome] of peers) {
    const requests = { unit: 'requests/s', median: perSecond(own), peer, peerMedian: perSecond(outcome) }
    report({ case: `polls ${name}`, size, ...requests })
    for (const [figure, of] of figures) {
      const [mine, other] = [of(own.delays), of(outcome.delays)]
      report({
        case: `from a post to the archive, ${name}, ${figure}`,
        size,
        unit: 'minutes',
        median: round(mine / minute),
        peer,
        peerMedian: round(other / minute),
        ratio: round(other / mine),
      })
    }
  }
}

const paced = simulate(all, byActivity, freely)
const sameRateMs = (channels * lengthMs) / paced.polls
compare('by activity', paced, [
  [`every ${round(sameRateMs / minute)} minutes, at the same rate`, simulate(all, every(sameRateMs), freely)],
  ['by half and root of the gap', simulate(all, byRoot, freely)],
  ['every 5 minutes', simulate(all, every(5 * minute), freely)],
])
compare('by activity within 1 request/s', simulate(all, byActivity, politely), [
  ['in turn, as often as that allows', simulate(all, every(minute), politely)],
  ['by half and root of the gap', simulate(all, byRoot, politely)],
])
