import type { QuietHours } from '../../domain/schedule.ts'
import type { Instant } from '../../domain/time.ts'
import { dailyAt, nextSlotAt } from './slots.ts'

/**
 * When the quiet time that holds an instant ends; null when it is not quiet then. Quiet begins and ends at the slots of its
 * hours, `from` belonging to it and `to` not: an hour that the clocks repeat is not quiet again once quiet has ended, and a
 * gap over its end lengthens it no further than to the end of the gap.
 */
export function quietUntil(quiet: QuietHours | null, timeZone: string, at: Instant): Instant | null {
  if (quiet === null || quiet.from === quiet.to) return null
  const endsAt = nextSlotAt(dailyAt(quiet.to), timeZone, at)
  const beginsAt = nextSlotAt(dailyAt(quiet.from), timeZone, at)
  if (endsAt !== beginsAt) return endsAt < beginsAt ? endsAt : null
  // A gap swallows both: either the quiet time as a whole, or the pause between two of them.
  return isWithin(quiet, wallTime(at, timeZone)) ? quietUntil(quiet, timeZone, endsAt) : null
}

function isWithin({ from, to }: QuietHours, time: string): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to
}

function wallTime(at: Instant, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainTime().toString().slice(0, 5)
}
