import type { QuietHours } from '../../domain/schedule.ts'

/** From the first to the last minute of a day: hours that begin and end nowhere in particular. */
export const wholeDay: QuietHours = { from: '00:00', to: '23:59' }
