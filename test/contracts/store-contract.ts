import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Channel, ChannelDetails } from '../../src/domain/channel.ts'
import type { Digest } from '../../src/domain/digest.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { Query } from '../../src/domain/query.ts'
import type { Store } from '../../src/domain/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const t0 = Date.UTC(2026, 0, 2)
const minute = 60_000
const analyzer = createStemAnalyzer()

const word = (text: string): Query => ({
  kind: 'word',
  text,
  match: 'any_form',
  terms: analyzer.termsOf(text),
})
const all = (...queries: Query[]): Query => ({ kind: 'and', queries })
const phrase = (...words: string[]): Query => ({
  kind: 'phrase',
  words: words.map((text) => ({ text, match: 'any_form' as const, terms: analyzer.termsOf(text) })),
})
const lease = (now = t0, limit = 100) => ({ now, leaseUntil: now + minute, limit })
/** A post of one and the same second. */
const madeAt0 = (messageId: number): PostContent => makePost({ messageId, publishedAt: t0 })
const digest: Digest = { language: 'en', timeZone: 'UTC', slotAt: t0, postCount: 1, leftOver: 0, groups: [] }

const detailsWith = (photos: number): ChannelDetails => ({
  photoUrl: 'https://cdn.example/a.jpg',
  labels: ['verified'],
  counters: { photos: { label: String(photos), value: photos } },
})

/** What every Store guarantees. `open` gives an empty one. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const addChat = (id: number, now = t0) =>
      store.chats.ensure({
        id,
        kind: 'private',
        language: 'en',
        timeZone: 'UTC',
        digestTime: '09:00',
        nextSlotAt: t0 + 60 * minute,
        now,
      })
    const addChannel = async (channelName = 'news', posts: PostContent[] = []): Promise<Channel> => {
      const channel = await store.channels.add(makeProfile({ name: channelName }), { now: t0, backfill: 100 })
      if (posts.length > 0) await record(channel, posts)
      return channel
    }
    const record = (channel: Channel, posts: PostContent[], now = t0, cursor: number | null = null) =>
      store.channels.recordPage({
        channelId: channel.id,
        profile: makeProfile({ name: channel.name }),
        posts,
        cursor,
        backfill: null,
        leaseUntil: now,
        now,
      })
    const follow = (chatId: number, channel: Channel, sinceAt = 0) =>
      store.chats.follow({ chatId, channelId: channel.id, sinceAt, now: t0 })
    const matchAll = async (watchId: number | null, chatId = 1) => {
      const posts = await store.posts.claimUnmatched(lease())
      await store.posts.recordMatches({
        posts: posts.map(({ post, round }) => ({ id: post.id, round })),
        matches: posts.map(({ post }) => ({ chatId, postId: post.id, watchId })),
        now: t0,
      })
    }
    const gatheredIds = async (chatId = 1) =>
      (await store.digests.findGathered(chatId, 100)).posts.map((post) => post.messageId)
    const sendDigest = async (postIds: number[], slotAt = t0, chatId = 1) => {
      const plan = await store.digests.getPlan(chatId)
      return store.digests.recordDigest({ planId: plan.id, chatId, slotAt, digest, postIds, now: slotAt })
    }

    describe('channels', () => {
      it('finds a channel by its name in any case, and adds it once', async () => {
        const channel = await addChannel('PutDomoj')
        assert.equal((await store.channels.findByName('putdomoj'))?.id, channel.id)
        assert.equal((await addChannel('PUTDOMOJ')).id, channel.id)
        assert.equal(await store.channels.findByName('other'), null)
      })

      it('leases a due channel to one caller until the lease ends', async () => {
        await addChat(1)
        await follow(1, await addChannel())
        assert.equal((await store.channels.claimDue(lease())).length, 1)
        assert.equal((await store.channels.claimDue(lease())).length, 0)
        assert.equal((await store.channels.claimDue(lease(t0 + minute))).length, 1)
      })

      it('never claims a channel that nobody follows', async () => {
        await addChannel()
        assert.deepEqual(await store.channels.claimDue(lease()), [])
      })

      it('keeps what a header said of a channel until another header says something else', async () => {
        const first = makeProfile({ name: 'news', details: detailsWith(1) })
        const channel = await store.channels.add(first, { now: t0, backfill: 0 })
        assert.deepEqual(channel.details, detailsWith(1))
        await record(channel, [])
        assert.deepEqual((await store.channels.findByName('news'))?.details, detailsWith(1))
        await store.channels.recordPage({
          channelId: channel.id,
          profile: { ...first, details: detailsWith(2) },
          posts: [],
          cursor: null,
          backfill: null,
          leaseUntil: t0,
          now: t0,
        })
        assert.deepEqual((await store.channels.findByName('news'))?.details, detailsWith(2))
      })

      it('never moves the cursor back', async () => {
        const channel = await addChannel()
        await record(channel, [makePost({ messageId: 9 })], t0, 9)
        await record(channel, [makePost({ messageId: 3 })], t0, 3)
        assert.equal((await store.channels.findByName('news'))?.cursor, 9)
      })

      it('a failure counts, shows its fault, and a success clears both', async () => {
        const channel = await addChannel()
        await store.channels.recordFailure({
          channelId: channel.id,
          fault: 'network',
          nextPollAt: t0 + minute,
          now: t0,
        })
        const failed = await store.channels.findByName('news')
        assert.deepEqual([failed?.failures, failed?.lastFault], [1, 'network'])
        await record(channel, [])
        const well = await store.channels.findByName('news')
        assert.deepEqual([well?.failures, well?.lastFault], [0, null])
      })
    })

    describe('posts', () => {
      it('keeps a post exactly as it was seen', async () => {
        const post = makePost({
          messageId: 7,
          text: 'Верните домой',
          entities: [{ type: 'bold', offset: 0, length: 7 }],
          edited: true,
          views: { label: '9.5K', value: 9500 },
          author: 'А. Б.',
          forward: { name: 'Другой', channel: 'other', id: 5, author: null },
          reply: { channel: null, id: 3, author: 'Новости', quote: 'Где они?' },
          albumIds: [7, 8],
          media: [{ kind: 'photo', url: 'https://cdn.example/1.jpg', messageId: 7 }],
          reactions: [
            { kind: 'emoji', emoji: '❤', count: { label: '1.2K', value: 1200 } },
            { kind: 'custom_emoji', customEmojiId: '5265077361648368841', count: { label: '7', value: 7 } },
            { kind: 'paid', count: { label: '3', value: 3 } },
          ],
          buttons: [
            [
              { text: 'Подписать', url: 'https://example.org' },
              { text: 'Ответить', url: null },
            ],
          ],
          viaBot: 'gif',
        })
        const channel = await addChannel('news', [post])
        const stored = await store.posts.findByMessageId(channel.id, 7)
        assert.ok(stored)
        const { id: _id, channelId: _channelId, firstSeenAt, changedAt, deletedAt, ...content } = stored
        assert.deepEqual(content, post)
        assert.deepEqual([firstSeenAt, changedAt, deletedAt], [t0, null, null])
      })

      it('keeps what a notice tells of', async () => {
        const notice = makePost({ messageId: 7, kind: 'service', serviceKind: 'pinned', pinned: 'Верните домой' })
        const channel = await addChannel('news', [notice])
        const stored = await store.posts.findByMessageId(channel.id, 7)
        assert.deepEqual([stored?.serviceKind, stored?.pinned], ['pinned', 'Верните домой'])
      })

      it('takes over new reactions, buttons and views without a change of the text', async () => {
        const channel = await addChannel('news', [makePost({ messageId: 7 })])
        const seen = makePost({
          messageId: 7,
          views: { label: '2K', value: 2000 },
          reactions: [{ kind: 'emoji', emoji: '❤', count: { label: '5', value: 5 } }],
          buttons: [[{ text: 'Ещё', url: 'https://example.org' }]],
        })
        assert.deepEqual(await record(channel, [seen], t0 + minute), { inserted: 0, changed: 0 })
        const stored = await store.posts.findByMessageId(channel.id, 7)
        assert.deepEqual(
          [stored?.reactions, stored?.buttons, stored?.views],
          [seen.reactions, seen.buttons, seen.views],
        )
        assert.equal(stored?.changedAt, null)
      })

      it('recording a page again changes nothing', async () => {
        const channel = await addChannel()
        const posts = [makePost({ messageId: 1 }), makePost({ messageId: 2 })]
        assert.deepEqual(await record(channel, posts), { inserted: 2, changed: 0 })
        assert.deepEqual(await record(channel, posts), { inserted: 0, changed: 0 })
        assert.equal(await store.posts.count(), 2)
      })

      it('orders posts by time whatever the order they were found in', async () => {
        const channel = await addChannel('news', [makePost({ messageId: 5 }), makePost({ messageId: 6 })])
        await record(channel, [makePost({ messageId: 1 }), makePost({ messageId: 2 })])
        const latest = await store.posts.latest({ channelIds: [channel.id], limit: 10 })
        assert.deepEqual(
          latest.map(({ post }) => post.messageId),
          [6, 5, 2, 1],
        )
      })

      it('keeps the posts of one second apart, in the order of their ids, though other channels write in it too', async () => {
        const channel = await addChannel('news', [madeAt0(7), madeAt0(8)])
        await addChannel('other', [madeAt0(6), madeAt0(7), madeAt0(8)])
        await record(channel, [madeAt0(4), madeAt0(5)])
        const posts = await store.posts.listPage({ channelId: channel.id, afterId: 0, limit: 10 })
        assert.deepEqual(
          posts.map((post) => post.messageId),
          [4, 5, 7, 8],
        )
      })

      it('an edit is found by its new words, and not by its old ones', async () => {
        const channel = await addChannel('news', [makePost({ messageId: 1, text: 'ротация завтра' })])
        await record(channel, [makePost({ messageId: 1, text: 'отпуск завтра' })], t0 + minute)
        const search = (query: Query) =>
          store.posts.search({ query, channelIds: [channel.id], beforeId: null, limit: 10, now: t0 })
        assert.equal((await search(word('ротация'))).length, 0)
        const [found] = await search(word('отпуск'))
        assert.equal(found?.post.changedAt, t0 + minute)
      })
    })

    describe('search', () => {
      const texts = [
        'Верните мобилизованных домой',
        'Мобилизованным дали отпуск',
        'Реклама: отпуск у моря',
        'Домой вернутся все мобилизованные',
        'Полонених повернуто додому',
      ]
      const ids = async (query: Query, beforeId: number | null = null, limit = 10) => {
        const channel = await addChannel(
          'news',
          texts.map((text, index) => makePost({ messageId: index + 1, text })),
        )
        const found = await store.posts.search({ query, channelIds: [channel.id], beforeId, limit, now: t0 })
        return found.map(({ post }) => post.messageId)
      }

      it('finds inflected forms, newest first', async () => {
        assert.deepEqual(await ids(word('мобилизованный')), [4, 2, 1])
      })
      it('requires every word, and leaves out the excluded', async () => {
        assert.deepEqual(await ids(all(word('отпуск'), { kind: 'not', query: word('реклама') })), [2])
        assert.deepEqual(await ids(all(word('мобилизованные'), word('домой'))), [4, 1])
      })
      it('finds a phrase only where its words stand together', async () => {
        assert.deepEqual(await ids(phrase('мобилизованный', 'домой')), [1])
      })
      it('leaves out an excluded phrase, and nothing else', async () => {
        const query = all(word('домой'), { kind: 'not', query: phrase('мобилизованный', 'домой') })
        assert.deepEqual(await ids(query), [4])
      })
      it('continues where a page ended', async () => {
        const channel = await addChannel(
          'news',
          texts.map((text, index) => makePost({ messageId: index + 1, text })),
        )
        const request = { query: word('мобилизованный'), channelIds: [channel.id], limit: 2, now: t0 }
        const first = await store.posts.search({ ...request, beforeId: null })
        const next = await store.posts.search({ ...request, beforeId: first.at(-1)?.post.id ?? null })
        assert.deepEqual(
          [...first, ...next].map(({ post }) => post.messageId),
          [4, 2, 1],
        )
      })
      it('stays within the channels that were asked for', async () => {
        await addChannel('other', [makePost({ messageId: 1, text: 'отпуск' })])
        const channel = await addChannel('news', [makePost({ messageId: 2, text: 'отпуск' })])
        const found = await store.posts.search({
          query: word('отпуск'),
          channelIds: [channel.id],
          beforeId: null,
          limit: 10,
          now: t0,
        })
        assert.deepEqual(
          found.map(({ channelName }) => channelName),
          ['news'],
        )
        const none = await store.posts.search({
          query: word('отпуск'),
          channelIds: [],
          beforeId: null,
          limit: 10,
          now: t0,
        })
        assert.deepEqual(none, [])
      })
      it('leaves service messages out', async () => {
        const channel = await addChannel('news', [makePost({ messageId: 1, kind: 'service', text: 'pinned отпуск' })])
        const request = { query: word('отпуск'), channelIds: [channel.id], beforeId: null, limit: 10, now: t0 }
        assert.deepEqual(await store.posts.search(request), [])
      })
    })

    describe('matching', () => {
      it('leases waiting posts, and a match settles them', async () => {
        await addChat(1)
        await follow(1, await addChannel('news', [makePost({ messageId: 1 })]))
        assert.equal((await store.posts.claimUnmatched(lease())).length, 1)
        assert.equal((await store.posts.claimUnmatched(lease())).length, 0)
        const [again] = await store.posts.claimUnmatched(lease(t0 + minute))
        assert.ok(again)
        const posts = [{ id: again.post.id, round: again.round }]
        await store.posts.recordMatches({ posts, matches: [], now: t0 })
        assert.equal(await store.posts.countUnmatched(), 0)
      })

      it('a post whose text changed meanwhile stays waiting, without the stale match', async () => {
        await addChat(1)
        const channel = await addChannel('news', [makePost({ messageId: 1, text: 'old' })])
        await follow(1, channel)
        const [claimed] = await store.posts.claimUnmatched(lease())
        assert.ok(claimed)
        await record(channel, [makePost({ messageId: 1, text: 'new' })])
        await store.posts.recordMatches({
          posts: [{ id: claimed.post.id, round: claimed.round }],
          matches: [{ chatId: 1, postId: claimed.post.id, watchId: null }],
          now: t0,
        })
        assert.equal(await store.posts.countUnmatched(), 1)
        assert.deepEqual(await gatheredIds(), [])
      })

      it('a chat that begins to follow while posts are being matched gets them all the same', async () => {
        await addChat(1)
        const channel = await addChannel('news', [makePost({ messageId: 1 })])
        const [claimed] = await store.posts.claimUnmatched(lease())
        assert.ok(claimed)
        await follow(1, channel)
        const posts = [{ id: claimed.post.id, round: claimed.round }]
        await store.posts.recordMatches({ posts, matches: [], now: t0 })
        assert.equal(await store.posts.countUnmatched(), 1)
      })

      it('tells who reads a channel, with the queries that are active', async () => {
        await addChat(1)
        await addChat(2)
        const channel = await addChannel()
        await follow(1, channel, 5)
        await follow(2, channel)
        const { watch } = await store.watches.add({ chatId: 1, query: 'a', sinceAt: 3, now: t0 })
        await store.watches.add({ chatId: 1, query: 'b', sinceAt: 3, now: t0 })
        await store.watches.setPaused({ chatId: 1, number: 2, paused: true, now: t0 })
        const audience = (await store.posts.findAudience([channel.id])).get(channel.id)
        assert.deepEqual(audience, [
          { chatId: 1, followedSinceAt: 5, gatherSinceAt: 0, watches: [{ id: watch.id, query: 'a', sinceAt: 3 }] },
          { chatId: 2, followedSinceAt: 0, gatherSinceAt: 0, watches: [] },
        ])
      })
    })

    describe('watches', () => {
      it('never gives a number twice', async () => {
        await addChat(1)
        const add = async (query: string) => (await store.watches.add({ chatId: 1, query, sinceAt: 0, now: t0 })).watch
        assert.equal((await add('a')).number, 1)
        assert.equal((await store.watches.remove(1, 1))?.query, 'a')
        assert.equal((await add('b')).number, 2)
      })
      it('keeps equal queries once', async () => {
        await addChat(1)
        const request = { chatId: 1, query: 'a', sinceAt: 0, now: t0 }
        assert.equal((await store.watches.add(request)).added, true)
        assert.equal((await store.watches.add(request)).added, false)
        assert.equal((await store.watches.list(1)).length, 1)
      })
      it("does not touch another chat's watches", async () => {
        await addChat(1)
        await addChat(2)
        await store.watches.add({ chatId: 1, query: 'a', sinceAt: 0, now: t0 })
        assert.equal(await store.watches.remove(2, 1), null)
        assert.equal(await store.watches.setPaused({ chatId: 2, number: 1, paused: true, now: t0 }), false)
        assert.equal((await store.watches.list(1))[0]?.paused, false)
      })
    })

    describe('digests', () => {
      it('a post that was sent is never gathered again, even after an edit', async () => {
        await addChat(1)
        const channel = await addChannel('news', [makePost({ messageId: 1 }), makePost({ messageId: 2 })])
        await follow(1, channel)
        await matchAll(null)
        const { posts } = await store.digests.findGathered(1, 1)
        await sendDigest(posts.map((post) => post.postId))
        assert.deepEqual(await gatheredIds(), [2])
        await record(channel, [makePost({ messageId: 1, text: 'changed' })], t0 + minute)
        await matchAll(null)
        assert.deepEqual(await gatheredIds(), [2])
      })

      it('with active queries only their matches are gathered; without, every post', async () => {
        await addChat(1)
        await follow(1, await addChannel('news', [makePost({ messageId: 1 }), makePost({ messageId: 2 })]))
        await matchAll(null)
        assert.deepEqual(await gatheredIds(), [1, 2])
        const { watch } = await store.watches.add({ chatId: 1, query: 'a', sinceAt: 0, now: t0 })
        assert.deepEqual(await gatheredIds(), [])
        await matchAll(watch.id)
        const { posts } = await store.digests.findGathered(1, 10)
        assert.deepEqual(
          posts.map((post) => post.queries),
          [['a'], ['a']],
        )
        await store.watches.setPaused({ chatId: 1, number: 1, paused: true, now: t0 })
        assert.deepEqual(await gatheredIds(), [1, 2])
      })

      it('one slot makes one parcel', async () => {
        await addChat(1)
        assert.notEqual((await sendDigest([], t0)).parcelId, null)
        assert.equal((await sendDigest([], t0)).parcelId, null)
        assert.notEqual((await sendDigest([], t0 + minute)).parcelId, null)
      })

      it('a due plan is leased, and moves to its next slot with the digest', async () => {
        await addChat(1)
        const at = t0 + 60 * minute
        const [due] = await store.digests.claimDue(lease(at))
        assert.equal(due?.slotAt, at)
        assert.deepEqual(await store.digests.claimDue(lease(at)), [])
        const nextSlotAt = at + 1440 * minute
        await store.digests.recordDigest({
          planId: due.plan.id,
          chatId: 1,
          slotAt: at,
          digest: null,
          postIds: [],
          nextSlotAt,
          now: at,
        })
        const plan = await store.digests.getPlan(1)
        assert.deepEqual([plan.nextSlotAt, plan.lastDigestAt], [nextSlotAt, at])
      })

      it('a digest does not undo an hour that was set meanwhile', async () => {
        await addChat(1)
        const at = t0 + 60 * minute
        const [due] = await store.digests.claimDue(lease(at))
        assert.ok(due)
        await store.digests.setPlan({ chatId: 1, time: '18:00', timeZone: 'UTC', nextSlotAt: at + 5 })
        const record = { planId: due.plan.id, chatId: 1, slotAt: at, digest: null, postIds: [], now: at }
        await store.digests.recordDigest({ ...record, nextSlotAt: at + 7 })
        assert.equal((await store.digests.getPlan(1)).nextSlotAt, at + 5)
      })

      it('a plan that is off, and a chat that is gone, are never due', async () => {
        await addChat(1)
        await addChat(2)
        await store.digests.setPlan({ chatId: 1, time: '09:00', timeZone: 'UTC', nextSlotAt: null })
        await store.chats.setState(2, 'gone', null)
        assert.deepEqual(await store.digests.claimDue(lease(t0 + 9999 * minute)), [])
      })
    })

    describe('outbox', () => {
      it('serves a chat in order, one parcel at a time', async () => {
        await addChat(1)
        await sendDigest([], t0)
        await sendDigest([], t0 + 1)
        const [first, ...others] = await store.outbox.claimDue(lease(t0 + 1))
        assert.ok(first)
        assert.deepEqual(others, [])
        assert.deepEqual(await store.outbox.claimDue(lease(t0 + 1)), [])
        await store.outbox.recordPartSent({ parcelId: first.id, part: 0, parts: 1, now: t0 })
        const [second] = await store.outbox.claimDue(lease(t0 + 1))
        assert.notEqual(second?.id, first.id)
      })

      it('goes on with the part that was not sent yet', async () => {
        await addChat(1)
        await sendDigest([])
        const [parcel] = await store.outbox.claimDue(lease())
        assert.ok(parcel)
        await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 3, now: t0 })
        await store.outbox.release(parcel.id, t0)
        const [again] = await store.outbox.claimDue(lease())
        assert.equal(again?.partsSent, 1)
      })

      it('waits for the time of the next attempt, and counts attempts', async () => {
        await addChat(1)
        await sendDigest([])
        const [parcel] = await store.outbox.claimDue(lease())
        assert.ok(parcel)
        await store.outbox.recordRetry({ parcelId: parcel.id, at: t0 + minute, reason: 'network' })
        assert.deepEqual(await store.outbox.claimDue(lease()), [])
        const [again] = await store.outbox.claimDue(lease(t0 + minute))
        assert.equal(again?.attempts, 1)
        assert.equal((await store.outbox.counts(1)).lastError, 'network')
      })

      it('holds the parcels of a chat that is gone until it returns', async () => {
        await addChat(1)
        await sendDigest([])
        await store.chats.setState(1, 'gone', null)
        assert.deepEqual(await store.outbox.claimDue(lease()), [])
        await addChat(1)
        assert.equal((await store.outbox.claimDue(lease())).length, 1)
      })

      it('tries a paused chat again at its time, and a success wakes it', async () => {
        await addChat(1)
        await sendDigest([])
        await store.chats.setState(1, 'paused', t0 + minute)
        assert.deepEqual(await store.outbox.claimDue(lease()), [])
        const [parcel] = await store.outbox.claimDue(lease(t0 + minute))
        assert.ok(parcel)
        await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now: t0 })
        assert.equal((await store.chats.find(1))?.state, 'active')
      })
    })

    describe('chats', () => {
      it('moves everything to the new id of a group', async () => {
        await addChat(-5)
        await follow(-5, await addChannel())
        await store.watches.add({ chatId: -5, query: 'a', sinceAt: 0, now: t0 })
        await sendDigest([], t0, -5)
        await addChat(-100500, t0 + minute)
        await store.chats.recordMigration(-5, -100500)
        assert.equal(await store.chats.find(-5), null)
        assert.equal((await store.channels.listFollowed(-100500)).length, 1)
        assert.equal((await store.watches.list(-100500)).length, 1)
        assert.equal((await store.outbox.claimDue(lease()))[0]?.chatId, -100500)
        await store.chats.recordMigration(-5, -100500)
        assert.equal((await store.watches.list(-100500)).length, 1)
      })

      it('forgets all of a chat, and nothing of another', async () => {
        await addChat(1)
        await addChat(2)
        const channel = await addChannel('news', [makePost({ messageId: 1 })])
        for (const id of [1, 2]) {
          await follow(id, channel)
          await store.watches.add({ chatId: id, query: 'a', sinceAt: 0, now: t0 })
          await sendDigest([], t0, id)
        }
        await store.chats.forget(1)
        assert.equal(await store.chats.find(1), null)
        assert.deepEqual(await store.channels.listFollowed(1), [])
        assert.deepEqual(await store.watches.list(1), [])
        assert.equal((await store.outbox.counts(1)).waiting, 0)
        assert.equal((await store.watches.list(2)).length, 1)
      })

      it('what is unfollowed is no longer gathered', async () => {
        await addChat(1)
        const channel = await addChannel('news', [makePost({ messageId: 1 })])
        await follow(1, channel)
        await matchAll(null)
        assert.equal(await store.chats.unfollow(1, channel.id), true)
        assert.equal(await store.chats.unfollow(1, channel.id), false)
        assert.deepEqual(await gatheredIds(), [])
      })
    })

    describe('leases', () => {
      it('are all given back to a process that starts anew', async () => {
        await addChat(1)
        await follow(1, await addChannel('news', [makePost({ messageId: 1 })]))
        await sendDigest([])
        const claimAll = async (): Promise<number[]> => [
          (await store.channels.claimDue(lease())).length,
          (await store.posts.claimUnmatched(lease())).length,
          (await store.digests.claimDue(lease(t0 + 60 * minute))).length,
          (await store.outbox.claimDue(lease())).length,
        ]
        assert.deepEqual(await claimAll(), [1, 1, 1, 1])
        assert.deepEqual(await claimAll(), [0, 0, 0, 0])
        await store.releaseLeases()
        assert.deepEqual(await claimAll(), [1, 1, 1, 1])
      })
    })

    describe('updates', () => {
      it('knows the updates it has handled', async () => {
        await store.updates.recordHandled(5, t0)
        await store.updates.recordHandled(5, t0)
        assert.deepEqual(await store.updates.findNew([4, 5, 6]), [4, 6])
      })
    })
  })
}
