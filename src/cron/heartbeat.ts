import { schedule } from 'node-cron'
import type { Loop } from './loop.ts'

/** Kicks every loop once a second. It remembers nothing: a missed beat sends late, never never. */
export function startHeartbeat(loops: readonly Loop[]): AsyncDisposable {
  const beat = (): void => {
    for (const loop of loops) loop.kick()
  }
  const task = schedule('* * * * * *', beat, { name: 'heartbeat', suppressMissedWarning: true })
  return {
    [Symbol.asyncDispose]: async () => {
      await task.destroy()
    },
  }
}
