import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import {
  afterAnswer,
  afterFailure,
  type Breaker,
  type BreakerPhase,
  closedBreaker,
  openBreaker,
  phaseOf,
  type PollTrouble,
} from '../../src/core/breaker.ts'
import type { FetchFault } from '../../src/domain/channel.ts'

const second = 1000
const minute = 60 * second
const t0 = Date.UTC(2026, 0, 2)

const failure = (channelId: number, fault: FetchFault, more: Partial<PollTrouble> = {}): PollTrouble => ({
  channelId,
  fault,
  retryAfterMs: null,
  now: t0,
  random: 0.5,
  ...more,
})

function afterAll(failures: readonly PollTrouble[], breaker: Breaker = closedBreaker): Breaker {
  return failures.reduce(afterFailure, breaker)
}

const three = [1, 2, 3].map((channelId) => failure(channelId, 'network', { now: t0 + channelId * second }))

describe('the breaker', () => {
  it('opens when three channels fail and none answers in between, and knows since when', () => {
    const breaker = afterAll(three)
    assert.equal(phaseOf(afterAll(three.slice(0, 2)), t0), 'closed')
    assert.deepEqual(breaker.trouble, { sinceAt: t0 + second, probes: 0, untilAt: t0 + 3 * second + 30 * second })
  })

  it('one channel that fails again and again is trouble of its own', () => {
    const often = Array.from({ length: 50 }, (_, index) => failure(1, 'timeout', { now: t0 + index * second }))
    assert.equal(phaseOf(afterAll(often), t0 + minute), 'closed')
  })

  it('failures far apart, or with an answer between them, do not add up', () => {
    const [one, two, last] = three
    assert.ok(one && two && last)
    assert.equal(phaseOf(afterAll([one, two, { ...last, now: t0 + 11 * minute }]), t0 + 11 * minute), 'closed')
    const answered = afterAnswer(afterAll([one, two]), t0 + 2 * second)
    assert.equal(phaseOf(afterAll([last], answered), t0 + 3 * second), 'closed')
  })

  it('opens at once when the server asks for fewer requests, for as long as it says', () => {
    const breaker = afterFailure(closedBreaker, failure(1, 'rate_limited', { retryAfterMs: 7 * minute }))
    assert.equal(breaker.trouble?.untilAt, t0 + 7 * minute)
  })

  it('what only one channel has never opens it', () => {
    const faults: FetchFault[] = ['preview_unavailable', 'markup_changed', 'too_large', 'identity_changed']
    const all = faults.flatMap((fault) => [1, 2, 3, 4].map((channelId) => failure(channelId, fault)))
    assert.deepEqual(afterAll(all), closedBreaker)
  })

  it('every failed probe doubles the pause, up to a quarter of an hour', () => {
    let breaker = afterAll(three)
    const pauses: number[] = []
    for (let probe = 0; probe < 8; probe += 1) {
      const now = breaker.trouble?.untilAt ?? 0
      breaker = openBreaker(breaker, { retryAfterMs: null, now, random: 0.5 })
      pauses.push(((breaker.trouble?.untilAt ?? 0) - now) / minute)
    }
    assert.deepEqual(pauses, [1, 2, 4, 8, 15, 15, 15, 15])
    assert.equal(breaker.trouble?.sinceAt, t0 + second)
  })

  it('an answer closes it after the pause, and not while it is open', () => {
    const breaker = afterAll(three)
    assert.equal(afterAnswer(breaker, t0 + 4 * second), breaker)
    assert.equal(afterAnswer(breaker, t0 + minute), closedBreaker)
  })

  it('a clock that was set back keeps nobody waiting', () => {
    assert.equal(phaseOf(afterAll(three), t0 - 24 * 60 * minute), 'half_open')
  })
})

const steps = fc.array(
  fc.record({
    waitMs: fc.integer({ min: 0, max: 30 * minute }),
    answer: fc.boolean(),
    channelId: fc.integer({ min: 1, max: 5 }),
    fault: fc.constantFrom<FetchFault>('blocked', 'rate_limited', 'server_error', 'network', 'preview_unavailable'),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 100 * 60 * minute })),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  { maxLength: 60 },
)

it('whatever happens, it opens and closes in turn, and a pause only grows while it lasts and ends within six hours', () => {
  fc.assert(
    fc.property(steps, (given) => {
      let breaker = closedBreaker
      let now = t0
      for (const { waitMs, answer, ...failed } of given) {
        now += waitMs
        const before: BreakerPhase = phaseOf(breaker, now)
        const next = answer ? afterAnswer(breaker, now) : afterFailure(breaker, { ...failed, now })
        if (before === 'open') {
          assert.equal(phaseOf(next, now), 'open')
          assert.ok((next.trouble?.untilAt ?? 0) >= (breaker.trouble?.untilAt ?? 0))
          assert.equal(next.trouble?.sinceAt, breaker.trouble?.sinceAt)
        }
        if (answer && before !== 'open') assert.deepEqual(next, closedBreaker)
        assert.ok((next.trouble?.untilAt ?? now) <= now + 6 * 60 * minute)
        assert.ok(next.failed.length < 3)
        breaker = next
      }
    }),
  )
})
