import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { type BotUnderTest, checkCalls, formatted, labels, openBot, type Person } from './support.ts'

async function addReader(bot: BotUnderTest, languageCode = 'en'): Promise<Person> {
  bot.addChannel('harbour_news', { posts: ['the storm comes on <Monday>', 'quiet'] })
  bot.addChannel('secret_news', { posts: ['nobody here follows it'] })
  const person = bot.person({ languageCode })
  await person.say('/follow harbour_news')
  await bot.collect()
  return person
}

/** Stores what the post says now. */
async function edited(bot: BotUnderTest, text: string): Promise<void> {
  bot.sandbox.channels.edit('harbour_news', 1, { text })
  const channel = await bot.store.channels.findByName('harbour_news')
  await bot.store.channels.recordPollEnd({ channelId: channel?.id ?? 0, nextPollAt: 0, now: bot.clock.now() })
  await bot.collect()
}

suite('/history', () => {
  test('shows the versions of a post, what was taken out struck and what came in underlined', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    await edited(bot, 'the storm comes on <Tuesday>, late')
    const answer = await person.say('/history https://t.me/harbour_news/1')
    assert.match(answer.text!, /2 versions/)
    assert.deepEqual(formatted(answer, 'strikethrough'), ['<Monday>'])
    assert.deepEqual(formatted(answer, 'underline'), ['<Tuesday>, late'])
    assert.ok(answer.text!.endsWith('the storm comes on <Monday>'), 'the first version in full')
    await edited(bot, 'No storm')
    assert.match((await person.say('/history t.me/harbour_news/1')).text!, /\nthe No storm comes on <Tuesday>, late\n/)
    assert.deepEqual(checkCalls(bot.sandbox) ?? [], [])
  })

  test('shows lines as lines, in every version', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    await edited(bot, 'Storm\n\non Monday\n  all ferries stay')
    await edited(bot, 'Storm\n\non Monday\nand Tuesday\nall ferries stay')
    const { text = '' } = await person.say('/history https://t.me/harbour_news/1')
    assert.match(text, /\nStorm\n\non Monday\nand Tuesday\nall ferries stay\n/)
    assert.deepEqual(formatted(await person.say('/history t.me/harbour_news/1'), 'underline')[0], 'and Tuesday')
  })

  test('tells between which looks a post was deleted', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    const channel = await bot.store.channels.findByName('harbour_news')
    await bot.store.channels.recordDeleted(channel?.id ?? 0, [2], Date.UTC(2026, 2, 5, 9, 30))
    const answer = await person.say('/history t.me/harbour_news/2')
    assert.match(answer.text!, /Deleted between .*1 Mar.* and .*5 Mar.*09:30/)
    await bot.store.channels.recordDeleted(channel?.id ?? 0, [1], Date.UTC(2026, 2, 1, 21, 30))
    assert.match(
      (await person.say('/history t.me/harbour_news/1')).text!,
      /Deleted between 1 Mar, 1\d:\d\d and 21:30\n/,
    )
  })

  test('goes back page by page where there are more versions than a message holds', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    for (const name of ['a', 'b', 'c', 'd']) {
      await edited(bot, Array.from({ length: 150 }, (_, index) => `word${name}${index}`).join(' '))
    }
    const answer = await person.say('/history t.me/harbour_news/1')
    assert.ok(answer.text!.length <= 4096)
    assert.deepEqual(labels(answer), [['Older ›']])
    let { message } = await person.press(answer, 'Older ›')
    while (labels(message).length > 0) ({ message } = await person.press(message, 'Older ›'))
    assert.ok(message.text!.endsWith('the storm comes on <Monday>'))
  })

  test('is for followed channels only', async () => {
    await using bot = await openBot({ holdCollecting: true })
    const person = await addReader(bot)
    const other = bot.person({ languageCode: 'en' })
    await other.say('/follow secret_news')
    await bot.collect()
    assert.match((await person.say('/history t.me/secret_news/1')).text!, /You do not follow @secret_news/)
    assert.match((await person.say('/history t.me/harbour_news/9')).text!, /not in the archive/)
    assert.match((await person.say('/history harbour_news')).text!, /The link of a post/)
  })
})
