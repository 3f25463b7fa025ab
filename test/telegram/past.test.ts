import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addNewsroom, newsroom } from './groups.ts'
import { checkCalls, labels, openBot, until } from './support.ts'

const posts = Array.from({ length: 90 }, (_, index) => `post ${index}`)

suite('the past of a channel', () => {
  test('is offered after /follow; everything is asked about with what it takes, then comes with progress', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts })
    const person = bot.person({ languageCode: 'en' })
    const followed = await person.say('/follow harbour_news')
    assert.deepEqual(labels(followed), [['Last 200', 'Last year', 'Everything']])
    assert.match(followed.text!, /\n\nOlder posts can be fetched too:$/)
    const asked = bot.next(person.id)
    await person.press(followed, 'Everything')
    const question = await asked
    assert.match(question.text!, /about 70 older posts, about 1 minute/)
    const { message } = await person.press(question, '✅ Start')
    assert.match(message.text!, /@harbour_news: \d+ posts here/)
    await bot.collect()
    await until(async () =>
      bot.sandbox.world
        .messages(person.id)
        .some(({ message_id, text }) => message_id === message.message_id && /90 posts here\n✅/.test(text ?? '')),
    )
  })

  test('of a hundred thousand posts takes more than an hour, and is said to beforehand', async () => {
    await using bot = await openBot({ backfillPosts: 20, holdCollecting: true })
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['the first'] })
    bot.sandbox.channels.publish('harbour_news', { text: 'much later', skipIds: 120_000 })
    for (const post of posts) bot.sandbox.channels.publish('harbour_news', { text: post })
    const person = bot.person({ languageCode: 'en' })
    const followed = await person.say('/follow harbour_news')
    const asked = bot.next(person.id)
    await person.press(followed, 'Everything')
    assert.match((await asked).text!, /about 120,000 older posts, about 2 hours/)
  })

  test('the last 200 are fetched at once, in a message of their own', async () => {
    await using bot = await openBot({ holdCollecting: true })
    bot.addChannel('harbour_news', { title: 'Harbour', posts: Array.from({ length: 300 }, (_, index) => `${index}`) })
    const person = bot.person({ languageCode: 'en' })
    const followed = await person.say('/follow harbour_news')
    const progress = bot.next(person.id)
    await person.press(followed, 'Last 200')
    assert.match((await progress).text!, /20 posts here/)
    await bot.collect()
    const channel = (await bot.store.channels.findByName('harbour_news'))!
    assert.equal(await bot.store.channels.countPosts(channel.id), 200)
    assert.match((await person.press(followed, 'Last 200')).notice.text!, /here already/)
  })

  test('of several channels is offered for all of them together, with what each button takes', async () => {
    await using bot = await openBot({ holdCollecting: true })
    bot.addChannel('harbour_news', { title: 'Harbour', posts })
    bot.addChannel('quiet_bay', { title: 'Quiet', posts: ['one'] })
    bot.addChannel('river_news', { title: 'River', posts: [...posts, ...posts, ...posts] })
    const person = bot.person({ languageCode: 'en' })
    const followed = await person.say('/follow @harbour_news @quiet_bay @river_news')
    assert.match(
      followed.text!,
      /\n\nOlder posts of @harbour_news, @river_news can be fetched too:\nLast 200 each: ≈ 250 posts, about 1 minute\nLast year: .*\nEverything: ≈ 320 posts, about 1 minute$/,
    )
    assert.deepEqual(labels(followed), [['Last 200 each', 'Last year', 'Everything']])
    const begun = bot.next(person.id)
    await person.press(followed, 'Everything')
    const progress = await begun
    assert.match(
      progress.text!,
      /^⏳ @harbour_news: 20 posts, back to 1 Mar 2026\n⏳ @river_news: 20 posts, back to .*\n⏳ Left in all: 320 or so, about 1 minute$/,
    )
    const { message: paused } = await person.press(progress, '⏸ Pause')
    assert.match(paused.text!, /^⏸ @harbour_news.*\n⏸ @river_news.*\n⏸ Paused; left in all: 320 or so$/)
    await bot.collect()
    assert.equal((await bot.store.channels.findByName('river_news'))?.backfillLeft, 250)
    await person.press(paused, '▶️ Resume')
    await bot.collect()
    await until(async () =>
      bot.sandbox.world
        .messages(person.id)
        .some(({ text = '' }) =>
          /^✅ @harbour_news: 90 posts.*\n✅ @river_news: 270 posts.*\n✅ That was all/.test(text),
        ),
    )
    const answer = await person.press(followed, 'Everything')
    assert.match(answer.notice.text!, /Nothing older/)
  })

  test('is offered again by /status @name and /follow of a followed channel, as far as there is more', async () => {
    await using bot = await openBot({ holdCollecting: true })
    bot.addChannel('harbour_news', { title: 'Harbour', posts: [...posts, ...posts, ...posts] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow @harbour_news')
    const status = await person.say('/status @harbour_news')
    assert.match(status.text!, /\nOlder posts can be fetched too:$/)
    assert.deepEqual(labels(status), [['Last 200', 'Last year', 'Everything']])
    await person.press(status, 'Last 200')
    await bot.collect()
    const again = await person.say('/follow @harbour_news')
    assert.match(again.text!, /already follow .*\n\nOlder posts can be fetched too:$/)
    assert.deepEqual(labels(again), [['Last year', 'Everything']])
    const asked = bot.next(person.id)
    await person.press(again, 'Everything')
    await person.press(await asked, '✅ Start')
    await bot.collect()
    assert.deepEqual(labels(await person.say('/follow @harbour_news')), [])
    assert.match((await person.say('/status @harbour_news')).text!, /nothing is left to fetch/)
  })

  test('of as many channels as one message may name fits into the answer, in every language', async () => {
    for (const languageCode of ['en', 'ru', 'uk']) {
      await using bot = await openBot({ holdCollecting: true })
      const names = Array.from({ length: 20 }, (_, index) => `harbour_${index + 10}`.padEnd(32, 'x'))
      for (const [index, name] of names.entries()) {
        bot.addChannel(name, { title: `${'Long title '.repeat(10)}${index}`, posts: posts.slice(0, 25) })
      }
      const person = bot.person({ languageCode })
      const followed = await person.say(`/follow ${names.join(' ')}`)
      assert.equal(followed.text!.match(/@harbour_\d\dx/g)?.length, 20)
      const begun = bot.next(person.id)
      await person.press(followed, labels(followed)[0]!.at(-1)!)
      const progress = await begun
      assert.equal(progress.text!.split('\n').length, 21)
      assert.deepEqual(checkCalls(bot.sandbox) ?? [], [])
    }
  })

  test('of several channels is fetched only for those that the chat follows still', async () => {
    await using bot = await openBot({ holdCollecting: true })
    bot.addChannel('harbour_news', { title: 'Harbour', posts })
    bot.addChannel('river_news', { title: 'River', posts })
    const person = bot.person({ languageCode: 'en' })
    const followed = await person.say('/follow @harbour_news @river_news')
    await person.say('/unfollow @river_news')
    const begun = bot.next(person.id)
    await person.press(followed, 'Everything')
    assert.doesNotMatch((await begun).text!, /river/)
    await person.say('/unfollow @harbour_news')
    assert.match((await person.press(followed, 'Everything')).notice.text!, /do not follow/)
  })

  test('can be paused and resumed by whoever follows the channel', async () => {
    await using bot = await openBot({ backfillPosts: 60, holdCollecting: true })
    bot.addChannel('harbour_news', { title: 'Harbour', posts })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const status = await person.say('/status @harbour_news')
    const { message: paused } = await person.press(status, '⏸ Pause')
    assert.match(paused.text!, /paused/)
    await bot.collect()
    assert.equal((await bot.store.channels.findByName('harbour_news'))?.backfillLeft, 40)
    await person.press(paused, '▶️ Resume')
    await bot.collect()
    assert.equal((await bot.store.channels.findByName('harbour_news'))?.backfillLeft, 0)
  })

  test('/status @name tells what is held, what is missing in between and how the backfill stands', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one', 'two'] })
    bot.sandbox.channels.publish('harbour_news', { text: 'three', skipIds: 3 })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    assert.equal(
      (await person.say('/status @harbour_news')).text,
      [
        'Harbour @harbour_news',
        '3 posts kept',
        'From 1 Mar 2026 to 1 Mar 2026, messages 1–6',
        'Numbers explained: 3 never shown by Telegram',
        'Checked without a break in the last 30 days.',
        'Older posts: nothing is left to fetch.',
      ].join('\n'),
    )
  })

  test('is for administrators in a group', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts })
    const { admin, member } = addNewsroom(bot)
    const followed = await admin.say('/follow harbour_news', { chatId: newsroom })
    const { notice } = await member.press(followed, 'Last 200')
    assert.match(notice.text ?? '', /Only administrators/)
    await bot.collect()
    assert.equal((await bot.store.channels.findByName('harbour_news'))?.backfillBefore, 71)
  })

  test('/status @name tells nothing of a channel that only others follow', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    const [one, other] = [bot.person({ languageCode: 'en' }), bot.person({ languageCode: 'en' })]
    await one.say('/follow harbour_news')
    assert.match((await other.say('/status @harbour_news')).text!, /You do not follow @harbour_news/)
  })
})
