import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  arrive,
  createBucket,
  createUsedSpan,
  leave,
  spanWaitMs,
  take,
  waitMsOf,
  type Bucket,
} from '../../src/core/rate.ts'

/** Waits of `count` callers that come at once. */
function waits(bucket: Bucket, now: number, count: number): number[] {
  let state = bucket
  return Array.from({ length: count }, () => {
    const taken = take(state, now)
    state = taken.state
    return taken.waitMs
  })
}

test('a burst goes at once, and the others follow at the rate', () => {
  assert.deepEqual(waits(createBucket({ burst: 3, perSecond: 2 }, 0), 0, 6), [0, 0, 0, 500, 1000, 1500])
})

test('tokens come back with time, up to the burst', () => {
  let bucket = createBucket({ burst: 2, perSecond: 1 }, 0)
  for (let count = 0; count < 2; count += 1) bucket = take(bucket, 0).state
  assert.deepEqual(waits(bucket, 1000, 2), [0, 1000])
  assert.deepEqual(waits(bucket, 1_000_000, 3), [0, 0, 1000])
})

test('asking for the wait takes nothing', () => {
  const bucket = createBucket({ burst: 1, perSecond: 1 }, 0)
  assert.equal(waitMsOf(bucket, 0), 0)
  assert.equal(waitMsOf(bucket, 0), 0)
  assert.equal(waitMsOf(take(bucket, 0).state, 250), 750)
})

test('a clock that is set back lets nobody act earlier', () => {
  const bucket = take(createBucket({ burst: 1, perSecond: 1 }, 10_000), 10_000).state
  assert.equal(take(bucket, 4000).waitMs, 7000)
})

test('a bucket without a burst or a rate is refused', () => {
  assert.throws(() => createBucket({ burst: 0, perSecond: 1 }, 0), RangeError)
  assert.throws(() => createBucket({ burst: 1, perSecond: 0 }, 0), RangeError)
  assert.throws(() => createBucket({ burst: 1, perSecond: NaN }, 0), RangeError)
})

test('however callers come, no span of time sees more actions than the burst and the rate allow', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.nat(400)),
      (burst, perSecond, gaps) => {
        let bucket = createBucket({ burst, perSecond }, 0)
        let now = 0
        const actedAt = gaps.map((gap) => {
          now += gap
          const { state, waitMs } = take(bucket, now)
          bucket = state
          return now + waitMs
        })
        for (const [first, from] of actedAt.entries()) {
          for (const [offset, to] of actedAt.slice(first).entries()) {
            // A millisecond more: waits are whole milliseconds.
            assert.ok(offset + 1 <= burst + ((to - from + 1) / 1000) * perSecond + 1e-6)
          }
        }
      },
    ),
  )
})

test('however long messages take, no span sees more of them arrive than it allows', () => {
  const travels = fc.array(fc.tuple(fc.nat(200), fc.nat(80), fc.nat(80)), { maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), travels, (most, messages) => {
      let span = createUsedSpan({ most, spanMs: 100, flightMs: 200 }, -Infinity)
      let now = 0
      const arrivals: number[] = []
      let answers: { by: number; at: number }[] = []
      for (const [gap, there, back] of messages) {
        now += gap
        for (;;) {
          for (const { by, at } of answers) if (at <= now) span = arrive(span, by, at)
          answers = answers.filter(({ at }) => at > now)
          const waitMs = spanWaitMs(span, now)
          if (waitMs === 0) break
          now += Math.min(waitMs, ...answers.map(({ at }) => at - now))
        }
        const left = leave(span, now)
        span = left.state
        arrivals.push(now + there)
        answers.push({ by: left.by, at: now + there + back })
      }
      arrivals.sort((a, b) => a - b)
      for (const [index, at] of arrivals.entries()) {
        const before = arrivals[index - most]
        if (before !== undefined) assert.ok(at - before >= 100)
      }
    }),
  )
})

test('a span that was used up is free again all at once', () => {
  const limits = { most: 2, spanMs: 100, flightMs: 20 }
  const span = createUsedSpan(limits, 50)
  assert.deepEqual([spanWaitMs(span, 60), spanWaitMs(span, 150)], [90, 0])
  const one = leave(span, 150)
  const two = leave(one.state, 150)
  assert.deepEqual([spanWaitMs(one.state, 150), spanWaitMs(two.state, 150)], [0, 120])
  assert.equal(spanWaitMs(arrive(two.state, two.by, 155), 160), 95)
  assert.throws(() => createUsedSpan({ ...limits, most: 0 }, 0), RangeError)
})
