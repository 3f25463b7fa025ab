import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FetchFault } from '../../src/domain/channel.ts'
import { SourceError } from '../../src/domain/source.ts'
import { createLimiter } from '../../src/tme/limiter.ts'
import type { Limiter } from '../../src/tme/limiter.ts'
import { createHandClock } from './support/hand-clock.ts'
import type { HandClock } from './support/hand-clock.ts'

const never = new AbortController().signal

function setUp(options: { perSecond?: number; random?: () => number } = {}): { clock: HandClock; limiter: Limiter } {
  const clock = createHandClock()
  const { perSecond = 1, random = () => 0 } = options
  return { clock, limiter: createLimiter({ perSecond, clock, random }) }
}

/** Runs a request that only notes when it ran. */
function note(limiter: Limiter, clock: HandClock, startedAt: number[], beganAt: number): Promise<void> {
  return limiter.run(async () => {
    startedAt.push(clock.now() - beganAt)
  }, never)
}

const long = 24 * 3600 * 1000

async function fail(limiter: Limiter, clock: HandClock, fault: FetchFault, retryAfterMs?: number): Promise<void> {
  const options = retryAfterMs === undefined ? {} : { retryAfterMs }
  // The failure is to come at the very end, so that its pause can be measured.
  const refusal = Promise.withResolvers<never>()
  const refused = assert.rejects(
    limiter.run(() => refusal.promise, never),
    { fault },
  )
  await clock.advance(long)
  refusal.reject(new SourceError(fault, 'no', options))
  await refused
}

/** How long the next request has to wait, in milliseconds. */
async function waitOfNext(
  limiter: Limiter,
  clock: HandClock,
  ending: Promise<void> = Promise.resolve(),
): Promise<number> {
  const beganAt = clock.now()
  let startedAt = Number.NaN
  const running = limiter.run(async () => {
    startedAt = clock.now()
    await ending
  }, never)
  await Promise.all([running.catch(() => undefined), clock.advance(long)])
  return startedAt - beganAt
}

test('requests start at the rate, however many wait', async () => {
  const { clock, limiter } = setUp({ perSecond: 2 })
  const startedAt: number[] = []
  const all = Array.from({ length: 5 }, () => note(limiter, clock, startedAt, clock.now()))
  await clock.advance(10_000)
  await Promise.all(all)
  assert.deepEqual(startedAt, [0, 500, 1000, 1500, 2000])
})

test('jitter only ever makes the rate lower', async () => {
  const { clock, limiter } = setUp({ random: () => 0.6 })
  const startedAt: number[] = []
  const all = Array.from({ length: 3 }, () => note(limiter, clock, startedAt, clock.now()))
  await clock.advance(10_000)
  await Promise.all(all)
  assert.deepEqual(startedAt, [0, 1200, 2400])
})

test('a rate below one a second is kept', async () => {
  const { clock, limiter } = setUp({ perSecond: 0.1 })
  await note(limiter, clock, [], clock.now())
  assert.equal(await waitOfNext(limiter, clock), 10_000)
})

test('no more than two requests are under way', async () => {
  const { clock, limiter } = setUp()
  let running = 0
  let most = 0
  const ends: (() => void)[] = []
  const request = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => ends.push(resolve))
    running -= 1
  }
  const all = Array.from({ length: 5 }, () => limiter.run(request, never))
  for (let second = 0; second < 20; second += 1) {
    await clock.advance(1000)
    if (second % 3 === 2) ends.shift()?.()
  }
  await Promise.all(all)
  assert.equal(most, 2)
})

test('a waiting request that is aborted never runs and leaves its place to others', async () => {
  const { clock, limiter } = setUp()
  const startedAt: number[] = []
  const controller = new AbortController()
  const hung = Promise.withResolvers<void>()
  const holders = [limiter.run(() => hung.promise, never), limiter.run(() => hung.promise, never)]
  await clock.advance(5000)
  const aborted = limiter.run(() => Promise.reject(new Error('it ran')), controller.signal)
  const following = note(limiter, clock, startedAt, clock.now())
  controller.abort(new Error('enough'))
  await assert.rejects(aborted, /enough/)
  hung.resolve()
  await clock.advance(5000)
  await Promise.all([...holders, following])
  assert.equal(startedAt.length, 1)
})

test('a request that waits for its time ends when it is aborted', async () => {
  const { clock, limiter } = setUp()
  await note(limiter, clock, [], clock.now())
  const controller = new AbortController()
  const waiting = limiter.run(() => Promise.reject(new Error('it ran')), controller.signal)
  await clock.advance(10)
  controller.abort(new Error('enough'))
  await assert.rejects(waiting, /enough/)
  assert.equal(await waitOfNext(limiter, clock), 990)
})

test('each refusal doubles the pause, up to five minutes', async () => {
  const { clock, limiter } = setUp()
  const pauses: number[] = []
  for (let count = 0; count < 10; count += 1) {
    await fail(limiter, clock, 'blocked')
    const neutral = Promise.reject(new SourceError('network', 'no'))
    pauses.push((await waitOfNext(limiter, clock, neutral)) / 1000)
  }
  assert.deepEqual(pauses, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
})

test('a success ends the slowing', async () => {
  const { clock, limiter } = setUp()
  for (let count = 0; count < 5; count += 1) await fail(limiter, clock, 'server_error')
  await waitOfNext(limiter, clock)
  await fail(limiter, clock, 'server_error')
  assert.equal(await waitOfNext(limiter, clock), 2000)
})

test('the pause that the server asks for is obeyed, also beyond our own cap', async () => {
  const { clock, limiter } = setUp()
  await fail(limiter, clock, 'rate_limited', 30_000)
  assert.equal(await waitOfNext(limiter, clock), 30_000)
  await fail(limiter, clock, 'rate_limited', 600_000)
  assert.equal(await waitOfNext(limiter, clock), 600_000)
})

test('no server can make us wait for more than an hour', async () => {
  const { clock, limiter } = setUp()
  await fail(limiter, clock, 'rate_limited', 1e12)
  assert.equal(await waitOfNext(limiter, clock), 3_600_000)
})

test('a channel without preview or a broken page slows nobody', async () => {
  for (const fault of ['preview_unavailable', 'network', 'timeout', 'markup_changed', 'too_large'] as const) {
    const { clock, limiter } = setUp()
    await fail(limiter, clock, fault)
    assert.equal(await waitOfNext(limiter, clock), 0)
  }
})

test('a pause holds for those who were waiting already', async () => {
  const { clock, limiter } = setUp()
  const beganAt = clock.now()
  const startedAt: number[] = []
  const refusal = Promise.withResolvers<never>()
  const first = assert.rejects(
    limiter.run(() => refusal.promise, never),
    { fault: 'rate_limited' },
  )
  const second = note(limiter, clock, startedAt, beganAt)
  await clock.advance(100)
  refusal.reject(new SourceError('rate_limited', 'no', { retryAfterMs: 20_000 }))
  await clock.advance(60_000)
  await Promise.all([first, second])
  assert.deepEqual(startedAt, [20_100])
})

test('a clock that was set back keeps nobody waiting', async () => {
  let now = 100 * 3_600_000
  const waits: number[] = []
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      waits.push(ms)
      now += ms
    },
  }
  const limiter = createLimiter({ perSecond: 1, clock, random: () => 0 })
  await limiter.run(async () => undefined, never)
  now -= 24 * 3_600_000
  await limiter.run(async () => undefined, never)
  assert.deepEqual(waits.map(Math.round), [1333])
})

test('whoever is asked for fewer requests makes fewer, and comes back to the full rate slowly', async () => {
  const { clock, limiter } = setUp()
  await fail(limiter, clock, 'rate_limited', 1000)
  const spacings: number[] = []
  for (let request = 0; request < 60; request += 1) {
    const startedAt: number[] = []
    const both = [note(limiter, clock, startedAt, clock.now()), note(limiter, clock, startedAt, clock.now())]
    await clock.advance(long)
    await Promise.all(both)
    spacings.push(Math.round((startedAt[1] ?? 0) - (startedAt[0] ?? 0)))
  }
  assert.equal(spacings[0], 2000)
  assert.ok(spacings.every((spacing, index) => spacing <= (spacings[index - 1] ?? Infinity)))
  assert.ok((spacings[20] ?? 0) > 1000)
  assert.equal(spacings.at(-1), 1000)
})

test('the rate never falls below an eighth', async () => {
  const { clock, limiter } = setUp()
  for (let time = 0; time < 10; time += 1) await fail(limiter, clock, 'rate_limited', 1000)
  const startedAt: number[] = []
  const both = [1, 2].map(() => note(limiter, clock, startedAt, clock.now()))
  await clock.advance(long)
  await Promise.all(both)
  assert.equal((startedAt[1] ?? 0) - (startedAt[0] ?? 0), 8000)
})
