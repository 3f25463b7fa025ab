import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { WorldError, demoCast } from '../../../sandbox/world.ts'
import { anna, openBench } from './client.ts'

const keyboard = { keyboard: [[{ text: 'Where I am', request_location: true }]], one_time_keyboard: true }
const point = { latitude: 50.45, longitude: 30.52 }

describe('a button that asks for a location', () => {
  it('makes a message with the place, and is gone after one use', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    await bench.call('sendMessage', { chat_id: anna, text: 'Where?', reply_markup: keyboard })
    assert.deepEqual(world.chat(anna).replyKeyboard?.rows, [[{ text: 'Where I am', request_location: true }]])
    world.sendLocation(anna, anna, point)
    const [{ message }] = await bench.updates()
    assert.deepEqual([message.location, message.text], [point, undefined])
    assert.equal(world.chat(anna).replyKeyboard, null)
  })

  it('is refused outside of private chats, where people may send places all the same', async () => {
    await using bench = await openBench()
    const inGroup = { chat_id: demoCast.newsroom, text: 'Where?', reply_markup: keyboard }
    const refusal = 'Bad Request: location can be requested in private chats only'
    await bench.refused('sendMessage', inGroup, 400, refusal)
    assert.deepEqual(bench.sandbox.world.sendLocation(anna, demoCast.newsroom, point).location, point)
  })

  it('sends only places on Earth', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    assert.throws(() => world.sendLocation(anna, anna, { latitude: 91, longitude: 0 }), WorldError)
    assert.throws(() => world.sendLocation(anna, anna, { latitude: 0, longitude: Number.NaN }), WorldError)
  })
})
