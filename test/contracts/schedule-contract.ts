import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Channel } from '../../src/domain/channel.ts'
import type { Plan } from '../../src/domain/chat.ts'
import type { ScheduleChange } from '../../src/domain/chat-schedule.ts'
import type { Store } from '../../src/domain/store.ts'
import { addPlan, removePlan, setChat, setPlan } from '../support/plans.ts'
import { makeProfile } from '../support/posts.ts'

const t0 = Date.UTC(2026, 0, 2)
const minute = 60_000
const daily = { kind: 'times', days: [1, 2, 3, 4, 5, 6, 7], times: ['09:00'] } as const
const added: NonNullable<ScheduleChange['added']> = {
  schedule: { kind: 'instant' },
  threadId: 7,
  watchNumbers: null,
  channelIds: null,
  tellsWhenEmpty: true,
  enabled: true,
  nextSlotAt: null,
}

/** What every Store guarantees of the schedules of chats. `open` gives an empty one. */
export function describeScheduleStore(name: string, open: () => Promise<Store>): void {
  describe(`schedule contract: ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await addChat(1)
    })
    afterEach(() => store.close())

    const addChat = (id: number) =>
      store.chats.ensure({
        id,
        kind: 'private',
        language: 'en',
        timeZone: 'UTC',
        digestTime: '09:00',
        nextSlotAt: t0 + 60 * minute,
        now: t0,
      })
    const followOne = async (chatId: number): Promise<Channel> => {
      const channel = await store.channels.add(makeProfile({ name: 'news' }), { now: t0, backfill: 0 })
      await store.chats.follow({ chatId, channelId: channel.id, sinceAt: 0, now: t0 })
      return channel
    }
    const watch = (chatId: number, query: string) => store.watches.add({ chatId, query, sinceAt: 0, now: t0 })
    const plansOf = (chatId: number) => store.digests.listPlans(chatId)
    const firstOf = async (chatId: number): Promise<Plan> => (await plansOf(chatId))[0] ?? assert.fail('no plan')

    it('begins with a daily plan, and is as it was chosen', async () => {
      const channel = await followOne(1)
      await watch(1, 'a')
      assert.deepEqual((await firstOf(1)).schedule, daily)
      const made = await addPlan(store, { ...added, chatId: 1, watchNumbers: [1], channelIds: [channel.id] })
      const { id: _id, lastDigestAt: _lastDigestAt, ...plan } = made
      assert.deepEqual(plan, { ...added, watchNumbers: [1], channelIds: [channel.id], chatId: 1, number: 2 })
      const silence = { timeZone: 'Europe/Kyiv', quietHours: { from: '22:00', to: '08:00' }, mutedUntil: t0 + 5 }
      await setChat(store, 1, silence)
      const { timeZone, quietHours, mutedUntil } = (await store.chats.find(1)) ?? assert.fail('no chat')
      assert.deepEqual({ timeZone, quietHours, mutedUntil }, silence)
    })

    it('is changed from what it is at that moment: of changes begun at once none is lost', async () => {
      for (const query of ['a', 'b', 'c', 'd']) await watch(1, query)
      const choose = (number: number) =>
        store.schedules.change(1, ({ chat, plans }) => ({
          chat,
          plans: plans.map((plan) => ({ ...plan, watchNumbers: [...(plan.watchNumbers ?? []), number] })),
        }))
      await Promise.all([...[4, 2, 3, 1].map(choose), setChat(store, 1, { timeZone: 'Asia/Tokyo' })])
      assert.deepEqual((await firstOf(1)).watchNumbers, [1, 2, 3, 4])
      assert.equal((await store.chats.find(1))?.timeZone, 'Asia/Tokyo')
    })

    it('is told as it was and as it is', async () => {
      const made = await store.schedules.change(1, ({ chat, plans }) => ({
        chat: { ...chat, timeZone: 'Europe/Kyiv' },
        plans: plans.map((plan) => ({ ...plan, enabled: false, nextSlotAt: null })),
      }))
      assert.deepEqual([made?.before.chat.timeZone, made?.after.chat.timeZone], ['UTC', 'Europe/Kyiv'])
      assert.deepEqual([made?.before.plans[0]?.enabled, made?.after.plans[0]?.enabled], [true, false])
      assert.deepEqual(made?.after.plans, await plansOf(1))
    })

    it('stays as it is with null, after an error, and where there is no chat', async () => {
      const before = await plansOf(1)
      assert.equal(await store.schedules.change(1, () => null), null)
      await assert.rejects(
        store.schedules.change(1, () => {
          throw new Error('no')
        }),
      )
      assert.equal(await store.schedules.change(2, () => assert.fail('there is no such chat')), null)
      assert.deepEqual(await plansOf(1), before)
    })

    it('gives numbers once, and a plan that comes back has its own again', async () => {
      const { number } = await addPlan(store, { ...added, chatId: 1 })
      const made = await store.schedules.change(1, ({ chat, plans: [first] }) => ({
        chat,
        plans: [first ?? assert.fail()],
      }))
      assert.equal((await addPlan(store, { ...added, chatId: 1 })).number, number + 1)
      await store.schedules.change(1, ({ chat, plans }) => ({
        chat,
        plans: [...plans, ...(made?.before.plans.slice(1) ?? [])],
      }))
      assert.deepEqual(
        (await plansOf(1)).map((plan) => plan.number),
        [1, 2, 3],
      )
      assert.deepEqual((await plansOf(1))[1], made?.before.plans[1])
    })

    it("has nothing of another chat's, and a plan about none of what it names is off", async () => {
      await addChat(2)
      await watch(2, 'b')
      const plan = await addPlan(store, { ...added, chatId: 1, watchNumbers: [1] })
      assert.deepEqual([plan.watchNumbers, plan.enabled, plan.nextSlotAt], [[], false, null])
      assert.equal((await addPlan(store, { ...added, chatId: 1, channelIds: [99] })).enabled, false)
      await setPlan(store, { chatId: 1, number: 1, tellsWhenEmpty: true })
      await removePlan(store, 1, 2)
      const [other] = await plansOf(2)
      assert.deepEqual([(await plansOf(2)).length, other?.tellsWhenEmpty], [1, false])
    })

    it('moves slots of plans and leaves what else they are', async () => {
      const before = await firstOf(1)
      await setPlan(store, { chatId: 1, number: 1, nextSlotAt: t0 + 7 })
      assert.deepEqual(await firstOf(1), { ...before, nextSlotAt: t0 + 7 })
      await setPlan(store, { chatId: 1, number: 1, enabled: false })
      assert.equal((await firstOf(1)).nextSlotAt, null)
    })

    it('wakes what waits when a silence changes, and not when it does not', async () => {
      const at = t0 + 60 * minute
      const [due] = await store.digests.claimDue({ now: at, leaseUntil: at + minute, limit: 9 })
      await store.digests.postpone([{ planId: due?.plan.id ?? 0, slotAt: at }], at + 5)
      await setChat(store, 1, { quietHours: null })
      assert.equal((await firstOf(1)).nextSlotAt, at + 5)
      await setChat(store, 1, { quietHours: { from: '22:00', to: '08:00' } })
      assert.equal((await firstOf(1)).nextSlotAt, at)
    })
  })
}
