/** A point in time: milliseconds since 1970-01-01T00:00:00Z. Names of such values end in `At`. */
export type Instant = number

/** Where flows learn the time and wait for it. Tests inject one they move by hand. */
export interface Clock {
  now(): Instant
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
