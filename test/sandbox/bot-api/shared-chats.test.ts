import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { WorldError, demoCast } from '../../../sandbox/world.ts'
import { anna, openBench, taras } from './client.ts'

const request = { request_id: 7, chat_is_channel: false, user_administrator_rights: { can_manage_chat: true } }
const keyboard = { keyboard: [[{ text: 'A group', request_chat: request }]], one_time_keyboard: true }

describe('a button that asks for a chat', () => {
  it('offers what the person administers, adds the bot, and tells it the id', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const fresh = world.addGroup({ title: 'Fresh', members: [{ personId: anna, status: 'creator' }] })
    world.addGroup({ title: 'Of others', members: [{ personId: anna }] })
    const wanted = { ...request, bot_is_member: true, request_title: true }
    const shown = await bench.call('sendMessage', {
      chat_id: anna,
      text: 'Choose',
      reply_markup: { ...keyboard, keyboard: [[{ text: 'A group', request_chat: wanted }]] },
    })
    assert.equal(shown.result.reply_markup, undefined)
    assert.deepEqual(
      world.suitableChats(anna, 7).map(({ id }) => id),
      [demoCast.newsroom, fresh.id],
    )
    world.shareChat(anna, 7, fresh.id)
    const updates = await bench.updates()
    assert.deepEqual(
      updates.map((update) => Object.keys(update)[1]),
      ['my_chat_member', 'message', 'message'],
    )
    assert.deepEqual(updates.at(-1).message.chat_shared, { request_id: 7, chat_id: fresh.id, title: 'Fresh' })
    assert.equal(world.chat(anna).replyKeyboard, null)
  })

  it('leaves the bot outside, and the title unsaid, unless the button asks for them', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const fresh = world.addGroup({ title: 'Fresh', members: [{ personId: anna, status: 'creator' }] })
    await bench.call('sendMessage', { chat_id: anna, text: 'Choose', reply_markup: keyboard })
    world.shareChat(anna, 7, fresh.id)
    const [{ message }] = await bench.updates()
    assert.deepEqual(message.chat_shared, { request_id: 7, chat_id: fresh.id })
    await bench.refused('getChat', { chat_id: fresh.id }, 400, 'Bad Request: chat not found')
  })

  it('gives the bot the rights that it asks for in a channel', async () => {
    await using bench = await openBench()
    const { world, channels } = bench.sandbox
    channels.add({ name: 'ours', title: 'Ours', description: '', subscribers: 1, telegramId: 5, preview: true })
    const id = world.setChannelMember('ours', { personId: anna, status: 'creator' })
    const rights = { can_manage_chat: true, can_post_messages: true }
    const wanted = { request_id: 1, chat_is_channel: true, user_administrator_rights: rights }
    const button = { text: 'A channel', request_chat: { ...wanted, bot_administrator_rights: rights } }
    await bench.call('sendMessage', { chat_id: anna, text: 'Choose', reply_markup: { keyboard: [[button]] } })
    world.shareChat(anna, 1, id)
    assert.equal((await bench.call('sendMessage', { chat_id: id, text: 'x' })).ok, true)
  })

  it('is not offered twice after one use, nor to others, nor outside of private chats', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    await bench.call('sendMessage', { chat_id: anna, text: 'Choose', reply_markup: keyboard })
    assert.throws(() => world.shareChat(taras, 7, demoCast.newsroom), WorldError)
    world.shareChat(anna, 7, demoCast.newsroom)
    assert.throws(() => world.shareChat(anna, 7, demoCast.newsroom), WorldError)
    const inGroup = { chat_id: demoCast.newsroom, text: 'Choose', reply_markup: keyboard }
    assert.equal((await bench.call('sendMessage', inGroup)).status, 400)
  })

  it('goes with the removal of the keyboard', async () => {
    await using bench = await openBench()
    await bench.call('sendMessage', { chat_id: anna, text: 'Choose', reply_markup: keyboard })
    await bench.call('sendMessage', { chat_id: anna, text: 'Done', reply_markup: { remove_keyboard: true } })
    assert.throws(() => bench.sandbox.world.suitableChats(anna, 7), WorldError)
  })
})
