import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { toDocument } from '../../src/core/query/document.ts'
import { evaluate } from '../../src/core/query/evaluate.ts'
import { parseQuery } from '../../src/core/query/parse-query.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Channel } from '../../src/domain/channel.ts'
import type { Post, PostContent } from '../../src/domain/post.ts'
import type { Query, SearchOrder } from '../../src/domain/query.ts'
import type { FoundPost, Position, SearchPage } from '../../src/domain/search.ts'
import type { Store } from '../../src/domain/store.ts'
import { day, hour } from '../../src/domain/time.ts'
import { makePost, makeProfile } from '../support/posts.ts'
import { anyQuery, anyStep, type ArchiveStep, channelNames, firstDayAt } from '../support/random-archive.ts'

const t0 = Date.UTC(2026, 0, 2)
const minute = 60_000
const analyzer = createStemAnalyzer()

function queryOf(text: string): Query {
  const parsed = parseQuery(text, analyzer)
  assert.ok(parsed.ok, text)
  return parsed.query
}

/** Applies steps to an archive; the channels, in their order. */
export async function applySteps(store: Store, steps: readonly ArchiveStep[]): Promise<readonly Channel[]> {
  const channels: Channel[] = []
  for (const name of channelNames)
    channels.push(await store.channels.add(makeProfile({ name }), { now: 0, backfill: 0 }))
  for (const [index, step] of steps.entries()) {
    const channel = channels[step.channel]
    if (channel === undefined) throw new Error('there is no such channel')
    const now = t0 + index * minute
    if (step.kind === 'delete') await store.channels.recordDeleted(channel.id, step.messageIds, now)
    else await record(store, channel, step.posts, now)
  }
  return channels
}

async function record(store: Store, { id, name }: Channel, posts: readonly PostContent[], now = t0): Promise<void> {
  const profile = makeProfile({ name })
  await store.channels.recordPage({ channelId: id, profile, posts, cursor: null, backfill: null, leaseUntil: now, now })
}

/** Every post of the channels that the query matches, newest first: what a search has to find. */
export async function bruteForce(
  store: Store,
  channels: readonly Channel[],
  query: Query,
  now: number,
): Promise<number[]> {
  const posts: Post[] = []
  for (const channel of channels)
    for (const post of await store.posts.listPage({ channelId: channel.id, afterId: 0, limit: 1000 }))
      if (post.kind !== 'service' && evaluate(query, toDocument(post, channel.name, analyzer), now) !== null)
        posts.push(post)
  return posts.map(({ id }) => id).sort((a, b) => b - a)
}

/** Page after page to the end. */
export async function searchAll(
  store: Store,
  request: {
    readonly query: Query
    readonly channelIds: readonly number[]
    readonly order: SearchOrder
    readonly now: number
  },
  limit: number,
): Promise<FoundPost[]> {
  const found: FoundPost[] = []
  let position: Position | null = null
  do {
    const page: SearchPage = await store.posts.search({ ...request, position, limit })
    assert.ok(page.posts.length <= limit)
    found.push(...page.posts)
    position = page.next
  } while (position !== null)
  return found
}

/** What the searches of every Store guarantee. `open` gives an empty one with the stem analyzer. */
export function describeSearch(name: string, open: () => Promise<Store>): void {
  describe(`search contract: ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const add = async (channelName: string, texts: readonly string[]): Promise<Channel> => {
      const channel = await store.channels.add(makeProfile({ name: channelName }), { now: t0, backfill: 0 })
      await record(
        store,
        channel,
        texts.map((text, index) => makePost({ messageId: index + 1, text })),
      )
      return channel
    }
    const search = async (
      text: string,
      channels: readonly Channel[],
      order: SearchOrder = 'newest',
    ): Promise<number[]> => {
      const request = { query: queryOf(text), channelIds: channels.map(({ id }) => id), order, now: t0 }
      return (await searchAll(store, request, 2)).map(({ post }) => post.messageId)
    }
    const texts = [
      'Верните мобилизованных домой',
      'Мобилизованным дали отпуск',
      'Реклама: отпуск у моря',
      'Домой вернутся все мобилизованные',
      'Полонених повернуто додому',
    ]

    it('finds just the posts that the query matches, newest first, whatever was edited and deleted', async () => {
      const channelIds = fc.subarray([0, 1, 2], { minLength: 1 })
      const steps = fc.array(anyStep, { maxLength: 12 })
      const queries = fc.array(anyQuery(analyzer), { minLength: 1, maxLength: 12 })
      const now = firstDayAt + 3 * day + 777
      await fc.assert(
        fc.asyncProperty(steps, queries, channelIds, async (made, asked, within) => {
          const archive = await open()
          const channels = await applySteps(archive, made)
          const wanted = channels.filter((_, index) => within.includes(index))
          for (const query of asked) {
            const expected = await bruteForce(archive, wanted, query, now)
            const request = { query, channelIds: wanted.map(({ id }) => id), now }
            const newest = await searchAll(archive, { ...request, order: 'newest' }, 3)
            assert.deepEqual(
              newest.map(({ post }) => post.id),
              expected,
            )
            const best = await searchAll(archive, { ...request, order: 'relevance' }, 3)
            assert.deepEqual(
              best.map(({ post }) => post.id).sort((a, b) => b - a),
              expected,
            )
            const { count, exact, channels: inChannels } = await archive.posts.countAbout(request)
            const seen = new Set(newest.map(({ post }) => post.channelId))
            assert.deepEqual(
              { count, exact, inChannels },
              { count: expected.length, exact: true, inChannels: seen.size },
            )
          }
          await archive.close()
        }),
        { numRuns: Number(process.env['SEARCH_RUNS'] ?? 150) },
      )
    })

    it('counts stretches of time as the posts that match are published, and none where the last has too few', async () => {
      const steps = fc.array(anyStep, { maxLength: 12 })
      const edges = fc
        .uniqueArray(fc.integer({ min: -12, max: 100 }), { minLength: 2, maxLength: 6 })
        .map((hours) => hours.toSorted((a, b) => a - b).map((each) => firstDayAt + each * hour))
      const now = firstDayAt + 3 * day + 777
      await fc.assert(
        fc.asyncProperty(steps, anyQuery(analyzer), edges, fc.integer({ min: 0, max: 3 }), async (...drawn) => {
          const [made, query, at, fewest] = drawn
          const archive = await open()
          const channels = await applySteps(archive, made)
          const channelIds = channels.map(({ id }) => id)
          const found = await searchAll(archive, { query, channelIds, order: 'newest', now }, 10)
          const within = (from: number, until: number): number =>
            found.filter(({ post }) => from <= post.publishedAt && post.publishedAt < until).length
          const counts = at.slice(1).map((until, index) => within(at[index]!, until))
          const expected = counts.at(-1)! < fewest ? null : counts
          const counted = await archive.posts.countStretches({ query, channelIds, edges: at, fewest, now })
          assert.deepEqual(counted ?? (fewest === 0 ? counts.map(() => 0) : null), expected)
          await archive.close()
        }),
        { numRuns: Math.ceil(Number(process.env['SEARCH_RUNS'] ?? 150) / 5) },
      )
    })

    it('tells when the first post of a channel was published', async () => {
      const [one, two] = [await add('news', texts), await add('other', [])]
      const [first] = await store.posts.listPage({ channelId: one.id, afterId: 0, limit: 1 })
      const known = await store.posts.findFirstPublished([one.id, two.id, 777])
      assert.deepEqual([...known], [[one.id, first!.publishedAt]])
    })

    it('finds inflected forms, newest first', async () => {
      assert.deepEqual(await search('мобилизованный', [await add('news', texts)]), [4, 2, 1])
    })
    it('finds a phrase only where its words stand together, and leaves out just what is excluded', async () => {
      const channels = [await add('news', texts)]
      assert.deepEqual(await search('"мобилизованный домой"', channels), [1])
      assert.deepEqual(await search('домой -"мобилизованный домой"', channels), [4])
    })
    it('stays within the channels that were asked for', async () => {
      const [one, two] = [await add('news', texts), await add('other', ['отпуск'])]
      assert.deepEqual(await search('отпуск', [two]), [1])
      assert.deepEqual(await search('отпуск', [one, two]), [3, 2, 1])
      assert.deepEqual(await search('отпуск', []), [])
    })
    it('a page goes on where another ended, whatever came in between', async () => {
      const channel = await add('news', texts)
      for (const order of ['newest', 'relevance'] as const) {
        const request = { query: queryOf('мобилизованный'), channelIds: [channel.id], order, limit: 2, now: t0 }
        const first = await store.posts.search({ ...request, position: null })
        assert.match(first.next ?? '', /^[a-z0-9.-]{1,20}$/)
        await record(store, channel, [makePost({ messageId: order === 'newest' ? 90 : 91, text: 'мобилизованный' })])
        const next = await store.posts.search({ ...request, position: first.next })
        assert.equal(next.next, null)
        const ids = [...first.posts, ...next.posts].map(({ post }) => post.messageId)
        assert.equal(new Set(ids).size, ids.length)
        assert.deepEqual(new Set(ids.filter((id) => id < 90)), new Set([1, 2, 4]))
      }
    })
    it('the best match of the second within which a time begins takes no place of another on a page', async () => {
      const channel = await add('news', [])
      const posts = ['отпуск', 'дали отпуск всем', 'отпуск дали всем', 'всем дали отпуск'].map((text, index) =>
        makePost({ messageId: index + 1, text, publishedAt: t0 + index * minute }),
      )
      await record(store, channel, posts)
      const request = { query: queryOf('отпуск last:1d'), channelIds: [channel.id], now: t0 + 24 * 60 * minute + 300 }
      const found = await searchAll(store, { ...request, order: 'relevance' }, 2)
      assert.deepEqual(new Set(found.map(({ post }) => post.messageId)), new Set([2, 3, 4]))
    })
    it('a position that nobody gave is the beginning', async () => {
      const channel = await add('news', texts)
      const request = {
        query: queryOf('отпуск'),
        channelIds: [channel.id],
        order: 'newest',
        limit: 1,
        now: t0,
      } as const
      for (const position of ['', '17', 'n', 'nzzzzzzzzzzzzzz', 'r1', 'старое']) {
        const { posts } = await store.posts.search({ ...request, position })
        assert.deepEqual(
          posts.map(({ post }) => post.messageId),
          [3],
        )
      }
    })
    it('the best match has the words more often in less text', async () => {
      const filler = 'и ещё много других слов о том, чего никто не искал'
      const posts = ['отпуск', `отпуск ${filler}`, 'отпуск отпуск', filler, filler, filler]
      assert.deepEqual(await search('отпуск', [await add('news', posts)], 'relevance'), [3, 1, 2])
    })
    it('counts the posts of a window, found and in all', async () => {
      const channel = await add('news', [...texts])
      const other = await add('other', ['отпуск'])
      const channelIds = [channel.id, other.id]
      const sinceAt = Date.UTC(2026, 0, 1) + 3 * minute
      const query = queryOf('отпуск')
      const since = await store.posts.countAbout({ query, channelIds, sinceAt, now: t0 })
      assert.deepEqual(since, { count: 1, exact: true, channels: 1 })
      assert.deepEqual(await store.posts.countAbout({ query, channelIds, now: t0 }), {
        count: 3,
        exact: true,
        channels: 2,
      })
      assert.deepEqual(await store.posts.totalSince({ channelIds, sinceAt }), { count: 3, exact: true })
      assert.deepEqual(await store.posts.totalSince({ channelIds: [other.id], sinceAt: null }), {
        count: 1,
        exact: true,
      })
    })
    it('suggests words of the archive that are typed almost so, the commonest first', async () => {
      await add('news', ['мобилизация', 'мобилизацией', 'мобилизации', 'мобилизатор', 'мобилизаторы', 'единожды'])
      const expected = {
        мабилизация: ['мобилизация'],
        Мобилзаиця: ['мобилизация'],
        мобилизация: [],
        единажды: [],
        '': [],
      }
      for (const [typed, words] of Object.entries(expected)) {
        const similar = await store.posts.findSimilarWords(typed, 5)
        assert.deepEqual(
          similar.map(({ word }) => word),
          words,
        )
      }
    })
    it('a deleted post is found as such until it is seen again', async () => {
      const channel = await add('news', texts)
      await store.channels.recordDeleted(channel.id, [3, 77], t0 + minute)
      await store.channels.recordDeleted(channel.id, [3], t0 + 2 * minute)
      assert.deepEqual(await search('отпуск is:deleted', [channel]), [3])
      assert.equal((await store.posts.findByMessageId(channel.id, 3))?.deletedAt, t0 + minute)
      await record(store, channel, [makePost({ messageId: 3, text: texts[2] ?? '' })])
      assert.deepEqual(await search('отпуск is:deleted', [channel]), [])
      assert.equal((await store.posts.findByMessageId(channel.id, 3))?.deletedAt, null)
    })
    it('an edit is found by its new words, and not by its old ones', async () => {
      const channel = await add('news', ['ротация завтра'])
      await record(store, channel, [makePost({ messageId: 1, text: 'отпуск завтра' })], t0 + minute)
      assert.deepEqual([await search('ротация', [channel]), await search('отпуск', [channel])], [[], [1]])
      assert.equal((await store.posts.findByMessageId(channel.id, 1))?.changedAt, t0 + minute)
    })
  })
}
