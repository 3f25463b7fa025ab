import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parseQuery } from '../../src/core/query/parse-query.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Query } from '../../src/domain/query.ts'
import type { Position } from '../../src/domain/search.ts'
import type { Store } from '../../src/domain/store.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { makePost, makeProfile, recordPosts } from '../support/posts.ts'

const analyzer = createStemAnalyzer()
const postCount = 24_000

function queryOf(text: string): Query {
  const parsed = parseQuery(text, analyzer)
  assert.ok(parsed.ok)
  return parsed.query
}

/** Within a tenth. */
function assertAbout(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= expected / 10, `${actual} is about ${expected}`)
}

describe('a search in a large archive', () => {
  let store: Store
  let channelIds: number[]
  before(async () => {
    store = openMemoryStore({ analyzer })
    const profile = makeProfile({ name: 'news' })
    const channel = await store.channels.add(profile, { now: 0, backfill: 0 })
    channelIds = [channel.id]
    const posts = Array.from({ length: postCount }, (_, at) =>
      makePost({ messageId: at + 1, text: at % 3 === 0 ? 'письмо домой' : at === 1 ? 'письмо 777' : 'письмо' }),
    )
    await recordPosts(store, channel, posts)
  })
  after(() => store.close())

  it('looks at so many candidates at most, says so, and goes on where it stopped', async () => {
    const request = { query: queryOf('письмо /77[7]/'), channelIds, order: 'newest', limit: 10, now: 0 } as const
    const found: number[] = []
    let pages = 0
    let position: Position | null = null
    do {
      const page = await store.posts.search({ ...request, position })
      assert.equal(page.truncated, page.next !== null)
      found.push(...page.posts.map(({ post }) => post.messageId))
      position = page.next
      pages += 1
    } while (position !== null)
    assert.deepEqual(found, [2])
    assert.ok(pages > 5)
  })

  it('counts about', async () => {
    const count = async (text: string) => store.posts.countAbout({ query: queryOf(text), channelIds, now: 0 })
    const all = await count('письмо')
    assert.deepEqual([all.exact, all.channels], [false, 1])
    assertAbout(all.count, postCount)
    assert.deepEqual(await count('домой'), { count: postCount / 3, exact: true, channels: 1 })
    const looked = await count('=домой')
    assert.equal(looked.exact, false)
    assertAbout(looked.count, postCount / 3)
    assertAbout((await store.posts.totalSince({ channelIds, sinceAt: null })).count, postCount)
  })
})
