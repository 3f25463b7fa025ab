import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { SandboxPost } from '../../sandbox/channels.ts'
import { selectPosts } from '../../sandbox/web-preview/paging.ts'
import type { ArchivedPost } from '../../src/domain/archive.ts'
import type { Push } from '../../src/domain/pushed.ts'
import { verifyChains } from '../../src/flows/verify.ts'
import { openArchive } from '../support/archive.ts'
import { createTestClock } from '../support/clock.ts'
import { createPushTruth, type Told } from '../support/push-truth.ts'
import { createPushReader } from '../support/pushed.ts'
import { channelName, startTold } from '../contracts/telling-contract.ts'

const minute = 60_000
/** Messages that a page holds. */
const pageSize = 20

type Step =
  | { readonly kind: 'publish'; readonly sort: 'words' | 'photo' | 'album' | 'unsupported' }
  | { readonly kind: 'edit' | 'delete'; readonly back: number }
  /** So many of what waits are handed over: in order, or the last first. */
  | { readonly kind: 'push'; readonly count: number; readonly isTurned: boolean }
  /** What was handed over comes again. */
  | { readonly kind: 'again'; readonly back: number }
  /** So many of what waits never come. */
  | { readonly kind: 'lose'; readonly count: number }
  | { readonly kind: 'poll' }

const back = fc.integer({ min: 0, max: 6 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      sort: fc.constantFrom('words' as const, 'photo' as const, 'album' as const, 'unsupported' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), back }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), back }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('push' as const),
      count: fc.integer({ min: 1, max: 6 }),
      isTurned: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), back }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('lose' as const), count: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('poll' as const) }) },
)

const sorts = { words: [], unsupported: [], photo: [{}], album: [{}, {}, {}] }

async function openStory() {
  await using stack = new AsyncDisposableStack()
  const clock = createTestClock(Date.UTC(2026, 2, 1, 12))
  const sandbox = stack.use(await startTold(clock.now))
  const { channels } = sandbox
  const truth = createPushTruth(() => channels.posts(channelName), clock.now)
  const archive = stack.use(await openArchive({ clock, sandbox, wrapSource: truth.watchSource }))
  channels.subscribe((event) => event.type === 'published' && truth.notePublished(event.post))
  // It is never taken back: a channel that shows nothing is not believed to have lost all of its posts.
  channels.publish(channelName, { text: 'the first' })
  await archive.addChat(1)
  await archive.following.follow(1, `@${channelName}`, new AbortController().signal)
  const read = createPushReader(sandbox)
  const waiting: Omit<Push, 'now'>[] = []
  const given: Omit<Push, 'now'>[] = []
  const give = async (push: Omit<Push, 'now'>): Promise<void> => {
    given.push(push)
    truth.notePushed(push)
    const before = await archive.store.channels.findByName(channelName)
    await archive.store.channels.recordPushed({ ...push, now: clock.now() })
    const after = await archive.store.channels.findByName(channelName)
    assert.deepEqual(
      [after?.cursor, after?.lastSuccessAt, after?.nextPollAt],
      [before?.cursor, before?.lastSuccessAt, before?.nextPollAt],
      'a push is no poll',
    )
  }
  let texts = 0
  const play = async (one: Step): Promise<void> => {
    clock.advance(2000)
    const at =
      'back' in one
        ? channels
            .posts(channelName)
            .slice(1)
            .at(-1 - one.back)
        : undefined
    switch (one.kind) {
      case 'publish': {
        const media = sorts[one.sort].map(() => ({ kind: 'photo' as const }))
        const kind = one.sort === 'unsupported' ? ('unsupported' as const) : ('post' as const)
        return void channels.publish(channelName, { text: `${(texts += 1)} said`, media, kind })
      }
      case 'edit':
        return void (at && channels.edit(channelName, at.id, { text: `${(texts += 1)} said` }))
      case 'delete':
        return at && channels.delete(channelName, at.id)
      case 'push': {
        waiting.push(...(await read()))
        const some = waiting.splice(0, one.count)
        for (const push of one.isTurned ? some.toReversed() : some) await give(push)
        return
      }
      case 'lose':
        waiting.push(...(await read()))
        return void waiting.splice(0, one.count)
      case 'again': {
        const push = given.at(-1 - one.back)
        return push === undefined ? undefined : give(push)
      }
      case 'poll':
        clock.advance(31 * minute)
        return archive.settle()
    }
  }
  const resources = stack.move()
  return {
    play,
    settle: async () => {
      await play({ kind: 'push', count: 1000, isTurned: false })
      // One poll asks about five posts that are missing.
      for (let round = 0; round < 4; round += 1) await play({ kind: 'poll' })
    },
    check: async () => {
      const channel = await archive.store.channels.findByName(channelName)
      const request = { channelIds: [channel?.id ?? 0], afterId: 0, fromAt: null, beforeAt: null, limit: 1000 }
      const stored = await archive.store.archive.listPage(request)
      checkTold(stored, truth.told())
      checkShown(stored, channels.posts(channelName))
      assert.deepEqual((await verifyChains(archive.store)).breaks, [])
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** Each post that was told of is there once, with all that it was told to say, in order, and nothing else is. */
function checkTold(stored: readonly ArchivedPost[], told: ReadonlyMap<number, Told>): void {
  const held = stored.map(({ post, versions }) => ({
    id: post.messageId,
    texts: versions.map(({ text }) => text).filter((text) => text !== ''),
  }))
  const wanted = [...told.values()].map(({ ids, texts }) => ({ id: Math.min(...ids), texts }))
  assert.deepEqual(held.toSorted(byId), wanted.toSorted(byId))
}

function byId(one: { readonly id: number }, other: { readonly id: number }): number {
  return one.id - other.id
}

/** What t.me/s shows is there as it is shown, and what it no longer shows is marked. */
function checkShown(stored: readonly ArchivedPost[], published: readonly SandboxPost[]): void {
  const posts = new Map(stored.map(({ post }) => [post.messageId, post]))
  for (const { id, albumIds, media } of published) {
    const post = posts.get(id)
    assert.deepEqual([post?.deletedAt, post?.albumIds, post?.media.length], [null, albumIds, media.length])
  }
  const { posts: shown } = selectPosts(published, { kind: 'newest' }, pageSize)
  for (const { id, kind, text } of shown) {
    if (kind !== 'unsupported') assert.equal(posts.get(id)?.text, text)
  }
  const there = new Set(published.map(({ id }) => id))
  const unmarked = stored.filter(
    ({ post: { messageId, deletedAt } }) =>
      deletedAt === null && !there.has(messageId) && messageId >= (shown[0]?.id ?? 0),
  )
  assert.deepEqual(unmarked, [])
}

describe('posts that are pushed and polled', () => {
  it('are one post each, with the versions that there were, in whatever order they come, and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30, size: 'max' }), async (steps) => {
        await using story = await openStory()
        for (const one of steps) await story.play(one)
        await story.settle()
        await story.check()
      }),
      { numRuns: 40 },
    )
  })
})
