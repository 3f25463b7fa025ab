import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { ImportedPost } from '../../src/domain/archive.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { Store } from '../../src/domain/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const t0 = Date.UTC(2026, 0, 2)
const day = 86_400_000

function at(messageId: number, publishedAt: number): PostContent {
  return makePost({ messageId, publishedAt })
}

function single(content: PostContent, seenAt = t0): ImportedPost {
  const { text, entities, media } = content
  return { content, versions: [{ seenAt, text, entities, media }] }
}

/** What every Store guarantees of the archive as a whole. `open` gives an empty one. */
export function describeArchiveStore(name: string, open: () => Promise<Store>): void {
  describe(`archive store contract: ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const addChannel = async (channelName: string, posts: readonly PostContent[], now = t0): Promise<number> => {
      const profile = makeProfile({ name: channelName })
      const { id } = await store.channels.add(profile, { now: t0, backfill: 0 })
      const page = { channelId: id, profile, posts, cursor: 50, backfill: null, leaseUntil: 0, now }
      await store.channels.recordPage(page)
      return id
    }
    const everything = { afterId: 0, fromAt: null, beforeAt: null, limit: 100 } as const
    const idsOf = async (request: Parameters<Store['archive']['listPage']>[0]): Promise<readonly number[]> =>
      (await store.archive.listPage(request)).map(({ post }) => post.messageId)

    it('pages go through the channels by time, each post once, and end', async () => {
      const one = await addChannel('one', [at(1, t0 + 1000), at(3, t0 + 3000), at(5, t0 + 5000)])
      const two = await addChannel('two', [at(2, t0 + 2000), at(4, t0 + 4000)])
      await addChannel('three', [at(6, t0 + 6000)])
      assert.deepEqual(await idsOf({ ...everything, channelIds: [two, one] }), [1, 2, 3, 4, 5])
      const seen: number[] = []
      for (let afterId = 0; ;) {
        const page = await store.archive.listPage({ ...everything, channelIds: [one, two], afterId, limit: 2 })
        seen.push(...page.map(({ post }) => post.messageId))
        const last = page.at(-1)
        if (last === undefined) break
        afterId = last.post.id
      }
      assert.deepEqual(seen, [1, 2, 3, 4, 5])
      assert.deepEqual(await idsOf({ ...everything, channelIds: [] }), [])
    })

    it('the days of a page begin with the first instant and end before the last', async () => {
      const posts = [at(1, t0 - 1000), at(2, t0), at(3, t0 + day - 1000), at(4, t0 + day)]
      const id = await addChannel('news', posts)
      const days = { fromAt: t0, beforeAt: t0 + day }
      assert.deepEqual(await idsOf({ ...everything, ...days, channelIds: [id] }), [2, 3])
      const other = await addChannel('other', [])
      assert.deepEqual(await idsOf({ ...everything, ...days, channelIds: [id, other] }), [2, 3])
    })

    it('versions are listed with when each was first seen, and what was attached then', async () => {
      const photo = { kind: 'photo', url: null, messageId: 1 } as const
      const id = await addChannel('news', [makePost({ messageId: 1, text: 'one', media: [photo] })], t0)
      await addChannel('news', [makePost({ messageId: 1, text: 'two' })], t0 + 1000)
      const [archived] = await store.archive.listPage({ ...everything, channelIds: [id] })
      assert.deepEqual(archived!.versions, [
        { seenAt: t0, text: 'one', entities: [], media: [photo] },
        { seenAt: t0 + 1000, text: 'two', entities: [], media: [] },
      ])
      assert.deepEqual(await store.archive.findVersions([archived!.post]), [archived])
    })

    it('an import adds posts, adds former texts, and repeats nothing', async () => {
      const id = await addChannel('news', [makePost({ messageId: 1, text: 'here' })])
      const posts = [
        single(makePost({ messageId: 1, text: 'elsewhere' })),
        single(makePost({ messageId: 2, text: 'new' })),
      ]
      const request = { channelId: id, posts, now: t0 + day }
      assert.deepEqual(await store.archive.importPosts(request), { inserted: 1, extended: 1, known: 0 })
      assert.deepEqual(await store.archive.importPosts(request), { inserted: 0, extended: 0, known: 2 })
      const [first] = await store.archive.listPage({ ...everything, channelIds: [id] })
      assert.deepEqual(
        first!.versions.map(({ text }) => text),
        ['elsewhere', 'here'],
      )
    })

    it('an imported post that changes later is a changed post like any other', async () => {
      const id = await addChannel('news', [])
      await store.archive.importPosts({ channelId: id, posts: [single(makePost({ messageId: 1 }))], now: t0 })
      assert.equal(await store.posts.countUnmatched(), 0)
      await addChannel('news', [makePost({ messageId: 1, text: 'changed' })], t0 + day)
      assert.equal(await store.posts.countUnmatched(), 1)
      const [archived] = await store.archive.listPage({ ...everything, channelIds: [id] })
      assert.equal(archived!.versions.length, 2)
    })

    it('a chore is remembered with its last success, and its failure until the next', async () => {
      const { chores } = store
      assert.deepEqual(await chores.find('backup'), { doneAt: null, done: null, failedAt: null, failure: null })
      await chores.recordDone({ name: 'backup', done: { posts: 1 }, now: t0 })
      await chores.recordFailed({ name: 'backup', failure: 'full', now: t0 + 1 })
      const failed = { doneAt: t0, done: { posts: 1 }, failedAt: t0 + 1, failure: 'full' }
      assert.deepEqual(await chores.find('backup'), failed)
      await chores.recordDone({ name: 'backup', done: { posts: 2 }, now: t0 + 2 })
      assert.deepEqual(await chores.find('backup'), {
        doneAt: t0 + 2,
        done: { posts: 2 },
        failedAt: null,
        failure: null,
      })
      assert.equal((await chores.find('retention')).doneAt, null)
    })

    it('a channel with posts or followers is not deleted', async () => {
      const id = await addChannel('news', [makePost({ messageId: 1 })])
      assert.equal(await store.retention.deleteChannel(id), false)
      const empty = await addChannel('empty', [])
      assert.equal(await store.retention.deleteChannel(empty), true)
    })
  })
}
