import Database from 'better-sqlite3'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseQuery } from '../src/core/query/parse-query.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { SearchRequest } from '../src/domain/search.ts'
import { createCandidates, createNewestIds } from '../src/sqlite/candidates.ts'
import { openDatabase } from '../src/sqlite/database.ts'
import { createFullText } from '../src/sqlite/fts.ts'
import { openBenchArchive, smallChannel } from './archive.ts'
import { lastPostAt, loadTexts } from './corpus.ts'
import { median, quantile, report, round, timeRuns } from './measure.ts'
import { drawQueries } from './queries.ts'

const size = Number(process.env['VESTNIK_BENCH_POSTS'] ?? 100_000)
/** A file to keep the archive in from one run to the next. */
const kept = process.env['VESTNIK_BENCH_DATABASE']
const runsOfQuery = 10
const day = 86_400_000

const folder = mkdtempSync(join(tmpdir(), 'vestnik-bench-'))
const path = kept ?? join(folder, 'search.db')
const analyzer = createDictionaryAnalyzer(readDictionaries())
const { texts, origin } = loadTexts()
const startedAt = performance.now()
const { store, channels } = await openBenchArchive(path, { size, texts, analyzer })
const where = { size: `${size} posts` }
report({ case: 'archive filled or opened', ...where, unit: 's', median: round((performance.now() - startedAt) / 1000) })

const now = lastPostAt(size)
const drawn = drawQueries(texts, analyzer)
const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10)
const month = `after:${dayText(now - size * 30_000)} before:${dayText(now - size * 30_000 + 30 * day)}`
const { frequent } = drawn
const cases: Readonly<Record<string, readonly string[]>> = {
  'frequent word': frequent,
  'rare word': drawn.rare,
  'two frequent words': drawn.pairs,
  'one frequent word or another': frequent.map((word, at) => `${word} OR ${frequent[at + 1] ?? 'год'}`),
  'word and exclusion': drawn.pairs.map((pair) => pair.replace(' ', ' -')),
  phrase: drawn.phrases,
  'near words': drawn.phrases.map((phrase) => `${phrase}~3`),
  'prefix of 3 letters': drawn.prefixes,
  'prefix of 5 letters': frequent.filter((word) => word.length > 5).map((word) => `${word.slice(0, 5)}*`),
  'frequent word in this form': frequent.map((word) => `=${word}`),
  'frequent word in a small channel': frequent.map((word) => `${word} in:${smallChannel}`),
  'frequent word in a month long ago': frequent.map((word) => `${word} ${month}`),
  'frequent word in the last week': frequent.map((word) => `${word} last:7d`),
  'expression beside a frequent word': frequent.map((word) => `${word} /\\d{3,}/`),
}

function requestOf(text: string): SearchRequest {
  const parsed = parseQuery(text, analyzer)
  if (!parsed.ok) throw new Error(`the query ${text} is not right: ${parsed.fault.code}`)
  const channelIds = channels.map(({ id }) => id)
  return { query: parsed.query, channelIds, order: parsed.order, position: null, limit: 10, now }
}

/** The median of several runs of every query. The first runs do not count: they bring its part of the index into memory. */
async function timeAll(
  requests: readonly SearchRequest[],
  run: (request: SearchRequest) => unknown,
): Promise<number[]> {
  const times: number[] = []
  for (const request of requests) times.push(median(await timeRuns(runsOfQuery, () => run(request), 2)))
  return times
}

/** Median and 95th percentile over the queries of one kind. */
const figureOf = (name: string, times: readonly number[]) => ({
  case: `search: ${name}, ${origin}`,
  ...where,
  unit: 'ms',
  median: round(median(times)),
  p95: round(quantile(times, 0.95)),
})

const db = openDatabase(path, { readonly: true })
const findCandidates = createCandidates(db, createFullText(db, analyzer))
const newestIds = createNewestIds(db)
const takeIds = (request: SearchRequest): void => {
  const candidates = findCandidates(request)
  if (candidates !== null) newestIds(candidates, Number.MAX_SAFE_INTEGER, 10).next()
}

async function reportCases(state: string): Promise<void> {
  for (const [name, queries] of Object.entries(cases)) {
    const requests = queries.map(requestOf)
    report(figureOf(`newest 10, ${name}${state}`, await timeAll(requests, (request) => store.posts.search(request))))
  }
  const requests = frequent.map(requestOf)
  report(figureOf(`newest 10, frequent word, ids alone${state}`, await timeAll(requests, takeIds)))
  const best = requests.map((request) => ({ ...request, order: 'relevance' }) as const)
  report(figureOf(`best 10, frequent word${state}`, await timeAll(best, (request) => store.posts.search(request))))
  const few = best.slice(0, 10).map((request) => ({ ...request, channelIds: request.channelIds.slice(0, 3) }))
  report(figureOf(`best 10, frequent word in 3 of 21 channels${state}`, await timeAll(few, store.posts.search)))
  const count = (request: SearchRequest) => store.posts.countAbout(request)
  report(figureOf(`count, frequent word${state}`, await timeAll(requests, count)))
  report(figureOf(`count, phrase${state}`, await timeAll(drawn.phrases.map(requestOf), count)))
  const typed = frequent.map((word) => `${word.slice(0, 2)}${word.slice(3)}`)
  const times: number[] = []
  for (const word of typed) times.push(median(await timeRuns(3, () => store.posts.findSimilarWords(word, 5))))
  report(figureOf(`similar words${state}`, times))
}

const kilobytes = (): number => round(statSync(path).size / size / 1000)
report({ case: 'database on disk', ...where, unit: 'KB a post', median: kilobytes() })
await reportCases('')

const steps = await timeUpkeep()
report({
  case: 'upkeep of the index, a step',
  ...where,
  unit: 'ms',
  median: round(median(steps)),
  p95: round(Math.max(...steps)),
})
report({
  case: 'upkeep of the index, in all',
  ...where,
  unit: 's',
  median: round(steps.reduce((sum, ms) => sum + ms, 0) / 1000),
})
await reportCases(', after upkeep')

async function timeUpkeep(): Promise<number[]> {
  const times: number[] = []
  let isLeft = true
  while (isLeft) {
    const from = performance.now()
    isLeft = await store.maintain()
    times.push(performance.now() - from)
  }
  return times
}

const peer = new Database(':memory:')
peer.prepare('ATTACH ? AS archive').run(path)
peer.exec(
  `CREATE VIRTUAL TABLE plain_fts USING fts5 (text, content = '');
   INSERT INTO plain_fts (rowid, text) SELECT id, text FROM archive.posts`,
)
const joined = peer.prepare(
  `SELECT p.id FROM plain_fts f JOIN archive.posts p ON p.id = f.rowid WHERE plain_fts MATCH ?
   ORDER BY p.published_at DESC LIMIT 10`,
)
for (const [name, queries] of [
  ['frequent word', frequent],
  ['two frequent words', drawn.pairs],
  ['phrase', drawn.phrases],
] as const) {
  const times: number[] = []
  for (const text of queries.slice(0, 10)) times.push(median(await timeRuns(3, () => joined.all(text))))
  report(figureOf(`peer, FTS5 joined and sorted by date, one form, in memory, ${name}`, times))
}
peer.close()
db.close()
await store.close()
rmSync(folder, { recursive: true })
