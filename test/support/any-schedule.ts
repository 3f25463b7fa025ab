import * as fc from 'fast-check'
import { toTimeOfDay } from '../../src/core/schedule/time-of-day.ts'
import type { Schedule, TimedSchedule, Weekday } from '../../src/domain/schedule.ts'

export const timeOfDay = fc.nat(24 * 60 - 1).map(toTimeOfDay)

const days = fc
  .subarray<Weekday>([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })
  .chain((chosen) => fc.constantFrom<readonly Weekday[]>(chosen, [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5]))

const times = fc.uniqueArray(timeOfDay, { minLength: 1, maxLength: 6 }).map((chosen) => chosen.toSorted())

export const timedSchedule: fc.Arbitrary<TimedSchedule> = fc.oneof(
  fc.record({ kind: fc.constant('times' as const), days, times }),
  fc
    .record({ days, everyHours: fc.integer({ min: 1, max: 12 }), ends: fc.tuple(timeOfDay, timeOfDay) })
    .map(({ days, everyHours, ends }) => {
      const [from, to] = ends.toSorted() as [string, string]
      return { kind: 'hours' as const, days, everyHours, from, to }
    }),
)

export const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Schedule>({ kind: 'instant' }) },
  { weight: 9, arbitrary: timedSchedule },
)
