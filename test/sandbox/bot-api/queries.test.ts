import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { WorldError } from '../../../sandbox/world.ts'
import { anna, openBench } from './client.ts'
import type { Bench } from './client.ts'

const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid'

async function button({ call }: Bench): Promise<{ messageId: number; data: string }> {
  const markup = { inline_keyboard: [[{ text: 'More', callback_data: 'more:1' }]] }
  const { result } = await call('sendMessage', { chat_id: anna, text: 'x', reply_markup: markup })
  return { messageId: result.message_id, data: 'more:1' }
}

describe('a pressed button', () => {
  it('makes an update, and its answer reaches the person', async () => {
    await using bench = await openBench()
    const pressed = await button(bench)
    const answer = bench.sandbox.world.press(anna, anna, pressed)
    const [{ callback_query: query }] = await bench.updates()
    assert.deepEqual([query.from.id, query.message.message_id, query.data], [anna, pressed.messageId, 'more:1'])
    await bench.call('answerCallbackQuery', { callback_query_id: query.id, text: 'Wait', show_alert: true })
    assert.deepEqual(await answer, { text: 'Wait', showAlert: true })
    await bench.refused('answerCallbackQuery', { callback_query_id: query.id }, 400, tooOld)
  })

  it('cannot be answered too late', async () => {
    await using bench = await openBench()
    bench.sandbox.world.press(anna, anna, await button(bench)).catch(() => {})
    const [{ callback_query: query }] = await bench.updates()
    bench.clock.at += 16_000
    await bench.refused('answerCallbackQuery', { callback_query_id: query.id }, 400, tooOld)
    await bench.refused(
      'answerCallbackQuery',
      { callback_query_id: 'x', text: 'y'.repeat(201) },
      400,
      'Bad Request: MESSAGE_TOO_LONG',
    )
  })

  it('is not there unless the bot sent it, except for those who insist', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    assert.throws(() => world.press(anna, anna, { messageId: 1, data: 'forged' }), WorldError)
    world.press(anna, anna, { messageId: 999, data: 'forged' }, { force: true }).catch(() => {})
    const [{ callback_query: query }] = await bench.updates()
    assert.deepEqual([query.data, query.message.date], ['forged', 0])
  })

  it('stops waiting after its time', async () => {
    await using bench = await openBench()
    const pressed = await button(bench)
    await assert.rejects(bench.sandbox.world.press(anna, anna, pressed, { timeoutMs: 1 }), /did not answer in time/)
  })
})

describe('an inline query', () => {
  it('makes an update, and its results reach the person', async () => {
    await using bench = await openBench()
    const answer = bench.sandbox.world.inlineQuery(anna, { text: 'news' })
    const [{ inline_query: query }] = await bench.updates()
    assert.equal(query.query, 'news')
    const results = [{ type: 'article', id: '1', title: 'x', input_message_content: { message_text: 'x' } }]
    const params = { inline_query_id: query.id, results, next_offset: '50' }
    await bench.refused(
      'answerInlineQuery',
      { ...params, results: [...results, ...results] },
      400,
      'Bad Request: RESULT_ID_DUPLICATE',
    )
    await bench.refused(
      'answerInlineQuery',
      { ...params, results: Array(51).fill(results[0]) },
      400,
      'Bad Request: RESULTS_TOO_MUCH',
    )
    await bench.refused(
      'answerInlineQuery',
      { ...params, results: [{ type: 'article', id: 'x'.repeat(65) }] },
      400,
      'Bad Request: RESULT_ID_INVALID',
    )
    assert.equal((await bench.call('answerInlineQuery', params)).result, true)
    assert.deepEqual(await answer, { results, nextOffset: '50' })
    await bench.refused('answerInlineQuery', params, 400, tooOld)
  })
})
