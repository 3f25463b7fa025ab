import type { QuietHours, Schedule, Weekday } from '../../domain/schedule.ts'

export type MuteDay =
  | { readonly kind: 'tomorrow' }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'weekday'; readonly day: Weekday }

/** When silence ends. */
export type MuteEnd =
  | { readonly kind: 'after'; readonly ms: number }
  /** At this time ("HH:MM"): tomorrow, on that date (ISO 8601), on the next such day, or when the clock next shows it. */
  | { readonly kind: 'at'; readonly time: string; readonly on: MuteDay | null }

export interface ScheduleFault {
  readonly kind: 'fault'
  readonly code:
    | 'bad_time'
    | 'unknown_zone'
    /** A word that says nothing here. */
    | 'unexpected'
    /** Hours that end before they begin. */
    | 'bad_range'
    | 'too_many_times'
    /** Quiet hours want two times that differ, and nothing else. */
    | 'quiet_hours'
    /** Quiet hours are those of every day. */
    | 'quiet_days'
    /** A silence wants its end, within a year. */
    | 'mute_end'
    | 'which_plan'
  /** Where, in UTF-16 units of the text that was parsed. */
  readonly position: number
  /** The part that was not understood. */
  readonly input: string
  /** What may have been meant, at most three: zones for `unknown_zone`, whole inputs else. */
  readonly suggestions: readonly string[]
}

/** `plan`: the number that was typed ("#2"); null: none was. `quiet`: absent: as it is; null: none. */
export type ScheduleInput =
  | { readonly kind: 'show' }
  | { readonly kind: 'off' | 'on'; readonly plan: number | null }
  | { readonly kind: 'remove'; readonly plan: number }
  /** `timeZone` null: as it is. */
  | {
      readonly kind: 'set'
      readonly plan: number | 'new' | null
      readonly schedule: Schedule
      readonly timeZone: string | null
      readonly quiet?: QuietHours | null
    }
  | { readonly kind: 'zone'; readonly timeZone: string; readonly quiet?: QuietHours | null }
  /** null: none. */
  | { readonly kind: 'quiet'; readonly hours: QuietHours | null }
  /** null: speak again. */
  | { readonly kind: 'mute'; readonly end: MuteEnd | null }
  | ScheduleFault
