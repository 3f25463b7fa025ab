import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { Message } from '../../sandbox/world.ts'
import { hour, minute } from '../../src/domain/time.ts'
import { type BotUnderTest, labels, links, openBot, openTelegramWorld, type Person, until } from './support.ts'

const group = -1_001_000_000_301

interface Stage {
  readonly admin: Person
  readonly threadId: number
}

/** A forum whose creator has connected it, with an instant plan in the topic News that follows @harbour_news. */
async function openForum(bot: BotUnderTest, languageCode = 'en'): Promise<Stage> {
  const { world } = bot.sandbox
  const admin = bot.person({ languageCode })
  const members = [{ personId: admin.id, status: 'creator' as const }]
  world.addGroup({ id: group, title: 'Newsroom <1>', isForum: true, members, botStatus: 'member' })
  const threadId = world.addTopic(group, 'News')
  bot.addChannel('harbour_news', { title: 'Harbour', posts: ['boats'] })
  await admin.say('/connect')
  await admin.share(1, group)
  await admin.say('/follow harbour_news')
  await admin.say('/schedule add at once', { chatId: group, threadId })
  await admin.say('/schedule #1 off', { chatId: group, threadId })
  await bot.collect()
  await bot.work()
  return { admin, threadId }
}

/** The same, whose members may write no more, when a post waits for it; `inGroup` is the last message before. */
async function openShutForum(bot: BotUnderTest) {
  const { admin } = await openForum(bot)
  const { world } = bot.sandbox
  const inGroup = lastId(bot, group)
  world.setPermissions(group, { can_send_messages: false })
  await publish(bot, 'boats one')
  return { admin, world, inGroup }
}

/** A post comes, is found, and is sent where it belongs. */
async function publish(bot: BotUnderTest, text: string): Promise<void> {
  await post(bot, text)
  await bot.work()
}

/** A post comes and is found. */
async function post(bot: BotUnderTest, text: string): Promise<void> {
  bot.clock.skip(minute)
  bot.sandbox.channels.publish('harbour_news', { text })
  bot.clock.skip(minute)
  await bot.pollAll()
  bot.clock.skip(minute)
}

/** What the bot has written in a chat since then, or ever. */
function written({ sandbox: { world } }: Pick<BotUnderTest, 'sandbox'>, chatId: number, since = 0): readonly Message[] {
  return world.messages(chatId).filter(({ from, message_id: id }) => from?.id === world.bot.id && id > since)
}

function lastId({ sandbox: { world } }: Pick<BotUnderTest, 'sandbox'>, chatId: number): number {
  return world.messages(chatId).at(-1)?.message_id ?? 0
}

suite('a topic that is closed', () => {
  test('is told to who connected the group, once, in private; and that it is open again', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    const { world } = bot.sandbox
    const [inGroup, inPrivate] = [lastId(bot, group), lastId(bot, admin.id)]
    world.closeTopic(group, threadId)
    await publish(bot, 'boats one')
    await publish(bot, 'boats two')
    assert.deepEqual(
      written(bot, group, inGroup).map(({ message_thread_id: thread }) => thread),
      [undefined, undefined],
    )
    const [told, ...others] = written(bot, admin.id, inPrivate)
    assert.match(told!.text!, /^⚠️ Newsroom <1>: the topic of plan 2 is closed to me\. .*come to General/)
    assert.match(told!.text!, /open the topic, or write \/schedule in another/)
    assert.deepEqual(others, [])
    world.reopenTopic(group, threadId)
    await publish(bot, 'boats three')
    assert.deepEqual(
      written(bot, admin.id, told!.message_id).map(({ text }) => text),
      ['✅ Newsroom <1>: messages of plan 2 arrive in their topic again.'],
    )
    assert.equal(written(bot, group).at(-1)?.message_thread_id, threadId)
  })

  test('is told by a button that leads to the settings of the group', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    await admin.press(await admin.say('/connect'), 'My own chat')
    bot.sandbox.world.closeTopic(group, threadId)
    await publish(bot, 'boats one')
    const told = written(bot, admin.id).at(-1)!
    assert.deepEqual(labels(told), [['🔧 Set it up from here']])
    const url = new URL(told.reply_markup!.inline_keyboard[0]![0]!.url!)
    assert.match((await admin.say(`/start ${url.searchParams.get('start')}`)).text!, /manages Newsroom/)
  })

  test('is told to another administrator whom the bot may write to, when nobody connected the group', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    const second = bot.person({ languageCode: 'uk' })
    bot.sandbox.world.setMember(group, {
      personId: second.id,
      status: 'administrator',
      rights: { can_manage_chat: true },
      isAnonymous: true,
    })
    await second.say('/start')
    await admin.press(await admin.say('/connect'), '✖️ Disconnect')
    bot.sandbox.world.block(admin.id)
    await until(async () => (await bot.store.chats.find(admin.id))?.state === 'gone')
    bot.sandbox.world.closeTopic(group, threadId)
    await publish(bot, 'boats one')
    assert.match(written(bot, second.id).at(-1)!.text!, /тему плану 2 для мене закрито/)
  })

  test('is told in the group itself when no administrator can be written to', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    bot.sandbox.world.setMember(group, { personId: admin.id, status: 'member' })
    const inPrivate = lastId(bot, admin.id)
    bot.sandbox.world.deleteTopic(group, threadId)
    await publish(bot, 'boats one')
    await publish(bot, 'boats two')
    const told = written(bot, group).filter(({ text }) => text?.includes('/schedule in another topic') === true)
    assert.deepEqual(
      told.map(({ text, message_thread_id: thread }) => [text?.split('. ')[0], thread]),
      [['⚠️ The topic of plan 2 is gone, so I write here', undefined]],
    )
    assert.deepEqual(written(bot, admin.id, inPrivate), [])
  })

  test('is no trouble any more when its plan is moved to another', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    const { world } = bot.sandbox
    world.deleteTopic(group, threadId)
    await publish(bot, 'boats one')
    assert.match((await admin.say('/status')).text!, /The topic of plan 2 is gone/)
    const other = { chatId: group, threadId: world.addTopic(group, 'Boats') }
    const { message: list } = await admin.press(await admin.say('/schedule', other), /✏️ 2/)
    assert.ok(labels(list).flat().includes('📍 Write here'))
    const { message: moved } = await admin.press(list, '📍 Write here')
    assert.ok(!labels(moved).flat().includes('📍 Write here'))
    assert.deepEqual(await bot.store.troubles.list(group), [])
    await publish(bot, 'boats two')
    assert.equal(written(bot, group).at(-1)?.message_thread_id, other.threadId)
  })
})

test('a plan is taken out of its topic from the private chat as well', async () => {
  await using bot = await openBot()
  const { admin } = await openForum(bot)
  const { message: plan } = await admin.press(await admin.say('/schedule'), /✏️ 2/)
  assert.match(plan.text!, /To a topic of this chat/)
  const { message: moved } = await admin.press(plan, '📍 Not to the topic')
  assert.doesNotMatch(moved.text!, /To a topic/)
  assert.ok(
    !labels(moved)
      .flat()
      .some((label) => label.startsWith('📍')),
  )
  const inGroup = lastId(bot, group)
  await publish(bot, 'boats one')
  assert.deepEqual(
    written(bot, group, inGroup).map(({ message_thread_id: thread }) => thread),
    [undefined],
  )
})

suite('a topic General that is closed', () => {
  test('keeps only what is meant for it, is told once, and gets all that waited when it is open', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    const { world } = bot.sandbox
    await admin.say('/schedule add at once', { chatId: group })
    const [inGroup, inPrivate] = [lastId(bot, group), lastId(bot, admin.id)]
    const threads = (): readonly (number | undefined)[] =>
      written(bot, group, inGroup).map(({ message_thread_id: thread }) => thread)
    world.closeTopic(group, 1)
    for (const words of ['boats one', 'boats two']) await publish(bot, words)
    assert.deepEqual(threads(), [threadId, threadId])
    assert.equal((await bot.store.chats.find(group))?.state, 'active')
    const told = written(bot, admin.id, inPrivate)
    assert.deepEqual(
      told.map(({ text }) => text?.split('.')[0]),
      ['⏸ Newsroom <1>: the topic General is closed to me'],
    )
    assert.match((await admin.say('/status')).text!, /⏸ The topic General is closed to me/)
    world.reopenTopic(group, 1)
    await admin.press(told[0]!, '🔁 Try now')
    await bot.work()
    assert.deepEqual(threads().slice(2), [undefined, undefined])
    assert.match(written(bot, admin.id).at(-1)!.text!, /✅ Newsroom <1>: I may write in General again/)
  })
})

suite('the right to write', () => {
  test('when it is missing, all waits, and who connected the group is told once; when it is back, all comes', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    const { world } = bot.sandbox
    const [inGroup, inPrivate] = [lastId(bot, group), lastId(bot, admin.id)]
    const words = 'Bad Request: not enough rights to send text messages to the chat'
    const refused = bot.sandbox.faults.add({
      kind: 'status',
      status: 400,
      body: { ok: false, error_code: 400, description: words },
      match: { server: 'bot', method: 'sendMessage', chatId: group },
      times: 3,
    })
    await publish(bot, 'boats one')
    for (const _ of [2, 3]) {
      bot.clock.skip(hour)
      await bot.work()
    }
    assert.equal(refused.hits, 3)
    assert.equal((await bot.store.chats.find(group))?.state, 'paused')
    assert.deepEqual(written(bot, group, inGroup), [])
    const told = written(bot, admin.id, inPrivate)
    assert.deepEqual(
      told.map(({ text }) => text?.split('\n')[0]),
      ['⏸ Newsroom <1>: I may not write there. Digests and alerts wait; nothing is lost.'],
    )
    bot.clock.skip(hour)
    await bot.work()
    assert.match(written(bot, group, inGroup)[0]!.text!, /boats one/)
    assert.deepEqual(
      written(bot, admin.id, told[0]!.message_id).map(({ text }) => text),
      ['✅ Newsroom <1>: I may write there again.'],
    )
    assert.equal(world.messages(group).at(-1)?.message_thread_id, threadId)
  })

  test('that is taken from the bot and given back is noticed at once', async () => {
    await using bot = await openBot()
    const { admin } = await openForum(bot)
    const { world } = bot.sandbox
    const state = async (): Promise<string | undefined> => (await bot.store.chats.find(group))?.state
    const inGroup = lastId(bot, group)
    world.restrictBot(group, true, admin.id)
    await until(async () => (await state()) === 'paused')
    await publish(bot, 'boats one')
    bot.clock.skip(hour)
    await bot.work()
    assert.match(written(bot, admin.id).at(-1)!.text!, /lift the restriction on me/)
    world.restrictBot(group, false, admin.id)
    await until(async () => (await state()) === 'active')
    await bot.work()
    assert.match(written(bot, group, inGroup).at(-1)!.text!, /boats one/)
    assert.match(written(bot, admin.id).at(-1)!.text!, /may write there again/)
  })

  test('that members do not have is the bot’s as an administrator only; made one, it sends all that waited', async () => {
    await using bot = await openBot()
    const { admin, world, inGroup } = await openShutForum(bot)
    assert.equal((await bot.store.chats.find(group))?.state, 'paused')
    assert.match(written(bot, admin.id).at(-1)!.text!, /or make me an administrator/)
    assert.deepEqual(written(bot, group, inGroup), [])
    world.promoteBot(group, { can_manage_chat: true }, admin.id)
    await until(async () => (await bot.store.chats.find(group))?.state === 'active')
    await bot.work()
    await publish(bot, 'boats two')
    assert.match(
      written(bot, group, inGroup)
        .map(({ text }) => text)
        .join(),
      /boats one[^]*boats two/,
    )
    assert.match(written(bot, admin.id).at(-1)!.text!, /may write there again/)
  })

  test('that is taken from members and given back, of which the bot hears nothing, is found within the hour', async () => {
    await using bot = await openBot()
    const { world, inGroup } = await openShutForum(bot)
    world.setPermissions(group, { can_send_messages: true })
    await bot.work()
    assert.deepEqual(written(bot, group, inGroup), [])
    bot.clock.skip(hour)
    await bot.work()
    assert.match(written(bot, group, inGroup)[0]!.text!, /boats one/)
  })

  test('is tried at once when its administrator says so, and nobody else', async () => {
    await using bot = await openBot()
    const { admin, world, inGroup } = await openShutForum(bot)
    const told = written(bot, admin.id).at(-1)!
    assert.deepEqual(labels(told), [['🔁 Try now']])
    await admin.press(told, '🔁 Try now')
    await bot.work()
    assert.deepEqual(written(bot, group, inGroup), [])
    assert.equal(written(bot, admin.id).at(-1), told)
    world.setPermissions(group, { can_send_messages: true })
    const stranger = bot.person({ languageCode: 'en' })
    const { message_id: messageId } = await stranger.say('/start')
    const data = told.reply_markup!.inline_keyboard[0]![0]!.callback_data!
    const refused = await world.press(stranger.id, stranger.id, { messageId, data }, { force: true })
    await bot.work()
    assert.match(refused.text!, /Only administrators/)
    assert.deepEqual(written(bot, group, inGroup), [])
    assert.match((await admin.press(told, '🔁 Try now')).notice.text!, /^Trying/)
    await bot.work()
    assert.match(written(bot, group, inGroup)[0]!.text!, /boats one/)
    assert.match(written(bot, admin.id).at(-1)!.text!, /may write there again/)
  })

  test('to send pictures is not needed for words: the picture of /trend is left out', async () => {
    await using bot = await openBot()
    const { admin } = await openForum(bot)
    bot.sandbox.world.setPermissions(group, { can_send_photos: false })
    const answer = await admin.say('/trend boats', { chatId: group })
    assert.deepEqual([answer.photo, answer.text?.includes('boats')], [undefined, true])
    assert.ok(labels(answer).length > 0)
  })

  test('whose loss nobody can be told of stands in /status of operators and in the log', async () => {
    await using bot = await openBot({ adminIds: [109] })
    const boss = bot.person({ id: 109, languageCode: 'en' })
    const { admin } = await openForum(bot)
    bot.sandbox.world.setMember(group, { personId: admin.id, status: 'member' })
    const inPrivate = lastId(bot, admin.id)
    bot.sandbox.world.restrictBot(group, true)
    await until(async () => (await bot.store.chats.find(group))?.state === 'paused')
    bot.clock.skip(hour)
    await publish(bot, 'boats one')
    assert.deepEqual(written(bot, admin.id, inPrivate), [])
    assert.match((await boss.say('/status')).text!, /may not write[^:]*: 1, with nobody to tell: 1/)
    assert.equal(bot.log.filter(({ msg }) => msg === 'nobody could be told').length, 1)
  })

  test('is asked about again when Telegram does not say who administers the group', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    bot.sandbox.world.closeTopic(group, threadId)
    const down = bot.sandbox.faults.add({
      kind: 'status',
      status: 502,
      body: { ok: false, error_code: 502, description: 'Bad Gateway' },
      match: { server: 'bot', method: 'getChatAdministrators' },
      times: 4,
    })
    const inPrivate = lastId(bot, admin.id)
    await publish(bot, 'boats one')
    assert.equal(down.hits, 4)
    assert.deepEqual(written(bot, admin.id, inPrivate), [])
    bot.clock.skip(5 * minute)
    await bot.work()
    assert.match(written(bot, admin.id).at(-1)!.text!, /the topic of plan 2 is closed/)
  })
})

/** A channel of which the bot is an administrator, connected by its creator; its daily digest comes at 09:00. */
async function openChannel(bot: BotUnderTest): Promise<{ readonly admin: Person; readonly channel: number }> {
  const { world } = bot.sandbox
  const admin = bot.person({ languageCode: 'en' })
  bot.addChannel('ours', { title: 'Ours' })
  bot.addChannel('harbour_news', { title: 'Harbour', posts: ['boats'] })
  const channel = world.setChannelMember('ours', { personId: admin.id, status: 'creator' })
  await admin.say('/connect')
  await admin.share(2, channel)
  await admin.say('/follow harbour_news')
  await bot.collect()
  return { admin, channel }
}

/** Posts of the channel, oldest first. */
function posts({ sandbox: { world } }: BotUnderTest, channel: number): readonly string[] {
  return world.messages(channel).map(({ text = '' }) => text)
}

suite('/status', () => {
  test('of an administrator lists the connected chats in trouble, in words and in the reader’s language', async () => {
    await using bot = await openBot()
    const { admin } = await openForum(bot, 'uk')
    bot.sandbox.world.setPermissions(group, { can_send_messages: false })
    await publish(bot, 'boats one')
    await admin.press(await admin.say('/connect'), 'Мій особистий чат')
    const own = await admin.say('/status')
    assert.match(own.text!, /Ваші групи й канали\n\nNewsroom <1>\n⏸ Мені туди зараз не можна писати/)
    assert.deepEqual(links(own), [
      `https://t.me/${bot.sandbox.world.bot.username!.toLowerCase()}?start=connect_${group}`,
    ])
    const here = await managed(admin)
    assert.match(here, /⏸ Мені туди зараз не можна писати/)
    assert.doesNotMatch(here + own.text!, /not enough rights|Ваші групи й канали[^]*Ваші/)
  })

  test('lists neither a chat that is well, nor one that the person administers no more', async () => {
    await using bot = await openBot()
    const { admin, threadId } = await openForum(bot)
    const { world } = bot.sandbox
    await admin.press(await admin.say('/connect'), 'My own chat')
    assert.doesNotMatch((await admin.say('/status')).text!, /Your groups/)
    world.closeTopic(group, threadId)
    await publish(bot, 'boats one')
    assert.match((await admin.say('/status')).text!, /Newsroom <1>\n⚠️ The topic of plan 2 is closed to me/)
    world.setMember(group, { personId: admin.id, status: 'member' })
    assert.doesNotMatch((await admin.say('/status')).text!, /Newsroom/)
  })

  test('names a chat that threw the bot out, and asks nobody about it', async () => {
    await using bot = await openBot()
    const { admin } = await openForum(bot)
    await admin.press(await admin.say('/connect'), 'My own chat')
    bot.sandbox.world.removeBot(group, { byPersonId: admin.id, kicked: true })
    await until(async () => (await bot.store.chats.find(group))?.state === 'gone')
    assert.match((await admin.say('/status')).text!, /Newsroom <1>\n⏸ I am not there any more/)
  })
})

/** What /status says of the group when it is managed. */
async function managed(admin: Person): Promise<string> {
  await admin.press(await admin.say('/connect'), /Newsroom/)
  return (await admin.say('/status')).text!
}

suite('a connected channel', () => {
  test('gets its digest and its alerts as posts', async () => {
    await using bot = await openBot()
    const { admin, channel } = await openChannel(bot)
    bot.clock.skip(21 * hour)
    await bot.work()
    assert.equal(posts(bot, channel).length, 1)
    assert.match(posts(bot, channel)[0]!, /Digest[^]*boats/)
    await admin.say('/schedule add at once')
    await publish(bot, 'boats two')
    assert.equal(posts(bot, channel).length, 2)
    assert.match(posts(bot, channel)[1]!, /boats two/)
    assert.deepEqual(await bot.store.troubles.list(channel), [])
  })

  test('whose right to post is taken waits, tells who connected it once, and gets all when it is back', async () => {
    await using bot = await openBot()
    const { admin, channel } = await openChannel(bot)
    const { world } = bot.sandbox
    await admin.say('/schedule at once')
    await bot.work()
    const [before, inPrivate] = [posts(bot, channel).length, lastId(bot, admin.id)]
    world.setChannelAdmin('ours', { can_manage_chat: true })
    await publish(bot, 'boats two')
    bot.clock.skip(hour)
    await publish(bot, 'boats three')
    assert.equal(posts(bot, channel).length, before)
    const told = written(bot, admin.id, inPrivate)
    assert.equal(told.length, 1)
    assert.match(told[0]!.text!, /^⏸ Ours: I may not post there[^]*switch on “Post messages” for me/)
    world.setChannelAdmin('ours')
    await until(async () => (await bot.store.chats.find(channel))?.state === 'active')
    await bot.work()
    assert.match(posts(bot, channel).slice(before).join(), /boats two[^]*boats three/)
    assert.deepEqual(
      written(bot, admin.id, told[0]!.message_id).map(({ text }) => text),
      ['✅ Ours: I may write there again.'],
    )
  })

  test('that the bot was removed from keeps its settings, and goes on when it is let in again', async () => {
    await using bot = await openBot()
    const { admin, channel } = await openChannel(bot)
    const { world } = bot.sandbox
    await admin.say('/schedule at once')
    await bot.work()
    const before = posts(bot, channel).length
    const state = async (): Promise<string | undefined> => (await bot.store.chats.find(channel))?.state
    world.setChannelAdmin('ours', null, admin.id)
    await until(async () => (await state()) === 'gone')
    await publish(bot, 'boats two')
    assert.equal(posts(bot, channel).length, before)
    assert.match((await admin.say('/status')).text!, /I am not in Ours any more/)
    world.setChannelAdmin('ours')
    await until(async () => (await state()) === 'active')
    await publish(bot, 'boats three')
    assert.match(posts(bot, channel).slice(before).join(), /boats two[^]*boats three/)
  })

  test('tells nothing of itself to who administers it no more', async () => {
    await using bot = await openBot()
    const { admin, channel } = await openChannel(bot)
    const { world } = bot.sandbox
    world.setChannelMember('ours', { personId: admin.id, status: 'member' })
    const inPrivate = lastId(bot, admin.id)
    world.setChannelAdmin('ours', { can_manage_chat: true })
    bot.clock.skip(21 * hour)
    await bot.work()
    assert.equal((await bot.store.troubles.list(channel)).length, 1)
    assert.deepEqual(written(bot, admin.id, inPrivate), [])
  })
})

test('a topic of a group gets the digest of its plan, and alerts', async () => {
  await using bot = await openBot()
  const { admin, threadId } = await openForum(bot)
  await admin.say('/schedule #2 9:00', { chatId: group, threadId })
  const inGroup = lastId(bot, group)
  bot.sandbox.channels.publish('harbour_news', { text: 'boats one' })
  bot.clock.skip(minute)
  await bot.pollAll()
  bot.clock.skip(21 * hour)
  await bot.work()
  await admin.say('/schedule #2 at once', { chatId: group, threadId })
  await publish(bot, 'boats two')
  const sent = written(bot, group, inGroup).filter(({ text }) => text?.includes('boats') === true)
  assert.deepEqual(
    sent.map(({ text, message_thread_id: thread }) => [/boats (?:one|two)/.exec(text!)?.[0], thread]),
    [
      ['boats one', threadId],
      ['boats two', threadId],
    ],
  )
})

suite('a bot that ends and starts again', () => {
  test('tells of a closed topic once, wherever it was in that, and of its end', async () => {
    await using telegram = await openTelegramWorld()
    await using stack = new AsyncDisposableStack()
    const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'vestnik-shut-')), (path) => rm(path, { recursive: true }))
    const run = async (body: (bot: BotUnderTest) => Promise<void>): Promise<void> => {
      await using bot = await openBot({ world: telegram, databasePath: join(folder, 'vestnik.db') })
      await body(bot)
    }
    const stages: Stage[] = []
    await run(async (bot) => {
      const stage = await openForum(bot)
      stages.push(stage)
      bot.sandbox.world.closeTopic(group, stage.threadId)
      await post(bot, 'boats one')
      await bot.sendAll()
      assert.match(written(bot, group).at(-1)!.text!, /boats one/)
    })
    const { admin, threadId } = stages[0]!
    const before = lastId(telegram, admin.id)
    await run(async (bot) => {
      assert.equal(await bot.troubles.run(AbortSignal.timeout(5000)), true)
    })
    assert.deepEqual(written(telegram, admin.id, before), [])
    for (const words of ['boats two', 'boats three']) await run((bot) => publish(bot, words))
    assert.deepEqual(
      written(telegram, admin.id, before).map(({ text }) => text?.slice(0, 29)),
      ['⚠️ Newsroom <1>: the topic of'],
    )
    telegram.sandbox.world.reopenTopic(group, threadId)
    for (const words of ['boats four', 'boats five']) await run((bot) => publish(bot, words))
    assert.deepEqual(
      written(telegram, admin.id, before).map(({ text }) => text?.slice(0, 2)),
      ['⚠️', '✅ '],
    )
  })
})
