import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Api } from 'grammy'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Digest } from '../../src/domain/digest.ts'
import type { SendOutcome } from '../../src/domain/messenger.ts'
import type { Store } from '../../src/domain/store.ts'
import { createDelivering, type Delivering } from '../../src/flows/deliver.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createGate } from '../../src/telegram/gate.ts'
import { createMessenger } from '../../src/telegram/messenger.ts'
import { renderContent } from '../../src/telegram/render-notice.ts'
import { createTexts } from '../../src/telegram/texts.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { firstPlan } from '../support/plans.ts'

const startAt = Date.UTC(2026, 2, 1, 12)
const minute = 60_000
/** A channel whose digests break the rendering. */
const unrenderable = 'unrenderable'
const signal = AbortSignal.timeout(60_000)

/** An outbox, a messenger over HTTP to a sandbox, and the loop between them, on a clock that moves by hand. */
interface Outbox extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly store: Store
  readonly clock: TestClock
  readonly delivering: Delivering
  readonly defects: string[]
  readonly broken: unknown[]
  /** Parcels of which a part may have arrived when the process ended. */
  readonly doubts: number[]
  readonly troubles: SendOutcome['kind'][]
  /** Puts a digest of so many posts into the outbox of a chat. */
  queue(chatId: number, posts: number, channel?: string): Promise<void>
  /** Message ids of the posts that the chat has got, in order. */
  received(chatId: number): number[]
  drain(): Promise<void>
}

async function openOutbox(): Promise<Outbox> {
  await using stack = new AsyncDisposableStack()
  const clock = createTestClock(startAt)
  const sandbox = stack.use(await startSandbox({ now: clock.now, demoCast: true }))
  const store = stack.adopt(openMemoryStore({ analyzer: createStemAnalyzer() }), (opened) => opened.close())
  const texts = createTexts()
  const messenger = createMessenger({
    api: new Api(sandbox.token, { apiRoot: sandbox.botApiRoot }),
    gate: createGate({ clock }),
    clock,
    render: (content) => {
      if (JSON.stringify(content).includes(unrenderable)) throw new TypeError('cannot be rendered')
      return renderContent(content, texts)
    },
  })
  const defects: string[] = []
  const broken: unknown[] = []
  const doubts: number[] = []
  const troubles: SendOutcome['kind'][] = []
  const delivering = createDelivering({
    store,
    messenger,
    clock,
    random: () => 0.5,
    events: {
      onDefect: (_, reason) => defects.push(reason),
      onTrouble: (_, outcome) => troubles.push(outcome.kind),
      onBroken: (_, error) => broken.push(error),
      onDoubt: (id) => doubts.push(id),
    },
  })
  for (const id of [101, 102, 103]) sandbox.world.say(id, id, '/start')
  const resources = stack.move()
  return {
    sandbox,
    store,
    clock,
    delivering,
    defects,
    broken,
    doubts,
    troubles,
    queue: async (chatId, posts, channel = 'news') => {
      const now = clock.now()
      const chat = { id: chatId, kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
      await store.chats.ensure({ ...chat, nextSlotAt: now + 1e9, now })
      const plan = await firstPlan(store, chatId)
      clock.advance(1)
      const slotAt = clock.now()
      const digest = makeDigest(posts, channel, slotAt)
      await store.digests.recordDigest({ planId: plan.id, chatId, slotAt, digest, postIds: [], now: slotAt })
    },
    received: (chatId) =>
      sandbox.world.messages(chatId).flatMap((message) =>
        (message.entities ?? []).flatMap(({ url }) => {
          const id = /t\.me\/\w+\/(\d+)$/.exec(url ?? '')?.[1]
          return id === undefined ? [] : [Number(id)]
        }),
      ),
    drain: async () => {
      while (await delivering.run(signal));
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function makeDigest(posts: number, channel: string, slotAt: number): Digest {
  const items = Array.from({ length: posts }, (_, index) => ({
    postId: index + 1,
    messageId: index + 1,
    publishedAt: slotAt - minute,
    extract: `Post ${index + 1}. ${'Words to fill the page with. '.repeat(8)}`,
    highlights: [],
    edited: false,
    media: [],
    forwardedFrom: null,
    alsoMatches: [],
  }))
  const groups = [{ query: null, channels: [{ name: channel, title: channel, items }] }]
  return { language: 'en', timeZone: 'UTC', slotAt, postCount: posts, leftOver: 0, groups }
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

describe('delivering', () => {
  it('sends the parts of a long digest in order, within the limits of Telegram', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 100)
    await outbox.drain()
    assert.deepEqual(outbox.received(101), upTo(100))
    assert.deepEqual(outbox.troubles, [])
    assert.equal((await outbox.store.outbox.counts(101)).waiting, 0)
  })

  it('goes on with the part that failed, and repeats none that was sent', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 100)
    outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'delay', ms: 0, times: 2 })
    outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'status', status: 502, times: 1 })
    await outbox.drain()
    assert.deepEqual(outbox.troubles, ['unreachable'])
    assert.ok(outbox.received(101).length < 100)
    outbox.clock.advance(minute)
    await outbox.drain()
    assert.deepEqual(outbox.received(101), upTo(100))
  })

  it('waits as long as Telegram asks, without counting an attempt', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 3)
    const body = {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    }
    outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'status', status: 429, body })
    assert.equal(await outbox.delivering.run(signal), true)
    assert.deepEqual([outbox.troubles, outbox.received(101)], [['wait'], []])
    assert.equal(
      (await outbox.store.outbox.claimDue({ now: outbox.clock.now() + 6000, leaseUntil: 0, limit: 9 })).length,
      0,
    )
    outbox.clock.advance(8000)
    await outbox.drain()
    assert.deepEqual(outbox.received(101), upTo(3))
  })

  it('stops writing to a chat that blocked the bot, and goes on when it returns', async () => {
    await using outbox = await openOutbox()
    outbox.sandbox.world.block(101)
    await outbox.queue(101, 3)
    await outbox.drain()
    assert.equal((await outbox.store.chats.find(101))?.state, 'gone')
    outbox.sandbox.world.block(101, false)
    await outbox.queue(101, 2)
    await outbox.drain()
    assert.deepEqual(outbox.received(101), [1, 2, 3, 1, 2])
  })

  it('follows a group that became a supergroup, with all that waits for it', async () => {
    await using outbox = await openOutbox()
    const { world } = outbox.sandbox
    const group = world.addGroup({ title: 'Desk', type: 'group', botStatus: 'member' })
    await outbox.queue(group.id, 2)
    const moved = world.migrate(group.id)
    await outbox.drain()
    assert.deepEqual(outbox.troubles, ['migrated'])
    assert.equal(await outbox.store.chats.find(group.id), null)
    assert.deepEqual(outbox.received(moved), [1, 2])
  })

  it('sends the plain words when Telegram refuses our formatting, and reports the defect', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 1)
    const body = { ok: false, error_code: 400, description: "Bad Request: can't parse entities: Unsupported start tag" }
    outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'status', status: 400, body })
    await outbox.drain()
    assert.equal(outbox.defects.length, 1)
    assert.match(outbox.sandbox.world.messages(101).at(-1)?.text ?? '', /Post 1\./)
  })

  it('one chat in trouble does not hold up another', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 2)
    await outbox.queue(102, 2)
    outbox.sandbox.faults.add({
      match: { method: 'sendMessage', chatId: 101 },
      kind: 'status',
      status: 500,
      times: Infinity,
    })
    await outbox.drain()
    assert.deepEqual([outbox.received(101), outbox.received(102)], [[], [1, 2]])
  })

  for (const [words, last] of [
    ['chat not found', 'gone'],
    ['not enough rights to send text messages to the chat', 'paused'],
  ] as const) {
    it(`after ${words} a chat is tried every hour for a day, and is ${last} then`, async () => {
      await using outbox = await openOutbox()
      await outbox.queue(101, 1)
      const fault = outbox.sandbox.faults.add({
        match: { method: 'sendMessage' },
        kind: 'status',
        status: 400,
        body: { ok: false, error_code: 400, description: `Bad Request: ${words}` },
        times: Infinity,
      })
      await outbox.drain()
      assert.equal((await outbox.store.chats.find(101))?.state, 'paused')
      for (let tries = 1; tries < 24; tries += 1) {
        outbox.clock.advance(61 * minute)
        await outbox.drain()
      }
      assert.equal((await outbox.store.chats.find(101))?.state, last)
      assert.equal(fault.hits, 24)
      for (const _ of [1, 2]) {
        outbox.clock.advance(12 * 61 * minute)
        await outbox.drain()
      }
      assert.equal(fault.hits, last === 'gone' ? 24 : 25)
    })
  }

  it('sends at once what waited for the right to write, when it is there again before the hour is over', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 3)
    const body = { ok: false, error_code: 400, description: 'Bad Request: CHAT_WRITE_FORBIDDEN' }
    const refused = outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'status', status: 400, body })
    await outbox.drain()
    await outbox.drain()
    assert.deepEqual([refused.hits, outbox.sandbox.world.messages(101).length], [1, 1])
    await outbox.store.chats.setState(101, 'active', null)
    await outbox.drain()
    assert.equal((await outbox.store.outbox.counts(101)).waiting, 0)
  })

  it('says nothing more to a chat that is forgotten between two parts', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 100)
    const slow = outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'delay', ms: 50 })
    const draining = outbox.drain()
    await slow.hit()
    await outbox.store.chats.forget(101)
    await draining
    const messages = outbox.sandbox.world.messages(101).filter((message) => message.from?.is_bot === true)
    assert.equal(messages.length, 1)
  })

  it('a lost answer doubles at most the part in flight', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 2)
    outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'drop-after-effect' })
    await outbox.drain()
    outbox.clock.advance(minute)
    await outbox.drain()
    assert.deepEqual(outbox.received(101), [1, 2, 1, 2])
    assert.equal((await outbox.store.outbox.counts(101)).waiting, 0)
  })

  it('a part that was on its way when the process ended is sent again, and said to be in doubt', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 2)
    const [parcel] = await outbox.store.outbox.claimDue({ now: outbox.clock.now(), leaseUntil: 0, limit: 1 })
    await outbox.store.outbox.recordInFlight({ parcelId: parcel!.id, part: 0 })
    await outbox.drain()
    assert.deepEqual([outbox.doubts, outbox.received(101)], [[parcel!.id], [1, 2]])
  })

  it('a part that Telegram refused is in no doubt', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 2)
    const body = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 2 } }
    outbox.sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'status', status: 429, body })
    await outbox.drain()
    outbox.clock.advance(3000)
    await outbox.drain()
    assert.deepEqual([outbox.doubts, outbox.received(101)], [[], [1, 2]])
  })

  it('a parcel that our own code cannot send is set aside, and its chat goes on', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 1, unrenderable)
    await outbox.queue(101, 2)
    for (let tries = 0; tries < 5; tries += 1) {
      await outbox.drain()
      outbox.clock.advance(10 * minute)
    }
    await outbox.drain()
    assert.deepEqual(outbox.received(101), [1, 2])
    assert.deepEqual(await outbox.store.outbox.totals(), { waiting: 0, setAside: 1, setAsideReason: 'TypeError' })
    assert.equal(outbox.broken.length, 5)
    assert.equal(await outbox.store.outbox.retrySetAside(outbox.clock.now()), 1)
    assert.equal((await outbox.store.outbox.totals()).waiting, 1)
  })

  it('a parcel that Telegram alone among many does not take is set aside; when it takes none, none is', async () => {
    await using outbox = await openOutbox()
    await outbox.queue(101, 1)
    const broken = {
      match: { method: 'sendMessage', chatId: 101 },
      kind: 'status',
      status: 500,
      times: Infinity,
    } as const
    outbox.sandbox.faults.add(broken)
    for (let tries = 0; tries < 30; tries += 1) {
      await outbox.drain()
      outbox.clock.advance(11 * minute)
    }
    assert.equal((await outbox.store.outbox.totals()).setAside, 0)
    await outbox.queue(102, 1)
    await outbox.drain()
    outbox.clock.advance(11 * minute)
    await outbox.drain()
    assert.deepEqual(outbox.received(102), [1])
    assert.equal((await outbox.store.outbox.totals()).setAside, 1)
  })

  it('a chat that has to wait for its own limit holds up no other', async () => {
    await using outbox = await openOutbox()
    const { world } = outbox.sandbox
    const group = world.addGroup({ title: 'Desk', type: 'group', botStatus: 'member' })
    await outbox.queue(group.id, 100)
    await outbox.queue(102, 2)
    const startedAt = outbox.clock.now()
    await outbox.drain()
    assert.ok(outbox.clock.now() - startedAt < 10_000)
    assert.deepEqual(outbox.received(102), [1, 2])
    assert.ok(outbox.received(group.id).length < 100)
    for (let round = 0; round < 30; round += 1) {
      outbox.clock.advance(4000)
      await outbox.drain()
    }
    assert.deepEqual([outbox.received(group.id), outbox.troubles], [upTo(100), []])
  })
})
