import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addNewsroom, addSmallGroup, newsroom as group, type NewsroomOptions } from './groups.ts'
import type { BotUnderTest, Person } from './support.ts'
import { formatted, labels, openBot, until } from './support.ts'

/** With an administrator who writes as the group. */
function addGroup(bot: BotUnderTest, options: Pick<NewsroomOptions, 'isForum'> = {}) {
  const anonymous = bot.person({ languageCode: 'en' })
  return { ...addNewsroom(bot, { ...options, anonymous }), anonymous }
}

/** What the bot said in the group. */
function said(bot: BotUnderTest): readonly string[] {
  const { world } = bot.sandbox
  return world.messages(group).flatMap(({ from, text }) => (from?.id === world.bot.id ? [text ?? ''] : []))
}

suite('in a group', () => {
  test('administrators change settings, also anonymous ones, and members only look', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['boats'] })
    const { admin, member, anonymous } = addGroup(bot)
    const here = { chatId: group }
    assert.match((await member.say('/follow harbour_news', here)).text!, /only administrators/)
    assert.match((await admin.say('/follow harbour_news', here)).text!, /Following Harbour/)
    const tried = await anonymous.say('/watch boats', here)
    assert.match((await member.press(tried, '✅ Save')).notice.text!, /Only administrators/)
    assert.match((await admin.press(tried, '✅ Save')).message.text!, /Query 1 saved/)
    assert.match((await member.say('/unwatch 1', here)).text!, /only administrators/)
    assert.match((await member.say('/search boats', here)).text!, /boats/)
    assert.match((await member.say('/schedule', here)).text!, /When I write/)
    assert.match((await member.say('/schedule off', here)).text!, /only administrators/)
    assert.equal((await bot.store.watches.list(group)).length, 1)
  })

  test('/start tells what works in a group, where a bare link is no command', async () => {
    await using bot = await openBot()
    const { member } = addGroup(bot)
    const { text } = await member.say('/start', { chatId: group })
    assert.match(text!, /An administrator can begin with \/follow @name/)
    assert.doesNotMatch(text!, /link/)
  })

  test('buttons that change settings are for administrators too', async () => {
    await using bot = await openBot()
    const { admin, member } = addGroup(bot)
    await admin.watch('boats', { chatId: group })
    const list = await member.say('/watches', { chatId: group })
    const refused = await member.press(list, '🗑 Delete 1')
    assert.match(refused.notice.text!, /Only administrators/)
    assert.equal((await bot.store.watches.list(group)).length, 1)
    const deleted = await admin.press(list, '🗑 Delete 1')
    assert.match(deleted.message.text!, /No saved queries/)
  })

  test('who has lost the rights has lost them at once', async () => {
    await using bot = await openBot()
    const { member } = addGroup(bot)
    const { world } = bot.sandbox
    world.setMember(group, { personId: member.id, status: 'administrator', rights: { can_manage_chat: true } })
    assert.match((await member.watch('boats', { chatId: group })).text!, /saved/)
    world.setMember(group, { personId: member.id, status: 'member' })
    assert.match((await member.say('/watch tides', { chatId: group })).text!, /only administrators/)
  })

  test('talk, commands of other bots and unknown commands are left alone', async () => {
    await using bot = await openBot()
    const { member } = addGroup(bot)
    const { world } = bot.sandbox
    for (const text of ['hello', '/start@some_other_bot', '/weather', 'https://t.me/harbour_news']) {
      world.say(member.id, group, text)
    }
    assert.match((await member.say('/serch@vestnik_sandbox_bot', { chatId: group })).text!, /Did you mean \/search/)
    assert.equal(said(bot).length, 1)
  })

  test('answers come in the topic of the question, as replies', async () => {
    await using bot = await openBot()
    const { member } = addGroup(bot, { isForum: true })
    const threadId = bot.sandbox.world.addTopic(group, 'News')
    const answer = await member.say('/privacy', { chatId: group, threadId })
    assert.equal(answer.message_thread_id, threadId)
    assert.equal(answer.reply_to_message?.text, '/privacy')
    assert.equal((await member.say('/privacy', { chatId: group })).message_thread_id, undefined)
  })

  test('the menu offers to members what they may use, and to administrators everything', async () => {
    await using bot = await openBot()
    const { admin, member } = addGroup(bot)
    await bot.menusSet()
    const { world } = bot.sandbox
    const menuOf = (person: Person): readonly string[] =>
      world.commandsFor(person.id, group).map(({ command }) => command)
    assert.deepEqual(menuOf(member), [
      'start',
      'channels',
      'watches',
      'digest',
      'search',
      'latest',
      'trend',
      'week',
      'history',
      'status',
      'help',
      'privacy',
    ])
    assert.equal(menuOf(admin).length, 22)
  })

  test('a greeting comes when the bot is added, and its settings wait when it is removed', async () => {
    await using bot = await openBot()
    const { admin } = addGroup(bot)
    const { world } = bot.sandbox
    await admin.watch('boats', { chatId: group })
    world.removeBot(group, { byPersonId: admin.id, kicked: true })
    await until(async () => (await bot.store.chats.find(group))!.state === 'gone')
    world.addBot(group, { byPersonId: admin.id })
    await until(async () => (await bot.store.chats.find(group))!.state === 'active')
    assert.match((await admin.say('/watches', { chatId: group })).text!, /1\. boats/)
    const fresh = world.addGroup({
      title: 'Fresh',
      type: 'supergroup',
      members: [{ personId: admin.id, status: 'creator' }],
    })
    const greeting = bot.next(fresh.id)
    world.addBot(fresh.id, { byPersonId: admin.id })
    assert.match((await greeting).text!, /An administrator can begin/)
  })

  test('a group that becomes a supergroup keeps its settings', async () => {
    await using bot = await openBot()
    const admin = bot.person({ languageCode: 'en' })
    const small = addSmallGroup(bot, admin)
    await admin.watch('boats', { chatId: small })
    const newId = bot.sandbox.world.migrate(small)
    await until(async () => (await bot.store.chats.find(newId)) !== null)
    assert.match((await admin.say('/watches', { chatId: newId })).text!, /1\. boats/)
    assert.equal(await bot.store.chats.find(small), null)
  })

  test('an answer that meets the move to a supergroup is sent there', async () => {
    await using bot = await openBot()
    const admin = bot.person({ languageCode: 'en' })
    const { world } = bot.sandbox
    const small = addSmallGroup(bot, admin)
    await admin.watch('boats', { chatId: small })
    const after = world.mark()
    world.say(admin.id, small, '/watches')
    const newId = world.migrate(small)
    const isAnswer = ({ from, text }: { from?: { id: number }; text?: string }): boolean =>
      from?.id === world.bot.id && /saved quer/.test(text ?? '')
    assert.ok(await world.waitForMessage(newId, isAnswer, { after, timeoutMs: 30_000 }))
    assert.equal((await bot.store.watches.list(newId)).length, 1)
  })

  test('while the bot may not write, its chat waits, and is written to again when it may', async () => {
    await using bot = await openBot()
    const { admin } = addGroup(bot)
    await admin.say('/start', { chatId: group })
    const state = async (): Promise<string> => (await bot.store.chats.find(group))!.state
    bot.sandbox.world.restrictBot(group, true, admin.id)
    await until(async () => (await state()) === 'paused')
    bot.sandbox.world.restrictBot(group, false, admin.id)
    await until(async () => (await state()) === 'active')
  })

  test('a picture for a topic that was closed meanwhile comes in the group itself', async () => {
    await using bot = await openBot()
    const { admin } = addGroup(bot, { isForum: true })
    bot.addChannel('harbour_news', { posts: ['boats'] })
    await admin.say('/follow harbour_news', { chatId: group })
    await bot.collect()
    const threadId = bot.sandbox.world.addTopic(group, 'News')
    const fault = bot.sandbox.faults.add({
      kind: 'status',
      status: 400,
      body: { ok: false, error_code: 400, description: 'Bad Request: TOPIC_CLOSED' },
      match: { server: 'bot', method: 'sendPhoto' },
    })
    const answer = await admin.say('/trend boats', { chatId: group, threadId })
    assert.ok(answer.photo)
    assert.deepEqual([fault.hits, answer.message_thread_id], [1, undefined])
  })

  test('two chats share nothing', async () => {
    await using bot = await openBot()
    const { admin } = addGroup(bot)
    await admin.watch('boats', { chatId: group })
    const list = await admin.say('/watches', { chatId: group })
    assert.deepEqual(formatted(list, 'code'), ['boats'])
    assert.match((await admin.say('/watches')).text!, /No saved queries/)
    // The data of the group's button, pressed under a message of the private chat.
    const { message_id: messageId } = await admin.say('/start')
    const data = list.reply_markup!.inline_keyboard[0]![1]!.callback_data!
    const notice = await bot.sandbox.world.press(admin.id, admin.id, { messageId, data }, { force: true })
    assert.match(notice.text!, /deleted already/)
    assert.equal((await bot.store.watches.list(group)).length, 1)
    assert.deepEqual(labels(list), [['⏸ Pause 1', '🗑 Delete 1'], ['📈 Alerts on rises']])
  })
})
