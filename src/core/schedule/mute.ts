import { everyDay } from '../../domain/schedule.ts'
import { day, type Instant } from '../../domain/time.ts'
import type { MuteEnd } from './schedule-input.ts'
import { nextSlotAt } from './slots.ts'

const longestMs = 366 * day

/** When a silence that begins now ends; null when that has been, or is more than a year away. */
export function muteUntil(end: MuteEnd, timeZone: string, now: Instant): Instant | null {
  const until = end.kind === 'after' ? now + end.ms : wallClock(end, timeZone, now)
  return until > now && until - now <= longestMs ? until : null
}

function wallClock({ time, on }: Extract<MuteEnd, { readonly kind: 'at' }>, timeZone: string, now: Instant): Instant {
  if (on === null) return nextSlotAt({ kind: 'times', days: everyDay, times: [time] }, timeZone, now)
  if (on.kind === 'weekday') return nextSlotAt({ kind: 'times', days: [on.day], times: [time] }, timeZone, now)
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const date = on.kind === 'tomorrow' ? today.add({ days: 1 }) : Temporal.PlainDate.from(on.date)
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
}
