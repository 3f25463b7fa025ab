import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { Channel } from '../src/domain/channel.ts'
import type { PostContent } from '../src/domain/post.ts'
import type { Store } from '../src/domain/store.ts'
import { openStore } from '../src/sqlite/store.ts'
import { generatePosts, loadTexts } from './corpus.ts'
import { median, report, round, timeRuns } from './measure.ts'

const postsPerRun = 4000
const pageSize = 20
const folder = mkdtempSync(join(tmpdir(), 'vestnik-bench-'))
const { texts, origin } = loadTexts()
const profile = { name: 'bench', telegramId: null, title: 'Bench', description: null, subscribers: null }

/** Pages of posts, each a commit, with analysis and the full-text index, into a new archive. */
async function ingest(path: string, posts: readonly PostContent[]): Promise<void> {
  const store = openStore({ path, analyzer: createDictionaryAnalyzer(readDictionaries()) })
  const channel = await store.channels.add(profile, { now: 0, backfill: 0 })
  await recordPages(store, channel, posts, pageSize)
  await store.close()
}

async function recordPages(store: Store, channel: Channel, posts: readonly PostContent[], size: number): Promise<void> {
  for (let index = 0; index < posts.length; index += size) {
    const page = posts.slice(index, index + size)
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
}

/** The same into an archive that has most of their words, by a process that has run for a while. */
async function timeGrown(path: string): Promise<number[]> {
  const store = openStore({ path, analyzer: createDictionaryAnalyzer(readDictionaries()) })
  const channel = await store.channels.add(profile, { now: 0, backfill: 0 })
  const all = [...generatePosts(texts.length + postsPerRun * 5, texts)]
  await recordPages(store, channel, all.slice(0, texts.length), 1000)
  const times: number[] = []
  for (let from = texts.length; from < all.length; from += postsPerRun) {
    const startedAt = performance.now()
    await recordPages(store, channel, all.slice(from, from + postsPerRun), pageSize)
    times.push(performance.now() - startedAt)
  }
  await store.close()
  return times
}

/** The peer: the same rows and pages into FTS5 with its own tokenizer, which knows no word forms. */
function ingestPlainly(path: string, posts: readonly PostContent[]): void {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
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
const grown = await timeGrown(nextPath())
report({
  case: `ingest into a grown archive, ${origin}`,
  size: `${postsPerRun} posts in pages of ${pageSize}`,
  unit: 'posts/s',
  median: round((postsPerRun / median(grown)) * 1000),
  peer: 'FTS5 unicode61, no word forms, a new archive',
  peerMedian: round((postsPerRun / median(plain)) * 1000),
  ratio: round(median(plain) / median(grown)),
})
rmSync(folder, { recursive: true })
