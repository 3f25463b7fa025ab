import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { quietUntil } from '../../../src/core/schedule/quiet.ts'
import { nextSlotAt, timesOf } from '../../../src/core/schedule/slots.ts'
import { minutesADay, minutesOf, toTimeOfDay } from '../../../src/core/schedule/time-of-day.ts'
import type { TimedSchedule, Weekday } from '../../../src/domain/schedule.ts'
import { day, type Instant, minute } from '../../../src/domain/time.ts'
import { timedSchedule, timeOfDay } from '../../support/any-schedule.ts'
import { type ClockChange, clockChanges, wallMinutes } from '../../support/wall-clock.ts'

const zones = Intl.supportedValuesOf('timeZone')
const [startAt, endAt] = [Date.UTC(1990, 0, 1), Date.UTC(2040, 0, 1)]

interface Moment {
  readonly timeZone: string
  readonly fromAt: Instant
  readonly untilAt: Instant
  readonly startOffsetMs: number
  readonly changes: readonly ClockChange[]
}

/** Three days around each change of the clocks of each zone in 50 years; zones that change alike at one time count once. */
const moments: readonly Moment[] = [
  ...new Map(
    zones.flatMap((timeZone) => {
      const changes = clockChanges(timeZone, startAt, endAt)
      return changes.map((change): [string, Moment] => {
        const [fromAt, untilAt] = [change.at - 1.5 * day, change.at + 1.5 * day].map(toMinute) as [Instant, Instant]
        const near = changes.filter(({ at }) => at > fromAt && at < untilAt)
        const startOffsetMs = near[0]!.beforeMs
        const key = JSON.stringify([startOffsetMs, near])
        return [key, { timeZone, fromAt, untilAt, startOffsetMs, changes: near }]
      })
    }),
  ).values(),
]

function toMinute(at: Instant): Instant {
  return Math.floor(at / minute) * minute
}

/** Every slot there is, found by watching the clock: a time has come when the clock first shows it or a later one. */
function slotsByTheClock(schedule: TimedSchedule, moment: Moment): readonly Instant[] {
  const { startOffsetMs, changes, fromAt, untilAt } = moment
  const days = new Set<number>()
  for (const { wallMinute } of wallMinutes(startOffsetMs, changes, fromAt, untilAt)) days.add(dayOf(wallMinute))
  const times = timesOf(schedule).map(minutesOf)
  const due = [...days]
    .filter((date) => schedule.days.includes(weekdayOf(date)))
    .flatMap((date) => times.map((time) => date * minutesADay + time))
    .toSorted((a, b) => a - b)
  const slots = new Set<Instant>()
  let next = due.findIndex((wanted) => wanted > (fromAt + startOffsetMs) / minute)
  if (next < 0) return []
  for (const { at, wallMinute } of wallMinutes(startOffsetMs, changes, fromAt, untilAt)) {
    for (; next < due.length && due[next]! <= wallMinute; next += 1) slots.add(at)
  }
  return [...slots]
}

function dayOf(wallMinute: number): number {
  return Math.floor(wallMinute / minutesADay)
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(date: number): Weekday {
  return (((((date + 3) % 7) + 7) % 7) + 1) as Weekday
}

function slotsBetween(schedule: TimedSchedule, timeZone: string, fromAt: Instant, untilAt: Instant): Instant[] {
  const slots: Instant[] = []
  for (let at = fromAt; (at = nextSlotAt(schedule, timeZone, at)) < untilAt;) slots.push(at)
  return slots
}

test('around the changes of the clocks of every zone in 50 years, slots are those that a clock on the wall gives', () => {
  assert.ok(moments.length > 1000)
  const [schedules] = fc.sample(fc.array(timedSchedule, { minLength: 97, maxLength: 97 }), { numRuns: 1 })
  const [first] = fc.sample(fc.nat(2), 1)
  // A third of them each time: that keeps the test short.
  for (let index = first!; index < moments.length; index += 3) {
    const moment = moments[index]!
    const schedule = schedules![index % schedules!.length]!
    const { timeZone, fromAt, untilAt } = moment
    const found = slotsBetween(schedule, timeZone, fromAt, untilAt)
    const where = `${timeZone}, ${new Date(fromAt).toISOString()}, ${JSON.stringify(schedule)}`
    assert.deepEqual(found, slotsByTheClock(schedule, moment), where)
  }
})

test('the same, at all times of the day that changed', () => {
  const time = fc.tuple(fc.constantFrom(...moments), fc.integer({ min: -300, max: 300 }))
  fc.assert(
    fc.property(time, (choice) => {
      const [moment, minutes] = choice
      const wall = (moment.changes[0]!.at + moment.startOffsetMs) / minute + minutes
      const time = toTimeOfDay((Math.floor(wall) + 36_000 * minutesADay) % minutesADay)
      const schedule: TimedSchedule = { kind: 'times', days: [1, 2, 3, 4, 5, 6, 7], times: [time] }
      const { timeZone, fromAt, untilAt } = moment
      assert.deepEqual(slotsBetween(schedule, timeZone, fromAt, untilAt), slotsByTheClock(schedule, moment))
    }),
    { numRuns: 1000 },
  )
})

test('in 50 years every day has its slot, and no day has two', () => {
  for (const timeZone of ['Pacific/Apia', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Europe/Kyiv']) {
    const [time] = fc.sample(timeOfDay, 1)
    const schedule: TimedSchedule = { kind: 'times', days: [1, 2, 3, 4, 5, 6, 7], times: [time!] }
    const days = new Set<string>()
    const slots = slotsBetween(schedule, timeZone, startAt, endAt)
    for (const slotAt of slots) {
      days.add(Temporal.Instant.fromEpochMilliseconds(slotAt).toZonedDateTimeISO(timeZone).toPlainDate().toString())
    }
    // 50 years of 365 days, 12 leap days. Samoa had no 30 December 2011, and its 50 years in UTC are a day more on its wall:
    // it went over the date line. The ends fall within a day by zone and time.
    const expected = 50 * 365 + 12
    assert.ok(Math.abs(slots.length - expected) <= 1, `${timeZone} ${time}: ${slots.length}`)
    assert.equal(days.size, slots.length)
  }
})

test('slots strictly increase, and asking anew from anywhere between two gives the later one', () => {
  const instant = fc.integer({ min: startAt, max: endAt })
  fc.assert(
    fc.property(timedSchedule, fc.constantFrom(...zones), instant, fc.nat(), (schedule, timeZone, fromAt, pick) => {
      const slotAt = nextSlotAt(schedule, timeZone, fromAt)
      assert.ok(slotAt > fromAt)
      const laterAt = nextSlotAt(schedule, timeZone, slotAt)
      assert.ok(laterAt > slotAt)
      const betweenAt = slotAt + (pick % (laterAt - slotAt))
      assert.equal(nextSlotAt(schedule, timeZone, betweenAt), laterAt)
      assert.equal(nextSlotAt(schedule, timeZone, laterAt - 1), laterAt)
    }),
    { numRuns: 500 },
  )
})

test('around every kind of change of the clocks, quiet time begins and ends once a day, at its hours', () => {
  const choice = fc.tuple(fc.constantFrom(...moments), timeOfDay, timeOfDay).filter(([, from, to]) => from !== to)
  fc.assert(
    fc.property(choice, ([moment, from, to]) => {
      const { timeZone, fromAt, untilAt } = moment
      const [begins, ends] = [from, to].map((time) =>
        slotsByTheClock({ kind: 'times', days: [1, 2, 3, 4, 5, 6, 7], times: [time] }, moment),
      ) as [readonly Instant[], readonly Instant[]]
      // Where a gap swallows both ends, what it means is a matter of its own.
      fc.pre(!begins.some((slotAt) => ends.includes(slotAt)))
      for (let at = fromAt + day; at < untilAt - day; at += 10 * minute) {
        const begunAt = Math.max(...begins.filter((slotAt) => slotAt <= at), -Infinity)
        const endedAt = Math.max(...ends.filter((slotAt) => slotAt <= at), -Infinity)
        const endsAt = begunAt > endedAt ? ends.find((slotAt) => slotAt > at) : null
        assert.equal(quietUntil({ from, to }, timeZone, at), endsAt, `${timeZone} ${from}-${to} ${at}`)
      }
    }),
    { numRuns: 150 },
  )
})
