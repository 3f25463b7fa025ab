import { everyDay, type Schedule, type TimedSchedule, type Weekday } from '../../domain/schedule.ts'
import type { Instant } from '../../domain/time.ts'
import { minutesOf, toTimeOfDay } from './time-of-day.ts'

/** A week, and another, since a zone may leave out a day of the week once; no zone left out two such days in a row. */
const daysAhead = 15

/** A schedule of every day at one time. */
export function dailyAt(time: string): TimedSchedule {
  return { kind: 'times', days: everyDay, times: [time] }
}

/**
 * The first slot strictly after an instant; null for a schedule that has none ("instant"). Slots are counted by the wall
 * clock: a time that a change of the clocks leaves out comes at the first instant after the gap, one that comes twice comes
 * the first time, and slots that meet at one instant are one. A day that a zone left out as a whole has no slots. It depends
 * on nothing but its arguments, so that slots are the same however often and from wherever they are asked for.
 * Throws RangeError for a time or a zone that is none.
 */
export function nextSlotAt(schedule: TimedSchedule, timeZone: string, afterAt: Instant): Instant
export function nextSlotAt(schedule: Schedule, timeZone: string, afterAt: Instant): Instant | null
export function nextSlotAt(schedule: Schedule, timeZone: string, afterAt: Instant): Instant | null {
  if (schedule.kind === 'instant') return null
  const times = timesOf(schedule).map((time) => Temporal.PlainTime.from(time))
  const today = Temporal.Instant.fromEpochMilliseconds(afterAt).toZonedDateTimeISO(timeZone).toPlainDate()
  // Not from before today: what the clock first showed on an earlier day has been.
  for (let days = 0; days <= daysAhead; days += 1) {
    const date = today.add({ days })
    if (!schedule.days.includes(date.dayOfWeek as Weekday)) continue
    for (const time of times) {
      const slotAt = slotOn(date, time, timeZone)
      if (slotAt !== null && slotAt > afterAt) return slotAt
    }
  }
  throw new RangeError(`no slot in ${timeZone} within ${daysAhead} days`)
}

/** The next slots, ascending; none for a schedule that has none. */
export function nextSlots(schedule: Schedule, timeZone: string, afterAt: Instant, count: number): readonly Instant[] {
  if (schedule.kind === 'instant') return []
  const slots: Instant[] = []
  for (let slotAt = afterAt; slots.length < count; slots.push(slotAt)) slotAt = nextSlotAt(schedule, timeZone, slotAt)
  return slots
}

/** The times of day at which a schedule has slots, "HH:MM", ascending. */
export function timesOf(schedule: TimedSchedule): readonly string[] {
  if (schedule.kind === 'times') return schedule.times
  const [from, to] = [minutesOf(schedule.from), minutesOf(schedule.to)]
  const count = Math.floor((to - from) / (schedule.everyHours * 60)) + 1
  return Array.from({ length: count }, (_, index) => toTimeOfDay(from + index * schedule.everyHours * 60))
}

/** When the wall clock first shows this time of this day, or, where it never does, the end of the gap that swallows it. */
function slotOn(date: Temporal.PlainDate, time: Temporal.PlainTime, timeZone: string): Instant | null {
  const wanted = date.toPlainDateTime(time)
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds
  if (!date.toZonedDateTime(timeZone).toPlainDate().equals(date)) return null
  return found.getTimeZoneTransition('next')?.epochMilliseconds ?? null
}
