import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Boilerplate } from '../../src/domain/boilerplate.ts'
import type { Channel } from '../../src/domain/channel.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { Lesson, Store } from '../../src/domain/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const t0 = Date.UTC(2026, 0, 2)
const minute = 60_000
const analyzer = createStemAnalyzer()
const footer = '📩 Прислать новость'
const learnt: Boilerplate = { lines: [{ place: 'tail', key: 'прислать новость', sample: footer }] }
const nothing: Boilerplate = { lines: [] }
const lease = (now = t0) => ({ now, leaseUntil: now + minute, limit: 10 })

/** What every Store guarantees about boilerplate. `open` gives an empty one. */
export function describeBoilerplateStore(name: string, open: () => Promise<Store>): void {
  describe(`boilerplate contract: ${name}`, () => {
    let store: Store
    let channel: Channel
    beforeEach(async () => {
      store = await open()
      channel = await store.channels.add(makeProfile({ name: 'news' }), { now: t0, backfill: 0 })
    })
    afterEach(() => store.close())

    const record = (posts: readonly PostContent[], now = t0) =>
      store.channels.recordPage({
        channelId: channel.id,
        profile: makeProfile({ name: 'news' }),
        posts,
        cursor: null,
        backfill: null,
        leaseUntil: now,
        now,
      })
    const recordPosts = (from: number, count: number) =>
      record(
        Array.from({ length: count }, (_, index) =>
          makePost({ messageId: from + index, text: `Мост ${from + index}\n\n${footer}` }),
        ),
      )
    const follow = async (): Promise<void> => {
      await store.chats.ensure({
        id: 1,
        kind: 'private',
        language: 'en',
        timeZone: 'UTC',
        digestTime: '09:00',
        nextSlotAt: t0 + 60 * minute,
        now: t0,
      })
      await store.chats.follow({ chatId: 1, channelId: channel.id, sinceAt: 0, now: t0 })
    }
    const teach = (boilerplate: Boilerplate | null, markAtOnce = 1000, newPosts = 0) =>
      store.boilerplate.recordLesson({ channelId: channel.id, boilerplate, newPosts, nextAfter: 15, markAtOnce })
    const search = async (text: string): Promise<number[]> => {
      const query = { kind: 'word', text, match: 'any_form', terms: analyzer.termsOf(text) } as const
      const found = await store.posts.search({
        query,
        channelIds: [channel.id],
        order: 'newest',
        position: null,
        limit: 1000,
        now: t0,
      })
      return found.posts.map(({ post }) => post.messageId)
    }
    const marked = async (): Promise<number[]> =>
      (await store.posts.listPage({ channelId: channel.id, afterId: -1, limit: 1000 }))
        .filter(({ boilerplate }) => boilerplate.length > 0)
        .map(({ messageId }) => messageId)
    const claim = async (now = t0): Promise<readonly Lesson[]> => store.boilerplate.claimLessons(lease(now))

    it('a lesson is due for a followed channel with enough new posts, and is leased', async () => {
      await recordPosts(1, 15)
      assert.deepEqual(await claim(), [], 'nobody follows the channel')
      await follow()
      const [lesson] = await claim()
      assert.deepEqual([lesson?.channelId, lesson?.learnt, lesson?.newPosts], [channel.id, null, 15])
      assert.equal(lesson?.texts[0], `Мост 15\n\n${footer}`, 'the newest first')
      assert.equal(lesson?.texts.length, 15)
      assert.deepEqual(await claim(), [])
      assert.equal((await claim(t0 + minute)).length, 1, 'a lease that ran out is given again')
      await store.releaseLeases()
      assert.equal((await claim()).length, 1)
    })

    it('fewer posts, and posts that were seen before, make no lesson due', async () => {
      await follow()
      await recordPosts(1, 14)
      await recordPosts(1, 14)
      assert.deepEqual(await claim(), [])
      await recordPosts(15, 1)
      assert.equal((await claim()).length, 1)
    })

    it('the next lesson is due after so many more posts, and knows what was learnt', async () => {
      await follow()
      await recordPosts(1, 20)
      const [lesson] = await claim()
      await recordPosts(21, 5)
      await teach(learnt, 1000, lesson?.newPosts)
      assert.deepEqual(await claim(), [], 'posts that came during the lesson are counted, and are too few')
      await recordPosts(26, 10)
      const [next] = await claim()
      assert.deepEqual([next?.learnt, next?.newPosts], [learnt, 15])
      assert.deepEqual(await store.boilerplate.find(channel.id), learnt)
    })

    it('a lesson has the newest texts and a bounded sample of the older ones', async () => {
      await follow()
      for (let from = 1; from <= 3000; from += 1000) await recordPosts(from, 1000)
      const [lesson] = await claim()
      assert.ok(lesson)
      assert.ok(lesson.texts.length > 300 && lesson.texts.length <= 400, String(lesson.texts.length))
      const numbers = lesson.texts.map((text) => Number(/\d+/.exec(text)?.[0]))
      assert.deepEqual(
        numbers,
        [...numbers].sort((a, b) => b - a),
      )
      assert.ok(Math.min(...numbers) < 300, 'it reaches far back')
    })

    it('a post keeps its text, and is not found by its boilerplate', async () => {
      await recordPosts(1, 2)
      assert.deepEqual(await search('новость'), [2, 1])
      await teach(learnt)
      assert.deepEqual(await search('новость'), [])
      assert.deepEqual(await search('мост'), [2, 1])
      const post = await store.posts.findByMessageId(channel.id, 1)
      assert.equal(post?.text, `Мост 1\n\n${footer}`)
      assert.deepEqual(post.boilerplate, [{ start: 8, end: post.text.length }])
    })

    it('posts that come later are marked as they are stored, and an edit marks anew', async () => {
      await teach(learnt)
      await recordPosts(1, 1)
      assert.deepEqual([await marked(), await search('новость')], [[1], []])
      await record([makePost({ messageId: 1, text: 'Важная новость', edited: true })])
      assert.deepEqual([await marked(), await search('новость')], [[], [1]])
    })

    it('marks the newest at once and the others step by step, where it stopped before', async () => {
      await recordPosts(1, 10)
      await teach(learnt, 4)
      assert.deepEqual(await marked(), [7, 8, 9, 10])
      assert.equal(await store.boilerplate.markNext(4), true)
      assert.deepEqual(await marked(), [3, 4, 5, 6, 7, 8, 9, 10])
      assert.deepEqual(await search('новость'), [2, 1])
      await recordPosts(11, 1)
      assert.equal(await store.boilerplate.markNext(4), true)
      assert.equal(await store.boilerplate.markNext(4), false)
      assert.equal((await marked()).length, 11)
      assert.deepEqual(await search('новость'), [])
    })

    it('a post that is seen again while it waits to be marked is marked, in the index too', async () => {
      await recordPosts(1, 2)
      await teach(learnt, 1)
      assert.deepEqual(await marked(), [2])
      const seen = await recordPosts(1, 1)
      assert.equal(seen.changed, 0)
      assert.deepEqual([await marked(), await search('новость')], [[1, 2], []])
    })

    it('what is no boilerplate any more is found again', async () => {
      await recordPosts(1, 3)
      await teach(learnt)
      await teach(nothing)
      assert.deepEqual([await marked(), await search('новость')], [[], [3, 2, 1]])
    })

    it('a lesson without anything new leaves what was learnt, and what waits to be marked', async () => {
      await recordPosts(1, 3)
      await teach(learnt, 1)
      await teach(null)
      assert.deepEqual(await store.boilerplate.find(channel.id), learnt)
      while (await store.boilerplate.markNext(2));
      assert.deepEqual(await marked(), [1, 2, 3])
    })

    it('marking starts no new round of matching', async () => {
      await follow()
      await recordPosts(1, 3)
      const posts = await store.posts.claimUnmatched({ now: t0, leaseUntil: t0 + minute, limit: 10 })
      const settled = posts.map(({ post, round }) => ({ id: post.id, round }))
      await store.posts.recordMatches({ posts: settled, matches: [], now: t0 })
      await teach(learnt, 1)
      while (await store.boilerplate.markNext(1));
      await recordPosts(1, 3)
      assert.equal(await store.posts.countUnmatched(), 0)
      assert.equal((await store.posts.findByMessageId(channel.id, 1))?.changedAt, null)
    })

    it('what is gathered is without boilerplate', async () => {
      await follow()
      await teach(learnt)
      await recordPosts(1, 1)
      const posts = await store.posts.claimUnmatched({ now: t0, leaseUntil: t0 + minute, limit: 10 })
      await store.posts.recordMatches({
        posts: posts.map(({ post, round }) => ({ id: post.id, round })),
        matches: posts.map(({ post }) => ({ chatId: 1, postId: post.id, watchId: null })),
        now: t0,
      })
      const { posts: gathered } = await store.digests.findGathered(1, 10)
      assert.equal(gathered[0]?.text.trimEnd(), 'Мост 1')
    })

    it('nothing is known of a channel that was not learnt, and its posts are counted', async () => {
      await recordPosts(1, 3)
      assert.equal(await store.boilerplate.find(channel.id), null)
      assert.equal(await store.boilerplate.markNext(10), false)
      assert.equal(await store.channels.countPosts(channel.id), 3)
    })
  })
}
