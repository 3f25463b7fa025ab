/** Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** When a plan speaks, by the wall clock of the chat's time zone. */
export type Schedule =
  /** As soon as a post is found. */
  | { readonly kind: 'instant' }
  /** On these days (ascending, not empty) at these times ("HH:MM", ascending, not empty, bounded). */
  | { readonly kind: 'times'; readonly days: readonly Weekday[]; readonly times: readonly string[] }
  /** On these days every so many hours (1-12), first at `from`, last not after `to` ("HH:MM"). */
  | {
      readonly kind: 'hours'
      readonly days: readonly Weekday[]
      readonly everyHours: number
      readonly from: string
      readonly to: string
    }

/** A daily time in which nothing is sent; `from` may be later than `to` (over midnight). */
export interface QuietHours {
  readonly from: string
  readonly to: string
}
