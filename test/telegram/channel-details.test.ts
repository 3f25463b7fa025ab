import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { minute } from '../../src/domain/time.ts'
import type { Boilerplate } from '../../src/domain/boilerplate.ts'
import { type BotUnderTest, checkCalls, formatted, labels, links, openBot } from './support.ts'

const footer = '🎯 Subscribe to <b>Harbour</b> & more'
const posts = Array.from({ length: 16 }, (_, index) => `boat ${index} came in\n\n${footer}`)

async function teach(bot: BotUnderTest, boilerplate: Boilerplate, name = 'harbour_news'): Promise<void> {
  const channel = (await bot.store.channels.findByName(name))!
  await bot.store.boilerplate.recordLesson({
    channelId: channel.id,
    boilerplate,
    newPosts: 0,
    nextAfter: 100,
    markAtOnce: 100,
  })
}

suite('/channels of one channel', () => {
  test('shows how it is, and the recurring lines that are set aside', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const young = await person.say('/channels @Harbour_News')
    assert.match(
      young.text!,
      /^Harbour @harbour_news\n980 subscribers\n16 posts kept\nlast post .+ ago\nchecked .+\n\nRecurring lines, such as a footer, are not learnt yet/,
    )
    assert.deepEqual(links(young), ['https://t.me/harbour_news'])
    await teach(bot, { lines: [{ place: 'tail', key: 'subscribe to b harbour b more', sample: footer }] })
    const learnt = await person.say('/channels harbour_news')
    assert.match(learnt.text!, /Recurring lines, set aside: not searched, not in extracts, kept in the archive\.\n🎯/)
    assert.deepEqual(formatted(learnt, 'expandable_blockquote'), [footer])
    assert.match((await person.say('/latest harbour_news 1')).text!, /boat 15 came in$/)
    assert.match((await person.say('/search subscribe')).text!, /Nothing/)
    await teach(bot, { lines: [] })
    assert.match((await person.say('/channels harbour_news')).text!, /No recurring lines/)
    assert.deepEqual(checkCalls(bot.sandbox) ?? [], [])
  })

  test('opens and closes by button', async () => {
    await using bot = await openBot()
    for (const name of ['alpha', 'bravo', 'charlie']) bot.addChannel(`${name}_news`, { title: name })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow alpha_news bravo_news charlie_news')
    const list = await person.say('/channels')
    assert.deepEqual(labels(list), [['alpha', 'bravo'], ['charlie']])
    const { message: details } = await person.press(list, 'bravo')
    assert.match(details.text!, /^bravo @bravo_news/)
    assert.deepEqual(labels(details), [['‹ All channels']])
    const { message: again } = await person.press(details, '‹ All channels')
    assert.match(again.text!, /^3 channels/)
  })

  test('goes back to the page it was opened from', async () => {
    await using bot = await openBot()
    const names = Array.from({ length: 13 }, (_, index) => `news_of_${String(index).padStart(2, '0')}`)
    for (const name of names) bot.addChannel(name)
    const person = bot.person({ languageCode: 'en' })
    await person.say(`/follow ${names.join(' ')}`)
    const { message: second } = await person.press(await person.say('/channels'), '2 ›')
    const { message: details } = await person.press(second, 'news_of_12')
    const { message: back } = await person.press(details, '‹ All channels')
    assert.deepEqual(labels(back), [['news_of_12'], ['‹ 1']])
  })

  test('tells why a channel cannot be read', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const channel = (await bot.store.channels.findByName('harbour_news'))!
    const now = bot.clock.now()
    await bot.store.channels.recordFailure({ channelId: channel.id, fault: 'blocked', nextPollAt: now + minute, now })
    assert.match((await person.say('/channels harbour_news')).text!, /⚠️ last attempt .+: Telegram turns me away/)
  })

  test('is for those who follow it, by name and by button', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts })
    const [one, other] = [bot.person({ languageCode: 'en' }), bot.person({ languageCode: 'en' })]
    await one.say('/follow harbour_news')
    const stranger = await other.say('/channels harbour_news')
    assert.match(stranger.text!, /You do not follow @harbour_news/)
    assert.doesNotMatch(stranger.text!, /posts kept/)
    assert.match((await other.say('/channels <i>')).text!, /You do not follow <i>/)
    const list = await one.say('/channels')
    await one.say('/unfollow harbour_news')
    const { notice, message } = await one.press(list, 'Harbour')
    assert.match(notice.text ?? '', /You do not follow this channel any more/)
    assert.match(message.text!, /You follow no channels yet/)
  })

  test('is bounded, whatever a channel repeats', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    const person = bot.person({ languageCode: 'ru' })
    await person.say('/follow harbour_news')
    const lines = Array.from({ length: 40 }, (_, index) => ({
      place: 'tail' as const,
      key: `line ${index}`,
      sample: `</blockquote>\u202e${index} ${'\n&'.repeat(90)}`,
    }))
    await teach(bot, { lines })
    const { text } = await person.say('/channels harbour_news')
    assert.ok(text!.length < 4096, String(text!.length))
    assert.match(text!, /и ещё 20$/)
    assert.doesNotMatch(text!, /\u202e/)
  })
})
