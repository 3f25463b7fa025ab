import type { Language } from '../../domain/chat.ts'
import type { QuietHours, Schedule, TimedSchedule, Weekday } from '../../domain/schedule.ts'
import { wholeDay } from './whole-day.ts'

interface Phrases {
  /** Monday first. */
  readonly days: readonly string[]
  readonly everyDay: string
  readonly weekdays: string
  readonly weekend: string
  readonly instant: string
  readonly and: string
  readonly at: (time: string) => string
  readonly between: (from: string, to: string) => string
  readonly everyHours: (count: number) => string
  readonly quiet: string
  readonly off: string
}

const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    everyDay: 'every day',
    weekdays: 'weekdays',
    weekend: 'weekends',
    instant: 'at once',
    and: 'and',
    at: () => 'at',
    between: (from, to) => `from ${from} to ${to}`,
    everyHours: (count) => (count === 1 ? 'every hour' : `every ${count} hours`),
    quiet: 'quiet',
    off: 'off',
  },
  ru: {
    days: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    everyDay: 'ежедневно',
    weekdays: 'по будням',
    weekend: 'по выходным',
    instant: 'сразу',
    and: 'и',
    at: () => 'в',
    between: (from, to) => `с ${from} до ${to}`,
    everyHours: (count) => (count === 1 ? 'каждый час' : `каждые ${count} ${count < 5 ? 'часа' : 'часов'}`),
    quiet: 'тихо',
    off: 'выкл',
  },
  uk: {
    days: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'нд'],
    everyDay: 'щодня',
    weekdays: 'у будні',
    weekend: 'у вихідні',
    instant: 'одразу',
    and: 'і',
    at: (time) => (time.startsWith('11') ? 'об' : 'о'),
    between: (from, to) => `з ${from} до ${to}`,
    everyHours: (count) => (count === 1 ? 'щогодини' : `кожні ${count} ${count < 5 ? 'години' : 'годин'}`),
    quiet: 'тихо',
    off: 'викл',
  },
}

/**
 * A schedule in words that a person would use: "weekdays at 08:30 and 18:00", "Mon and Thu at 18:00", "every 3 hours from
 * 09:00 to 21:00, weekdays", "at once". `parseScheduleInput` reads each of them as the schedule that it was made from.
 */
export function describeSchedule(schedule: Schedule, language: Language): string {
  const words = phrases[language]
  if (schedule.kind === 'instant') return words.instant
  const days = describeDays(schedule, words)
  if (schedule.kind === 'times') {
    return `${days} ${words.at(schedule.times[0] ?? '')} ${list(schedule.times, words.and)}`
  }
  const { everyHours, from, to } = schedule
  const isWhole = from === wholeDay.from && to === wholeDay.to
  const hours = isWhole ? words.everyHours(everyHours) : `${words.everyHours(everyHours)} ${words.between(from, to)}`
  return schedule.days.length === 7 ? hours : `${hours}, ${days}`
}

/** Quiet hours as they may be written after a schedule: "quiet from 23:00 to 07:00", "quiet off". */
export function describeQuiet(hours: QuietHours | null, language: Language): string {
  const { quiet, off, between } = phrases[language]
  return `${quiet} ${hours === null ? off : between(hours.from, hours.to)}`
}

function describeDays({ days }: TimedSchedule, { days: names, everyDay, weekdays, weekend, and }: Phrases): string {
  const key = days.join('')
  if (key === '1234567') return everyDay
  if (key === '12345') return weekdays
  if (key === '67') return weekend
  return list(
    days.map((day) => names[day - 1] ?? ''),
    and,
  )
}

/** The short name of a day: "Mon", "пн". */
export function shortDayName(day: Weekday, language: Language): string {
  return phrases[language].days[day - 1] ?? ''
}

function list(items: readonly string[], and: string): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${and} ${last}`
}
