import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Document, toPlainDocument } from '../src/core/query/document.ts'
import { createQueryIndex, type QueryIndex } from '../src/core/query/index/query-index.ts'
import { parseQuery } from '../src/core/query/parse-query.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { Query } from '../src/domain/query.ts'
import { loadTexts } from './corpus.ts'
import { makeQueries, type SavedQuery } from './matching/saved-queries.ts'
import { type Postgres, startPostgres } from './matching/postgres.ts'
import { median, report, round, timeRuns } from './measure.ts'

const sizes = (process.env['BENCH_QUERIES'] ?? '1000,100000').split(',').map(Number)
const runs = 5
/** The peers take time in proportion to queries times posts. */
const peerPairs = 2_000_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const analyzer = createDictionaryAnalyzer(readDictionaries())
const { texts, origin } = loadTexts()
const documents = texts.map((text) => toPlainDocument(text, analyzer))

function usedBytes(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function parse({ text }: SavedQuery): Query {
  const parsed = parseQuery(text, analyzer)
  if (!parsed.ok) throw new Error(`the query ${text} is not right`)
  return parsed.query
}

/** Posts a second that `run` takes in, by the median of several runs. */
async function rateOf<Post>(posts: readonly Post[], run: (post: Post) => unknown, times = runs): Promise<number> {
  return (posts.length / median(await timeRuns(times, () => posts.forEach(run)))) * 1000
}

/** As `rateOf`, by the time of the processor: what others do on the machine meanwhile counts less. */
function processorRateOf<Post>(posts: readonly Post[], run: (post: Post) => unknown): number {
  const rates = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    posts.forEach(run)
    const { user, system } = process.cpuUsage(before)
    return (posts.length / (user + system)) * 1e6
  })
  return median(rates)
}

/** Every nth post, so that the peers get along with time. */
function sample<Post>(posts: readonly Post[], queries: number): Post[] {
  const step = Math.max(1, Math.floor(posts.length / Math.max(10, peerPairs / queries)))
  return posts.filter((_, at) => at % step === 0)
}

/** What bots do: each keyword is a regular expression, and each query is tried in turn. No word forms, no exclusions. */
function createRegexLoop(queries: readonly SavedQuery[]): (text: string) => number {
  const byWord = new Map<string, RegExp>()
  const toRegex = (word: string): RegExp => {
    const known = byWord.get(word) ?? new RegExp(RegExp.escape(word), 'iu')
    byWord.set(word, known)
    return known
  }
  const all = queries.map(({ words }) => words.map(toRegex))
  return (text) => all.filter((regexes) => regexes.every((regex) => regex.test(text))).length
}

/** Its own Russian stemmer, over posts that it has analysed before; the table of queries is read from end to end for each post. */
function rateOfPostgres(postgres: Postgres, queries: readonly SavedQuery[], posts: readonly string[]): number {
  const output = postgres.run(
    [
      'DROP TABLE IF EXISTS typed, texts, saved, posts;',
      copyInto(
        'typed',
        queries.map(({ text }) => text),
      ),
      copyInto('texts', posts),
      "CREATE TABLE saved AS SELECT websearch_to_tsquery('russian', value) AS query FROM typed;",
      "CREATE TABLE posts AS SELECT to_tsvector('russian', value) AS words FROM texts;",
      'ANALYZE saved; ANALYZE posts;',
      ...Array.from(
        { length: 3 },
        () =>
          'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) SELECT count(*) FROM posts JOIN saved ON posts.words @@ saved.query;',
      ),
    ].join('\n'),
  )
  const times = [...output.matchAll(/"Execution Time": ([\d.]+)/g)].map(([, ms]) => Number(ms))
  return (posts.length / median(times)) * 1000
}

function copyInto(table: string, values: readonly string[]): string {
  return `CREATE TABLE ${table} (value text);\nCOPY ${table} FROM stdin;\n${values.map(escapeCopy).join('\n')}\n\\.\n`
}

function escapeCopy(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
}

function reportRate(name: string, size: string, own: number, peer?: readonly [string, number]): void {
  const compared = peer === undefined ? {} : { peer: peer[0], peerMedian: round(peer[1]), ratio: round(own / peer[1]) }
  report({ case: `${name}, ${origin}`, size, unit: 'posts/s', median: round(own), ...compared })
}

async function reportMatching(
  queries: readonly SavedQuery[],
  index: QueryIndex,
  postgres: Postgres | null,
): Promise<void> {
  let found = 0
  const match = (document: Document): void => void (found += index.match(document, 0).length)
  documents.forEach(match)
  const hits = round(found / documents.length)
  const size = `${queries.length} saved queries, ${index.distinct} of them different, ${hits} found in a post`
  const own = await rateOf(documents, match)
  reportRate('matching analysed posts, by processor time', size, processorRateOf(documents, match))
  const regexLoop = createRegexLoop(queries)
  reportRate('matching analysed posts', size, own, [
    'a regex for each keyword',
    await rateOf(sample(texts, queries.length), regexLoop, 3),
  ])
  if (postgres !== null) {
    const rate = rateOfPostgres(postgres, queries, sample(texts, queries.length))
    reportRate('matching analysed posts', size, own, ['PostgreSQL, tsquery, sequential', rate])
  }
  const analysed = processorRateOf(texts, (text) => match(toPlainDocument(text, analyzer)))
  reportRate('matching with analysis, by processor time', size, analysed, [
    'analysis alone',
    processorRateOf(texts, (text) => toPlainDocument(text, analyzer)),
  ])
}

/** Another index of the same queries, so that nothing but the index is counted. */
function reportIndex(queries: readonly Query[]): void {
  const size = `${queries.length} saved queries`
  const before = usedBytes()
  const index = createQueryIndex()
  const startedAt = performance.now()
  for (const [id, query] of queries.entries()) index.set(id, query)
  const added = performance.now() - startedAt
  // With what it remembers of the words that it has met.
  for (const document of documents) index.match(document, 0)
  report({ case: 'memory of the index', size, unit: 'MB', median: round((usedBytes() - before) / 1e6) })
  report({ case: 'adding a query', size, unit: 'µs', median: round((added / queries.length) * 1000) })
  const changed = queries.slice(0, 20_000)
  const changedAt = performance.now()
  for (const [id, query] of changed.entries()) {
    index.remove(id)
    index.set(id, query)
  }
  const took = ((performance.now() - changedAt) / changed.length) * 1000
  report({ case: 'removing a query and adding it again', size, unit: 'µs', median: round(took) })
}

await using postgres = await startPostgres()
if (postgres === null) process.stderr.write('PostgreSQL is not installed: it is left out\n')
for (const size of sizes) {
  const saved = makeQueries(size, documents, analyzer)
  const queries = saved.map(parse)
  reportIndex(queries)
  const index = createQueryIndex()
  for (const [id, query] of queries.entries()) index.set(id, query)
  await reportMatching(saved, index, postgres)
}
