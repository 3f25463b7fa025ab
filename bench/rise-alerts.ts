import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import { minute } from '../src/domain/time.ts'
import { createRiseAlerting } from '../src/flows/rise-alerts.ts'
import { openDatabase } from '../src/sqlite/database.ts'
import { openBenchArchive } from './archive.ts'
import { lastPostAt, loadTexts } from './corpus.ts'
import { median, report, round, timeRuns } from './measure.ts'
import { drawQueries } from './queries.ts'

/** What alerts on rises cost where a hundred thousand saved queries ask for them. */
const size = Number(process.env['VESTNIK_BENCH_POSTS'] ?? 100_000)
const chats = 1000
const watchesAChat = 100
const matchesAtOnce = 10_000
const batches = 10

const folder = mkdtempSync(join(tmpdir(), 'vestnik-bench-'))
const path = join(folder, 'alerts.db')
const analyzer = createDictionaryAnalyzer(readDictionaries())
const { texts } = loadTexts()
const { frequent } = drawQueries(texts, analyzer)
const { store, channels } = await openBenchArchive(path, { size, texts, analyzer })
const now = lastPostAt(size)
const where = { size: `${chats * watchesAChat} queries that ask for them, ${size} posts` }
const postIds = fillChats()

/** Chats that follow five channels each, and whose queries all ask for alerts; ids of the newest posts. */
function fillChats(): readonly number[] {
  const db = openDatabase(path)
  const chat = db.prepare(
    "INSERT INTO chats (id, kind, language, time_zone, created_at) VALUES (?, 'private', 'ru', 'Europe/Moscow', 0)",
  )
  const follow = db.prepare('INSERT INTO follows (chat_id, channel_id, since_at, followed_at) VALUES (?, ?, 0, 0)')
  const watch = db.prepare('INSERT INTO watches (chat_id, number, query, since_at, created_at) VALUES (?, ?, ?, 0, 0)')
  const ask = db.prepare(
    'INSERT INTO rise_alerts (watch_id, thread_id) SELECT id, 0 FROM watches WHERE chat_id % 2 = 0',
  )
  db.transaction(() => {
    for (let id = 1; id <= chats * 2; id += 1) {
      chat.run(id)
      for (let at = 0; at < 5; at += 1) follow.run(id, channels[1 + ((id + at) % 20)]?.id ?? 0)
      for (let number = 1; number <= watchesAChat; number += 1)
        watch.run(id, number, `${frequent[number % frequent.length]} OR ${otherWord(id, number)}`)
    }
    ask.run()
    db.exec('UPDATE posts SET matched_at = 0')
  })()
  const ids = db.prepare<[], number>('SELECT id FROM posts ORDER BY id DESC LIMIT 400').pluck().all()
  db.close()
  return ids
}

function otherWord(id: number, number: number): string {
  const distance = 1 + Math.floor(number / frequent.length) + (id % 7)
  return frequent[(number + distance) % frequent.length] ?? ''
}

/** A match of every query of some chats with a post that one of their channels published. */
async function timeMatches(isAsked: boolean): Promise<number> {
  const times: number[] = []
  for (let batch = 0; batch < batches; batch += 1) {
    const postId = postIds[batch * 2 + (isAsked ? 1 : 0)] ?? 0
    const matches = Array.from({ length: matchesAtOnce }, (_, index) => {
      const chatId = 2 * (1 + ((batch * 100 + Math.floor(index / watchesAChat)) % chats)) - (isAsked ? 0 : 1)
      return { chatId, postId, watchId: (chatId - 1) * watchesAChat + 1 + (index % watchesAChat) }
    })
    await store.posts.recordMatches({ posts: [], matches: [], now })
    const startedAt = performance.now()
    await store.posts.recordMatches({ posts: [{ id: postId, round: 1 }], matches, now })
    times.push(performance.now() - startedAt)
  }
  return median(times)
}

const plain = await timeMatches(false)
const asked = await timeMatches(true)
report({
  case: 'storing matches of queries that ask for alerts on rises',
  ...where,
  unit: `µs a match`,
  median: round((asked / matchesAtOnce) * 1000),
  peer: 'of queries that do not',
  peerMedian: round((plain / matchesAtOnce) * 1000),
})
const clock = { now: () => now + minute, sleep: () => Promise.reject(new Error('nothing waits here')) }
const alerting = createRiseAlerting({ store, clock, analyzer })
for (let isLeft = true; isLeft;) {
  const claimed = await store.riseAlerts.claimDue({ now: now + minute, leaseUntil: now + 60 * minute, limit: 1000 })
  isLeft = claimed.length > 0
}
report({
  case: 'a beat with nothing to look at',
  ...where,
  unit: 'ms',
  median: round(median(await timeRuns(100, () => alerting.run()))),
})
await store.close()
rmSync(folder, { recursive: true })
