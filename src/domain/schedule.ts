/** Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** When a plan speaks, by the wall clock of the chat's time zone. */
export type Schedule =
  /** As soon as a post is found. */
  { readonly kind: 'instant' } | TimedSchedule

/** A schedule that has slots. */
export type TimedSchedule =
  /** On these days (ascending, not empty) at these times ("HH:MM", ascending, not empty, bounded). */
  | { readonly kind: 'times'; readonly days: readonly Weekday[]; readonly times: readonly string[] }
  /** On these days every so many hours (1-12), first at `from`, last not after `to` ("HH:MM", not before `from`). */
  | {
      readonly kind: 'hours'
      readonly days: readonly Weekday[]
      readonly everyHours: number
      readonly from: string
      readonly to: string
    }

/** A daily time ("HH:MM" each) in which nothing is sent; `from` may be later than `to` (over midnight), never the same. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

export const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
