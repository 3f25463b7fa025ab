import type { Language } from '../domain/chat.ts'
import { day, hour, type Instant, minute } from '../domain/time.ts'
import { locales } from './texts.ts'

/** Instants in words, in a chat's language and time zone. */
export interface Dates {
  /** "09:15" */
  time(at: Instant): string
  /** "5 March" */
  day(at: Instant): string
  /** "5 Mar" */
  shortDay(at: Instant): string
  /** "5 Mar 2026" */
  date(at: Instant): string
  /** "5 Mar, 09:15" */
  dayAndTime(at: Instant): string
  /** "Thursday, 5 March" */
  weekday(at: Instant): string
  /** Whether both are on the same day there. */
  isSameDay(a: Instant, b: Instant): boolean
  /** "just now", "12 minutes ago", "yesterday", "in 3 hours" */
  relative(at: Instant, now: Instant): string
}

const justNow: Readonly<Record<Language, string>> = { en: 'just now', ru: 'только что', uk: 'щойно' }

const kept = new Map<string, Dates>()
const maxKept = 200

/** Formatters are costly to make, so some are kept. A zone that the runtime does not know is read as UTC. */
export function datesOf(language: Language, timeZone: string): Dates {
  const key = `${language} ${timeZone}`
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= maxKept) kept.clear()
  const made = createDates(language, zoneOrUtc(timeZone))
  kept.set(key, made)
  return made
}

function createDates(language: Language, timeZone: string): Dates {
  const locale = locales[language]
  const formatter = (options: Intl.DateTimeFormatOptions): ((at: Instant) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    return (at) => format.format(at)
  }
  const time = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const shortDay = formatter({ day: 'numeric', month: 'short' })
  const dayKey = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' })
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })
  return {
    time,
    shortDay,
    day: formatter({ day: 'numeric', month: 'long' }),
    date: formatter({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayAndTime: (at) => `${shortDay(at)}, ${time(at)}`,
    weekday: formatter({ weekday: 'long', day: 'numeric', month: 'long' }),
    isSameDay: (a, b) => dayKey(a) === dayKey(b),
    relative: (at, now) => {
      const distance = at - now
      const size = Math.abs(distance)
      if (size < minute) return justNow[language]
      if (size < hour) return words.format(Math.round(distance / minute), 'minute')
      if (size < day) return words.format(Math.round(distance / hour), 'hour')
      return words.format(Math.round(distance / day), 'day')
    },
  }
}

function zoneOrUtc(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
