import { findTimeZone, suggestTimeZones } from '../time-zones.ts'

export type ScheduleInput =
  | { readonly kind: 'show' }
  | { readonly kind: 'off' }
  /** `timeZone` null: as it is. */
  | { readonly kind: 'set'; readonly time: string; readonly timeZone: string | null }
  | {
      readonly kind: 'fault'
      readonly code: 'bad_time' | 'unknown_zone'
      /** Where, in UTF-16 units of the text that was parsed. */
      readonly position: number
      /** The part that was not understood. */
      readonly input: string
      /** What may have been meant, at most three; a whole input for `bad_time`, a zone for `unknown_zone`. */
      readonly suggestions: readonly string[]
    }

const maxInputLength = 128
const offWords = ['off', 'stop', 'none', 'выкл', 'выключить', 'отключить', 'нет', 'стоп', 'викл', 'вимкнути', 'ні']

/**
 * Parses what stands after /schedule: nothing, "off", or a time ("9", "9:00", "09.00", "21:30", "9 pm") with a time zone
 * before or after it, or without one: an IANA name in any case, a city, or an offset ("UTC+3"). Never throws.
 */
export function parseScheduleInput(text: string): ScheduleInput {
  const input = text.slice(0, maxInputLength).trimEnd()
  if (input.trim() === '') return { kind: 'show' }
  const position = /^\s*(?:(?:at|в|о|об|на)\s+(?=\d))?/i.exec(input)?.[0].length ?? 0
  const body = input.slice(position)
  if (offWords.includes(body.toLowerCase())) return { kind: 'off' }
  const { timeAt, time, zoneAt, zone } = splitTime(body)
  const parsed = parseTime(time)
  if (parsed === null) {
    const suggestions = timeSuggestions(time, body)
    return { kind: 'fault', code: 'bad_time', position: position + timeAt, input: time, suggestions }
  }
  if (zone === '') return { kind: 'set', time: parsed, timeZone: null }
  const timeZone = findTimeZone(zone)
  if (timeZone !== null) return { kind: 'set', time: parsed, timeZone }
  const suggestions = suggestTimeZones(zone)
  return { kind: 'fault', code: 'unknown_zone', position: position + zoneAt, input: zone, suggestions }
}

interface Split {
  readonly time: string
  readonly timeAt: number
  readonly zone: string
  readonly zoneAt: number
}

/** The time stands first, or last; a word that is no time is taken for the time, so that it can be named as the fault. */
function splitTime(body: string): Split {
  const first = /^([^\s,]+(?:\s+[ap]\.?m\.?(?=[\s,]|$))?)[\s,]*/i.exec(body)
  const last = /[\s,]+(\d\S*(?:\s+[ap]\.?m\.?)?)$/i.exec(body)
  if (last?.[1] !== undefined && !/^\d/.test(body) && parseTime(last[1]) !== null) {
    const timeAt = body.length - last[1].length
    return { time: last[1], timeAt, zone: body.slice(0, last.index), zoneAt: 0 }
  }
  const time = first?.[1] ?? body
  const zoneAt = first?.[0].length ?? body.length
  return { time, timeAt: 0, zone: body.slice(zoneAt), zoneAt }
}

/** "HH:MM" of 24 hours, or null. */
function parseTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.-]?(\d{2}))?\s*(?:([ap])\.?m\.?)?$/i.exec(text)
  if (match === null) return null
  const half = match[3]?.toLowerCase()
  const hours = Number(match[1])
  const minutes = Number(match[2] ?? 0)
  if (minutes > 59 || hours > 23 || (half !== undefined && (hours < 1 || hours > 12))) return null
  return toTime(half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0), minutes)
}

function toTime(hours: number, minutes: number): string {
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

function timeSuggestions(time: string, body: string): string[] {
  const zone = findTimeZone(body)
  if (zone !== null) return [`09:00 ${zone}`]
  if (/^24(?:[:.-]?00)?$/.test(time)) return ['00:00']
  const oneDigit = /^(\d{1,2})[:.-](\d)$/.exec(time)
  const options = oneDigit === null ? [] : [`${oneDigit[1]}:0${oneDigit[2]}`, `${oneDigit[1]}:${oneDigit[2]}0`]
  return options.map(parseTime).filter((option) => option !== null)
}
