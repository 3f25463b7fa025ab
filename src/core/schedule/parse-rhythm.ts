import { everyDay, type QuietHours, type Schedule, type TimedSchedule, type Weekday } from '../../domain/schedule.ts'
import { nearestOf } from '../text/nearest.ts'
import { findTimeZone, suggestTimeZones } from '../time-zones.ts'
import type { Token } from './lex.ts'
import { readQuietHours } from './parse-quiet.ts'
import { readRangeAfter, readTime, type Reader } from './reader.ts'
import type { ScheduleInput } from './schedule-input.ts'
import { timesOf } from './slots.ts'
import { wholeDay } from './whole-day.ts'
import { daysBetween, scheduleWords, sortDays } from './words.ts'

const maxTimes = 24
const usualTime = '09:00'

/** What was understood of a rhythm so far. */
interface Rhythm {
  days: Weekday[]
  times: string[]
  everyHours: number | null
  hours: QuietHours | null
  hoursToken: Token | null
  isInstant: boolean
  isWeekly: boolean
  /** null: none; undefined: as they are. */
  quiet: QuietHours | null | undefined
  /** The first word about days. */
  daysToken: Token | null
  /** Where the name of a zone begins and ends. */
  zone: { from: number; to: number } | null
}

/** Which plan it is for, and how that was. */
export type Asked = { readonly plan: number | 'new' | null; readonly current: Current }

/** The schedule that a plan has; null: the plan that is meant is new, or there is none. */
export type Current = (plan: number | 'new' | null) => Schedule | null

/** Reads days, times and hours up to the end, with a zone among them. Throws `Fault`. */
export function readRhythm(reader: Reader, { plan, current }: Asked): ScheduleInput {
  const rhythm: Rhythm = {
    days: [],
    times: [],
    everyHours: null,
    hours: null,
    hoursToken: null,
    isInstant: false,
    isWeekly: false,
    quiet: undefined,
    daysToken: null,
    zone: null,
  }
  while (!reader.isAtEnd()) readPart(reader, rhythm)
  const zone = rhythm.zone === null ? null : reader.input.slice(rhythm.zone.from, rhythm.zone.to)
  const isEmpty =
    rhythm.days.length + rhythm.times.length === 0 && !rhythm.isInstant && !rhythm.isWeekly && rhythm.hours === null
  const { quiet } = rhythm
  const silence = quiet === undefined ? {} : { quiet }
  if (isEmpty && rhythm.everyHours === null) {
    if (quiet !== undefined && zone === null && plan !== 'new') return { kind: 'quiet', hours: quiet }
    return { ...readZoneAlone(reader, zone, rhythm.zone?.from ?? 0), ...silence }
  }
  const schedule = scheduleOf(reader, rhythm, current(plan))
  return { kind: 'set', plan, schedule, timeZone: readZoneName(reader, zone, rhythm.zone?.from ?? 0), ...silence }
}

function readPart(reader: Reader, rhythm: Rhythm): void {
  const token = reader.peek()
  switch (token?.meaning.kind) {
    case 'and':
    case 'at':
    case 'on':
      return reader.skip('and', 'at', 'on')
    case 'every':
      return readEvery(reader, rhythm)
    case 'hourly':
      reader.skip('hourly')
      return void (rhythm.everyHours = 1)
    case 'weekly':
      reader.skip('weekly')
      return void (rhythm.isWeekly = true)
    case 'instant':
      reader.skip('instant')
      return void (rhythm.isInstant = true)
    case 'days':
      return readDays(reader, rhythm, ['to'])
    case 'from':
      return readFrom(reader, rhythm)
    case 'range':
      return readNumbers(reader, rhythm)
    case 'other':
    case 'add':
      return readZone(reader, rhythm)
    case 'clock':
      return readClockWord(reader, rhythm)
    case 'quiet':
    case 'undisturbed':
      return void (rhythm.quiet = readQuietHours(reader))
    default:
      return readClock(reader, rhythm)
  }
}

/** "every day", "every 3 hours", "every Monday", "раз в неделю" */
function readEvery(reader: Reader, rhythm: Rhythm): void {
  reader.skip('every', 'at')
  const span = reader.take('span')
  const unit = span?.meaning.unit ?? reader.take('unit')?.meaning.unit
  const count = span?.meaning.count ?? 1
  if (unit === undefined) return void (reader.peek()?.meaning.kind === 'days' || reader.refuse('unexpected'))
  if (unit === 'hour' && count >= 1 && count <= 12) rhythm.everyHours = count
  else if (unit === 'day' && count === 1) rhythm.days.push(...everyDay)
  else if (unit === 'week' && count === 1) rhythm.isWeekly = true
  else reader.refuse('unexpected', span, ['every 12 hours', 'daily 09:00', 'weekly mon 09:00'])
}

/** "from Monday to Friday", "from 9 to 21" */
function readFrom(reader: Reader, rhythm: Rhythm): void {
  reader.skip('from')
  if (reader.peek()?.meaning.kind === 'days') return readDays(reader, rhythm, ['to', 'at'])
  const token = reader.peek()
  setHours(rhythm, token, readRangeAfter(reader, true))
}

function setHours(rhythm: Rhythm, token: Token | null, hours: QuietHours | null): void {
  rhythm.hours = hours
  rhythm.hoursToken = token
}

/** Also "Monday to Friday"; after "с", "по" is "to". */
function readDays(reader: Reader, rhythm: Rhythm, between: readonly ('to' | 'at')[]): void {
  rhythm.daysToken ??= reader.peek()
  const first = reader.take('days')?.meaning.days ?? []
  const [from] = first
  rhythm.days.push(...first)
  // "рабочие дни"
  reader.take('unit')
  if (first.length !== 1 || from === undefined || reader.take(...between) === null) return
  const [to] = reader.take('days')?.meaning.days ?? []
  rhythm.days.push(...daysBetween(from, to ?? reader.refuse('unexpected')))
}

/** "9-21" are hours, and "9-30" is a time where no hours are asked for. */
function readNumbers(reader: Reader, rhythm: Rhythm): void {
  const token = reader.take('range')
  if (token === null) return
  const { from, to, orTime } = token.meaning
  const isTime = rhythm.everyHours === null && orTime !== null && /(?:00|15|30|45)$/.test(orTime)
  if (isTime) rhythm.times.push(orTime)
  else setHours(rhythm, token, { from, to })
}

function readClock(reader: Reader, rhythm: Rhythm): void {
  const token = reader.peek()
  const time = readTime(reader)
  if (time === null) return reader.refuse('unexpected', token)
  if (reader.take('to') === null) return void rhythm.times.push(time)
  setHours(rhythm, token, { from: time, to: readTime(reader) ?? reader.refuse('bad_time') })
}

/** "Kyiv time", "по времени Киева" */
function readClockWord(reader: Reader, { zone }: Rhythm): void {
  if (zone === null && reader.peek(1)?.meaning.kind !== 'other') return reader.refuse('unexpected')
  reader.skip('clock')
}

/** A zone is what else stands there, in one piece. */
function readZone(reader: Reader, rhythm: Rhythm): void {
  const first = reader.take('other', 'add')
  if (first === null) return
  if (rhythm.zone !== null) {
    const between = reader.input.slice(rhythm.zone.to, first.at)
    if (!/^[\s/]*(?:на\s+)?$/iu.test(between)) return reader.refuse('unexpected', first, wordSuggestions(reader, first))
  }
  rhythm.zone = { from: rhythm.zone?.from ?? first.at, to: first.at + first.text.length }
}

/** null: no zone was named. */
function readZoneName(reader: Reader, zone: string | null, at: number): string | null {
  const timeZone = zone === null ? null : findTimeZone(zone)
  if (zone === null || timeZone !== null) return timeZone
  return reader.refuse('unknown_zone', { at, text: zone, meaning: { kind: 'other' } }, suggestTimeZones(zone))
}

function readZoneAlone(reader: Reader, zone: string | null, at: number): ScheduleInput {
  const timeZone = zone === null ? null : findTimeZone(zone)
  if (timeZone !== null) return { kind: 'zone', timeZone }
  const token: Token = { at, text: zone ?? '', meaning: { kind: 'other' } }
  return reader.refuse(
    'bad_time',
    zone === null ? undefined : token,
    zone === null ? [] : wordSuggestions(reader, token),
  )
}

function scheduleOf(reader: Reader, rhythm: Rhythm, current: Schedule | null): Schedule {
  const { times, everyHours, hours, isInstant, isWeekly, quiet, daysToken } = rhythm
  const isTimed = times.length > 0 || everyHours !== null || hours !== null || isInstant || isWeekly
  if (quiet !== undefined && !isTimed) return reader.refuse('quiet_days', daysToken)
  if (isInstant) {
    const isAlone = rhythm.days.length === 0 && times.length === 0 && everyHours === null && hours === null && !isWeekly
    return isAlone ? { kind: 'instant' } : reader.refuse('unexpected')
  }
  const days = daysOf(rhythm)
  if (everyHours !== null || hours !== null) return hoursOf(reader, rhythm, days)
  const chosen = [...new Set(times)].toSorted()
  if (chosen.length > maxTimes) return reader.refuse('too_many_times')
  return { kind: 'times', days, times: chosen.length > 0 ? chosen : usualTimes(current) }
}

function daysOf({ days, isWeekly }: Rhythm): readonly Weekday[] {
  const chosen = sortDays(days)
  if (chosen.length > 0) return chosen
  return isWeekly ? [1] : everyDay
}

/** "hourly 9" begins at nine. */
function hoursOf(reader: Reader, rhythm: Rhythm, days: readonly Weekday[]): TimedSchedule {
  const { times, everyHours } = rhythm
  const [first] = times
  if (times.length > 1 || (first !== undefined && rhythm.hours !== null)) return reader.refuse('unexpected')
  const { from, to } = rhythm.hours ?? { from: first ?? wholeDay.from, to: wholeDay.to }
  if (from > to) return reader.refuse('bad_range', rhythm.hoursToken, [`hourly ${to}-${from}`])
  return { kind: 'hours', days, everyHours: everyHours ?? 1, from, to }
}

function usualTimes(current: Schedule | null): readonly string[] {
  if (current === null || current.kind === 'instant') return [usualTime]
  return current.kind === 'times' ? current.times : [timesOf(current)[0] ?? usualTime]
}

/** The input with the nearest word of a schedule in the place of a mistyped one. */
function wordSuggestions({ input }: Reader, { at, text }: Token): string[] {
  if (text.length < 4) return []
  const near = nearestOf(text, scheduleWords, 2)
  const repaired = near.map((word) => (input.slice(0, at) + word + input.slice(at + text.length)).trim())
  return [...new Set(repaired)].slice(0, 3)
}
