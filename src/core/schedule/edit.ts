import { everyDay, type Schedule, type TimedSchedule, type Weekday } from '../../domain/schedule.ts'
import { timesOf } from './slots.ts'
import { sortDays } from './words.ts'

/** One change of a schedule, as a button makes it. */
export type ScheduleEdit =
  | { readonly kind: 'rhythm'; readonly rhythm: 'times' | 'hours' | 'instant' }
  | { readonly kind: 'toggle day'; readonly day: Weekday }
  /** Not beyond 24 times. */
  | { readonly kind: 'add time' | 'remove time'; readonly time: string }
  | { readonly kind: 'every hours'; readonly count: number }
  | { readonly kind: 'from' | 'to'; readonly time: string }

const maxTimes = 24
const usualHours = { everyHours: 1, from: '09:00', to: '21:00' } as const

/** The schedule after an edit. What would leave no day, no time or no hour, or does not fit its kind, changes nothing. */
export function editSchedule(schedule: Schedule, edit: ScheduleEdit): Schedule {
  if (edit.kind === 'rhythm') return withRhythm(schedule, edit.rhythm)
  if (schedule.kind === 'instant') return schedule
  switch (edit.kind) {
    case 'toggle day':
      return withDays(schedule, edit.day)
    case 'add time':
    case 'remove time':
      return schedule.kind === 'times' ? withTime(schedule, edit) : schedule
    default:
      return schedule.kind === 'hours' ? withHours(schedule, edit) : schedule
  }
}

function withRhythm(schedule: Schedule, kind: Schedule['kind']): Schedule {
  if (schedule.kind === kind) return schedule
  if (kind === 'instant') return { kind }
  const days = schedule.kind === 'instant' ? everyDay : schedule.days
  const [time = '09:00'] = schedule.kind === 'instant' ? [] : timesOf(schedule)
  return kind === 'times' ? { kind, days, times: [time] } : { kind, days, ...usualHours }
}

function withDays(schedule: TimedSchedule, day: Weekday): TimedSchedule {
  const days = schedule.days.includes(day)
    ? schedule.days.filter((one) => one !== day)
    : sortDays([...schedule.days, day])
  return days.length === 0 ? schedule : { ...schedule, days }
}

function withTime(
  schedule: Extract<TimedSchedule, { kind: 'times' }>,
  { kind, time }: { readonly kind: 'add time' | 'remove time'; readonly time: string },
): TimedSchedule {
  const others = schedule.times.filter((one) => one !== time)
  const times = kind === 'add time' ? [...others, time].toSorted() : others
  return times.length === 0 || times.length > maxTimes ? schedule : { ...schedule, times }
}

function withHours(
  schedule: Extract<TimedSchedule, { kind: 'hours' }>,
  edit: Extract<ScheduleEdit, { kind: 'every hours' | 'from' | 'to' }>,
): TimedSchedule {
  const next =
    edit.kind === 'every hours' ? { ...schedule, everyHours: edit.count } : { ...schedule, [edit.kind]: edit.time }
  return next.from > next.to || next.everyHours < 1 || next.everyHours > 12 ? schedule : next
}
