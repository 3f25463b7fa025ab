import type { Instant } from './time.ts'

/** A stretch of time and the posts in it that match a query. */
export interface PeriodCount {
  readonly fromAt: Instant
  readonly untilAt: Instant
  readonly count: number
  /** Otherwise an estimate. */
  readonly exact: boolean
}

/** A day with more posts than a query finds on such days. */
export interface Rise {
  /** Posts of the day. */
  readonly count: number
  /** Posts that were to be expected on a day of its kind. */
  readonly usual: number
}
