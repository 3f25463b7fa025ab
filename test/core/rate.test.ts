import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createBucket, take, waitMsOf, type Bucket } from '../../src/core/rate.ts'

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
