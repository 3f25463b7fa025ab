import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { anna, openBench } from './client.ts'
import type { Bench } from './client.ts'

let bench: Bench
before(async () => void (bench = await openBench()))
after(() => bench.sandbox.close())

const markup = { inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] }
const unchanged =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current ' +
  'content and reply markup of the message'

async function sent(params: object = {}): Promise<{ chat_id: number; message_id: number }> {
  const { result } = await bench.call('sendMessage', { chat_id: anna, text: 'before', ...params })
  return { chat_id: anna, message_id: result.message_id }
}

describe('editMessageText', () => {
  it('edits in place and takes the keyboard away unless it is given again', async () => {
    const message = await sent({ reply_markup: markup })
    bench.clock.at += 60_000
    const { result } = await bench.call('editMessageText', { ...message, text: '<i>after</i>', parse_mode: 'HTML' })
    assert.equal(result.text, 'after')
    assert.equal(result.edit_date - result.date, 60)
    assert.equal(result.reply_markup, undefined)
    assert.deepEqual(bench.sandbox.world.messages(anna).at(-1), result)
  })

  it('refuses an edit that changes nothing', async () => {
    const message = await sent({ text: '<b>same</b>', parse_mode: 'HTML', reply_markup: markup })
    const same = { ...message, text: ' <b>same</b>', parse_mode: 'HTML', reply_markup: markup }
    await bench.refused('editMessageText', same, 400, unchanged)
    assert.equal((await bench.call('editMessageText', { ...same, text: 'same' })).status, 200)
  })

  it('refuses a message that is not there, that is of somebody else, or that has no text', async () => {
    await bench.refused(
      'editMessageText',
      { chat_id: anna, message_id: 9999, text: 'x' },
      400,
      'Bad Request: message to edit not found',
    )
    const said = bench.sandbox.world.say(anna, anna, 'mine')
    await bench.refused(
      'editMessageText',
      { chat_id: anna, message_id: said.message_id, text: 'x' },
      400,
      "Bad Request: message can't be edited",
    )
    const { result } = await bench.call('sendPhoto', { chat_id: anna, photo: 'https://example.com/a.jpg' })
    await bench.refused(
      'editMessageText',
      { chat_id: anna, message_id: result.message_id, text: 'x' },
      400,
      'Bad Request: there is no text in the message to edit',
    )
  })

  it('refuses what sendMessage refuses', async () => {
    const message = await sent()
    await bench.refused('editMessageText', { ...message, text: '' }, 400, 'Bad Request: message text is empty')
    await bench.refused(
      'editMessageText',
      { ...message, text: 'x'.repeat(4097) },
      400,
      'Bad Request: message is too long',
    )
    await bench.refused('editMessageText', { text: 'x' }, 400, 'Bad Request: message identifier is not specified')
  })
})

describe('editMessageMedia', () => {
  it('puts another picture and caption into a message with one', async () => {
    const { result } = await bench.call('sendPhoto', {
      chat_id: anna,
      photo: 'https://example.com/a.jpg',
      caption: 'a',
    })
    const where = { chat_id: anna, message_id: result.message_id }
    const media = { type: 'photo', media: 'https://example.com/b.jpg' }
    const edited = (await bench.call('editMessageMedia', { ...where, media })).result
    assert.notEqual(edited.photo.at(-1).file_id, result.photo.at(-1).file_id)
    assert.equal(edited.caption, undefined)
  })

  it('refuses a message that is text', async () => {
    const media = { type: 'photo', media: 'https://example.com/b.jpg' }
    const words = 'Bad Request: there is no media in the message to edit'
    await bench.refused('editMessageMedia', { ...(await sent()), media }, 400, words)
  })
})

describe('editMessageReplyMarkup', () => {
  it('changes the keyboard alone, without a mark of an edit', async () => {
    const message = await sent()
    const { result } = await bench.call('editMessageReplyMarkup', { ...message, reply_markup: markup })
    assert.deepEqual(result.reply_markup, markup)
    assert.equal(result.edit_date, undefined)
    await bench.refused('editMessageReplyMarkup', { ...message, reply_markup: markup }, 400, unchanged)
    assert.equal((await bench.call('editMessageReplyMarkup', message)).result.reply_markup, undefined)
  })

  it('refuses a keyboard of another kind', async () => {
    const message = await sent()
    await bench.refused(
      'editMessageReplyMarkup',
      { ...message, reply_markup: { keyboard: [['x']] } },
      400,
      'Bad Request: inline keyboard expected',
    )
  })
})

describe('deleteMessage', () => {
  it('deletes once', async () => {
    const message = await sent()
    assert.equal((await bench.call('deleteMessage', message)).result, true)
    await bench.refused('deleteMessage', message, 400, 'Bad Request: message to delete not found')
  })

  it('leaves what is older than two days', async () => {
    const message = await sent()
    bench.clock.at += 49 * 60 * 60 * 1000
    await bench.refused('deleteMessage', message, 400, "Bad Request: message can't be deleted for everyone")
  })

  it('leaves messages of others in a group, unless the bot has the right', async () => {
    const { world } = bench.sandbox
    const group = world.addGroup({ title: 'G', members: [{ personId: anna, status: 'creator' }], botStatus: 'member' })
    const message = { chat_id: group.id, message_id: world.say(anna, group.id, 'x').message_id }
    await bench.refused('deleteMessage', message, 400, "Bad Request: message can't be deleted")
    world.promoteBot(group.id, { can_delete_messages: true })
    assert.equal((await bench.call('deleteMessage', message)).result, true)
  })
})
