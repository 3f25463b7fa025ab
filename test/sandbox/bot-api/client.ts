import assert from 'node:assert/strict'
import { startSandbox } from '../../../sandbox/sandbox.ts'
import type { Sandbox, SandboxOptions } from '../../../sandbox/sandbox.ts'

/** What came over the wire: tests read it as it is. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any

export interface Reply {
  readonly status: number
  readonly ok: boolean
  readonly result: Json
  readonly description?: string
  readonly error_code?: number
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number }
}

/** A clock that tests move by hand. */
export interface HandClock {
  at: number
}

export interface Bench extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly clock: HandClock
  call(method: string, params?: Record<string, unknown>): Promise<Reply>
  /** Updates so far, confirmed at once. */
  updates(): Promise<Json[]>
  refused(method: string, params: Record<string, unknown>, code: number, description: string): Promise<Reply>
}

export const anna = 101
export const taras = 102
export const emily = 103

/** A sandbox with the demo's cast and a clock that stands still; Anna has begun a chat. */
export async function openBench(options: SandboxOptions = {}): Promise<Bench> {
  const clock = { at: Date.UTC(2026, 0, 5, 9) }
  const sandbox = await startSandbox({ demoCast: true, enforceFloodLimits: false, now: () => clock.at, ...options })
  const call: Bench['call'] = async (method, params = {}) => {
    const response = await fetch(`${sandbox.botApiRoot}/bot${sandbox.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
    return { status: response.status, ...((await response.json()) as object) } as Reply
  }
  const updates: Bench['updates'] = async () => {
    const { result } = await call('getUpdates')
    if (result.length > 0) await call('getUpdates', { offset: result.at(-1).update_id + 1 })
    return result
  }
  const refused: Bench['refused'] = async (method, params, code, description) => {
    const reply = await call(method, params)
    assert.deepEqual([reply.status, reply.error_code, reply.description], [code, code, description])
    return reply
  }
  sandbox.world.say(anna, anna, '/start')
  await updates()
  return { sandbox, clock, call, updates, refused, [Symbol.asyncDispose]: () => sandbox.close() }
}
