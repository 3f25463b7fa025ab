import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { silenceLimitMs } from '../../src/core/silence.ts'

const hour = 3_600_000
const day = 24 * hour
const t0 = Date.UTC(2026, 0, 5)

/** Newest first: posts at these hours of each of so many days, unless the day is left out. */
function rhythm(days: number, hours: readonly number[], isOff: (weekday: number) => boolean = () => false): number[] {
  return Array.from({ length: days }, (_, index) => t0 - index * day)
    .filter((at) => !isOff(new Date(at).getUTCDay()))
    .flatMap((at) => hours.toReversed().map((one) => at + one * hour))
}

describe('from which silence on it is unusual', () => {
  it('not before a day, however busy the channel is', () => {
    const busy = rhythm(
      20,
      Array.from({ length: 24 }, (_, index) => index),
    )
    assert.equal(silenceLimitMs(busy), day)
  })

  it('nights and weekends are a part of the rhythm', () => {
    const workdays = rhythm(60, [9, 18], (weekday) => weekday === 0 || weekday === 6)
    assert.equal(silenceLimitMs(workdays), 2 * (2 * day + 15 * hour))
  })

  it('a holiday that was taken once is believed the next time', () => {
    const withHoliday = rhythm(60, [9, 18]).filter((at) => at > t0 - 10 * day || at < t0 - 20 * day)
    assert.ok((silenceLimitMs(withHoliday) ?? 0) > 20 * day)
  })

  it('nothing is said of a channel that is hardly known', () => {
    assert.equal(silenceLimitMs([]), null)
    assert.equal(silenceLimitMs(rhythm(19, [12])), null, 'too few posts')
    assert.equal(silenceLimitMs(rhythm(13, [8, 10, 12])), null, 'too short a time')
  })
})

it('the limit is longer than any silence that was seen, and does not depend on where the clock stands', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 20 * day }), { minLength: 25, maxLength: 200 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 400 * day }), (given, shift) => {
      let at = t0
      const times = given.map((gap) => (at -= gap))
      const limit = silenceLimitMs(times)
      if (limit === null) return
      assert.ok(given.slice(1).every((gap) => gap < limit))
      assert.equal(silenceLimitMs(times.map((time) => time + shift)), limit)
    }),
  )
})
