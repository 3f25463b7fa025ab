import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isTimeOfDay, isTimeZone, nextSlotAt } from '../../src/core/schedule.ts'
import { day, hour, type Instant } from '../../src/domain/time.ts'

const at = (text: string): Instant => Temporal.Instant.from(text).epochMilliseconds
const slotAfter = (time: string, timeZone: string, after: string): string =>
  Temporal.Instant.fromEpochMilliseconds(nextSlotAt({ time, timeZone }, at(after)))
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never' })

test('the next slot is today when the time is still to come, and else tomorrow', () => {
  assert.equal(slotAfter('09:00', 'Europe/Kyiv', '2026-11-23T06:59:59Z'), '2026-11-23T09:00:00+02:00')
  assert.equal(slotAfter('09:00', 'Europe/Kyiv', '2026-11-23T08:00:00Z'), '2026-11-24T09:00:00+02:00')
})

test('a slot is strictly after the instant given', () => {
  assert.equal(slotAfter('09:00', 'UTC', '2026-11-23T09:00:00Z'), '2026-11-24T09:00:00+00:00')
})

test('a time that the clocks leap over in spring comes at the end of the gap', () => {
  assert.equal(slotAfter('03:30', 'Europe/Kyiv', '2026-03-28T22:00:00Z'), '2026-03-29T04:00:00+03:00')
  assert.equal(slotAfter('03:00', 'Europe/Kyiv', '2026-03-28T22:00:00Z'), '2026-03-29T04:00:00+03:00')
  assert.equal(slotAfter('04:00', 'Europe/Kyiv', '2026-03-28T22:00:00Z'), '2026-03-29T04:00:00+03:00')
})

test('a time that comes twice in autumn has its slot the first time only', () => {
  assert.equal(slotAfter('03:30', 'Europe/Kyiv', '2026-10-24T22:00:00Z'), '2026-10-25T03:30:00+03:00')
  assert.equal(slotAfter('03:30', 'Europe/Kyiv', '2026-10-25T00:30:00Z'), '2026-10-26T03:30:00+02:00')
  assert.equal(slotAfter('03:30', 'Europe/Kyiv', '2026-10-25T01:10:00Z'), '2026-10-26T03:30:00+02:00')
})

test('clocks that leap or fall back over midnight neither skip nor double a day', () => {
  assert.equal(slotAfter('00:30', 'Africa/Cairo', '2026-04-23T12:00:00Z'), '2026-04-24T01:00:00+03:00')
  assert.equal(slotAfter('23:30', 'Africa/Cairo', '2026-10-29T12:00:00Z'), '2026-10-29T23:30:00+03:00')
  assert.equal(slotAfter('23:30', 'Africa/Cairo', '2026-10-29T20:30:00Z'), '2026-10-30T23:30:00+02:00')
})

test('a day that a country left out has no slot', () => {
  assert.equal(slotAfter('09:00', 'Pacific/Apia', '2011-12-29T20:00:00Z'), '2011-12-31T09:00:00+14:00')
})

test('an offset serves as a zone, and what is neither throws', () => {
  assert.equal(slotAfter('09:00', '+03:00', '2026-11-23T00:00:00Z'), '2026-11-23T09:00:00+03:00')
  assert.throws(() => nextSlotAt({ time: '25:00', timeZone: 'UTC' }, 0), RangeError)
  assert.throws(() => nextSlotAt({ time: '09:00', timeZone: 'Nowhere' }, 0), RangeError)
})

const zones = Intl.supportedValuesOf('timeZone')
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`)

test('in any zone, over half a year: one slot each local day, at the wall-clock time but for gaps', () => {
  const start = fc.integer({ min: at('1975-01-01T00:00:00Z'), max: at('2037-01-01T00:00:00Z') })
  fc.assert(
    fc.property(fc.constantFrom(...zones), time, start, (timeZone, time, startAt) => {
      let slotAt = nextSlotAt({ time, timeZone }, startAt)
      assert.ok(slotAt > startAt)
      for (let count = 0; count < 190; count += 1) {
        const nextAt = nextSlotAt({ time, timeZone }, slotAt)
        assertNextDay(slotAt, nextAt, time, timeZone)
        slotAt = nextAt
      }
    }),
    { numRuns: 25 },
  )
})

function assertNextDay(slotAt: Instant, nextAt: Instant, time: string, timeZone: string): void {
  const [before, next] = [slotAt, nextAt].map((instant) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone),
  )
  assert.ok(before !== undefined && next !== undefined && nextAt > slotAt)
  const days = before.toPlainDate().until(next.toPlainDate()).days
  const isDateLine = nextAt - slotAt < 30 * hour
  assert.ok(days === 1 || isDateLine, `${before.toString()} -> ${next.toString()}`)
  const wanted = next.toPlainDate().toPlainDateTime(time)
  if (next.toPlainDateTime().equals(wanted)) return
  // Only a gap moves a slot, and then to the first instant after it.
  const last = next.subtract({ milliseconds: 1 })
  assert.ok(last.offsetNanoseconds < next.offsetNanoseconds, `${next.toString()} for ${time}`)
  assert.ok(Temporal.PlainDateTime.compare(last.toPlainDateTime(), wanted) < 0)
}

test('the slots do not depend on where between two of them one asks', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      time,
      fc.integer({ min: 0, max: 2e12 }),
      fc.nat(day),
      (timeZone, time, from, later) => {
        const slotAt = nextSlotAt({ time, timeZone }, from)
        const between = Math.min(from + later, slotAt - 1)
        assert.equal(nextSlotAt({ time, timeZone }, between), slotAt)
      },
    ),
    { numRuns: 500 },
  )
})

test('a time of day and a time zone are told from what is none', () => {
  assert.deepEqual(['09:00', '9:00', '23:59', '24:00', '9', '9:5', ''].map(isTimeOfDay), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  assert.deepEqual(['UTC', 'Europe/Kiev', 'europe/kyiv', 'Kyiv', '', 'x'.repeat(999)].map(isTimeZone), [
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
