import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quietUntil } from '../../../src/core/schedule/quiet.ts'

/** The end of the quiet time by the wall clock, null when it is not quiet. */
function quiet(from: string, to: string, timeZone: string, at: string): string | null {
  const endsAt = quietUntil({ from, to }, timeZone, Temporal.Instant.from(at).epochMilliseconds)
  if (endsAt === null) return null
  return Temporal.Instant.fromEpochMilliseconds(endsAt).toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' })
}

test('quiet begins at its first minute and ends at its last', () => {
  assert.equal(quiet('13:00', '14:30', 'UTC', '2026-11-23T12:59:59Z'), null)
  assert.equal(quiet('13:00', '14:30', 'UTC', '2026-11-23T13:00:00Z'), '2026-11-23T14:30:00+00:00')
  assert.equal(quiet('13:00', '14:30', 'UTC', '2026-11-23T14:29:59Z'), '2026-11-23T14:30:00+00:00')
  assert.equal(quiet('13:00', '14:30', 'UTC', '2026-11-23T14:30:00Z'), null)
})

test('quiet over midnight holds on both sides of it', () => {
  assert.equal(quiet('23:00', '07:00', 'Europe/Kyiv', '2026-11-23T21:30:00Z'), '2026-11-24T07:00:00+02:00')
  assert.equal(quiet('23:00', '07:00', 'Europe/Kyiv', '2026-11-24T04:59:00Z'), '2026-11-24T07:00:00+02:00')
  assert.equal(quiet('23:00', '07:00', 'Europe/Kyiv', '2026-11-24T05:00:00Z'), null)
})

test('no quiet hours, or none between two equal times, are never quiet', () => {
  assert.equal(quietUntil(null, 'UTC', 0), null)
  assert.equal(quiet('09:00', '09:00', 'UTC', '2026-11-23T09:00:00Z'), null)
})

test('quiet that ends in a gap of spring ends with the gap', () => {
  assert.equal(quiet('23:00', '03:30', 'Europe/Kyiv', '2026-03-29T00:59:00Z'), '2026-03-29T04:00:00+03:00')
  assert.equal(quiet('23:00', '03:30', 'Europe/Kyiv', '2026-03-29T01:00:00Z'), null)
})

test('quiet that lies in the gap as a whole does not come that day', () => {
  assert.equal(quiet('03:10', '03:50', 'Europe/Kyiv', '2026-03-29T00:59:59Z'), null)
  assert.equal(quiet('03:10', '03:50', 'Europe/Kyiv', '2026-03-29T01:00:00Z'), null)
})

test('quiet that ended in the hour that autumn repeats does not come back with it', () => {
  assert.equal(quiet('23:00', '03:30', 'Europe/Kyiv', '2026-10-25T00:29:00Z'), '2026-10-25T03:30:00+03:00')
  assert.equal(quiet('23:00', '03:30', 'Europe/Kyiv', '2026-10-25T01:10:00Z'), null)
})

test('quiet that began in the hour that autumn repeats lasts through it', () => {
  assert.equal(quiet('03:30', '07:00', 'Europe/Kyiv', '2026-10-25T01:10:00Z'), '2026-10-25T07:00:00+02:00')
})

test('a pause between two quiet times that lies in the gap as a whole does not come that day', () => {
  assert.equal(quiet('03:50', '03:10', 'Europe/Kyiv', '2026-03-28T23:00:00Z'), '2026-03-30T03:10:00+03:00')
})
