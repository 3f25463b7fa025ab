import type { Instant } from '../../domain/time.ts'

/**
 * Where the last so many days begin in a time zone, oldest first, and where the last of them ends; the last is the day that
 * holds `now`. One instant more than days.
 */
export function dayEdges(now: Instant, timeZone: string, days: number): readonly Instant[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  return Array.from({ length: days + 1 }, (_, index) => {
    const date = today.add({ days: index - days + 1 })
    return date.toZonedDateTime(timeZone).epochMilliseconds
  })
}

/**
 * The last so many stretches of about 24 hours, oldest first, the last of which ends at `at`: from an hour of the day to the same
 * hour of the next. One instant more than days.
 */
export function stretchEdges(at: Instant, timeZone: string, days: number): readonly Instant[] {
  const end = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return Array.from({ length: days + 1 }, (_, index) => end.subtract({ days: days - index }).epochMilliseconds)
}

/** Day of the week there, 1 for Monday to 7 for Sunday. */
export function weekdayOf(at: Instant, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).dayOfWeek
}
