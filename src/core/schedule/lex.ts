import type { Weekday } from '../../domain/schedule.ts'
import { toTimeOfDay } from './time-of-day.ts'
import { daysBetween, type Half, type Meaning, meaningOf, type Unit } from './words.ts'

/** A part of what was typed, and where it stands, in UTF-16 units. */
export interface Token {
  readonly at: number
  readonly text: string
  readonly meaning:
    | Meaning
    /** `orTime`: "9-30" may be a time as well. */
    | { readonly kind: 'range'; readonly from: string; readonly to: string; readonly orTime: string | null }
    /** `orTime`: "3 hours" may be what the clock shows, and "2 дня" two in the afternoon. */
    | { readonly kind: 'span'; readonly count: number; readonly unit: Unit; readonly orTime: string | null }
    | { readonly kind: 'number'; readonly number: number }
    | { readonly kind: 'date'; readonly date: string }
    | { readonly kind: 'bad time' }
    /** Part of the name of a time zone, or of nothing. */
    | { readonly kind: 'other' }
}

/** The parts of a schedule as it was typed. */
export function lexSchedule(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const { 0: part, index: at } of text.matchAll(/[^\s,;]+/gu)) {
    const last = tokens.at(-1)
    const meaning = meaningOfPart(part)
    const joined = last === undefined ? null : join(last, meaning, part)
    if (last === undefined || joined === null) tokens.push({ at, text: part, meaning })
    else tokens.splice(-1, 1, { at: last.at, text: text.slice(last.at, at + part.length), meaning: joined })
  }
  return tokens
}

/** "9 pm", "9 утра", "3 hours" and "do not disturb" are one part. */
function join({ text, meaning: last }: Token, meaning: Token['meaning'], part: string): Token['meaning'] | null {
  if (meaning.kind === 'half' && (last.kind === 'time' || last.kind === 'bad time')) {
    const time = readTime(text, meaning.half)
    return time === null ? { kind: 'bad time' } : { kind: 'time', time }
  }
  if (last.kind === 'not' && meaning.kind === 'not') return meaning
  if (last.kind === 'not' && meaning.kind === 'disturb') return { kind: 'undisturbed' }
  if (meaning.kind === 'unit' && last.kind === 'time' && /^\d{1,3}$/.test(text)) {
    return spanOf(text, meaning.unit, part)
  }
  return null
}

function spanOf(count: string, unit: Unit, word: string): Token['meaning'] {
  const isAfternoon = word.toLowerCase() === 'дня'
  const orTime = isAfternoon || unit === 'hour' ? readTime(count, isAfternoon ? 'day' : null) : null
  return { kind: 'span', count: Number(count), unit, orTime }
}

function meaningOfPart(part: string): Token['meaning'] {
  const known = meaningOf(part)
  if (known !== null) return known
  const [, number] = /^[#№](\d{1,4})$/.exec(part) ?? []
  if (number !== undefined) return { kind: 'number', number: Number(number) }
  if (/^\d{4}-\d{2}-\d{2}$/.test(part)) return { kind: 'date', date: part }
  return readDays(part) ?? readSpan(part) ?? readRange(part) ?? readClock(part)
}

/** "mon-fri" */
function readDays(part: string): Token['meaning'] | null {
  const [first, last, ...more] = part.split(/[-–—]/u).map(meaningOf)
  const [from, to] = [oneDay(first), oneDay(last)]
  return from === null || to === null || more.length > 0 ? null : { kind: 'days', days: daysBetween(from, to) }
}

function oneDay(meaning: Meaning | null | undefined): Weekday | null {
  return meaning?.kind === 'days' && meaning.days.length === 1 ? (meaning.days[0] ?? null) : null
}

/** "3h" */
function readSpan(part: string): Token['meaning'] | null {
  const [, count = '', word = ''] = /^(\d{1,3})(\p{L}+)\.?$/u.exec(part) ?? []
  const unit = meaningOf(word)
  return unit?.kind === 'unit' ? spanOf(count, unit.unit, word) : null
}

/** "9-21", "23:00–7:00" */
function readRange(part: string): Token['meaning'] | null {
  const [, first = '', last = ''] = /^(\d{1,2}(?:[:.]\d{2})?)[-–—](\d{1,2}(?:[:.]\d{2})?)$/u.exec(part) ?? []
  const orTime = /^\d{2}$/.test(last) ? readTime(`${first}:${last}`, null) : null
  const [from, to] = [readTime(first, null), readTime(last === '24' || last === '24:00' ? '23:59' : last, null)]
  if (from !== null && to !== null) return { kind: 'range', from, to, orTime }
  return orTime === null ? null : { kind: 'time', time: orTime }
}

function readClock(part: string): Token['meaning'] {
  const [, clock = part, word = ''] = /^(\d[\d:.-]*?)([ap]\.?m\.?)?$/i.exec(part) ?? []
  const half = meaningOf(word)
  const time = readTime(clock, half?.kind === 'half' ? half.half : null)
  if (time !== null) return { kind: 'time', time }
  return /^\d/.test(part) ? { kind: 'bad time' } : { kind: 'other' }
}

/** "HH:MM" of 24 hours, or null. "12 am" is midnight; "2 дня" and "11 ночи" are as people say them. */
function readTime(text: string, half: Half | null): string | null {
  const match = /^(\d{1,2})(?:[:.-]?(\d{2}))?$/.exec(text)
  if (match === null) return null
  const hours = Number(match[1])
  const minutes = Number(match[2] ?? 0)
  if (minutes > 59 || hours > 23 || (half !== null && (hours < 1 || hours > 12))) return null
  return toTimeOfDay((half === null ? hours : (hours % 12) + (isLater(half, hours % 12) ? 12 : 0)) * 60 + minutes)
}

/** Whether an hour (0-11) of this part of the day is after noon. */
function isLater(half: Half, hour: number): boolean {
  if (half === 'night') return hour >= 6
  return half === 'pm' || (half === 'day' && hour < 7)
}
