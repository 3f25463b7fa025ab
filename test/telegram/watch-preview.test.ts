import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { formatted, labels, openBot } from './support.ts'

suite('/watch shows what a query would find before it is saved', () => {
  test('the reading in words, the count of the week, and the newest posts with their words in bold', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', {
      title: 'Harbour',
      posts: ['boats one', 'two boats', 'gulls', 'boat three', 'boats four'],
    })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    const tried = await person.say('/watch boat -three')
    assert.match(
      tried.text!,
      /^👀 boat -three\nposts with boat in any form, and not three\n\n3 posts in the last 7 days, in 1 channel\n/,
    )
    assert.deepEqual(formatted(tried, 'bold'), ['3 posts', 'boats', 'boats', 'boats'])
    assert.deepEqual(labels(tried), [['✅ Save'], ['✏️ Edit', '✖️ Cancel']])
    assert.equal((await bot.store.watches.list(person.id)).length, 0)
    const { message } = await person.press(tried, '✅ Save')
    assert.match(message.text!, /Query 1 saved: boat -three/)
    assert.match((await person.say('/watches')).text!, /1\. boat -three · 3 in 7 days/)
  })

  test('Edit gives the query to copy, and Cancel saves nothing', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    const edited = await person.press(await person.say('/watch boat | ship'), '✏️ Edit')
    assert.deepEqual(formatted(edited.message, 'code'), ['/watch boat | ship'])
    const cancelled = await person.press(await person.say('/watch boat | ship'), '✖️ Cancel')
    assert.equal(cancelled.message.text, 'Nothing was saved.')
    assert.deepEqual(labels(cancelled.message), [])
    assert.equal((await bot.store.watches.list(person.id)).length, 0)
  })

  test('a query that finds nearly everything gets a warning', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', {
      posts: Array.from({ length: 30 }, (_, index) => (index < 12 ? `boat ${index}` : 'gull')),
    })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    assert.match((await person.say('/watch boat')).text!, /⚠️ That is 40 % of all their posts/)
    assert.doesNotMatch((await person.say('/watch "boat 3"')).text!, /⚠️/)
  })

  test('a query that finds nothing gets what may have been meant', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', { posts: ['submarine one', 'submarine two', 'boats'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    const misspelt = await person.say('/watch sumbarine -boat')
    assert.match(misspelt.text!, /Nothing in the archive.*\nDid you mean:\n/)
    assert.deepEqual(formatted(misspelt, 'code'), ['sumbarine -boat', '/watch submarine -boat'])
    const apart = await person.say('/watch submarine boats')
    assert.deepEqual(formatted(apart, 'code'), ['submarine boats', '/watch submarine | boats'])
  })

  test('a query keeps its posts when its older ones are not of this week', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', { posts: ['boats'] })
    bot.sandbox.channels.publish('harbour_news', { text: 'gulls', publishedAt: Date.UTC(2026, 1, 1) })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    const tried = await person.say('/watch gull')
    assert.match(tried.text!, /Nothing in the last 7 days; these are older:/)
    assert.match(tried.text!, /gulls$/)
  })
})

suite('/search', () => {
  test('says how a query is read and how much there is, and sorts by relevance when asked', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', {
      posts: ['boat boat boat', 'a boat among very many other words of no use', 'gull'],
    })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    assert.match((await person.say('/search boat')).text!, /^🔎 boat · 2 posts\n\n/)
    const best = await person.say('/search =boat order:relevance')
    assert.match(
      best.text!,
      /^🔎 =boat order:relevance · 2 posts\nposts with boat in this form only; the best matches first\n\n/,
    )
    assert.match(best.text!, /boat boat boat[^]*among very many/)
  })

  test('offers what may have been meant when it finds nothing', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', { posts: ['submarine one', 'submarine two'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    const nothing = await person.say('/search sumbarine')
    assert.deepEqual(formatted(nothing, 'code'), ['sumbarine', '/search submarine'])
    assert.match((await person.say('/search elephant')).text!, /Nothing found in your channels/)
  })

  test('marks what the channel took back', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', { posts: ['boats one', 'boats two'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    const channel = (await bot.store.channels.findByName('harbour_news'))!
    await bot.store.channels.recordDeleted(channel.id, [1], bot.clock.now())
    assert.match((await person.say('/search boats')).text!, /boats two\n\n.*\nboats one 🗑$/)
    assert.match((await person.say('/search is:deleted')).text!, /1 post\n.*\n\n.*\nboats one 🗑$/)
  })
})
