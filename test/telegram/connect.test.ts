import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Message } from '../../sandbox/world.ts'
import { addNewsroom, addSmallGroup, newsroom as group } from './groups.ts'
import { type BotUnderTest, labels, links, openBot, type Person } from './support.ts'

function below({ sandbox: { world } }: BotUnderTest, who: Person): readonly (readonly string[])[] {
  return world.chat(who.id).replyKeyboard?.rows.map((row) => row.map(({ text }) => text)) ?? []
}

async function openConnected(bot: BotUnderTest): Promise<{ admin: Person; member: Person; done: Message }> {
  const { admin, member } = addNewsroom(bot, { title: 'Newsroom <1>' })
  await admin.say('/connect')
  return { admin, member, done: await admin.share(1, group) }
}

suite('/connect', () => {
  test('a group that one chooses is managed from the private chat, and every answer says so', async () => {
    await using bot = await openBot()
    const { admin, done } = await openConnected(bot)
    assert.match(done.text!, /now on this chat manages Newsroom <1>/)
    assert.deepEqual(below(bot, admin), [])
    const saved = await admin.watch('boats')
    assert.match(saved.text!, /^🔧 Newsroom <1> · \/connect\n\n👀 Query 1 saved/)
    assert.deepEqual(links(saved), [
      `https://t.me/${bot.sandbox.world.bot.username!.toLowerCase()}?start=connect_${group}`,
    ])
    assert.deepEqual(
      (await bot.store.watches.list(group)).map(({ query }) => query),
      ['boats'],
    )
    assert.deepEqual(await bot.store.watches.list(admin.id), [])
  })

  test('only chats that the person administers are offered, and the bot is added to the chosen one', async () => {
    await using bot = await openBot()
    const admin = bot.person({ languageCode: 'en' })
    const { world } = bot.sandbox
    const fresh = world.addGroup({ title: 'Fresh', members: [{ personId: admin.id, status: 'creator' }] })
    world.addGroup({ title: 'Of others', members: [{ personId: admin.id }], botStatus: 'member' })
    await admin.say('/connect')
    assert.deepEqual(below(bot, admin), [['👥 Choose a group'], ['📣 Choose a channel']])
    assert.deepEqual(
      world.suitableChats(admin.id, 1).map(({ title }) => title),
      ['Fresh'],
    )
    assert.match((await admin.share(1, fresh.id)).text!, /manages Fresh/)
  })

  test('a link that a group shows leads to its settings, but only administrators', async () => {
    await using bot = await openBot()
    const { admin, member } = addNewsroom(bot, { title: 'Newsroom <1>' })
    const shown = await admin.say('/connect', { chatId: group })
    const url = new URL(shown.reply_markup!.inline_keyboard[0]![0]!.url!)
    const start = `/start ${url.searchParams.get('start')}`
    assert.match((await member.say(start)).text!, /Only administrators/)
    assert.deepEqual(await bot.store.connections.list(member.id), [])
    assert.match((await admin.say(start)).text!, /manages Newsroom/)
    assert.match((await admin.say('/start connect', { chatId: group })).text!, /from your private chat/)
  })

  test('an anonymous administrator manages the group as a person in private', async () => {
    await using bot = await openBot()
    const { member } = await openConnected(bot)
    bot.sandbox.world.setMember(group, {
      personId: member.id,
      status: 'administrator',
      rights: { can_manage_chat: true },
      isAnonymous: true,
    })
    assert.match((await member.say('/connect', { chatId: group })).text!, /from your private chat/)
    assert.match((await member.say(`/start connect_${group}`)).text!, /manages Newsroom/)
  })

  test('who has lost the rights changes nothing any more, neither by words nor by buttons', async () => {
    await using bot = await openBot()
    const { admin } = await openConnected(bot)
    await admin.watch('boats')
    const list = await admin.say('/watches')
    bot.sandbox.world.setMember(group, { personId: admin.id, status: 'member' })
    assert.match((await admin.press(list, '🗑 Delete 1')).notice.text!, /do not manage Newsroom <1> any more/)
    assert.equal((await bot.store.watches.list(group)).length, 1)
    assert.deepEqual(await bot.store.connections.list(admin.id), [])
    assert.match((await admin.say('/watches')).text!, /^No saved queries/)
  })

  test('a button belongs to the chat of its message, whatever is managed since', async () => {
    await using bot = await openBot()
    const { admin } = await openConnected(bot)
    await admin.watch('boats')
    const list = await admin.say('/watches')
    await admin.press(await admin.say('/connect'), 'My own chat')
    await admin.watch('tides')
    await admin.press(list, '🗑 Delete 1')
    assert.equal((await bot.store.watches.list(group)).length, 0)
    assert.equal((await bot.store.watches.list(admin.id)).length, 1)
  })

  test('the list shows what is managed, leads back, and disconnects', async () => {
    await using bot = await openBot()
    const { admin } = await openConnected(bot)
    const list = await admin.say('/connect')
    assert.match(list.text!, /Now managing: Newsroom <1>/)
    assert.deepEqual(labels(list), [['My own chat'], ['✅ Newsroom <1>', '✖️ Disconnect'], ['➕ Another chat']])
    const own = await admin.press(list, 'My own chat')
    assert.match(own.message.text!, /this private chat/)
    assert.match((await admin.say('/watches')).text!, /^No saved queries/)
    const off = await admin.press(own.message, '✖️ Disconnect')
    assert.equal(off.notice.text, 'Disconnected')
    assert.match(off.message.text!, /No chats are connected/)
    assert.notEqual(await bot.store.chats.find(group), null)
  })

  test('a channel is connected when the bot may post there, and digests go to it', async () => {
    await using bot = await openBot()
    bot.addChannel('ours', { title: 'Ours' })
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['boats'] })
    const admin = bot.person({ languageCode: 'en' })
    const { world } = bot.sandbox
    const channel = world.setChannelMember('ours', { personId: admin.id, status: 'creator' })
    await admin.say('/connect')
    assert.match((await admin.share(2, channel)).text!, /posts of the channel/)
    await admin.say('/follow harbour_news')
    await bot.collect()
    world.setChannelAdmin('ours', { can_manage_chat: true })
    assert.match((await admin.say(`/start connect_${channel}`)).text!, /switch on “Post messages”/)
    world.setChannelAdmin('ours')
    assert.deepEqual((await bot.store.chats.find(channel))?.kind, 'channel')
  })

  test('a group that the bot was thrown out of says so, and the way back works', async () => {
    await using bot = await openBot()
    const { admin } = await openConnected(bot)
    bot.sandbox.world.removeBot(group, { byPersonId: admin.id, kicked: true })
    assert.match((await admin.say('/watches')).text!, /I am not in Newsroom <1> any more/)
    assert.equal((await bot.store.chats.find(admin.id))?.state, 'active')
    assert.match((await admin.say('/connect')).text!, /Your groups and channels/)
  })

  test('a connection moves with a group that becomes a supergroup', async () => {
    await using bot = await openBot()
    const admin = bot.person({ languageCode: 'en' })
    const { world } = bot.sandbox
    const small = addSmallGroup(bot, admin)
    await admin.say('/connect')
    await admin.share(1, small)
    const newId = world.migrate(small)
    await admin.watch('boats')
    assert.equal((await bot.store.watches.list(newId)).length, 1)
  })
})
