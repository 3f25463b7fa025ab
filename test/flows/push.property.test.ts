import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Push } from '../../src/domain/pushed.ts'
import { verifyChains } from '../../src/flows/verify.ts'
import { openArchive } from '../support/archive.ts'
import { createTestClock } from '../support/clock.ts'
import { createPushReader } from '../support/pushed.ts'
import { channelName, startTold } from '../contracts/telling-contract.ts'

const minute = 60_000

type Step =
  | { readonly kind: 'publish'; readonly sort: 'words' | 'photo' | 'album' | 'unsupported' }
  | { readonly kind: 'edit' | 'delete'; readonly back: number }
  /** So many of what waits are handed over: in order, or the last first. */
  | { readonly kind: 'push'; readonly count: number; readonly isTurned: boolean }
  /** What was handed over comes again. */
  | { readonly kind: 'again'; readonly back: number }
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
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('poll' as const) }) },
)

async function openStory() {
  await using stack = new AsyncDisposableStack()
  const clock = createTestClock(Date.UTC(2026, 2, 1, 12))
  const sandbox = stack.use(await startTold(clock.now))
  const archive = stack.use(await openArchive({ clock, sandbox }))
  await archive.addChat(1)
  await archive.following.follow(1, `@${channelName}`, new AbortController().signal)
  const read = createPushReader(sandbox)
  const waiting: Omit<Push, 'now'>[] = []
  const given: Omit<Push, 'now'>[] = []
  /** Of each post, what it has said. */
  const truth = new Map<number, string[]>()
  const { channels } = sandbox
  const note = (id: number, text: string): void => void truth.set(id, [...(truth.get(id) ?? []), text])
  const give = async (push: Omit<Push, 'now'>): Promise<void> => {
    given.push(push)
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
    const at = 'back' in one ? channels.posts(channelName).at(-1 - one.back) : undefined
    switch (one.kind) {
      case 'publish': {
        const media = { words: [], unsupported: [], photo: [{}], album: [{}, {}, {}] }[one.sort]
        const photos = media.map(() => ({ kind: 'photo' as const }))
        const kind = one.sort === 'unsupported' ? ('unsupported' as const) : ('post' as const)
        const post = channels.publish(channelName, { text: `text ${(texts += 1)}`, media: photos, kind })
        return note(post.id, post.text)
      }
      case 'edit':
        if (at === undefined) return
        return note(at.id, channels.edit(channelName, at.id, { text: `text ${(texts += 1)}` }).text)
      case 'delete':
        return at === undefined ? undefined : channels.delete(channelName, at.id)
      case 'push': {
        waiting.push(...(await read()))
        const some = waiting.splice(0, one.count)
        for (const push of one.isTurned ? some.toReversed() : some) await give(push)
        return
      }
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
      for (let round = 0; round < 3; round += 1) await play({ kind: 'poll' })
    },
    check: async () => {
      const channel = await archive.store.channels.findByName(channelName)
      const request = { channelIds: [channel?.id ?? 0], afterId: 0, fromAt: null, beforeAt: null, limit: 1000 }
      const stored = await archive.store.archive.listPage(request)
      const ids = stored.map(({ post }) => post.messageId).toSorted((a, b) => a - b)
      const published = channels.posts(channelName)
      assert.equal(new Set(ids).size, ids.length)
      assert.deepEqual(
        ids.filter((id) => !truth.has(id)),
        [],
        'an album is one post, with the id of its first item',
      )
      assert.deepEqual(
        published.filter(({ id }) => !ids.includes(id)),
        [],
        'nothing is missed',
      )
      for (const { post, versions } of stored) {
        const said = versions.map(({ text }) => text).filter((text) => text !== '')
        const ever = truth.get(post.messageId) ?? []
        assert.ok(isPart(said, ever), `no version was made up: ${said.join()} of ${ever.join()}`)
      }
      for (const { id, text, albumIds, media } of published) {
        const post = stored.find((one) => one.post.messageId === id)?.post
        assert.deepEqual([post?.text, post?.deletedAt ?? null], [text, null])
        assert.deepEqual(post?.albumIds, albumIds)
        assert.equal(post?.media.length, media.length)
      }
      assert.deepEqual((await verifyChains(archive.store)).breaks, [])
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function isPart(texts: readonly string[], others: readonly string[]): boolean {
  let next = 0
  for (const text of others) if (text === texts[next]) next += 1
  return next === texts.length
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
