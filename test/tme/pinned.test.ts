import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { createRetention } from '../../src/flows/retention.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { startPreview } from '../sandbox/web-preview/preview-server.ts'
import { createTestClock } from '../support/clock.ts'
import { createOpenLimiter, systemClock } from './support/clocks.ts'

const day = 86_400_000
const calm = new AbortController().signal

test('what a channel pinned outlives the other posts, by the notice of its page', async () => {
  await using server = await startPreview()
  for (const text of ['Правила канала:\n\nбудьте добры', 'просто новость'])
    server.channels.publish('Demo_News', { text })
  server.channels.publish('Demo_News', { kind: 'service', text: 'Demo news pinned «Правила канала: будьте»' })
  await using stack = new AsyncDisposableStack()
  const dispatcher = stack.adopt(createDispatcher(null), (agent) => agent.destroy())
  const reading = { root: server.root, dispatcher, userAgent: 'test', limiter: createOpenLimiter(), clock: systemClock }
  const page = await createWebSource(reading).fetchPage('demo_news', { kind: 'newest' }, calm)

  const store = stack.adopt(openMemoryStore({ analyzer: createStemAnalyzer() }), (open) => open.close())
  const now = Date.now()
  const { id } = await store.channels.add(page.profile, { now, backfill: 0 })
  await store.channels.recordPage({ channelId: id, ...page, cursor: 1, backfill: null, leaseUntil: 0, now })
  const about = { kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
  await store.chats.ensure({ id: 1, ...about, nextSlotAt: now, now })
  await store.chats.follow({ chatId: 1, channelId: id, sinceAt: 0, now })
  await store.chats.unfollow(1, id)

  const clock = createTestClock(now)
  const rules = { days: null, unfollowedDays: 30, keepMatched: true, keepPinned: true }
  const retention = createRetention({ store, clock, rules, onDeleted: () => {} })
  while (await retention.run(calm));
  clock.advance(31 * day)
  while (await retention.run(calm));
  const range = { channelIds: [id], afterId: 0, fromAt: null, beforeAt: null, limit: 10 }
  assert.deepEqual(
    (await store.archive.listPage(range)).map(({ post }) => post.text),
    ['Правила канала:\n\nбудьте добры', 'Demo news pinned «Правила канала: будьте»'],
  )
})
