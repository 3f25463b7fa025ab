import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseQuery } from '../src/core/query/parse-query.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { toPlainDocument } from '../src/core/query/document.ts'
import { evaluate } from '../src/core/query/evaluate.ts'
import { stretchEdges } from '../src/core/trend/days.ts'
import { fewestPosts, findRise } from '../src/core/trend/rise.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { Query } from '../src/domain/query.ts'
import { day } from '../src/domain/time.ts'
import { openBenchArchive } from './archive.ts'
import { lastPostAt, loadTexts } from './corpus.ts'
import { median, quantile, report, round, timeRuns } from './measure.ts'
import { drawQueries } from './queries.ts'

/** How often a rise is said of counts in which there is none or that are real, what is found of one, and what asking costs. */
const realPosts = new URL('../../shared/posts/', import.meta.url)
const learnDays = 56
const fewestBefore = 21
const daysAMonth = 30
const analyzer = createDictionaryAnalyzer(readDictionaries())
const { texts } = loadTexts()
const drawn = drawQueries(texts, analyzer)
const kinds: Readonly<Record<string, readonly string[]>> = {
  'frequent words': drawn.frequent,
  'two frequent words': drawn.pairs,
  phrases: drawn.phrases,
  'rare words': drawn.rare,
}

type Judge = (counts: readonly number[]) => boolean
const own: Judge = (counts) => findRise(counts) !== null
/** What such alarms are made of elsewhere: neither days of the week nor the spread of the query itself, or the spread alone. */
const peers: Readonly<Record<string, Judge>> = {
  'twice the mean of the days before, 5 posts at least': (counts) => {
    const [count, before] = [counts.at(-1) ?? 0, counts.slice(0, -1)]
    return count >= fewestPosts && count >= 2 * meanOf(before)
  },
  'mean and 3 standard deviations, 5 posts at least': (counts) => {
    const [count, before] = [counts.at(-1) ?? 0, counts.slice(0, -1)]
    const mean = meanOf(before)
    return count >= fewestPosts && count > mean + 3 * Math.sqrt(meanOf(before.map((one) => (one - mean) ** 2)))
  },
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** Of every day that has enough days before it, whether it is judged a rise; `change` puts an event into the day. */
function judgeAll(
  series: readonly number[],
  judge: Judge,
  change = (count: number): number => count,
): readonly boolean[] {
  return series.slice(fewestBefore).map((count, index) => {
    const at = index + fewestBefore
    return judge([...series.slice(Math.max(0, at - learnDays), at), change(count)])
  })
}

function rateOf(all: readonly (readonly number[])[], judge: Judge, change?: (count: number) => number): number {
  const judged = all.flatMap((series) => judgeAll(series, judge, change))
  return judged.filter(Boolean).length / Math.max(1, judged.length)
}

/** What a day has when something has happened. */
const event = (count: number): number => count * 3 + fewestPosts

function reportRates(name: string, size: string, all: readonly (readonly number[])[]): void {
  for (const [peer, judge] of Object.entries(peers)) {
    report({
      case: `rises said, ${name}`,
      size,
      unit: 'a query and month',
      median: round(rateOf(all, own) * daysAMonth),
      peer,
      peerMedian: round(rateOf(all, judge) * daysAMonth),
    })
  }
  report({
    case: `days found that have three times their posts and five more, ${name}`,
    size,
    unit: '%',
    median: round(rateOf(all, own, event) * 100),
  })
}

/** Counts that vary by chance alone around a mean, with quiet weekends. */
function chanceSeries(mean: number, seed: number, days: number): number[] {
  let state = seed * 2_654_435_761 + 1
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return Array.from({ length: days }, (_, index) => {
    const limit = Math.exp(-mean * (index % 7 < 5 ? 1.2 : 0.5))
    let count = 0
    for (let product = next(); product > limit; product *= next()) count += 1
    return count
  })
}

for (const mean of [0.3, 3, 30]) {
  const all = Array.from({ length: 200 }, (_, seed) => chanceSeries(mean, seed + 1, 180))
  reportRates('by chance alone, quiet weekends', `200 queries of ${mean} posts a day, 6 months`, all)
}

interface DatedText {
  readonly at: number
  readonly text: string
}

/** The posts of every channel at hand, for those that reach back far enough. */
function loadChannels(): readonly (readonly DatedText[])[] {
  return readdirSync(realPosts)
    .filter((file) => file.endsWith('.json'))
    .map((file) =>
      (JSON.parse(readFileSync(new URL(file, realPosts), 'utf8')) as { text: string; date: string }[])
        .map(({ text, date }): DatedText => ({ at: Date.parse(date), text }))
        .toSorted((a, b) => a.at - b.at),
    )
    .filter((posts) => daysOf(posts) >= fewestBefore + 7)
}

function daysOf(posts: readonly DatedText[]): number {
  return Math.floor(((posts.at(-1)?.at ?? 0) - (posts[0]?.at ?? 0)) / day)
}

function countDays(posts: readonly DatedText[], query: Query): readonly number[] {
  const edges = stretchEdges(posts.at(-1)?.at ?? 0, 'Europe/Moscow', daysOf(posts))
  const counts = edges.slice(1).map(() => 0)
  for (const { at, document } of documentsOf(posts)) {
    const index = edges.findLastIndex((edge) => edge <= at)
    if (index >= 0 && index < counts.length && evaluate(query, document, at) !== null)
      counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}

type Analysed = Pick<DatedText, 'at'> & { readonly document: ReturnType<typeof toPlainDocument> }
const analysed = new Map<readonly DatedText[], readonly Analysed[]>()

function documentsOf(posts: readonly DatedText[]): readonly Analysed[] {
  const known = analysed.get(posts)
  if (known !== undefined) return known
  const made = posts.map(({ at, text }) => ({ at, document: toPlainDocument(text, analyzer) }))
  analysed.set(posts, made)
  return made
}

function queryOf(text: string): Query {
  const parsed = parseQuery(text, analyzer)
  if (!parsed.ok) throw new Error(`the query ${text} is not right`)
  return parsed.query
}

if (!existsSync(realPosts)) process.stderr.write('rise: no real posts at hand\n')
else {
  const channels = loadChannels()
  // Together from the day on which the youngest of the older channels begins.
  const old = channels.filter((posts) => daysOf(posts) >= learnDays + fewestBefore)
  const sinceAt = Math.max(...old.map((posts) => posts[0]?.at ?? 0))
  const together = old
    .flat()
    .filter(({ at }) => at >= sinceAt)
    .toSorted((a, b) => a.at - b.at)
  for (const [name, queries] of Object.entries(kinds)) {
    const parsed = queries.map(queryOf)
    const each = channels.flatMap((posts) => parsed.map((query) => countDays(posts, query)))
    reportRates(`real posts, ${name}`, `${queries.length} queries in each of ${channels.length} channels`, each)
    const all = parsed.map((query) => countDays(together, query))
    reportRates(`real posts, ${name}`, `${queries.length} queries in ${old.length} channels together`, all)
  }
}

const size = Number(process.env['VESTNIK_BENCH_POSTS'] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'vestnik-bench-'))
const archive = await openBenchArchive(join(folder, 'rise.db'), { size, texts, analyzer })
const now = lastPostAt(size)
const edges = stretchEdges(now, 'Europe/Moscow', learnDays + 1)
const few = archive.channels.slice(1, 6).map(({ id }) => id)
const costs: Readonly<Record<string, readonly string[]>> = {
  ...kinds,
  'frequent words in one form': drawn.frequent.map((word) => `=${word}`),
}
for (const [name, queries] of Object.entries(costs)) {
  const times: number[] = []
  for (const text of queries) {
    const request = { query: queryOf(text), channelIds: few, edges, fewest: fewestPosts, now }
    times.push(median(await timeRuns(10, () => archive.store.posts.countStretches(request), 2)))
  }
  report({
    case: `asking whether a query has risen, ${name}, 5 channels`,
    size: `${size} posts`,
    unit: 'ms',
    median: round(median(times)),
    p95: round(quantile(times, 0.95)),
  })
}
await archive.store.close()
rmSync(folder, { recursive: true })
