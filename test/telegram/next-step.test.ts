import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { formatted, labels, openBot } from './support.ts'

suite('answers lead on', () => {
  test('the first channel comes with the hour of the digest and the way to change it, later ones without', async () => {
    await using bot = await openBot()
    for (const name of ['harbour_news', 'market_demo']) bot.addChannel(name, { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    assert.match(
      (await person.say('/follow harbour_news')).text!,
      /every day at 09:00 \(UTC\)\. Another time: \/schedule/,
    )
    assert.doesNotMatch((await person.say('/follow market_demo')).text!, /every day at/)
  })

  test('a channel without posts is not waited for', async () => {
    await using bot = await openBot({ backfillPosts: 50, holdCollecting: true })
    bot.addChannel('quiet_demo', { title: 'Quiet' })
    const followed = await bot.person({ languageCode: 'en' }).say('/follow quiet_demo')
    assert.match(followed.text!, /Following Quiet/)
    assert.doesNotMatch(followed.text!, /Fetching|no posts/)
  })

  test('a channel that could not be read is one tap from another try', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    bot.sandbox.faults.add({ kind: 'drop', match: { server: 'web' }, times: Infinity })
    const failed = await person.say('/follow harbour_news')
    bot.sandbox.faults.clear()
    const again = bot.next(person.id)
    await person.press(failed, 'Follow @harbour_news')
    assert.match((await again).text!, /Following Harbour/)
  })

  test('a slow /follow shows that it is being worked on', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    bot.sandbox.faults.add({ kind: 'delay', ms: 500, match: { server: 'web' } })
    await bot.person({ languageCode: 'en' }).say('/follow harbour_news')
    assert.ok(
      bot.sandbox.calls.some(({ method, params }) => method === 'sendChatAction' && params['action'] === 'typing'),
    )
  })

  test('a link to a channel that is followed is answered with that', async () => {
    await using bot = await openBot()
    for (const name of ['harbour_news', 'market_demo']) bot.addChannel(name, { title: name, posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const known = await person.say('https://t.me/Harbour_News/1')
    assert.match(known.text!, /already follow harbour_news/)
    assert.deepEqual(labels(known), [])
    assert.deepEqual(labels(await person.say('@harbour_news @market_demo')), [['Follow @market_demo']])
  })

  test('a word that looks like a name is offered as a channel too', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.deepEqual(labels(await person.say('harbour_news')).at(-1), ['Follow @harbour_news'])
    assert.equal(labels(await person.say('harbour')).length, 1)
  })

  test('what cannot be searched for gets a hint', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    for (const text of ['🙂', '!!!', 'https://example.com/news']) {
      assert.match((await person.say(text)).text!, /Send me the link of a channel/)
    }
  })

  test('what was found can be saved as a query, but not twice', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['The boats came home'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const { message } = await person.press(await person.say('boat'), /Search/)
    const saved = bot.next(person.id)
    await person.press(message, /Save/)
    assert.match((await saved).text!, /Query 1 saved: boat/)
    assert.deepEqual(labels(await person.say('/search Boat')), [])
  })

  test('/unfollow takes several names, or a title', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
    bot.addChannel('market_demo', { title: 'The Market', posts: ['one'] })
    bot.addChannel('lighthouse', { title: 'Lighthouse', posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news market_demo lighthouse')
    const both = await person.say('/unfollow @elsewhere t.me/harbour_news lighthouse')
    assert.match(both.text!, /not follow @elsewhere\.\nNo longer following Harbour.*\nNo longer following Lighthouse/)
    assert.deepEqual(formatted(both, 'code'), ['/follow @harbour_news', '/follow @lighthouse'])
    assert.match((await person.say('/unfollow the market')).text!, /No longer following The Market/)
    assert.deepEqual(await bot.store.channels.listFollowed(person.id), [])
  })

  test('/unfollow means the name, though another channel has it for a title', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Zebra', posts: ['one'] })
    bot.addChannel('impostor', { title: 'harbour_news', posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news impostor')
    await person.press(await person.say('/unfollow'), '✖️ Zebra')
    assert.deepEqual(
      (await bot.store.channels.listFollowed(person.id)).map(({ name }) => name),
      ['impostor'],
    )
  })

  test('/unfollow of an unknown channel shows those that are followed', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const answer = await person.say('/unfollow harbor_news')
    assert.match(answer.text!, /You do not follow harbor_news/)
    assert.deepEqual(labels(answer), [['✖️ Harbour']])
  })

  test('/latest of a channel that is not followed offers to follow it', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    assert.deepEqual(labels(await person.say('/latest @harbour_news')), [['Follow @harbour_news']])
    await person.say('/follow harbour_news')
    assert.deepEqual(labels(await person.say('/latest @market_demo')), [['Follow @market_demo']])
  })

  test('/watch knows a query again in other letters, and one on pause works again', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await person.watch('ещё лодка')
    assert.match((await person.say('/watch Еще Лодка')).text!, /have it already: query 1/)
    await person.press(await person.say('/watches'), '⏸ Pause 1')
    assert.match((await person.say('/watch еще лодка')).text!, /Query 1 works again/)
    assert.deepEqual(
      (await bot.store.watches.list(person.id)).map(({ paused }) => paused),
      [false],
    )
  })

  test('the first query says what it changes, the next ones only that they are saved', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.watch('boats')).text!, /You follow no channels yet/)
    await person.say('/unwatch 1')
    await person.say('/follow harbour_news')
    assert.match((await person.watch('boats')).text!, /digest brings only posts/)
    const next = await person.watch('one')
    assert.equal(next.text, '👀 Query 3 saved: one')
    const { message } = await person.press(next, '🔎 What is there already')
    assert.deepEqual(formatted(message, 'bold'), ['one'])
  })

  test('/unwatch takes the words of a query, shows the list without, and tells when none is left', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    for (const word of ['boats', 'tides']) await person.watch(word)
    assert.deepEqual(labels(await person.say('/unwatch'))[0], ['⏸ Pause 1', '🗑 Delete 1'])
    assert.equal((await person.say('/unwatch Tides')).text, '🗑 Query deleted: tides')
    assert.match(
      (await person.say('/unwatch 1')).text!,
      /Query deleted: boats\nNo saved queries: the digest brings every post/,
    )
  })

  test('/watches says that every post comes when all queries are paused, and so it is', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['boats'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await person.watch('submarine')
    const { message } = await person.press(await person.say('/watches'), '⏸ Pause 1')
    assert.match(message.text!, /All queries are paused, so the digest brings every post/)
    bot.sandbox.channels.publish('harbour_news', { text: 'gulls' })
    await bot.pollAll()
    assert.match((await person.say('/digest')).text!, /gulls/)
  })

  test('/schedule takes a time zone alone, and is switched off and on by button or word', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await person.say('/schedule 21:30')
    assert.match((await person.say('/schedule Kyiv')).text!, /\(Europe\/Kyiv\)\s+1\. every day at 21:30/)
    const off = await person.press(await person.say('/schedule'), '🔕 Switch off')
    assert.match(off.message.text!, /every day at 21:30, off/)
    const on = await person.press(off.message, '🔔 Switch on')
    assert.match(on.message.text!, /every day at 21:30\nNext/)
    await person.say('/schedule off')
    assert.match((await person.say('/schedule on')).text!, /every day at 21:30/)
  })

  test('/digest says so when the last digest has not got through yet', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const fault = bot.sandbox.faults.add({ kind: 'drop', match: { server: 'bot', method: 'sendMessage' } })
    bot.sandbox.world.say(person.id, person.id, '/digest')
    await fault.hit()
    assert.match((await person.say('/digest')).text!, /A digest is on its way/)
  })

  test('/privacy does not promise that /forget erases the posts of channels', async () => {
    await using bot = await openBot()
    const { text } = await bot.person({ languageCode: 'en' }).say('/privacy')
    assert.match(text!, /keep the posts of public channels .* for as long as the owner of this bot has set/)
    assert.match(text!, /What concerns this chat stays until you erase it/)
  })

  test('/status without channels tells the first step', async () => {
    await using bot = await openBot()
    const status = await bot.person({ languageCode: 'en' }).say('/status')
    assert.deepEqual(formatted(status, 'code'), ['/follow @name'])
  })
})
