import { schedule } from 'node-cron'
import type { Loop } from './loop.ts'

/** Half past three: few people read then, and no clock is put forward or back at that hour. */
const quietHour = '30 3 * * *'

/** Kicks a loop once a night, in this time zone. A night on which the process does not run is not made up for. */
export function startNightly(loop: Loop, timeZone: string): AsyncDisposable {
  const task = schedule(quietHour, () => loop.kick(), {
    name: loop.name,
    timezone: timeZone,
    suppressMissedWarning: true,
  })
  return {
    [Symbol.asyncDispose]: async () => {
      await task.destroy()
    },
  }
}
