import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Channel } from '../../src/domain/channel.ts'
import type { HealthChange, HealthKind } from '../../src/domain/health.ts'
import type { Store } from '../../src/domain/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const t0 = Date.UTC(2026, 0, 2)
const day = 24 * 3_600_000

/** What every Store guarantees about the health of channels. `open` gives an empty one. */
export function describeHealthStore(name: string, open: () => Promise<Store>): void {
  describe(`health contract: ${name}`, () => {
    let store: Store
    let channel: Channel
    beforeEach(async () => {
      store = await open()
      channel = await store.channels.add(makeProfile({ name: 'news' }), { now: t0, backfill: 0 })
      for (const id of [1, 2]) await addFollower(id)
    })
    afterEach(() => store.close())

    const addFollower = async (id: number): Promise<void> => {
      const chat = { kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
      await store.chats.ensure({ ...chat, id, nextSlotAt: t0 + day, now: t0 })
      await store.chats.follow({ chatId: id, channelId: channel.id, sinceAt: t0, now: t0 })
    }
    const record = (kind: HealthKind, step: HealthChange['step'], given: { isTold?: boolean; now?: number } = {}) => {
      const { isTold = true, now = t0 } = given
      const change = { channelId: channel.id, kind, step, isTold, beganAt: t0 - day, values: {} }
      return store.health.record({ changes: [change], now })
    }
    const facts = async (now = t0) => (await store.health.listFacts(now))[0]
    const recordPage = (now: number, subscribers: number | null, messageIds: readonly number[] = []) =>
      store.channels.recordPage({
        channelId: channel.id,
        profile: makeProfile({ name: 'news', subscribers }),
        posts: messageIds.map((messageId) => makePost({ messageId, publishedAt: t0 + messageId * 1000 })),
        cursor: null,
        backfill: null,
        leaseUntil: now,
        now,
      })

    it('a beginning that is recorded twice is one, and told once', async () => {
      assert.deepEqual([await record('fake', 'begin'), await record('fake', 'begin')], [2, 0])
      assert.deepEqual((await facts())?.open, [{ kind: 'fake', beganAt: t0 - day, toldAt: t0 }])
    })

    it('an end that is recorded twice is told once, and one without a beginning never', async () => {
      assert.equal(await record('scam', 'end'), 0)
      await record('fake', 'begin')
      assert.deepEqual(
        [await record('fake', 'end', { now: t0 + 1 }), await record('fake', 'end', { now: t0 + 2 })],
        [2, 0],
      )
      assert.deepEqual((await facts())?.open, [])
      assert.deepEqual((await facts())?.lastToldAt, { fake: t0 })
    })

    it('what began unnoticed may be told later, once; its end follows', async () => {
      assert.equal(await record('silent', 'begin', { isTold: false }), 0)
      assert.deepEqual(
        [await record('silent', 'tell', { now: t0 + 1 }), await record('silent', 'tell', { now: t0 + 2 })],
        [2, 0],
      )
      assert.equal(await record('silent', 'end', { now: t0 + 3 }), 2)
    })

    it('all that a chat is told in a round is one parcel', async () => {
      const other = await store.channels.add(makeProfile({ name: 'other', telegramId: 2 }), { now: t0, backfill: 0 })
      await store.chats.follow({ chatId: 1, channelId: other.id, sinceAt: t0, now: t0 })
      const change = { kind: 'fake', step: 'begin', isTold: true, beganAt: t0, values: {} } as const
      const changes = [channel.id, other.id].map((channelId) => ({ ...change, channelId }))
      assert.equal(await store.health.record({ changes, now: t0 }), 2)
      const parcels = await store.outbox.claimDue({ now: t0, leaseUntil: t0 + 1, limit: 10 })
      const lines = parcels.map(({ chatId, content }) => [chatId, 'lines' in content ? content.lines.length : 0])
      assert.deepEqual(
        lines.toSorted(([a = 0], [b = 0]) => a - b),
        [
          [1, 2],
          [2, 1],
        ],
      )
    })

    it('who was told is forgotten with the chat', async () => {
      await record('fake', 'begin')
      await store.chats.forget(1)
      assert.equal(await record('fake', 'end', { now: t0 + 1 }), 1)
    })

    it('a channel that nobody follows is not looked after', async () => {
      for (const id of [1, 2]) await store.chats.unfollow(id, channel.id)
      assert.deepEqual(await store.health.listFacts(t0), [])
    })

    it('subscribers are sampled once a day', async () => {
      for (const [hours, count] of [
        [1, 900],
        [20, 800],
        [30, 700],
        [60, null],
      ] as const) {
        await recordPage(t0 + (hours * day) / 24, count)
      }
      const first = t0 / day
      assert.deepEqual((await facts(t0 + 2 * day))?.samples, [
        { day: first, subscribers: 900 },
        { day: first + 1, subscribers: 700 },
      ])
      assert.deepEqual((await facts(t0 + 9 * day))?.samples, [], 'of the last eight days')
    })

    it('tells when the newest post was published, and when it came in', async () => {
      await recordPage(t0 + day, 5, [1, 2])
      const found = await facts()
      assert.deepEqual([found?.lastPostAt, found?.isAdmitted], [t0 + 2000, false])
    })

    it('the rhythm is all since a time, and at least so many', async () => {
      await recordPage(t0 + day, 5, [1, 2, 3, 4, 5, 6])
      const rhythm = async (since: number, atLeast: number, limit = 100) =>
        (await store.health.rhythm({ channelId: channel.id, sinceAt: t0 + since * 1000, atLeast, limit })).map(
          (at) => (at - t0) / 1000,
        )
      assert.deepEqual(await rhythm(3, 2), [6, 5, 4, 3])
      assert.deepEqual(await rhythm(6, 2), [6, 5])
      assert.deepEqual(await rhythm(6, 50), [6, 5, 4, 3, 2, 1])
      assert.deepEqual(await rhythm(1, 2, 3), [6, 5, 4])
    })

    it('counts the time that was looked at in vain, not the time in which nobody looked', async () => {
      const hour = day / 24
      const fail = async (now: number, isConfirmed = false): Promise<readonly unknown[]> => {
        const fault = 'timeout'
        const failure = { channelId: channel.id, fault, isConfirmed, longestGapMs: hour, nextPollAt: now, now } as const
        await store.channels.recordFailure(failure)
        const found = await facts()
        return [found?.failingMs, found?.confirmedFailures]
      }
      await recordPage(t0, 5)
      assert.deepEqual(await fail(t0 + hour, true), [0, 1])
      assert.deepEqual(await fail(t0 + 1.5 * hour, true), [0.5 * hour, 2])
      assert.deepEqual(await fail(t0 + 100 * hour), [1.5 * hour, 0])
      await recordPage(t0 + 101 * hour, 5)
      assert.deepEqual((await facts())?.failingMs, 0)
    })
  })
}
