import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anna, openBench } from './client.ts'

const ids = (updates: { update_id: number }[]) => updates.map(({ update_id: id }) => id)

describe('getUpdates', () => {
  it('gives updates again until a higher offset confirms them', async () => {
    await using bench = await openBench()
    bench.sandbox.world.say(anna, anna, 'one')
    bench.sandbox.world.say(anna, anna, 'two')
    const first = (await bench.call('getUpdates')).result
    assert.equal(first.length, 2)
    assert.deepEqual((await bench.call('getUpdates')).result, first)
    const [, second] = ids(first)
    assert.deepEqual(ids((await bench.call('getUpdates', { offset: second })).result), [second])
    assert.deepEqual((await bench.call('getUpdates', { offset: second! + 1 })).result, [])
    assert.deepEqual((await bench.call('getUpdates', { offset: 1 })).result, [])
  })

  it('gives at most so many as asked for', async () => {
    await using bench = await openBench()
    for (const text of ['one', 'two', 'three']) bench.sandbox.world.say(anna, anna, text)
    assert.equal((await bench.call('getUpdates', { limit: 2 })).result.length, 2)
    assert.equal((await bench.call('getUpdates', { limit: 0 })).result.length, 1)
  })

  it('counts a negative offset from the end and forgets the rest', async () => {
    await using bench = await openBench()
    for (const text of ['one', 'two', 'three']) bench.sandbox.world.say(anna, anna, text)
    const { result } = await bench.call('getUpdates', { offset: -1 })
    assert.deepEqual([result.length, result[0].message.text], [1, 'three'])
    assert.equal((await bench.call('getUpdates')).result.length, 1)
  })

  it('waits for the first update', async () => {
    await using bench = await openBench()
    const waiting = bench.call('getUpdates', { timeout: 50 })
    await polling(bench)
    bench.sandbox.world.say(anna, anna, 'at last')
    assert.equal((await waiting).result[0].message.text, 'at last')
  })

  it('answers nothing when the time is up', async () => {
    await using bench = await openBench()
    assert.deepEqual((await bench.call('getUpdates', { timeout: 1 })).result, [])
  })

  it('ends the one that waits when another asks', async () => {
    await using bench = await openBench()
    const older = bench.call('getUpdates', { timeout: 50 })
    await polling(bench)
    const newer = bench.call('getUpdates', { timeout: 50 })
    assert.deepEqual(
      [(await older).status, (await older).description],
      [409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'],
    )
    bench.sandbox.world.say(anna, anna, 'for the newer')
    assert.equal((await newer).result.length, 1)
  })

  it('loses nothing when the client leaves', async () => {
    await using bench = await openBench()
    const client = new AbortController()
    const { botApiRoot, token, world } = bench.sandbox
    const waiting = fetch(`${botApiRoot}/bot${token}/getUpdates?timeout=50`, { signal: client.signal })
    await polling(bench)
    client.abort()
    await assert.rejects(waiting)
    world.say(anna, anna, 'kept')
    assert.equal((await bench.call('getUpdates')).result[0].message.text, 'kept')
  })

  it('is refused while a webhook is set', async () => {
    await using bench = await openBench()
    await bench.call('setWebhook', { url: 'https://example.com/hook' })
    const description =
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    await bench.refused('getUpdates', {}, 409, description)
    await bench.call('deleteWebhook')
    assert.equal((await bench.call('getUpdates')).status, 200)
  })

  it('ends at once when the sandbox closes', async () => {
    const bench = await openBench()
    const waiting = bench.call('getUpdates', { timeout: 50 })
    await polling(bench)
    await Promise.all([assert.rejects(waiting), bench.sandbox.close()])
  })

  it('keeps updates for a day', async () => {
    await using bench = await openBench()
    bench.sandbox.world.say(anna, anna, 'old')
    bench.clock.at += 24 * 60 * 60 * 1000 + 1
    assert.deepEqual((await bench.call('getUpdates')).result, [])
  })
})

describe('allowed_updates', () => {
  it('is remembered, and holds for updates to come', async () => {
    await using bench = await openBench()
    bench.sandbox.world.say(anna, anna, 'made before')
    assert.equal(
      (await bench.call('getUpdates', { allowed_updates: ['callback_query', 'my_chat_member'] })).result.length,
      1,
    )
    bench.sandbox.world.say(anna, anna, 'not wanted')
    bench.sandbox.world.block(anna)
    const { result } = await bench.call('getUpdates')
    assert.deepEqual(
      result.map((update: object) => Object.keys(update)[1]),
      ['message', 'my_chat_member'],
    )
    assert.deepEqual((await bench.call('getWebhookInfo')).result.allowed_updates, ['callback_query', 'my_chat_member'])
  })

  it('leaves out chat_member unless it is asked for, and an empty list restores that', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const group = world.addGroup({ title: 'G', members: [{ personId: anna }], botStatus: 'administrator' })
    const join = async (allowed: string[] | undefined) => {
      await bench.call('getUpdates', allowed ? { allowed_updates: allowed } : {})
      await bench.updates()
      world.setMember(group.id, { personId: anna, status: 'administrator' })
      return (await bench.updates()).map((update) => Object.keys(update)[1])
    }
    assert.deepEqual(await join(undefined), [])
    assert.deepEqual(await join(['chat_member']), ['chat_member'])
    assert.deepEqual(await join([]), [])
  })
})

/** Resolves when a long poll has reached the sandbox. */
async function polling({ sandbox }: Awaited<ReturnType<typeof openBench>>): Promise<void> {
  while (sandbox.calls.at(-1)?.method !== 'getUpdates' || sandbox.calls.at(-1)?.status !== null) {
    await new Promise(setImmediate)
  }
}
