import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { AppError, type ErrorCode } from '../../src/domain/errors.ts'
import type { Store } from '../../src/domain/store.ts'
import { openBot, until } from './support.ts'

/** The store, with one method that fails. */
function failing(make: () => Error): (store: Store) => Store {
  return (store) => ({ ...store, watches: { ...store.watches, list: () => Promise.reject(make()) } })
}

suite('when something goes wrong', () => {
  test('a defect is told to people in their language, and to the log with its cause', async () => {
    const secret = 'the words of a post'
    await using bot = await openBot({
      wrapStore: failing(() => new Error('disk is full', { cause: new Error('SQLITE_FULL') })),
    })
    const anna = bot.person({ languageCode: 'ru' })
    assert.match((await anna.say(`/watches ${secret}`)).text!, /У меня что-то сломалось/)
    const line = bot.log.find(({ msg }) => msg === 'a handler failed')
    assert.match(JSON.stringify(line), /disk is full.*SQLITE_FULL/)
    assert.doesNotMatch(JSON.stringify(bot.log), new RegExp(secret))
    assert.match((await anna.say('/start')).text!, /Здравствуйте/)
  })

  for (const [code, words] of [
    ['not_found', /could not find that/],
    ['invalid_input', /could not make sense/],
    ['forbidden', /not allowed here/],
    ['limit_reached', /limit has been reached/],
    ['busy', /busy just now/],
    ['unsupported', /cannot do that yet/],
  ] satisfies readonly [ErrorCode, RegExp][]) {
    test(`an expected failure, ${code}, is told in words and is no defect`, async () => {
      await using bot = await openBot({ wrapStore: failing(() => new AppError(code, 'x')) })
      const emily = bot.person({ languageCode: 'en' })
      assert.match((await emily.say('/watches')).text!, words)
      assert.deepEqual(
        bot.log.filter(({ level }) => Number(level) >= 50),
        [],
      )
    })
  }

  test('a person who blocked the bot while it answered is gone, and comes back by writing', async () => {
    await using bot = await openBot()
    const emily = bot.person({ languageCode: 'en' })
    await emily.say('/start')
    bot.sandbox.faults.add({
      kind: 'status',
      status: 403,
      body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
      match: { server: 'bot', method: 'sendMessage' },
    })
    await assert.rejects(Promise.race([emily.say('/start'), gone(bot.store, emily.id)]), /is gone/)
    await emily.say('/start')
    assert.equal((await bot.store.chats.find(emily.id))!.state, 'active')
    assert.deepEqual(
      bot.log.filter(({ level }) => Number(level) >= 50),
      [],
    )
  })

  test('a person who stops the bot is gone, until the bot is started again', async () => {
    await using bot = await openBot()
    const emily = bot.person({ languageCode: 'en' })
    await emily.say('/start')
    const state = async (): Promise<string | undefined> => (await bot.store.chats.find(emily.id))?.state
    bot.sandbox.world.block(emily.id)
    await until(async () => (await state()) === 'gone')
    bot.sandbox.world.block(emily.id, false)
    await until(async () => (await state()) === 'active')
  })

  test('an answer that may have arrived is not followed by another', async () => {
    await using bot = await openBot()
    const emily = bot.person({ languageCode: 'en' })
    await emily.say('/start')
    bot.sandbox.faults.add({ kind: 'drop-after-effect', match: { server: 'bot', method: 'sendMessage' } })
    await emily.say('/privacy')
    await emily.say('/help')
    const { world } = bot.sandbox
    assert.equal(world.messages(emily.id).filter(({ from }) => from?.id === world.bot.id).length, 3)
  })

  test('a command that takes too long is answered all the same', async () => {
    await using bot = await openBot({ handlerTimeoutMs: 6000 })
    bot.addChannel('harbour_news', { posts: ['boats'] })
    const emily = bot.person({ languageCode: 'en' })
    bot.sandbox.faults.add({ kind: 'hang', match: { server: 'web' }, times: 9 })
    const answer = bot.next(emily.id)
    void emily.say('/follow harbour_news')
    assert.match((await answer).text!, /busy just now/)
  })

  test('a reply that meets flood control comes after the wait', async () => {
    await using bot = await openBot()
    const emily = bot.person({ languageCode: 'en' })
    await emily.say('/start')
    const before = bot.clock.now()
    bot.sandbox.faults.add({
      kind: 'status',
      status: 429,
      body: { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 4 } },
      match: { server: 'bot', method: 'sendMessage' },
    })
    await emily.say('/start')
    assert.ok(bot.clock.now() - before >= 4000)
  })

  test('a reply that meets trouble of Telegram’s server comes after a moment', async () => {
    await using bot = await openBot()
    const emily = bot.person({ languageCode: 'en' })
    bot.sandbox.faults.add({
      kind: 'status',
      status: 500,
      body: { ok: false, error_code: 500, description: 'Internal Server Error' },
      match: { server: 'bot', method: 'sendMessage' },
      times: 2,
    })
    assert.match((await emily.say('/start')).text!, /Hello, I am Vestnik/)
  })

  test('a reply that Telegram will not read as HTML goes out as plain words', async () => {
    await using bot = await openBot()
    const emily = bot.person({ languageCode: 'en' })
    const description = "Bad Request: can't parse entities: Unclosed start tag at byte offset 1"
    bot.sandbox.faults.add({
      kind: 'status',
      status: 400,
      body: { ok: false, error_code: 400, description },
      match: { server: 'bot', method: 'sendMessage' },
    })
    const answer = await emily.say('/start')
    assert.match(answer.text!, /Hello, I am Vestnik\./)
    assert.equal(answer.entities?.some(({ type }) => type === 'bold') ?? false, false)
    const line = JSON.stringify(bot.log.find(({ msg }) => msg === 'a reply was refused and is sent as plain text'))
    assert.match(line, /can't parse entities/)
    assert.doesNotMatch(line, /Hello/)
  })

  test('the bot waits for Telegram at the start, and ends when its token is refused', async () => {
    await using bot = await openBot()
    assert.equal(bot.telegram.botInfo?.username ?? 'vestnik_sandbox_bot', 'vestnik_sandbox_bot')
    const emily = bot.person({ languageCode: 'en' })
    await emily.say('/start')
    bot.sandbox.faults.add({
      kind: 'status',
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
      match: { server: 'bot', method: 'getUpdates' },
      times: 3,
    })
    bot.sandbox.world.say(emily.id, emily.id, '/start')
    await assert.rejects(bot.running, /BOT_TOKEN/)
  })

  test('no token, no words of people and no chat ids reach the log at info', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['boats'] })
    const emily = bot.person({ id: 987_654_321, languageCode: 'en' })
    await emily.say('/follow harbour_news')
    await emily.say('/search boats')
    await emily.say('/digest')
    const lines = bot.log.filter(({ level }) => Number(level) >= 30)
    assert.ok(lines.length > 0)
    assert.doesNotMatch(JSON.stringify(lines), /987654321|boats|harbour/)
    assert.doesNotMatch(JSON.stringify(bot.log), new RegExp(bot.sandbox.token))
  })
})

suite('a closed bot', () => {
  test('turns strangers away with one line in private, and says nothing in groups', async () => {
    await using bot = await openBot({ allowedIds: [201, -1_001_000_000_777], adminIds: [202] })
    const [friend, operator, stranger] = [201, 202, 203].map((id) => bot.person({ id, languageCode: 'en' }))
    assert.match((await stranger!.say('/start')).text!, /this bot is private/)
    assert.equal(await bot.store.chats.find(203), null)
    assert.match((await friend!.say('/start')).text!, /Hello/)
    assert.match((await operator!.say('/start')).text!, /Hello/)
    const { world } = bot.sandbox
    const members = [{ personId: 203, status: 'creator' as const }]
    const closed = world.addGroup({ title: 'Closed', type: 'supergroup', members, botStatus: 'member' })
    const open = world.addGroup({
      id: -1_001_000_000_777,
      title: 'Open',
      type: 'supergroup',
      members,
      botStatus: 'member',
    })
    world.say(203, closed.id, '/start')
    assert.match((await stranger!.say('/start', { chatId: open.id })).text!, /Hello/)
    assert.equal(world.messages(closed.id).filter(({ from }) => from?.id === world.bot.id).length, 0)
  })
})

/** Rejects when the chat is gone. */
async function gone(store: Store, chatId: number): Promise<never> {
  while ((await store.chats.find(chatId))?.state !== 'gone') await new Promise((resolve) => setImmediate(resolve))
  throw new Error('the chat is gone')
}
