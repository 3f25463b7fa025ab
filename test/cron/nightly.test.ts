import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Loop } from '../../src/cron/loop.ts'
import { startNightly } from '../../src/cron/nightly.ts'
import { minute } from '../../src/domain/time.ts'

it('a loop is kicked once a night, at half past three in its zone, until it is stopped', async (t) => {
  const kicks: string[] = []
  const loop: Loop = {
    name: 'test',
    kick: () => kicks.push(new Date().toISOString().slice(0, 16)),
    idle: async () => {},
  }
  t.mock.timers.enable({ apis: ['Date', 'setTimeout', 'setInterval'], now: Date.UTC(2026, 6, 1, 12) })
  const pass = async (hours: number): Promise<void> => {
    for (let left = hours * 60; left > 0; left -= 1) {
      t.mock.timers.tick(minute)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const nightly = startNightly(loop, 'Europe/Kyiv')
  await pass(48)
  assert.deepEqual(kicks, ['2026-07-02T00:30', '2026-07-03T00:30'])
  await nightly[Symbol.asyncDispose]()
  await pass(24)
  assert.equal(kicks.length, 2)
})
