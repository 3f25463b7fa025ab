import assert from 'node:assert/strict'
import { it } from 'node:test'
import * as fc from 'fast-check'
import { silentUntil } from '../../src/core/schedule/silence.ts'
import { nextSlotAt } from '../../src/core/schedule/slots.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Messenger, SendOutcome } from '../../src/domain/messenger.ts'
import type { QuietHours, Schedule } from '../../src/domain/schedule.ts'
import type { Store } from '../../src/domain/store.ts'
import { createDelivering } from '../../src/flows/deliver.ts'
import { createDigesting } from '../../src/flows/digest.ts'
import { createMatching } from '../../src/flows/match.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createTestClock } from '../support/clock.ts'
import { addPlan, removePlan, setChat } from '../support/plans.ts'
import { makePost, makeProfile } from '../support/posts.ts'

// Two nights before the clocks of Europe are put forward.
const startAt = Date.UTC(2026, 2, 27, 12)
const minute = 60_000
const hour = 60 * minute
const signal = AbortSignal.timeout(600_000)
const queries = ['alpha', 'beta'] as const
const texts = ['alpha', 'beta', 'alpha and beta', 'neither'] as const

const times = fc.uniqueArray(fc.constantFrom('00:30', '03:15', '09:00', '18:00', '23:30'), {
  minLength: 1,
  maxLength: 3,
})
const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant<Schedule>({ kind: 'instant' }),
  fc.record({
    kind: fc.constant('times' as const),
    days: fc.constantFrom([1, 2, 3, 4, 5, 6, 7] as const, [1, 3] as const, [7] as const),
    times: times.map((list) => list.toSorted()),
  }),
  fc.record({
    kind: fc.constant('hours' as const),
    days: fc.constant([1, 2, 3, 4, 5, 6, 7] as const),
    everyHours: fc.integer({ min: 1, max: 12 }),
    from: fc.constantFrom('00:00', '07:30'),
    to: fc.constant('22:00'),
  }),
)
const plans = fc.array(
  fc.record({
    schedule: schedules,
    threadId: fc.constantFrom(null, null, 5),
    watchNumbers: fc.constantFrom(null, null, [1], [2]),
    tellsWhenEmpty: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
)
const quiet = fc.constantFrom<QuietHours | null>(
  null,
  { from: '22:00', to: '08:00' },
  { from: '02:30', to: '03:30' },
  { from: '13:00', to: '15:00' },
)
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('post' as const), text: fc.constantFrom(...texts) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('burst' as const), count: fc.integer({ min: 15, max: 30 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), text: fc.constantFrom(...texts) }) },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        ms: fc.constantFrom(1000, 20_000, minute, 10 * minute, hour, 7 * hour),
      }),
    },
    // Nobody works meanwhile.
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: fc.constantFrom(hour, 20 * hour, 72 * hour) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('set back' as const), ms: fc.constantFrom(minute, 2 * hour) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('quiet' as const), hours: quiet }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('mute' as const), ms: fc.constantFrom(0, 3 * hour, 30 * hour) }),
    },
  ),
  { maxLength: 40 },
)
const zones = fc.constantFrom('UTC', 'Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe')

it('every match reaches each place once, no slot is doubled, and silence is kept', async () => {
  await fc.assert(
    fc.asyncProperty(zones, plans, steps, async (timeZone, chosen, todo) => {
      await using desk = await openDesk(timeZone, chosen)
      for (const step of todo) {
        await desk.take(step)
        if (step.do !== 'sleep' && step.do !== 'set back') await desk.work()
      }
      await desk.take({ do: 'quiet', hours: null })
      await desk.take({ do: 'mute', ms: 0 })
      for (let hours = 0; hours < 9 * 24; hours += 6) {
        await desk.take({ do: 'wait', ms: 6 * hour })
        await desk.work()
      }
      await desk.check()
    }),
    { numRuns: 40 },
  )
})
type ChosenPlan =
  typeof plans extends fc.Arbitrary<infer Value> ? (Value extends readonly (infer One)[] ? One : never) : never
type Step =
  typeof steps extends fc.Arbitrary<infer Value> ? (Value extends readonly (infer One)[] ? One : never) : never

/** A chat with its plans, a channel, and the loops between them, on a clock that is moved by hand. */
async function openDesk(timeZone: string, chosen: readonly ChosenPlan[]) {
  const clock = createTestClock(startAt)
  const store = openMemoryStore({ analyzer: createStemAnalyzer() })
  const channelId = await prepare(store, timeZone, chosen, clock.now())
  const told: { threadId: number | null; postId: number }[] = []
  const slots = new Map<number, number[]>()
  const said = new Map<number, Set<string>>()
  let loops = openLoops()
  let lastId = 0

  function openLoops() {
    const analyzer = createStemAnalyzer()
    const matching = createMatching({ store, clock, analyzer })
    const recording: Store['digests']['recordDigest'] = async (record) => {
      const result = await store.digests.recordDigest(record)
      if (result.parcelId !== null) slots.set(record.planId, [...(slots.get(record.planId) ?? []), record.slotAt])
      return result
    }
    const watched = { ...store, digests: { ...store.digests, recordDigest: recording } }
    return {
      matching,
      digesting: createDigesting({ store: watched, clock, analyzer, matchPending: matching.drain }),
      delivering: createDelivering({
        store,
        messenger: createRecorder(),
        clock,
        random: () => 0.5,
        events: {
          onDefect: () => assert.fail(),
          onTrouble: () => assert.fail(),
          onBroken: (_, error) => assert.fail(String(error)),
          onDoubt: () => assert.fail(),
        },
      }),
    }
  }

  async function send(...[{ threadId }, { plain }]: Parameters<Messenger['send']>): Promise<SendOutcome> {
    const chat = await store.chats.find(1)
    assert.ok(chat !== null && silentUntil(chat, clock.now()) === null, 'spoke into the silence')
    for (const postId of JSON.parse(plain) as number[]) told.push({ threadId, postId })
    return { kind: 'sent' }
  }

  function createRecorder(): Messenger {
    return {
      render: (content, parcel) => {
        if ('kind' in content) return []
        const ids = content.groups.flatMap(({ channels }) =>
          channels.flatMap(({ items }) => items.map((i) => i.postId)),
        )
        return [{ html: '', plain: JSON.stringify(content.occasion?.kind === 'flood' ? held(parcel?.id ?? 0) : ids) }]
      },
      send,
      sendPlain: send,
      waitMs: () => 0,
    }
  }

  /** What a number stands for. */
  const floods = new Map<number, readonly number[]>()
  function held(parcelId: number): readonly number[] {
    return floods.get(parcelId) ?? assert.fail('a flood without posts')
  }

  const show = async (messageId: number, text: string): Promise<void> => {
    said.set(messageId, (said.get(messageId) ?? new Set()).add(text))
    const now = clock.now()
    const post = makePost({ messageId, text, publishedAt: now })
    const known = await store.posts.findByMessageId(channelId, messageId)
    await store.channels.recordPage({
      channelId,
      profile: makeProfile({ name: 'news' }),
      posts: [known === null ? post : { ...post, publishedAt: known.publishedAt, edited: true }],
      cursor: null,
      backfill: null,
      leaseUntil: now,
      now,
    })
  }
  const take = async (step: Step): Promise<void> => {
    if (step.do === 'post') await show((lastId += 1), step.text)
    else if (step.do === 'burst') for (let i = 0; i < step.count; i += 1) await show((lastId += 1), 'alpha')
    else if (step.do === 'edit' && lastId > 0) await show(Math.ceil(lastId / 2), step.text)
    else if (step.do === 'wait' || step.do === 'sleep') clock.advance(step.ms)
    else if (step.do === 'set back') clock.advance(-step.ms)
    else if (step.do === 'quiet') await setChat(store, 1, { quietHours: step.hours })
    else if (step.do === 'mute') await setChat(store, 1, { mutedUntil: step.ms === 0 ? null : clock.now() + step.ms })
    else if (step.do === 'restart') {
      await store.releaseLeases()
      loops = openLoops()
    }
  }
  const work = async (): Promise<void> => {
    await loops.matching.drain()
    for (let rounds = 0; rounds < 5; rounds += 1) await loops.digesting.run()
    await noteFloods()
    while (await loops.delivering.run(signal));
  }
  async function noteFloods(): Promise<void> {
    for (let id = 1; ; id += 1) {
      if (floods.has(id)) continue
      const { posts } = await store.digests.listSent({ chatId: 1, parcelId: id, skip: 0, limit: 1000 })
      if (posts.length === 0 && id > floods.size + 50) return
      if (posts.length > 0)
        floods.set(
          id,
          posts.map(({ post }) => post.id),
        )
    }
  }
  const check = async (): Promise<void> => {
    const wanted = new Set<string>()
    for (const [messageId, versions] of said) {
      const post = await store.posts.findByMessageId(channelId, messageId)
      for (const plan of chosen) {
        const numbers = plan.watchNumbers ?? [1, 2]
        if (numbers.some((number) => [...versions].some((text) => text.includes(queries[number - 1] ?? '-')))) {
          wanted.add(key(plan.threadId, post?.id ?? 0))
        }
      }
    }
    const got = told.map(({ threadId, postId }) => key(threadId, postId))
    assert.deepEqual(got.toSorted(), [...wanted].toSorted())
    for (const list of slots.values()) {
      assert.equal(new Set(list).size, list.length, 'a slot was doubled')
    }
  }
  return { take, work, check, [Symbol.asyncDispose]: () => store.close() }
}

async function prepare(store: Store, timeZone: string, chosen: readonly ChosenPlan[], now: number): Promise<number> {
  const about = { id: 1, kind: 'supergroup', language: 'en', timeZone, digestTime: '09:00' } as const
  await store.chats.ensure({ ...about, nextSlotAt: now, now })
  const channel = await store.channels.add(makeProfile({ name: 'news' }), { now, backfill: 0 })
  await store.chats.follow({ chatId: 1, channelId: channel.id, sinceAt: 0, now })
  for (const query of queries) await store.watches.add({ chatId: 1, query, sinceAt: 0, now })
  for (const plan of chosen) {
    const next = nextSlotAt(plan.schedule, timeZone, now)
    await addPlan(store, { ...plan, chatId: 1, channelIds: null, enabled: true, nextSlotAt: next })
  }
  await removePlan(store, 1, 1)
  return channel.id
}

function key(threadId: number | null, postId: number): string {
  return `${threadId} ${postId}`
}
