import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addNewsroom, newsroom } from './groups.ts'
import { labels, links, openBot, type Person } from './support.ts'

/** A person who follows a channel with these posts, and saved the query. */
async function open(posts: readonly string[], query = 'boat') {
  const bot = await openBot({ backfillPosts: 100 })
  bot.addChannel('harbour_news', { title: 'Harbour', posts })
  const person = bot.person({ languageCode: 'en' })
  await person.say('/follow harbour_news')
  await person.watch(query)
  await bot.collect()
  return { bot, person }
}

suite('under a digest', () => {
  test('pages turn in place, and later posts change nothing in them', async () => {
    const posts = Array.from(
      { length: 70 },
      (_, index) => `boat number ${index + 1} came in with a long tale of wind and weather`,
    )
    const { bot, person } = await open(posts)
    await using _ = bot
    const first = await person.say('/digest')
    assert.ok((first.text?.length ?? 0) <= 4096)
    const second = await person.press(first, '▶')
    bot.sandbox.channels.publish('harbour_news', { text: 'boat, brand new' })
    await bot.collect()
    const back = await person.press(second.message, '◀')
    assert.equal(back.message.text, first.text)
    let message = first
    const seen = new Set(links(first))
    while (labels(message).flat().includes('▶')) {
      const turned = await person.press(message, '▶')
      assert.notEqual(turned.message.text, message.text, 'the page turned')
      ;({ message } = turned)
      for (const link of links(message)) seen.add(link)
    }
    const ids = [...seen].filter((link) => /\/\d+$/.test(link))
    assert.equal(ids.length, 70, 'every post is on one of the pages')
  })

  test('a channel is muted for the query, in the query itself, and taken in again', async () => {
    const { bot, person } = await open(['boat one'])
    await using _ = bot
    const digest = await person.say('/digest')
    assert.deepEqual(labels(digest), [['↗️ Open'], ['🔇 Mute @harbour_news', '👎 Not relevant']])
    const muted = await person.press(digest, /Mute @harbour_news/)
    assert.equal((await bot.store.watches.list(person.id))[0]?.query, 'boat -in:@harbour_news')
    assert.deepEqual(labels(muted.message), [['↗️ Open'], ['🔈 Unmute @harbour_news', '👎 Not relevant']])
    await person.press(muted.message, /Unmute/)
    assert.equal((await bot.store.watches.list(person.id))[0]?.query, 'boat')
  })

  test('of several stories the opened one is named by its number', async () => {
    const { bot, person } = await open(['boat one', 'boat two'])
    await using _ = bot
    const { message } = await person.press(await person.say('/digest'), '2')
    assert.deepEqual(labels(message), [['2 ↗️ Open'], ['🔇 Mute @harbour_news', '👎 Not relevant'], ['‹ Back']])
  })

  test('what is not relevant counts against the query, and three such posts bring a sharper one to be tried', async () => {
    const posts = ['boat concert one', 'boat concert two', 'boat concert three', 'boat lost', 'boat found', 'boat sold']
    const weather = Array.from({ length: 40 }, (_, day) => `rain on day ${day}`)
    const { bot, person } = await open([...weather, ...posts])
    await using _ = bot
    let message = await person.say('/digest')
    for (let number = 1; number <= posts.length; number += 1) {
      const opened = await person.press(message, String(number))
      message = opened.message
      const [story] = (message.text ?? '')
        .split('\n')
        .filter((line) => line.replace('↳ ', '').startsWith(`${number}. `))
      // What is not relevant is done with: the page shows its numbers again.
      ;({ message } = await person.press(message, story?.includes('concert') === true ? /Not relevant/ : /Back|‹/))
    }
    const offer = bot.sandbox.world.messages(person.id).at(-1)!
    assert.match(offer.text!, /concert/)
    await person.press(offer, /Change query/)
    assert.equal((await bot.store.watches.list(person.id))[0]?.query, 'boat -concert')
  })

  test('a digest is found for its own chat alone', async () => {
    const { bot, person } = await open(['boat secret'])
    await using _ = bot
    const digest = await person.say('/digest')
    const [data = ''] = buttonData(digest)
    const parcelId = Number(data.split('|')[3])
    assert.notEqual(await bot.store.outbox.findContent(person.id, parcelId), null)
    assert.equal(await bot.store.outbox.findContent(person.id + 1, parcelId), null)
  })

  test('in a group, who took a story and when stands in the message, and nowhere else', async () => {
    await using bot = await openBot({ backfillPosts: 100 })
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['boat one'] })
    const { admin, member } = addNewsroom(bot)
    await admin.say('/follow harbour_news', { chatId: newsroom })
    await bot.collect()
    const digest = await admin.say('/digest', { chatId: newsroom })
    const taken = await member.press(digest, /Take/)
    assert.match(labels(taken.message).flat().join(' '), /✋ Person 2, 12:0\d/)
    const opened = await admin.press(taken.message, /✋/)
    const done = await admin.press(opened.message, /Done/)
    assert.match(labels(done.message).flat().join(' '), /✅ Person 1, 12:0\d/)
  })
})

function buttonData(message: Awaited<ReturnType<Person['say']>>): readonly string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().flatMap(({ callback_data: data }) => data ?? [])
}
