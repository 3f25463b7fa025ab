import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { describe, it } from 'node:test'
import { exportPosts } from '../../src/cli/export.ts'
import { createOutput } from '../../src/cli/output.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { createTestClock } from '../support/clock.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const analyzer = createStemAnalyzer()
/** What an export may hold: a page of posts, and what a stream without room takes all the same. */
const mostHeld = 200 + 4
const posts = 950

interface Watched {
  readonly store: Store
  /** Posts that have left the archive. */
  readonly taken: () => number
}

/** An archive that counts what is taken out of it. */
async function openWatched(): Promise<Watched & AsyncDisposable> {
  const store = openStore({ path: ':memory:', analyzer })
  const profile = makeProfile({ name: 'news', telegramId: 42 })
  const { id } = await store.channels.add(profile, { now: 0, backfill: 0 })
  const all = Array.from({ length: posts }, (_, at) => makePost({ messageId: at + 1, text: `storm ${at}` }))
  const now = Date.UTC(2026, 2, 1)
  await store.channels.recordPage({
    channelId: id,
    profile,
    posts: all,
    cursor: posts,
    backfill: null,
    leaseUntil: 0,
    now,
  })
  let taken = 0
  const listPage: Store['archive']['listPage'] = async (request) => {
    const page = await store.archive.listPage(request)
    taken += page.length
    return page
  }
  return {
    store: { ...store, archive: { ...store.archive, listPage } },
    taken: () => taken,
    [Symbol.asyncDispose]: () => store.close(),
  }
}

/** Starts an export into a stream that takes one line at a time. */
function start(
  { store }: Watched,
  query: string | null,
): { readonly stream: PassThrough; readonly end: Promise<void> } {
  const stream = new PassThrough({ highWaterMark: 1 })
  const request = { channel: null, query, fromAt: null, beforeAt: null, format: 'jsonl', out: null } as const
  const parts = { store, clock: createTestClock(0), analyzer, output: createOutput(stream) }
  return { stream, end: exportPosts(parts, request).finally(() => stream.end()) }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
}

describe('an export, however many posts there are', () => {
  for (const query of [null, 'storm']) {
    it(`holds no more than a page of them${query === null ? '' : ', of a query too'}`, async () => {
      await using archive = await openWatched()
      const { stream, end } = start(archive, query)
      let lines = 0
      for await (const chunk of stream) {
        lines += String(chunk).split('\n').length - 1
        if (lines % 100 === 0) await settle()
        assert.ok(archive.taken() - lines <= mostHeld, `${archive.taken()} posts taken out, ${lines} read`)
      }
      await end
      assert.equal(lines, posts)
    })
  }

  it('takes no further page for a reader that does not read', async () => {
    await using archive = await openWatched()
    const { stream, end } = start(archive, null)
    await settle()
    assert.equal(archive.taken(), 200)
    stream.destroy()
    await assert.rejects(end, /went away/)
    assert.equal(archive.taken(), 200)
  })
})
