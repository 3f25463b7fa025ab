import type { Instant } from '../domain/time.ts'

/** An instant in UTC with milliseconds, "2024-01-31T10:00:00.000Z". */
export function toIsoTime(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ fractionalSecondDigits: 3 })
}

/** Reads such an instant, in any time zone; null for anything else. */
export function readIsoTime(text: unknown): Instant | null {
  if (typeof text !== 'string' || text.length > 40) return null
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}
