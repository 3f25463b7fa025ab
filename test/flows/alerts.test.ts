import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dailyAt } from '../../src/core/schedule/slots.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Digest } from '../../src/domain/digest.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { Schedule } from '../../src/domain/schedule.ts'
import type { Store } from '../../src/domain/store.ts'
import { createDigesting, maxBacklog } from '../../src/flows/digest.ts'
import { createMatching } from '../../src/flows/match.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createTestClock } from '../support/clock.ts'
import { addPlan, setChat, setPlan } from '../support/plans.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const startAt = Date.UTC(2026, 2, 2, 12)
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const instant: Schedule = { kind: 'instant' }

/** Chat 1 follows a channel, has the query "alpha" and one plan; digests are looked at in the outbox. */
async function openDesk(schedule: Schedule = instant) {
  const clock = createTestClock(startAt)
  const store = openMemoryStore({ analyzer: createStemAnalyzer() })
  const now = clock.now()
  const about = { id: 1, kind: 'supergroup', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
  await store.chats.ensure({ ...about, nextSlotAt: now + 21 * hour, now })
  const channel = await store.channels.add(makeProfile({ name: 'news' }), { now, backfill: 0 })
  await store.chats.follow({ chatId: 1, channelId: channel.id, sinceAt: 0, now })
  await store.watches.add({ chatId: 1, query: 'alpha', sinceAt: 0, now })
  if (schedule !== instant) await setPlan(store, { chatId: 1, number: 1, schedule, nextSlotAt: now + 21 * hour })
  else await setPlan(store, { chatId: 1, number: 1, schedule, nextSlotAt: null })
  const matching = createMatching({ store, clock, analyzer: createStemAnalyzer() })
  const digestingOn = (on: Store, matchPending = matching.drain, more: { readonly alertsAnHour?: number } = {}) =>
    createDigesting({ store: on, clock, analyzer: createStemAnalyzer(), matchPending, ...more })
  const digesting = digestingOn(store)
  return {
    clock,
    store,
    matching,
    digesting,
    digestingOn,
    post: async (messageId: number, post: Partial<PostContent> = {}) => {
      const at = clock.now()
      await store.channels.recordPage({
        channelId: channel.id,
        profile: makeProfile({ name: 'news' }),
        posts: [makePost({ messageId, text: 'alpha', publishedAt: at, ...post })],
        cursor: null,
        backfill: null,
        leaseUntil: at,
        now: at,
      })
    },
    work: async () => {
      await matching.drain()
      await digesting.run()
    },
    addPlan: (plan: { schedule: Schedule; nextSlotAt?: number; threadId?: number; watchNumbers?: number[] }) =>
      addPlan(store, {
        chatId: 1,
        threadId: null,
        watchNumbers: null,
        channelIds: null,
        tellsWhenEmpty: false,
        enabled: true,
        nextSlotAt: null,
        ...plan,
      }),
    /** Takes what is in the outbox. */
    outbox: async (): Promise<{ id: number; threadId: number | null; digest: Digest; ids: number[] }[]> => {
      const taken = []
      for (;;) {
        const at = clock.now()
        const [parcel] = await store.outbox.claimDue({ now: at, leaseUntil: at + 1, limit: 1 })
        if (parcel === undefined) return taken
        await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now: at })
        const digest = parcel.content as Digest
        const ids = digest.groups.flatMap(({ channels }) =>
          channels.flatMap(({ items }) => items.map((i) => i.messageId)),
        )
        taken.push({ id: parcel.id, threadId: parcel.threadId, digest, ids })
      }
    },
    [Symbol.asyncDispose]: () => store.close(),
  }
}

const idsOf = (sent: readonly { ids: number[] }[]): number[][] => sent.map(({ ids }) => ids)

describe('an alert', () => {
  it('leaves at once, and what is found within a minute goes together when the minute is over', async () => {
    await using desk = await openDesk()
    await desk.post(1)
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[1]])
    for (const id of [2, 3]) {
      desk.clock.advance(10 * second)
      await desk.post(id)
      await desk.work()
    }
    assert.deepEqual(await desk.outbox(), [])
    desk.clock.advance(40 * second)
    await desk.work()
    const [sent, ...others] = await desk.outbox()
    assert.deepEqual([sent?.ids, sent?.digest.occasion, others.length], [[2, 3], { kind: 'alert' }, 0])
  })

  it('waits until the messages of an album are there', async () => {
    await using desk = await openDesk()
    await desk.post(1, { albumIds: [1, 2] })
    await desk.work()
    assert.deepEqual(await desk.outbox(), [])
    desk.clock.advance(700)
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[1]])
  })

  it('tells of a post that was edited so that it matches, and of none twice', async () => {
    await using desk = await openDesk()
    await desk.post(1, { text: 'beta' })
    await desk.work()
    desk.clock.advance(hour * 3)
    await desk.post(1, { text: 'alpha', publishedAt: startAt, edited: true })
    await desk.work()
    const [sent] = await desk.outbox()
    assert.equal(sent?.digest.groups[0]?.channels[0]?.items[0]?.edited, true)
    assert.deepEqual(sent.digest.occasion, { kind: 'alert' })
    desk.clock.advance(hour)
    await desk.post(1, { text: 'alpha, changed', publishedAt: startAt, edited: true })
    await desk.work()
    assert.deepEqual(await desk.outbox(), [])
  })

  it('is not lost for a post that is found while another alert is being composed', async () => {
    await using desk = await openDesk()
    const { store } = desk
    await desk.post(1)
    await desk.matching.drain()
    const findGathered: Store['digests']['findGathered'] = async (...request) => {
      const found = await store.digests.findGathered(...request)
      await desk.post(2)
      await desk.matching.drain()
      return found
    }
    await desk.digestingOn({ ...store, digests: { ...store.digests, findGathered } }).run()
    assert.deepEqual(idsOf(await desk.outbox()), [[1]])
    desk.clock.advance(minute)
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[2]])
  })

  it('is not held back by a last one that lies in the future, after the clock was set back', async () => {
    await using desk = await openDesk()
    await desk.post(1)
    await desk.work()
    await desk.outbox()
    desk.clock.advance(-5 * minute)
    await desk.post(2)
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[2]])
  })

  it('of a query are as many an hour as the operator wants', async () => {
    await using desk = await openDesk()
    for (let id = 1; id <= 7; id += 1) await desk.post(id)
    await desk.matching.drain()
    await desk.digestingOn(desk.store, desk.matching.drain, { alertsAnHour: 3 }).run()
    assert.deepEqual((await desk.outbox())[0]?.ids.length, 3)
  })

  it('of a query that floods becomes a number at the end of the hour, with all that it stands for', async () => {
    await using desk = await openDesk()
    for (let id = 1; id <= 57; id += 1) await desk.post(id)
    await desk.work()
    assert.deepEqual((await desk.outbox())[0]?.ids.length, 20)
    desk.clock.advance(30 * minute)
    await desk.post(58)
    await desk.work()
    assert.deepEqual(await desk.outbox(), [])
    desk.clock.advance(30 * minute)
    await desk.work()
    const [sent] = await desk.outbox()
    assert.deepEqual(sent?.digest.occasion, { kind: 'flood', query: 'alpha', count: 38 })
    const { posts, total } = await desk.store.digests.listSent({ chatId: 1, parcelId: sent.id, skip: 0, limit: 10 })
    assert.deepEqual([total, posts.length, posts[0]?.post.messageId], [38, 10, 58])
    assert.equal((await desk.store.digests.listSent({ chatId: 2, parcelId: sent.id, skip: 0, limit: 10 })).total, 0)
    desk.clock.advance(minute)
    await desk.post(59)
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[59]])
  })

  it('of a query with room left tells of a post that a flooded one finds too', async () => {
    await using desk = await openDesk()
    await desk.store.watches.add({ chatId: 1, query: 'rare', sinceAt: 0, now: startAt })
    for (let id = 1; id <= 30; id += 1) await desk.post(id)
    await desk.work()
    await desk.outbox()
    desk.clock.advance(2 * minute)
    await desk.post(31, { text: 'alpha and rare' })
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[31]])
  })
})

describe('plans that speak in one place', () => {
  it('tell each post once; the digest says how many came as alerts', async () => {
    await using desk = await openDesk()
    await desk.addPlan({ schedule: dailyAt('18:00'), nextSlotAt: startAt + 6 * hour })
    await desk.post(1)
    await desk.work()
    desk.clock.advance(6 * hour - 30 * second)
    await desk.post(2)
    await desk.work()
    desk.clock.advance(second)
    await desk.post(3)
    await desk.matching.drain()
    desk.clock.advance(30 * second)
    await desk.work()
    const sent = await desk.outbox()
    assert.deepEqual(idsOf(sent), [[1], [2], [3]])
    assert.deepEqual([sent[2]?.digest.occasion, sent[2]?.digest.alerted], [{ kind: 'slot' }, 2])
  })

  it('and are due at one time are one message; each place has its own', async () => {
    await using desk = await openDesk(dailyAt('09:00'))
    const nextSlotAt = startAt + 21 * hour
    await desk.store.watches.add({ chatId: 1, query: 'beta', sinceAt: 0, now: startAt })
    await desk.addPlan({ schedule: dailyAt('09:00'), nextSlotAt, watchNumbers: [2] })
    await desk.addPlan({ schedule: dailyAt('09:00'), nextSlotAt, threadId: 7, watchNumbers: [2] })
    await desk.post(1)
    await desk.post(2, { text: 'beta' })
    desk.clock.advance(21 * hour)
    await desk.work()
    const sent = await desk.outbox()
    assert.deepEqual(
      sent.map(({ threadId, ids }) => ({ threadId, ids: ids.toSorted((a, b) => a - b) })),
      [
        { threadId: null, ids: [1, 2] },
        { threadId: 7, ids: [2] },
      ],
    )
  })

  it('a digest with a post that was sent meanwhile is made anew', async () => {
    await using desk = await openDesk(dailyAt('09:00'))
    await desk.post(1)
    desk.clock.advance(21 * hour)
    const { store } = desk
    const recordDigest: Store['digests']['recordDigest'] = async (record) => {
      if (record.isAsked !== true) await desk.digesting.sendNow(1)
      return store.digests.recordDigest(record)
    }
    await desk.digestingOn({ ...store, digests: { ...store.digests, recordDigest } }).run()
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[1]])
  })
})

describe('silence', () => {
  it('ends with one message of all that would have come, and says since when', async () => {
    await using desk = await openDesk()
    await desk.addPlan({ schedule: dailyAt('18:00'), nextSlotAt: startAt + 6 * hour })
    await setChat(desk.store, 1, { quietHours: { from: '12:00', to: '19:00' } })
    for (const id of [1, 2]) {
      await desk.post(id)
      await desk.work()
      desk.clock.advance(3 * hour)
    }
    await desk.work()
    assert.deepEqual(await desk.outbox(), [])
    desk.clock.set(Date.UTC(2026, 2, 2, 19))
    await desk.work()
    const sent = await desk.outbox()
    assert.deepEqual(idsOf(sent), [[1, 2]])
    assert.deepEqual(sent[0]?.digest.occasion, { kind: 'catch_up', sinceAt: startAt })
  })

  it('that is lifted early lets go what waits', async () => {
    await using desk = await openDesk()
    await setChat(desk.store, 1, { mutedUntil: startAt + 24 * hour })
    await desk.post(1)
    await desk.work()
    assert.deepEqual(await desk.outbox(), [])
    desk.clock.advance(minute)
    await setChat(desk.store, 1, { mutedUntil: null })
    await desk.work()
    assert.deepEqual(idsOf(await desk.outbox()), [[1]])
  })
})

describe('a backlog', () => {
  it('ends at three parcels a place; what comes after them is one digest, which says since when', async () => {
    await using desk = await openDesk()
    await desk.store.chats.setState(1, 'paused', startAt + 3 * hour)
    for (let id = 1; id <= 30; id += 1) {
      await desk.post(id)
      await desk.work()
      desk.clock.advance(2 * minute)
    }
    assert.equal(await desk.store.outbox.backlog(1, null), maxBacklog)
    desk.clock.advance(3 * hour)
    assert.deepEqual(idsOf(await desk.outbox()), [[1], [2], [3]])
    await desk.work()
    const [rest, ...others] = await desk.outbox()
    assert.deepEqual(others, [])
    assert.deepEqual(
      rest?.ids,
      Array.from({ length: 27 }, (_, index) => index + 4),
    )
    assert.deepEqual(rest.digest.occasion, { kind: 'catch_up', sinceAt: startAt + 6 * minute })
  })

  it('of one topic holds up no other, and not what somebody asks for', async () => {
    await using desk = await openDesk(dailyAt('09:00'))
    for (const threadId of [7, 8]) await desk.addPlan({ schedule: instant, threadId })
    await desk.store.chats.setState(1, 'paused', startAt + 3 * hour)
    for (let id = 1; id <= 5; id += 1) {
      await desk.post(id)
      await desk.work()
      desk.clock.advance(2 * minute)
    }
    assert.deepEqual([await desk.store.outbox.backlog(1, 7), await desk.store.outbox.backlog(1, 8)], [3, 3])
    assert.equal((await desk.digesting.sendNow(1, 7)).kind, 'queued')
    assert.deepEqual([await desk.store.outbox.backlog(1, 7), await desk.store.outbox.backlog(1, null)], [3, 0])
  })
})

describe('a plan', () => {
  it('after three days of sleep sends one digest, which says so', async () => {
    await using desk = await openDesk(dailyAt('09:00'))
    await desk.post(1)
    desk.clock.advance(3 * 24 * hour)
    await desk.work()
    assert.deepEqual(await desk.outbox(), [], 'its channel is not polled here, and is waited for')
    desk.clock.advance(30 * minute)
    for (let rounds = 0; rounds < 3; rounds += 1) await desk.work()
    const [sent, ...others] = await desk.outbox()
    assert.deepEqual(others, [])
    assert.deepEqual(sent?.digest.occasion, { kind: 'catch_up', sinceAt: startAt + 21 * hour })
    assert.equal(sent.digest.slotAt, desk.clock.now(), 'its dates are told from the day on which it comes')
  })

  it('with posts that nobody was there to tell of at once sends them together', async () => {
    await using desk = await openDesk()
    for (let id = 1; id <= 40; id += 1) await desk.post(id, { publishedAt: startAt - 30 * hour + id })
    await desk.work()
    const sent = await desk.outbox()
    assert.deepEqual(
      sent.map(({ ids, digest }) => [ids.length, digest.occasion?.kind]),
      [[40, 'catch_up']],
    )
  })

  it('says that there is nothing new if it is told to', async () => {
    await using desk = await openDesk(dailyAt('09:00'))
    await setPlan(desk.store, { chatId: 1, number: 1, tellsWhenEmpty: true, nextSlotAt: startAt + 21 * hour })
    desk.clock.advance(21 * hour)
    await desk.work()
    assert.deepEqual(
      (await desk.outbox()).map(({ digest }) => digest.postCount),
      [0],
    )
  })

  it('asked for in a topic sends what all plans wait for, and they do not send it again', async () => {
    await using desk = await openDesk(dailyAt('09:00'))
    await desk.addPlan({ schedule: dailyAt('10:00'), nextSlotAt: startAt + 22 * hour, threadId: 7 })
    await desk.post(1)
    assert.equal((await desk.digesting.sendNow(1, 9)).kind, 'queued')
    assert.equal((await desk.digesting.sendNow(1, 9)).kind, 'nothing')
    desk.clock.advance(24 * hour)
    await desk.work()
    assert.deepEqual(
      (await desk.outbox()).map(({ threadId, ids }) => ({ threadId, ids })),
      [{ threadId: 9, ids: [1] }],
    )
  })
})
