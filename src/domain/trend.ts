import type { Instant } from './time.ts'

/** A stretch of time and the posts in it that match a query. */
export interface PeriodCount {
  readonly fromAt: Instant
  readonly untilAt: Instant
  readonly count: number
  /** Otherwise an estimate. */
  readonly exact: boolean
}

/** 24 hours with more posts than a query finds in such a time. */
export interface Rise {
  readonly count: number
  /** Posts that were to be expected, by the days of the week. */
  readonly usual: number
}

export interface DatedRise extends Rise {
  /** When the 24 hours ended. */
  readonly untilAt: Instant
}
