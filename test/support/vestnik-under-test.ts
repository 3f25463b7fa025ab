// A whole Vestnik in a process of its own, for the tests that kill it. Besides the usual settings it reads:
//   KILL_AT=<store>.<method>:<before|after>  it kills itself, with SIGKILL, around the first such commit
//   HOLD_DIGEST_UNTIL=<n>                    no plan is due before so many posts have been matched
import { openApp } from '../../src/app.ts'
import { parseConfig } from '../../src/config.ts'
import type { Store } from '../../src/domain/store.ts'
import { createLogger } from '../../src/log.ts'
import { holding, replaceMethod } from './holding-store.ts'

const parsed = parseConfig(process.env)
if (!parsed.ok) throw new Error(parsed.problems.join('; '))
const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
await using app = await openApp(parsed.config, createLogger(parsed.config), {
  wrapStore: (store) => killing(holding(store, Number(process.env['HOLD_DIGEST_UNTIL'] ?? 0))),
})
await app.run(stop.signal)

function killing(store: Store): Store {
  const [target, moment] = (process.env['KILL_AT'] ?? '').split(':')
  const [part, method] = (target ?? '').split('.')
  if (part === undefined || method === undefined) return store
  return replaceMethod(store, part, method, (original) => async (...values) => {
    if (moment === 'before') process.kill(process.pid, 'SIGKILL')
    const result = await original(...values)
    if (moment === 'after') process.kill(process.pid, 'SIGKILL')
    return result
  })
}
