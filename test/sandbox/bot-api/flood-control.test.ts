import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFloodControl } from '../../../sandbox/bot-api/flood-control.ts'
import { demoCast } from '../../../sandbox/world.ts'
import { anna, openBench } from './client.ts'

function control() {
  const clock = { at: 1_000_000 }
  const flood = createFloodControl({ now: () => clock.at, enabled: true })
  const send = (chatId: number, isGroup = false, messages = 1) =>
    flood.admit({ chatId, isGroup, kind: 'send', messages })
  const edit = (chatId: number) => flood.admit({ chatId, isGroup: true, kind: 'edit', messages: 1 })
  return { clock, send, edit }
}

describe('flood control', () => {
  it('tolerates a burst to one chat, then holds to one a second', () => {
    const { clock, send } = control()
    assert.deepEqual(
      [1, 2, 3, 4, 5].map(() => send(1)),
      [0, 0, 0, 0, 0],
    )
    assert.equal(send(1), 1)
    clock.at += 1000
    assert.deepEqual([send(1), send(1)], [0, 1])
  })

  it('lets 20 a minute into a group', () => {
    const { clock, send } = control()
    for (let count = 0; count < 20; count += 1) {
      assert.equal(send(-1, true), 0)
      clock.at += 1000
    }
    assert.equal(send(-1, true), 40)
    clock.at += 40_000
    assert.equal(send(-1, true), 0)
  })

  it('counts edits in a group apart', () => {
    const { clock, send, edit } = control()
    for (let count = 0; count < 20; count += 1) {
      assert.equal(edit(-1), 0)
      clock.at += 100
    }
    assert.equal(edit(-1), 58)
    assert.equal(send(-1, true), 0)
  })

  it('lets 30 a second out in all', () => {
    const { clock, send } = control()
    for (let chatId = 1; chatId <= 30; chatId += 1) assert.equal(send(chatId), 0)
    assert.equal(send(31), 1)
    clock.at += 1000
    assert.equal(send(31), 0)
  })

  it('counts every item of an album', () => {
    const { send } = control()
    assert.equal(send(1, false, 10), 0)
    assert.ok(send(1) >= 6)
  })

  it('answers 429 with the seconds to wait, and sends nothing', async () => {
    await using bench = await openBench({ enforceFloodLimits: true })
    const send = () => bench.call('sendMessage', { chat_id: anna, text: 'x' })
    for (let count = 0; count < 5; count += 1) assert.equal((await send()).status, 200)
    const before = bench.sandbox.world.messages(anna).length
    const reply = await send()
    assert.deepEqual(
      [reply.status, reply.description, reply.parameters],
      [429, 'Too Many Requests: retry after 1', { retry_after: 1 }],
    )
    assert.equal(bench.sandbox.world.messages(anna).length, before)
    bench.clock.at += 1000
    assert.equal((await send()).status, 200)
  })

  it('does not count what is refused for another reason', async () => {
    await using bench = await openBench({ enforceFloodLimits: true })
    for (let count = 0; count < 40; count += 1) {
      assert.equal(
        (await bench.call('sendMessage', { chat_id: demoCast.newsroom, text: '<b>', parse_mode: 'HTML' })).status,
        400,
      )
    }
    assert.equal((await bench.call('sendMessage', { chat_id: demoCast.newsroom, text: 'x' })).status, 200)
  })
})
