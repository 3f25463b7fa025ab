import { parseQuery } from '../src/core/query/parse-query.ts'
import type { Analyzer } from '../src/core/text/analyzer.ts'
import { createDictionaryAnalyzer } from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import type { Store } from '../src/domain/store.ts'
import { composePosts } from '../src/flows/compose.ts'
import { createFoldGathered } from '../src/flows/fold.ts'
import { createMatching } from '../src/flows/match.ts'
import { openStore } from '../src/sqlite/store.ts'
import { makePost, makeProfile, recordPosts } from '../test/support/posts.ts'
import { loadTexts } from './corpus.ts'
import { median, report, round } from './measure.ts'

/** The whole way from the store to a composed digest: what has gathered is read, folded and composed. */
const count = 1000
const channels = 20
const runs = 15
const warmUp = 2
const queries =
  'мобилизованный, ротация, отпуск, госпиталь, дорога, город, школа, врач, погода, работа, дом, семья'.split(', ')
const startAt = Date.UTC(2026, 2, 1)
const now = startAt + count * 60_000
const clock = { now: () => now, sleep: () => Promise.reject(new Error('nothing waits here')) }
const chatId = 1

const dictionaries = readDictionaries()
const analyzer = createDictionaryAnalyzer(dictionaries)
const store = openStore({ path: ':memory:', analyzer })
await fill()

/** Channels with many more posts than queries find in them, and a chat that follows them all. */
async function fill(): Promise<void> {
  const { texts } = loadTexts()
  await store.chats.ensure({
    id: chatId,
    kind: 'private',
    language: 'ru',
    timeZone: 'Europe/Moscow',
    digestTime: '09:00',
    nextSlotAt: now,
    now: 0,
  })
  for (const query of queries) {
    const parsed = parseQuery(query, analyzer)
    if (!parsed.ok) throw new Error(`the query ${query} is not right`)
    await store.watches.add({ chatId, query, sinceAt: 0, now: 0 })
  }
  for (let index = 0; index < channels; index += 1) {
    const channel = await store.channels.add(makeProfile({ name: `channel${index}` }), { now: 0, backfill: 0 })
    await store.chats.follow({ chatId, channelId: channel.id, sinceAt: 0, now: 0 })
    const own = texts.filter((_, number) => number % channels === index)
    await recordPosts(
      store,
      channel,
      own.map((text, number) => makePost({ messageId: number + 1, publishedAt: startAt + number * 60_000, text })),
    )
  }
  await createMatching({ store, clock, analyzer }).drain()
}

/** Milliseconds of each step, by the clock. No text was folded before. */
async function timeSteps(words: Analyzer, of: Store): Promise<Record<'read' | 'fold' | 'compose' | 'all', number>> {
  const chat = await of.chats.find(chatId)
  if (chat === null) throw new Error('the chat is not there')
  const fold = createFoldGathered({ store: of, analyzer: words })
  const startedAt = performance.now()
  const { posts, total } = await of.digests.findGathered(chatId, count)
  const readAt = performance.now()
  const { folds } = await fold({ chatId, threadId: null, now }, posts)
  const foldedAt = performance.now()
  await composePosts(
    { store: of, analyzer: words },
    { chat, slotAt: now, posts, folds, leftOver: total - posts.length },
  )
  const composedAt = performance.now()
  if (posts.length !== count) throw new Error(`only ${posts.length} posts have gathered`)
  return {
    read: readAt - startedAt,
    fold: foldedAt - readAt,
    compose: composedAt - foldedAt,
    all: composedAt - startedAt,
  }
}

for (const [name, wordsOf] of [
  ['from the store to a digest', () => analyzer],
  ['from the store to a digest, no word remembered', () => createDictionaryAnalyzer(dictionaries)],
] as const) {
  const times = []
  for (let run = 0; run < warmUp + runs; run += 1) times.push(await timeSteps(wordsOf(), store))
  const counted = times.slice(warmUp)
  for (const step of ['all', 'read', 'fold', 'compose'] as const) {
    report({
      case: step === 'all' ? name : `${name}: ${step}`,
      size: `${count} posts, by ${loadTexts().origin}`,
      unit: 'ms',
      median: round(median(counted.map((time) => time[step]))),
    })
  }
}
await store.close()
