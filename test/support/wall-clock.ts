import { minute, type Instant } from '../../src/domain/time.ts'

/** A change of the clocks of a zone, and how far its clocks were ahead of UTC before and after it. */
export interface ClockChange {
  readonly at: Instant
  readonly beforeMs: number
  readonly afterMs: number
}

/** The changes of a zone's clocks between two instants. */
export function clockChanges(timeZone: string, fromAt: Instant, untilAt: Instant): readonly ClockChange[] {
  const changes: ClockChange[] = []
  let moment = Temporal.Instant.fromEpochMilliseconds(fromAt).toZonedDateTimeISO(timeZone)
  for (;;) {
    const next = moment.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= untilAt) return changes
    const beforeMs = next.subtract({ milliseconds: 1 }).offsetNanoseconds / 1e6
    changes.push({ at: next.epochMilliseconds, beforeMs, afterMs: next.offsetNanoseconds / 1e6 })
    moment = next
  }
}

/** What a clock on the wall shows, minute by minute, without a word of schedules: the truth to hold them against. */
export function* wallMinutes(
  startOffsetMs: number,
  changes: readonly ClockChange[],
  fromAt: Instant,
  untilAt: Instant,
): Generator<{ readonly at: Instant; readonly wallMinute: number }> {
  let offsetMs = startOffsetMs
  let next = 0
  for (let at = fromAt; at < untilAt; at += minute) {
    for (; next < changes.length && changes[next]!.at <= at; next += 1) offsetMs = changes[next]!.afterMs
    yield { at, wallMinute: (at + offsetMs) / minute }
  }
}
