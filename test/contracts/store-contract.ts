import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Channel, ChannelDetails } from '../../src/domain/channel.ts'
import type { Digest } from '../../src/domain/digest.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { Store } from '../../src/domain/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'
import { addPlan, firstPlan, setChat, setPlan } from '../support/plans.ts'

const t0 = Date.UTC(2026, 0, 2)
const minute = 60_000
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
    const addWatch = async (chatId: number, query: string) =>
      (await store.watches.add({ chatId, query, sinceAt: 0, now: t0 })).watch.id
    /** Of chat 1. */
    const pauseWatch = (number: number, paused: boolean) =>
      store.watches.setPaused({ chatId: 1, number, paused, now: t0 })
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
      const plan = await firstPlan(store, chatId)
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

      it('tells how many polls are asked for, and how late the latest is', async () => {
        assert.deepEqual(await store.channels.findPollLoad(t0, minute), { wantedPerSecond: 0, lateMs: 0 })
        for (const [name, waitMs] of [
          ['often', minute],
          ['now', 0],
          ['seldom', 10 * minute],
        ] as const) {
          const { id } = await addChannel(name, [makePost({ messageId: 1 })])
          await store.channels.recordPollEnd({ channelId: id, nextPollAt: t0 + waitMs, now: t0 })
          await addChat(1)
          await store.chats.follow({ chatId: 1, channelId: id, sinceAt: t0, now: t0 })
        }
        await addChannel('nobody')
        const { wantedPerSecond, lateMs } = await store.channels.findPollLoad(t0 + 5 * minute, minute)
        assert.equal(lateMs, 5 * minute)
        assert.ok(Math.abs(wantedPerSecond - 2.1 / 60) < 1e-9)
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
        const {
          id: _id,
          channelId: _channelId,
          firstSeenAt,
          changedAt,
          deletedAt,
          lastSeenAt,
          boilerplate,
          ...content
        } = stored
        assert.deepEqual(content, post)
        assert.deepEqual([firstSeenAt, changedAt, deletedAt, lastSeenAt, boilerplate], [t0, null, null, t0, []])
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

      it('tells who reads a channel: of the watches that found something the active ones, and who wants every post', async () => {
        for (const id of [1, 2, 3]) await addChat(id)
        const channel = await addChannel()
        const other = await addChannel('other')
        await follow(1, channel, 5)
        await follow(2, channel)
        const add = async (chatId: number, query: string) =>
          (await store.watches.add({ chatId, query, sinceAt: 3, now: t0 })).watch.id
        const ids = [await add(1, 'a'), await add(1, 'b'), await add(1, 'c'), await add(3, 'a')]
        await store.watches.setPaused({ chatId: 1, number: 2, paused: true, now: t0 })
        const found = [ids[0], ids[1], ids[3], 999].filter((id) => id !== undefined)
        const readers = await store.posts.findReaders([
          { channelId: channel.id, watchIds: found },
          { channelId: other.id, watchIds: found },
        ])
        assert.deepEqual(readers.get(channel.id), {
          byWatch: new Map([[ids[0], { chatId: 1, followedSinceAt: 5, sinceAt: 3 }]]),
          ofEveryPost: [{ chatId: 2, followedSinceAt: 0, sinceAt: 0 }],
        })
        assert.deepEqual(readers.get(other.id), { byWatch: new Map(), ofEveryPost: [] })
      })

      it('a chat whose watches are all paused wants every post, since its last digest or since it follows', async () => {
        await addChat(1)
        const channel = await addChannel()
        await store.watches.add({ chatId: 1, query: 'a', sinceAt: 0, now: t0 })
        await store.watches.setPaused({ chatId: 1, number: 1, paused: true, now: t0 })
        await follow(1, channel)
        const sinceAt = async () => {
          const readers = await store.posts.findReaders([{ channelId: channel.id, watchIds: [] }])
          return readers.get(channel.id)?.ofEveryPost.map((reader) => reader.sinceAt)
        }
        await sendDigest([], t0 - 1)
        assert.deepEqual(await sinceAt(), [0])
        await sendDigest([], t0 + 1)
        assert.deepEqual(await sinceAt(), [t0 + 1])
      })

      it('gives a waiting post with the name of its channel', async () => {
        await addChannel('News', [makePost({ messageId: 1 })])
        assert.equal((await store.posts.claimUnmatched(lease()))[0]?.channelName, 'News')
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

    describe('changes of watches', () => {
      /** What changed since the last call. */
      let since = 0
      const changes = async () => {
        const found = await store.watches.findChanges(since)
        assert.ok(found)
        since = found.latest
        return { active: found.active.map(({ id }) => id), inactive: found.inactiveIds }
      }
      beforeEach(async () => {
        await addChat(1)
        since = await store.watches.latestChange()
      })

      it('are nothing when nothing changed, and each is told once', async () => {
        assert.deepEqual(await changes(), { active: [], inactive: [] })
        const id = await addWatch(1, 'a')
        assert.deepEqual(await store.watches.findChanges(since), {
          latest: await store.watches.latestChange(),
          active: [{ id, query: 'a', timeZone: 'UTC' }],
          inactiveIds: [],
        })
        assert.deepEqual(await changes(), { active: [id], inactive: [] })
        assert.deepEqual(await changes(), { active: [], inactive: [] })
      })

      it('come from adding, pausing, resuming and removing; the latest state of a watch counts', async () => {
        const [a, b] = [await addWatch(1, 'a'), await addWatch(1, 'b')]
        await pauseWatch(2, true)
        assert.deepEqual(await changes(), { active: [a], inactive: [b] })
        await pauseWatch(2, false)
        await store.watches.remove(1, 1)
        assert.deepEqual(await changes(), { active: [b], inactive: [a] })
      })

      it('come from a chat that is forgotten, moves to another zone or is replaced by a group that moved', async () => {
        await addChat(-5)
        await addChat(-100500, t0 + minute)
        const [own, kept, replaced] = [await addWatch(1, 'a'), await addWatch(-5, 'b'), await addWatch(-100500, 'c')]
        await changes()
        await store.chats.recordMigration(-5, -100500)
        assert.deepEqual(await changes(), { active: [], inactive: [replaced] })
        await setChat(store, -100500, { timeZone: 'Europe/Kyiv' })
        const moved = await store.watches.findChanges(since)
        assert.deepEqual(moved?.active, [{ id: kept, query: 'b', timeZone: 'Europe/Kyiv' }])
        await changes()
        await store.chats.forget(1)
        assert.deepEqual(await changes(), { active: [], inactive: [own] })
      })

      it('that are too many to be kept are not told in part', async () => {
        const id = await addWatch(1, 'a')
        await changes()
        const zones = ['Europe/Kyiv', 'UTC']
        for (let at = 0; at < 10_001; at += 1) {
          const timeZone = zones[at % 2] ?? ''
          await setChat(store, 1, { timeZone })
        }
        assert.equal(await store.watches.findChanges(since), null)
        since += 1
        assert.deepEqual(await changes(), { active: [id], inactive: [] })
      })

      it('are beside a list of all active watches, page by page', async () => {
        await addChat(2)
        const ids = [await addWatch(1, 'a'), await addWatch(1, 'b'), await addWatch(2, 'a'), await addWatch(1, 'c')]
        await pauseWatch(2, true)
        const first = await store.watches.listActive({ afterId: 0, limit: 2 })
        assert.deepEqual(
          first.map(({ id }) => id),
          [ids[0], ids[2]],
        )
        const next = await store.watches.listActive({ afterId: first.at(-1)?.id ?? 0, limit: 2 })
        assert.deepEqual(next, [{ id: ids[3], query: 'c', timeZone: 'UTC' }])
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
        const plan = await firstPlan(store, 1)
        assert.deepEqual([plan.nextSlotAt, plan.lastDigestAt], [nextSlotAt, at])
      })

      it('a digest that was folded before its place was sent another is not recorded, and its plan is due again', async () => {
        await addChat(1)
        await addChat(2)
        const posts = [1, 2, 3].map((messageId) => makePost({ messageId }))
        await follow(1, await addChannel('news', posts))
        await matchAll(null)
        const at = t0 + 60 * minute
        const [due] = await store.digests.claimDue({ ...lease(at), limit: 1 })
        assert.ok(due)
        const place = { chatId: 1, threadId: null }
        const known = async () =>
          (await store.digests.findFoldable({ ...place, postIds: [], since: 0, limit: 10 })).foldedUpTo
        const [one = 0, two = 0, three = 0] = (await store.digests.findGathered(1, 9)).posts.map(({ postId }) => postId)
        const foldedUpTo = await known()
        const record = { ...place, planId: due.plan.id, digest, now: at }
        await store.digests.recordDigest({ ...record, slotAt: t0, postIds: [one] })
        const stale = await store.digests.recordDigest({ ...record, slotAt: at, postIds: [two], foldedUpTo })
        assert.deepEqual(stale, { parcelId: null, isStale: true })
        assert.deepEqual(await gatheredIds(), [2, 3])
        assert.equal((await store.digests.claimDue({ ...lease(at), limit: 1 }))[0]?.plan.id, due.plan.id)
        // What another place is sent, or is no post, changes nothing.
        const since = { foldedUpTo: await known() }
        await store.digests.recordDigest({ ...record, threadId: 7, slotAt: t0 + 1, postIds: [three] })
        await sendDigest([], t0 + 2)
        const fresh = await store.digests.recordDigest({ ...record, ...since, slotAt: at, postIds: [two] })
        assert.equal(fresh.isStale, false)
      })

      it('a digest does not undo an hour that was set meanwhile', async () => {
        await addChat(1)
        const at = t0 + 60 * minute
        const [due] = await store.digests.claimDue(lease(at))
        assert.ok(due)
        await setPlan(store, { chatId: 1, number: 1, nextSlotAt: at + 5 })
        const record = { planId: due.plan.id, chatId: 1, slotAt: at, digest: null, postIds: [], now: at }
        await store.digests.recordDigest({ ...record, nextSlotAt: at + 7 })
        assert.equal((await firstPlan(store, 1)).nextSlotAt, at + 5)
      })

      it('a plan that is off, and a chat that is gone, are never due', async () => {
        await addChat(1)
        await addChat(2)
        await setPlan(store, { chatId: 1, number: 1, enabled: false, nextSlotAt: null })
        await store.chats.setState(2, 'gone', null)
        assert.deepEqual(await store.digests.claimDue(lease(t0 + 9999 * minute)), [])
      })
    })

    describe('plans', () => {
      const choices = {
        schedule: { kind: 'instant' },
        threadId: 7,
        watchNumbers: null,
        channelIds: null,
        tellsWhenEmpty: true,
        enabled: true,
      } as const
      const add = (more: object = {}) => addPlan(store, { ...choices, chatId: 1, nextSlotAt: null, ...more })

      it('that lose the last query or channel they were about are off', async () => {
        await addChat(1)
        const channel = await addChannel()
        await follow(1, channel)
        await addWatch(1, 'a')
        await addWatch(1, 'b')
        await add({ watchNumbers: [1, 2] })
        await add({ channelIds: [channel.id] })
        const isOn = async () => (await store.digests.listPlans(1)).map(({ enabled }) => enabled)
        await store.watches.remove(1, 1)
        assert.deepEqual(await isOn(), [true, true, true])
        await store.watches.remove(1, 2)
        assert.deepEqual(await isOn(), [true, false, true])
        await store.chats.unfollow(1, channel.id)
        assert.deepEqual(await isOn(), [true, false, false])
        assert.deepEqual((await store.digests.listPlans(1))[1]?.watchNumbers, [])
      })

      it('wait for the end of a silence from their first slot on, and a change of the silence wakes them', async () => {
        await addChat(1)
        const at = t0 + 60 * minute
        const [due] = await store.digests.claimDue(lease(at))
        assert.ok(due)
        await store.digests.postpone([{ planId: due.plan.id, slotAt: at }], at + 5)
        assert.deepEqual(await store.digests.claimDue(lease(at + 4)), [])
        await setChat(store, 1, { quietHours: { from: '22:00', to: '08:00' } })
        const [woken] = await store.digests.claimDue(lease(at + 4))
        assert.deepEqual([woken?.slotAt, woken?.waitingSince], [at, at])
        assert.deepEqual((await store.chats.find(1))?.quietHours, { from: '22:00', to: '08:00' })
      })

      it('go with their chat to the new id of a group', async () => {
        await addChat(-5)
        const channel = await addChannel()
        await follow(-5, channel)
        await addPlan(store, { ...choices, chatId: -5, channelIds: [channel.id], nextSlotAt: null })
        await store.chats.recordMigration(-5, -100500)
        assert.deepEqual((await store.digests.listPlans(-100500))[1]?.channelIds, [channel.id])
      })

      it('a paused query keeps what a plan whose turn is yet to come may want', async () => {
        await addChat(1)
        await follow(1, await addChannel('news', [makePost({ messageId: 1 })]))
        const watchId = await addWatch(1, 'a')
        await addWatch(1, 'b')
        await add({ schedule: { kind: 'times', days: [1], times: ['09:00'] }, watchNumbers: [1], nextSlotAt: t0 + 9 })
        await matchAll(watchId)
        await pauseWatch(1, true)
        await sendDigest([], t0 + 1)
        await pauseWatch(1, false)
        assert.deepEqual(await gatheredIds(), [1])
      })
    })

    describe('outbox', () => {
      it('sends what was asked for before what may wait', async () => {
        await addChat(1)
        await sendDigest([], t0)
        const { id: planId } = await firstPlan(store, 1)
        const asked = { planId, chatId: 1, slotAt: t0 + 1, threadId: 9, isAsked: true, digest, postIds: [], now: t0 }
        await store.digests.recordDigest(asked)
        const [first] = await store.outbox.claimDue(lease(t0 + 1))
        assert.deepEqual([first?.isAsked, first?.threadId], [true, 9])
      })

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

      it('serves the other topics of a chat while a parcel of one waits for its time', async () => {
        await addChat(1)
        const { id: planId } = await firstPlan(store, 1)
        for (const [index, threadId] of [null, null, 9, 9].entries()) {
          const slot = { planId, chatId: 1, slotAt: t0 + index, threadId, digest, postIds: [] }
          await store.digests.recordDigest({ ...slot, now: t0 })
        }
        const [first] = await store.outbox.claimDue(lease())
        assert.equal(first?.threadId, null)
        assert.deepEqual(await store.outbox.claimDue(lease()), [])
        await store.outbox.recordRetry({ parcelId: first?.id ?? 0, at: t0 + minute, reason: 'closed' })
        for (const _ of [1, 2]) {
          const [other, ...more] = await store.outbox.claimDue(lease())
          assert.deepEqual([other?.threadId, more], [9, []])
          await store.outbox.recordPartSent({ parcelId: other?.id ?? 0, part: 0, parts: 1, now: t0 })
        }
        assert.deepEqual(await store.outbox.claimDue(lease()), [])
        assert.equal((await store.outbox.claimDue(lease(t0 + minute)))[0]?.id, first?.id)
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

      it('tries what waits for a chat at once when asked to, and leaves one that is gone alone', async () => {
        for (const id of [1, 2]) {
          await addChat(id)
          await sendDigest([], t0, id)
        }
        for (const { id } of await store.outbox.claimDue(lease())) {
          await store.outbox.recordRetry({ parcelId: id, at: t0 + minute, reason: 'closed' })
        }
        await store.chats.setState(1, 'paused', t0 + minute)
        await store.chats.setState(2, 'gone', null)
        for (const id of [1, 2]) await store.outbox.retryChat(id, t0)
        assert.deepEqual(
          (await store.outbox.claimDue(lease())).map(({ chatId }) => chatId),
          [1],
        )
        assert.equal((await store.chats.find(2))?.state, 'gone')
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
