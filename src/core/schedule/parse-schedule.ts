import { minute } from '../../domain/time.ts'
import { lexSchedule, type Token } from './lex.ts'
import { type Current, readRhythm } from './parse-rhythm.ts'
import { createReader, Fault, type Reader, readTime } from './reader.ts'
import type { MuteDay, ScheduleInput } from './schedule-input.ts'

const maxInputLength = 200
const longestMuteMs = 366 * 24 * 60 * minute
const msOfUnit = { minute, hour: 60 * minute, day: 24 * 60 * minute, week: 7 * 24 * 60 * minute } as const
const usualTime = '09:00'

/**
 * Parses what stands after /schedule, in English, Russian and Ukrainian, which may be mixed: "9:00", "weekdays 8:30 and
 * 18:00", "mon,thu 18:00", "hourly 9-21", "every 3 hours from 9 to 21", "weekly fri 17:00", "instant", each with a time zone
 * before or after it (an IANA name, a city, "Kyiv time", or an offset), quiet hours among it, and "#2" or "add" before it;
 * "#2 off", "remove #2"; "quiet 23-7", "do not disturb 23-7", "quiet off"; "mute 3h", "do not disturb until mon 9:00", "unmute"; a
 * zone alone. Days without a time have the times of the plan's `current` schedule. Never throws.
 */
export function parseScheduleInput(text: string, current: Current = () => null): ScheduleInput {
  const input = text.slice(0, maxInputLength).trimEnd()
  const reader = createReader(input, lexSchedule(input))
  if (reader.isAtEnd()) return { kind: 'show' }
  try {
    return read(reader, current)
  } catch (error) {
    if (error instanceof Fault) return error.fault
    throw error
  }
}

function read(reader: Reader, current: Current): ScheduleInput {
  if (reader.peek()?.meaning.kind === 'undisturbed' && isEndNext(reader)) return readMuteAfter(reader, 'undisturbed')
  if (reader.take('unmute') !== null) return atEnd(reader, { kind: 'mute', end: null })
  if (reader.peek()?.meaning.kind === 'mute') return readMuteAfter(reader, 'mute')
  const isRemoved = reader.take('remove') !== null
  const isNew = !isRemoved && takeAdd(reader)
  const plan = readPlan(reader)
  if (isRemoved || (plan !== null && reader.take('remove') !== null)) {
    return plan === null ? reader.refuse('which_plan') : atEnd(reader, { kind: 'remove', plan })
  }
  if (!isNew && reader.take('off') !== null) return atEnd(reader, { kind: 'off', plan })
  if (!isNew && reader.take('on') !== null && reader.isAtEnd()) return { kind: 'on', plan }
  return readRhythm(reader, { plan: isNew ? 'new' : plan, current })
}

/** "New York 9:00" adds nothing. */
function takeAdd(reader: Reader): boolean {
  return reader.peek(1)?.meaning.kind !== 'other' && reader.take('add') !== null
}

function readPlan(reader: Reader): number | null {
  if (reader.take('plan') === null) return reader.take('number')?.meaning.number ?? null
  const number = reader.take('number')?.meaning.number
  if (number !== undefined) return number
  const token = reader.take('time')
  return token !== null && /^\d{1,2}$/.test(token.text) ? Number(token.text) : reader.refuse('which_plan', token)
}

function atEnd<Input extends ScheduleInput>(reader: Reader, input: Input): Input {
  return reader.isAtEnd() ? input : reader.refuse('unexpected')
}

/** "do not disturb until 18:00", "do not disturb for 3 hours" */
function isEndNext(reader: Reader): boolean {
  const kind = reader.peek(1)?.meaning.kind
  return kind === 'to' || kind === 'span'
}

function readMuteAfter(reader: Reader, word: 'mute' | 'undisturbed'): ScheduleInput {
  reader.skip(word)
  reader.skip('at', 'to')
  if (reader.take('off') !== null) return atEnd(reader, { kind: 'mute', end: null })
  const span = reader.take('span')
  if (span !== null) {
    const ms = span.meaning.count * msOfUnit[span.meaning.unit]
    if (ms === 0 || ms > longestMuteMs) return reader.refuse('mute_end', span)
    return atEnd(reader, { kind: 'mute', end: { kind: 'after', ms } })
  }
  const day = reader.take('days', 'tomorrow', 'date')
  reader.skip('at')
  const time = readTime(reader)
  if (day === null && time === null) return reader.refuse('mute_end')
  return atEnd(reader, { kind: 'mute', end: { kind: 'at', time: time ?? usualTime, on: dayOf(reader, day) } })
}

function dayOf(reader: Reader, token: Token | null): MuteDay | null {
  const meaning = token?.meaning
  if (meaning?.kind === 'tomorrow') return { kind: 'tomorrow' }
  if (meaning?.kind === 'days') return { kind: 'weekday', day: meaning.days[0] ?? 1 }
  if (meaning?.kind !== 'date') return null
  try {
    return { kind: 'date', date: Temporal.PlainDate.from(meaning.date, { overflow: 'reject' }).toString() }
  } catch {
    return reader.refuse('mute_end', token)
  }
}
