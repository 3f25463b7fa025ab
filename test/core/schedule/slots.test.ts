import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dailyAt, nextSlotAt, nextSlots } from '../../../src/core/schedule/slots.ts'
import { everyDay, type Schedule } from '../../../src/domain/schedule.ts'
import type { Instant } from '../../../src/domain/time.ts'

const at = (text: string): Instant => Temporal.Instant.from(text).epochMilliseconds
const local = (slotAt: Instant, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(slotAt).toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' })
const slotAfter = (time: string, timeZone: string, after: string): string =>
  local(nextSlotAt(dailyAt(time), timeZone, at(after)), timeZone)
const slotsAfter = (schedule: Schedule, timeZone: string, after: string, count: number): readonly string[] =>
  nextSlots(schedule, timeZone, at(after), count).map((slotAt) => local(slotAt, timeZone).slice(0, 16))

test('the next slot is today when the time is still to come, and else tomorrow', () => {
  assert.equal(slotAfter('09:00', 'Europe/Kyiv', '2026-11-23T06:59:59Z'), '2026-11-23T09:00:00+02:00')
  assert.equal(slotAfter('09:00', 'Europe/Kyiv', '2026-11-23T08:00:00Z'), '2026-11-24T09:00:00+02:00')
})

test('a slot is strictly after the instant given', () => {
  assert.equal(slotAfter('09:00', 'UTC', '2026-11-23T09:00:00Z'), '2026-11-24T09:00:00+00:00')
})

test('only the days of a schedule have slots, each at all of its times', () => {
  // 23 November 2026 is a Monday.
  const schedule: Schedule = { kind: 'times', days: [1, 4], times: ['08:30', '18:00'] }
  assert.deepEqual(slotsAfter(schedule, 'Europe/Kyiv', '2026-11-23T07:00:00Z', 5), [
    '2026-11-23T18:00',
    '2026-11-26T08:30',
    '2026-11-26T18:00',
    '2026-11-30T08:30',
    '2026-11-30T18:00',
  ])
})

test('every so many hours counts from the first hour of each day to the last', () => {
  const schedule: Schedule = { kind: 'hours', days: everyDay, everyHours: 5, from: '09:15', to: '20:00' }
  assert.deepEqual(slotsAfter(schedule, 'UTC', '2026-11-23T10:00:00Z', 4), [
    '2026-11-23T14:15',
    '2026-11-23T19:15',
    '2026-11-24T09:15',
    '2026-11-24T14:15',
  ])
})

test('instant has no slots', () => {
  assert.equal(nextSlotAt({ kind: 'instant' }, 'UTC', 0), null)
  assert.deepEqual(nextSlots({ kind: 'instant' }, 'UTC', 0, 3), [])
})

test('a time that the clocks leap over in spring comes at the end of the gap', () => {
  assert.equal(slotAfter('03:30', 'Europe/Kyiv', '2026-03-28T22:00:00Z'), '2026-03-29T04:00:00+03:00')
  assert.equal(slotAfter('03:00', 'Europe/Kyiv', '2026-03-28T22:00:00Z'), '2026-03-29T04:00:00+03:00')
  assert.equal(slotAfter('04:00', 'Europe/Kyiv', '2026-03-28T22:00:00Z'), '2026-03-29T04:00:00+03:00')
})

test('times that meet at the end of a gap are one slot', () => {
  const schedule: Schedule = { kind: 'times', days: everyDay, times: ['03:10', '03:50', '04:00'] }
  assert.deepEqual(slotsAfter(schedule, 'Europe/Kyiv', '2026-03-28T22:00:00Z', 2), [
    '2026-03-29T04:00',
    '2026-03-30T03:10',
  ])
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

test('a gap over midnight moves the last slot of a day into the next day', () => {
  // The clocks of Toronto went from 23:30 to 00:30.
  assert.equal(slotAfter('23:45', 'America/Toronto', '1919-03-30T20:00:00Z'), '1919-03-31T00:30:00-04:00')
  assert.equal(slotAfter('23:45', 'America/Toronto', '1919-03-31T04:30:00Z'), '1919-03-31T23:45:00-04:00')
})

test('a day that a country left out has no slot', () => {
  assert.equal(slotAfter('09:00', 'Pacific/Apia', '2011-12-29T20:00:00Z'), '2011-12-31T09:00:00+14:00')
  const fridays: Schedule = { kind: 'times', days: [5], times: ['09:00'] }
  assert.deepEqual(slotsAfter(fridays, 'Pacific/Apia', '2011-12-23T20:00:00Z', 2), [
    '2012-01-06T09:00',
    '2012-01-13T09:00',
  ])
})

test('an offset serves as a zone, and what is neither throws', () => {
  assert.equal(slotAfter('09:00', '+03:00', '2026-11-23T00:00:00Z'), '2026-11-23T09:00:00+03:00')
  assert.throws(() => nextSlotAt(dailyAt('25:00'), 'UTC', 0), RangeError)
  assert.throws(() => nextSlotAt(dailyAt('09:00'), 'Nowhere', 0), RangeError)
})
