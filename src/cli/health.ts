import type { Store } from '../domain/store.ts'
import { type Clock, minute, second } from '../domain/time.ts'
import type { Output } from './output.ts'

/** The process beats every half minute; so many missed beats mean that it is gone or stuck. */
const maxSilenceMs = 2 * minute

/** Tells whether the process that works on this database is alive. */
export async function checkHealth({
  store,
  clock,
  output,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly output: Output
}): Promise<boolean> {
  const beatAt = await store.heartbeat.findLast()
  if (beatAt === null) {
    await output.line('not running: it has never been started on this database')
    return false
  }
  const silentMs = clock.now() - beatAt
  const alive = silentMs <= maxSilenceMs
  await output.line(`${alive ? 'alive' : 'not running'}: last sign ${Math.round(silentMs / second)} s ago`)
  return alive
}
