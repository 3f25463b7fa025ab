import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { PostContent } from '../src/domain/post.ts'
import { openStore } from '../src/sqlite/store.ts'
import { generatePosts, loadTexts } from './corpus.ts'
import { median, report, round, timeRuns } from './measure.ts'

const postsPerRun = 4000
const pageSize = 20
const folder = mkdtempSync(join(tmpdir(), 'vestnik-bench-'))
const { texts, origin } = loadTexts()
const profile = { name: 'bench', telegramId: null, title: 'Bench', description: null, subscribers: null }

/** Pages of twenty posts, each a commit that reaches the disk, with analysis and the full-text index. */
async function ingest(path: string, posts: readonly PostContent[]): Promise<void> {
  const store = openStore({ path, analyzer: createDictionaryAnalyzer(readDictionaries()) })
  const channel = await store.channels.add(profile, { now: 0, backfill: 0 })
  for (let index = 0; index < posts.length; index += pageSize) {
    const page = posts.slice(index, index + pageSize)
    await store.channels.recordPage({
      channelId: channel.id,
      profile,
      posts: page,
      cursor: null,
      backfill: null,
      leaseUntil: 0,
      now: 0,
    })
  }
  await store.close()
}

/** The peer: the same rows and pages into FTS5 with its own tokenizer, which knows no word forms. */
function ingestPlainly(path: string, posts: readonly PostContent[]): void {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(
    'CREATE TABLE posts (id INTEGER PRIMARY KEY, at INTEGER, text TEXT); CREATE VIRTUAL TABLE fts USING fts5 (text)',
  )
  const row = db.prepare('INSERT INTO posts (id, at, text) VALUES (?, ?, ?)')
  const words = db.prepare('INSERT INTO fts (rowid, text) VALUES (?, ?)')
  const write = db.transaction((page: readonly PostContent[]) => {
    for (const post of page) {
      row.run(post.messageId, post.publishedAt, post.text)
      words.run(post.messageId, post.text)
    }
  })
  for (let index = 0; index < posts.length; index += pageSize) write(posts.slice(index, index + pageSize))
  db.close()
}

let file = 0
const nextPath = (): string => join(folder, `${(file += 1)}.db`)
const posts = [...generatePosts(postsPerRun, texts)]
const own = await timeRuns(5, () => ingest(nextPath(), posts))
const plain = await timeRuns(5, () => ingestPlainly(nextPath(), posts))
report({
  case: `ingest, ${origin}`,
  size: `${postsPerRun} posts in pages of ${pageSize}`,
  unit: 'posts/s',
  median: round((postsPerRun / median(own)) * 1000),
  peer: 'FTS5 unicode61, no word forms',
  peerMedian: round((postsPerRun / median(plain)) * 1000),
  ratio: round(median(plain) / median(own)),
})
rmSync(folder, { recursive: true })
