import Database from 'better-sqlite3'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseQuery } from '../src/core/query/parse-query.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import { openStore } from '../src/sqlite/store.ts'
import { generatePosts, loadTexts } from './corpus.ts'
import { median, quantile, report, round, timeRuns } from './measure.ts'

const size = Number(process.env['BENCH_POSTS'] ?? 100_000)
const queries = {
  'frequent word': 'год',
  'two frequent words': 'новый год',
  'rare word': 'метеорит',
  phrase: '"новый год"',
  'word and exclusion': 'город -дорога',
}
const folder = mkdtempSync(join(tmpdir(), 'vestnik-bench-'))
const path = join(folder, 'search.db')
const analyzer = createDictionaryAnalyzer(readDictionaries())
const store = openStore({ path, analyzer })
const profile = { name: 'bench', telegramId: null, title: 'Bench', description: null, subscribers: null }
const channel = await store.channels.add(profile, { now: 0, backfill: 0 })
const small = await store.channels.add({ ...profile, name: 'small' }, { now: 0, backfill: 0 })
const { texts, origin } = loadTexts()
let page = []
for (const post of generatePosts(size, texts)) {
  page.push(post)
  if (page.length < 1000) continue
  const channelId = post.messageId % 100_000 === 0 ? small.id : channel.id
  await store.channels.recordPage({
    channelId,
    profile: { ...profile, name: channelId === small.id ? 'small' : 'bench' },
    posts: page,
    cursor: null,
    backfill: null,
    leaseUntil: 0,
    now: 0,
  })
  page = []
}

report({
  case: 'database on disk',
  size: `${size} posts`,
  unit: 'KB a post',
  median: round(statSync(path).size / size / 1000),
})
const peer = new Database(path)
peer.exec(
  'CREATE VIRTUAL TABLE plain_fts USING fts5 (text); INSERT INTO plain_fts (rowid, text) SELECT id, text FROM posts',
)
const joined = peer.prepare(
  `SELECT p.id FROM plain_fts f JOIN posts p ON p.id = f.rowid WHERE plain_fts MATCH ? ORDER BY p.published_at DESC LIMIT 10`,
)

for (const [name, text] of Object.entries(queries)) {
  const parsed = parseQuery(text, analyzer)
  if (!parsed.ok) throw new Error(`the query ${text} is not right`)
  const request = { query: parsed.query, channelIds: [channel.id, small.id], beforeId: null, limit: 10, now: 0 }
  const times = await timeRuns(200, () => store.posts.search(request), 20)
  const peerTimes = await timeRuns(20, () => joined.all(text.replace(/ -(\S+)/, ' NOT $1')))
  report({
    case: `search: ${name}, newest 10, ${origin}`,
    size: `${size} posts`,
    unit: 'ms',
    median: round(median(times)),
    p95: round(quantile(times, 0.95)),
    peer: 'FTS5 joined and sorted by date, one form',
    peerMedian: round(median(peerTimes)),
    ratio: round(median(peerTimes) / median(times)),
  })
}
peer.close()
await store.close()
report({
  case: 'database on disk',
  size: `${size} posts`,
  unit: 'KB a post',
  median: round(statSync(path).size / size / 1000),
})
rmSync(folder, { recursive: true })
