import assert from 'node:assert/strict'
import { it } from 'node:test'
import { addNewsroom, newsroom as chatId } from './groups.ts'
import { labels, openBot } from './support.ts'

const others = ['📰 Digest: normal', '✨ Rich messages: off', '🔔 Changed posts: on']

it('a setting is changed by its button, and its button shows how it is', async () => {
  await using bot = await openBot()
  const anna = bot.person({ languageCode: 'en' })
  const shown = await anna.say('/settings')
  assert.match(shown.text!, /News of channels/)
  assert.deepEqual(labels(shown).flat(), ['🔔 News of channels: on', ...others])
  const { message } = await anna.press(shown, /News of channels/)
  assert.deepEqual(labels(message).flat(), ['🔕 News of channels: off', ...others])
  assert.equal((await bot.store.chats.find(anna.id))?.settings.channelNews, false)
  const again = await anna.press(message, /News of channels/)
  assert.deepEqual(labels(again.message).flat(), ['🔔 News of channels: on', ...others])
})

it('in a group a member reads the settings and does not change them', async () => {
  await using bot = await openBot()
  const { member } = addNewsroom(bot)
  const shown = await member.say('/settings', { chatId })
  assert.match((await member.press(shown, /News of channels/)).notice.text!, /Only administrators/)
  assert.equal((await bot.store.chats.find(chatId))?.settings.channelNews, true)
})

it('administrators let members configure a group, but not its settings', async () => {
  await using bot = await openBot()
  const { admin, member } = addNewsroom(bot)
  assert.match((await member.say('/watch boats', { chatId })).text!, /only administrators/)
  const shown = await admin.say('/settings', { chatId })
  await admin.press(shown, '👤 Members configure: off')
  assert.match((await member.watch('boats', { chatId })).text!, /Query 1 saved/)
  assert.match((await member.press(shown, /News of channels/)).notice.text!, /Only administrators/)
  assert.match((await member.say('/forget', { chatId })).text!, /only administrators/)
})

it('a chat that switched news of channels off is not told of a new name', async () => {
  await using bot = await openBot()
  bot.addChannel('harbour_news', { posts: ['one'] })
  const [anna, ben] = [bot.person(), bot.person()]
  await anna.say('/follow @harbour_news')
  await ben.say('/follow @harbour_news')
  await bot.store.chats.changeSettings(anna.id, { channelNews: false })
  bot.sandbox.channels.updateProfile('harbour_news', { name: 'port_news' })
  await ben.say('/follow @port_news')
  assert.equal((await bot.store.outbox.counts(anna.id)).waiting, 0)
  assert.equal((await bot.store.outbox.counts(ben.id)).waiting, 1)
})
