import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { ChatKind } from '../../src/domain/chat.ts'
import type { Store } from '../../src/domain/store.ts'
import type { Told, TroubleKind, TroubleNotice } from '../../src/domain/trouble.ts'
import { addPlan, firstPlan, removePlan, setPlan } from '../support/plans.ts'

const t0 = Date.UTC(2026, 0, 2)
const minute = 60_000
const [group, topic] = [-1, 7]
const [creator, connected, blocked] = [11, 12, 13]

/** What every Store guarantees about places where the bot may not write. `open` gives an empty one. */
export function describeTroubleStore(name: string, open: () => Promise<Store>): void {
  describe(`trouble contract: ${name}`, () => {
    let store: Store
    let slotAt = t0
    beforeEach(async () => {
      store = await open()
      await addChat(group, 'supergroup')
      for (const id of [creator, connected, blocked]) await addChat(id, 'private')
      await store.chats.setState(blocked, 'gone', null)
      await setPlan(store, { chatId: group, number: 1, threadId: topic, nextSlotAt: null })
    })
    afterEach(() => store.close())

    const addChat = (id: number, kind: ChatKind) => {
      const hours = { timeZone: 'UTC', digestTime: '09:00', nextSlotAt: t0 }
      return store.chats.ensure({ id, kind, language: 'en', ...hours, now: t0 })
    }
    const connect = (personId: number, now = t0) =>
      store.connections.connect({ personId, chatId: group, title: 'Desk', limit: 9, now })
    const begin = (kind: TroubleKind, threadId: number | null = null, chatId = group) =>
      store.troubles.begin({ chatId, threadId, kind, now: t0 })
    const tell = (
      administratorIds: readonly number[],
      threadId: number | null = null,
      now = t0,
      chatId = group,
    ): Promise<Told> =>
      store.troubles.recordTold({ chatId, threadId, title: 'Desk', administratorIds, now, retryAt: now + minute })
    /** What waits for a chat, and is sent with this. */
    const receive = async (chatId: number, now = t0): Promise<readonly TroubleNotice[]> => {
      const notices: TroubleNotice[] = []
      for (;;) {
        const parcels = await store.outbox.claimDue({ now, leaseUntil: now + minute, limit: 99 })
        if (parcels.length === 0) return notices
        for (const { id: parcelId, chatId: to, content } of parcels) {
          if (to === chatId && 'kind' in content && content.kind === 'trouble') notices.push(content)
          await store.outbox.recordPartSent({ parcelId, part: 0, parts: 1, now })
        }
      }
    }
    /** A parcel of the group's plan is sent. */
    const arrive = async (threadId: number | null, shut?: 'closed' | 'missing', chatId = group): Promise<void> => {
      const { id: planId } = await firstPlan(store, chatId)
      slotAt += 1
      const digest = { language: 'en', timeZone: 'UTC', slotAt, postCount: 0, leftOver: 0, groups: [] } as const
      const slot = { planId, chatId, threadId, slotAt, digest, postIds: [], now: t0 }
      const { parcelId } = await store.digests.recordDigest(slot)
      const part = { parcelId: parcelId ?? 0, part: 0, parts: 1, now: t0 }
      await store.outbox.recordPartSent({ ...part, ...(shut !== undefined && { shut }) })
    }
    const kinds = async (chatId = group): Promise<readonly TroubleKind[]> =>
      (await store.troubles.list(chatId)).map(({ kind }) => kind)

    it('an episode begins once, and its administrator is told once', async () => {
      for (const _ of [1, 2]) await begin('rights')
      assert.equal((await store.troubles.findUntold(t0))?.kind, 'rights')
      assert.equal(await tell([creator]), 'person')
      assert.equal(await tell([creator]), 'over')
      await begin('rights')
      assert.equal(await store.troubles.findUntold(t0 + 1e12), null)
      assert.deepEqual(
        (await receive(creator)).map(({ trouble, isEnd }) => [trouble, isEnd]),
        [['rights', false]],
      )
    })

    it('is of no private chat, and of no topic in which no plan speaks', async () => {
      await begin('rights', null, creator)
      await begin('closed', topic + 1)
      assert.deepEqual([await kinds(creator), await kinds()], [[], []])
      await begin('closed', topic)
      assert.deepEqual(
        (await store.troubles.list(group)).map(({ kind, threadId, plans }) => [kind, threadId, plans]),
        [['closed', topic, [1]]],
      )
    })

    it('is told to whoever connected the chat last, of the administrators that can be written to', async () => {
      await connect(connected)
      await connect(blocked, t0 + minute)
      await begin('rights')
      assert.equal(await tell([creator, blocked, connected]), 'person')
      assert.deepEqual([(await receive(connected)).length, (await receive(creator)).length], [1, 0])
    })

    it('is told to the first of the others when nobody of them connected it, and never to somebody else', async () => {
      await connect(connected)
      await begin('rights')
      assert.equal(await tell([blocked, creator]), 'person')
      assert.equal((await receive(creator)).length, 1)
      await begin('closed', topic)
      assert.equal(await tell([], topic), 'chat')
      assert.deepEqual(
        (await receive(group)).map(({ about, plans }) => [about, plans]),
        [[null, [1]]],
      )
    })

    it('of the chat itself is told later when there is nobody, and counted until then', async () => {
      await begin('rights')
      assert.equal(await tell([blocked]), 'nobody')
      assert.deepEqual(await store.troubles.count(), { chats: 1, untold: 1 })
      assert.equal(await store.troubles.findUntold(t0), null)
      assert.equal((await store.troubles.findUntold(t0 + minute))?.chatId, group)
      assert.equal(await tell([creator], null, t0 + minute), 'person')
      assert.deepEqual(await store.troubles.count(), { chats: 1, untold: 0 })
    })

    it('can be put off', async () => {
      await begin('rights')
      await store.troubles.postpone({ chatId: group, threadId: null }, t0 + minute)
      assert.equal(await store.troubles.findUntold(t0), null)
      assert.notEqual(await store.troubles.findUntold(t0 + minute), null)
    })

    it('ends with a message that arrives in its place, which those who were told are told', async () => {
      await begin('closed', topic)
      await tell([creator], topic)
      await receive(creator)
      await arrive(null)
      assert.deepEqual(await kinds(), ['closed'])
      await arrive(topic)
      assert.deepEqual(await kinds(), [])
      assert.deepEqual(
        (await receive(creator)).map(({ trouble, isEnd, about, plans }) => [trouble, isEnd, about?.title, plans]),
        [['closed', true, 'Desk', [1]]],
      )
    })

    it('of the rights ends wherever in the chat a message arrives; that of General does not', async () => {
      await begin('rights')
      await arrive(topic)
      assert.deepEqual(await kinds(), [])
      await begin('general')
      await arrive(topic)
      assert.deepEqual(await kinds(), ['general'])
      await arrive(null)
      assert.deepEqual(await kinds(), [])
    })

    it('is told in a notice, which is no digest', async () => {
      await begin('rights')
      await tell([creator])
      await receive(creator)
      assert.equal((await store.outbox.counts(creator)).lastSentAt, null)
    })

    it('ends unsaid when nobody was told that it began', async () => {
      await begin('rights')
      await arrive(null)
      assert.deepEqual(await receive(creator), [])
    })

    it('begins with the message that arrived elsewhere, in its commit, and a message says which it is now', async () => {
      await arrive(topic, 'closed')
      assert.deepEqual(await kinds(), ['closed'])
      await arrive(topic, 'missing')
      assert.deepEqual(await kinds(), ['missing'])
      assert.equal(await tell([creator], topic), 'person')
    })

    it('of a topic is over when no plan speaks there any more', async () => {
      await begin('closed', topic)
      await addPlan(store, {
        chatId: group,
        schedule: { kind: 'instant' },
        threadId: topic,
        watchNumbers: null,
        channelIds: null,
        tellsWhenEmpty: false,
        enabled: true,
        nextSlotAt: null,
      })
      await setPlan(store, { chatId: group, number: 1, threadId: null, nextSlotAt: null })
      assert.deepEqual(await kinds(), ['closed'])
      await removePlan(store, group, 2)
      assert.deepEqual(await kinds(), [])
    })

    it('goes with a group to its new id, and with a chat that is forgotten', async () => {
      await begin('rights')
      await tell([creator])
      await store.chats.recordMigration(group, -100)
      assert.deepEqual([await kinds(), await kinds(-100)], [[], ['rights']])
      await store.chats.forget(creator)
      await arrive(null, undefined, -100)
      assert.deepEqual(await kinds(-100), [])
      await begin('rights', null, -100)
      await store.chats.forget(-100)
      assert.deepEqual(await store.troubles.count(), { chats: 0, untold: 0 })
    })
  })
}
