import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createLoop } from '../../src/cron/loop.ts'
import { createUpkeep } from '../../src/flows/upkeep.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createTestClock } from '../support/clock.ts'
import { makePost, makeProfile } from '../support/posts.ts'

it('upkeep goes on step by step until nothing is left, with a pause after each', async () => {
  const store = openMemoryStore({ analyzer: createStemAnalyzer() })
  const profile = makeProfile({ name: 'news' })
  const channel = await store.channels.add(profile, { now: 0, backfill: 0 })
  for (let page = 0; page < 30; page += 1) {
    const posts = Array.from({ length: 20 }, (_, index) => {
      const messageId = page * 20 + index + 1
      return makePost({ messageId, text: Array.from({ length: 40 }, (_, at) => `слово${messageId * at}`).join(' ') })
    })
    await store.channels.recordPage({
      channelId: channel.id,
      profile,
      posts,
      cursor: null,
      backfill: null,
      leaseUntil: 0,
      now: 0,
    })
  }
  const clock = createTestClock(0)
  const defects: unknown[] = []
  const upkeep = createUpkeep({ store, clock })
  const signal = new AbortController().signal
  const loop = createLoop({ name: 'upkeep', step: upkeep.run, signal, clock, onDefect: (error) => defects.push(error) })
  loop.kick()
  await loop.idle()
  assert.deepEqual(defects, [])
  assert.ok(clock.now() > 0)
  assert.equal(await upkeep.run(signal), false)
  await store.close()
})
