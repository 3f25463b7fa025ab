import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { checkCalls, formatted, labels, links, openBot } from './support.ts'
import { makeProfile } from '../support/posts.ts'
import { firstPlan } from '../support/plans.ts'

function ids(urls: readonly string[]): readonly number[] {
  return urls.map((url) => Number(url.split('/').at(-1)))
}

suite('in a private chat', () => {
  test('/start says what Vestnik is, in the language of the person’s app', async () => {
    await using bot = await openBot()
    const [anna, taras, emily] = ['ru-RU', 'uk', 'pt'].map((languageCode) => bot.person({ languageCode }))
    assert.match((await anna!.say('/start')).text!, /Здравствуйте, я Vestnik/)
    assert.match((await taras!.say('/start')).text!, /Вітаю, я Vestnik/)
    assert.match((await emily!.say('/start')).text!, /Hello, I am Vestnik/)
  })

  test('/start with a channel from a link offers to follow it', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
    const emily = bot.person({ languageCode: 'en' })
    const offer = await emily.say('/start follow_harbour_news')
    assert.deepEqual(labels(offer), [['Follow @harbour_news']])
    const answer = bot.next(emily.id)
    await emily.press(offer, /Follow/)
    assert.match((await answer).text!, /✅ Following Harbour \(980 subscribers\)/)
    assert.match((await emily.say('/start follow_<b>')).text!, /First step/)
  })

  test('/help names every command in the language, and explains queries', async () => {
    await using bot = await openBot()
    await bot.menusSet()
    for (const [languageCode, word] of [
      ['en', /the digest of what has gathered/],
      ['ru', /дайджест накопленного/],
      ['uk', /дайджест накопиченого/],
    ] as const) {
      const person = bot.person({ languageCode })
      const help = await person.say('/help')
      assert.match(help.text!, word)
      const named = new Set([...help.text!.matchAll(/^\/([a-z]+) — /gm)].map(([, name]) => name))
      const menu = bot.sandbox.world.commandsFor(person.id, person.id).map(({ command }) => command)
      assert.deepEqual([...named], menu)
      assert.match((await person.say('/help queries')).text!, /-/)
    }
  })

  test('/language switches by button and by name, for good', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    const { message } = await person.press(await person.say('/language'), 'Українська')
    assert.match(message.text!, /українською/)
    assert.match((await person.say('/start')).text!, /Вітаю/)
    assert.match((await person.say('/language русский')).text!, /по-русски/)
    assert.equal((await bot.store.chats.find(person.id))!.language, 'ru')
  })

  test('/privacy tells what is kept and how to erase it', async () => {
    await using bot = await openBot()
    assert.match((await bot.person({ languageCode: 'en' }).say('/privacy')).text!, /\/forget/)
  })

  test('/forget asks, and then erases everything', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await person.watch('boats')
    const kept = await person.press(await person.say('/forget'), /^No/)
    assert.match(kept.message.text!, /Nothing was erased/)
    assert.equal((await bot.store.watches.list(person.id)).length, 1)
    const erased = await person.press(await person.say('/forget'), /^🗑 Yes/)
    assert.match(erased.message.text!, /nothing about this chat is kept/)
    assert.deepEqual(labels(erased.message), [])
    assert.equal(await bot.store.chats.find(person.id), null)
    assert.deepEqual(await bot.store.watches.list(person.id), [])
  })

  test('/follow answers for every channel, in order', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour <News> & Co', posts: ['one', 'two'] })
    bot.sandbox.channels.add({
      name: 'closed_demo',
      title: 'Closed',
      description: '',
      subscribers: 5,
      telegramId: 77,
      preview: false,
    })
    const person = bot.person({ languageCode: 'en' })
    const answer = await person.say(
      '/follow @harbour_news t.me/closed_demo https://t.me/+AbCdEfGhIj https://t.me/c/123/4 не-имя nobody_here_1',
    )
    const paragraphs = answer.text!.split('\n\n')
    assert.match(paragraphs[0]!, /✅ Following Harbour <News> & Co \(980 subscribers\)/)
    assert.match(paragraphs[1]!, /no public preview/)
    assert.match(paragraphs[2]!, /invitation to a private chat/)
    assert.match(paragraphs[3]!, /private channel/)
    assert.match(paragraphs[4]!, /not a channel name/)
    assert.match(paragraphs[5]!, /no public channel at @nobody_here_1/)
    assert.ok(links(answer).includes('https://t.me/harbour_news'))
    assert.match((await person.say('/follow HARBOUR_news')).text!, /already follow/)
    assert.match((await person.say('/follow')).text!, /Which channel/)
  })

  test('/follow says so when Telegram’s site has trouble', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['one'] })
    bot.sandbox.faults.add({ kind: 'status', status: 503, match: { server: 'web' }, times: 9 })
    const answer = await bot.person({ languageCode: 'en' }).say('/follow harbour_news')
    assert.match(answer.text!, /⚠️ @harbour_news: Telegram's server has trouble/)
  })

  test('/follow shows how the past posts come in, in the same message', async () => {
    await using bot = await openBot({ backfillPosts: 60, holdCollecting: true })
    bot.addChannel('harbour_news', { posts: Array.from({ length: 90 }, (_, index) => `post ${index}`) })
    const person = bot.person({ languageCode: 'en' })
    const answer = await person.say('/follow harbour_news')
    assert.match(answer.text!, /Fetching the last 60 posts: \d+ so far/)
    const mark = bot.sandbox.world.mark()
    await bot.collect()
    const done = await bot.sandbox.world.waitForMessage(
      person.id,
      ({ text }) => /you can search them now/.test(text ?? ''),
      {
        after: mark,
      },
    )
    assert.equal(done.message_id, answer.message_id)
    assert.doesNotMatch(done.text!, /so far/)
  })

  test('a link, a name or a forwarded post is answered with an offer to follow', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
    bot.addChannel('market_demo', { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    assert.deepEqual(labels(await person.say('https://t.me/s/harbour_news/3 and @market_demo')), [
      ['Follow @harbour_news'],
      ['Follow @market_demo'],
    ])
    const answer = bot.next(person.id)
    bot.sandbox.world.forwardPost(person.id, person.id, { channel: 'harbour_news', postId: 1 })
    const offer = await answer
    const followed = bot.next(person.id)
    await person.press(offer, 'Follow @harbour_news')
    assert.match((await followed).text!, /Following Harbour/)
    assert.match((await person.say('https://t.me/+AbCdEfGhIj')).text!, /invitation to a private chat/)
  })

  test('words are answered with an offer to search for them or to watch them', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['The boats came home', 'Nothing else'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    const offer = await person.say('boat <b>& home')
    assert.deepEqual(formatted(offer, 'code'), ['boat <b>& home'])
    const { message } = await person.press(await person.say('boat'), /Search/)
    assert.deepEqual(formatted(message, 'bold'), ['boats'])
    const another = await person.say('home')
    const tried = await person.press(another, /Save/)
    assert.match(tried.message.text!, /1 post in the last 7 days, in 1 channel/)
    assert.match((await person.press(tried.message, /Save/)).message.text!, /Query 1 saved: home/)
  })

  test('/unfollow takes a name, or shows buttons page by page', async () => {
    await using bot = await openBot()
    const names = Array.from({ length: 12 }, (_, index) => `channel_${String(index).padStart(2, '0')}`)
    for (const name of names) bot.addChannel(name, { posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say(`/follow ${names.join(' ')}`)
    assert.match((await person.say('/unfollow @channel_00')).text!, /No longer following channel_00/)
    assert.match((await person.say('/unfollow channel_00')).text!, /You do not follow/)
    const list = await person.say('/unfollow')
    assert.equal(labels(list).length, 11)
    const second = await person.press(list, '2 ›')
    assert.deepEqual(labels(second.message), [['✖️ channel_11'], ['‹ 1']])
    const removed = await person.press(second.message, /channel_11/)
    assert.match(removed.notice.text!, /channel_11/)
    const left = await bot.store.channels.listFollowed(person.id)
    assert.equal(left.length, 10)
    assert.equal(labels(removed.message).length, 10)
  })

  test('/channels tells how each of them fares', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/channels')).text!, /You follow no channels yet/)
    await person.say('/follow harbour_news')
    const healthy = await person.say('/channels')
    assert.match(
      healthy.text!,
      /1 channel\n\nHarbour @harbour_news\nlast post \d+ minutes? ago; checked (?:just now|\d+ minutes? ago)/,
    )
    const channel = (await bot.store.channels.findByName('harbour_news'))!
    await bot.store.channels.recordFailure({
      channelId: channel.id,
      fault: 'rate_limited',
      nextPollAt: bot.clock.now(),
      now: bot.clock.now(),
    })
    assert.match((await person.say('/channels')).text!, /⚠️ Telegram asks me to slow down/)
  })

  test('/watch saves a query and explains what is wrong with one', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/watch')).text!, /What shall I look for/)
    assert.match((await person.watch('boats -sale')).text!, /Query 1 saved: boats -sale/)
    assert.match((await person.say('/watch boats -sale')).text!, /have it already: query 1/)
    const unclosed = await person.say('/watch tide "high water')
    assert.match(unclosed.text!, /never closed:\ntide 👉"high water\nWrite this instead: \/watch tide "high water"/)
    assert.ok(formatted(unclosed, 'code').includes('/watch tide "high water"'))
    assert.match((await person.say('/watch -sale')).text!, /Only words to leave out/)
    assert.match((await person.say(`/watch ${'word '.repeat(200)}`)).text!, /at most 512 characters/)
    assert.match((await person.watch('<i>&')).text!, /Query 2 saved/)
  })

  test('/watches pauses, resumes and deletes by button, and /unwatch by number', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/watches')).text!, /No saved queries/)
    for (const word of ['boats', 'tides', 'gulls']) await person.watch(word)
    const list = await person.say('/watches')
    assert.match(list.text!, /3 saved queries\n\n1\. boats\n2\. tides\n3\. gulls/)
    const paused = await person.press(list, '⏸ Pause 2')
    assert.match(paused.message.text!, /2\. tides · paused/)
    assert.equal((await bot.store.watches.list(person.id))[1]!.paused, true)
    const resumed = await person.press(paused.message, '▶️ Resume 2')
    assert.equal((await bot.store.watches.list(person.id))[1]!.paused, false)
    const deleted = await person.press(resumed.message, '🗑 Delete 1')
    assert.equal(deleted.notice.text, 'Deleted')
    assert.match(deleted.message.text!, /2 saved queries\n\n2\. tides/)
    assert.match((await person.say('/unwatch 3')).text!, /Query deleted: gulls/)
    assert.match((await person.say('/unwatch 3')).text!, /no query 3/)
    assert.match((await person.say('/unwatch boats')).text!, /1 saved query/)
  })

  test('/schedule shows, sets, switches off, and helps with a mistyped zone', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/schedule')).text!, /\(UTC\)\s+1\. every day at 09:00\nNext: Mon 2 Mar, 09:00/)
    assert.match(
      (await person.say('/schedule 21:30 Europe/Kyiv')).text!,
      /every day at 21:30 \(Europe\/Kyiv\)\.\nNext: Sun 1 Mar, 21:30 · Mon 2 Mar, 21:30 · Tue 3 Mar, 21:30/,
    )
    const wrong = await person.say('/schedule 8:15 Europe/Kyev')
    assert.match(wrong.text!, /do not know the time zone Europe\/Kyev/)
    const { message } = await person.press(wrong, 'Europe/Kyiv')
    assert.match(message.text!, /08:15 \(Europe\/Kyiv\)/)
    assert.match((await person.say('/schedule soon')).text!, /“soon” is not a time of day/)
    assert.match((await person.say('/schedule off')).text!, /Switched off/)
    assert.equal((await firstPlan(bot.store, person.id)).nextSlotAt, null)
    assert.match((await person.say('/schedule')).text!, /1\. every day at 08:15, off/)
  })

  test('/digest sends what has gathered, once', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['The boats came home', 'Gulls'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await person.watch('boat')
    const digest = await person.say('/digest')
    assert.match(
      digest.text!,
      /📰 Digest · Sunday,? 1\u00a0March.*\n1 post\n\n🔎 boat\n1\. The boats came home\n11:58 · Harbour · 👁\u00a01/,
    )
    assert.deepEqual(links(digest), ['https://t.me/harbour_news/1', 'https://t.me/harbour_news'])
    assert.match((await person.say('/digest')).text!, /Nothing new so far. Next digest: 2 Mar, 09:00/)
  })

  test('/search turns pages in place, without remembering anything', async () => {
    await using bot = await openBot({ backfillPosts: 50 })
    bot.addChannel('harbour_news', { posts: Array.from({ length: 23 }, (_, index) => `boat number ${index + 1}`) })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    await bot.collect()
    const first = await person.say('/search boats')
    assert.deepEqual(ids(links(first)), [23, 22, 21, 20, 19, 18, 17, 16, 15, 14])
    assert.deepEqual(labels(first), [['Older ›'], ['👀 Save as a query']])
    assert.equal(formatted(first, 'bold').length, 10)
    const second = await person.press(first, 'Older ›')
    assert.deepEqual(ids(links(second.message)), [13, 12, 11, 10, 9, 8, 7, 6, 5, 4])
    const last = await person.press(second.message, 'Older ›')
    assert.deepEqual(ids(links(last.message)), [3, 2, 1])
    assert.deepEqual(labels(last.message), [['« Newest'], ['👀 Save as a query']])
    const again = await person.press(last.message, '« Newest')
    assert.equal(again.message.text, first.text)
    assert.match((await person.say('/search submarine')).text!, /Nothing found/)
    assert.match((await person.say('/search')).text!, /What shall I search for/)
  })

  test('/search keeps to the channels of the chat', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['secret boats'] })
    const [one, other] = [bot.person({ languageCode: 'en' }), bot.person({ languageCode: 'en' })]
    await one.say('/follow harbour_news')
    assert.match((await other.say('/search boats')).text!, /You follow no channels yet/)
  })

  test('/latest takes a channel and a number in any order', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['h1', 'h2', 'h3'] })
    bot.addChannel('market_demo', { title: 'Market', posts: ['m1', 'm2', 'm3', 'm4'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news market_demo')
    assert.equal(links(await person.say('/latest')).length, 5)
    assert.deepEqual(links(await person.say('/latest 2 @market_demo')), [
      'https://t.me/market_demo/4',
      'https://t.me/market_demo/3',
    ])
    assert.equal(links(await person.say('/latest t.me/harbour_news 99')).length, 3)
    assert.match((await person.say('/latest @elsewhere')).text!, /You do not follow @elsewhere/)
    assert.match((await person.say('/latest many')).text!, /You do not follow @many/)
    assert.match((await person.say('/latest 0')).text!, /at most 20/)
  })

  test('the operator sees what was set aside, and has it tried again', async () => {
    await using bot = await openBot({ adminIds: [101] })
    const anna = bot.person({ id: 101, languageCode: 'en' })
    const ben = bot.person({ languageCode: 'en' })
    await ben.say('/start')
    const { id: planId } = await firstPlan(bot.store, ben.id)
    const digest = { language: 'en', timeZone: 'UTC', slotAt: 1, postCount: 0, leftOver: 0, groups: [] } as const
    const made = await bot.store.digests.recordDigest({
      planId,
      chatId: ben.id,
      slotAt: 1,
      digest,
      postIds: [],
      now: 1,
    })
    await bot.store.outbox.recordSetAside({ parcelId: made.parcelId!, reason: '500 <b>', now: 2 })
    assert.doesNotMatch((await ben.say('/status')).text!, /set aside/)
    const status = await anna.say('/status')
    assert.match(status.text!, /1 message was set aside after too many failures: 500 <b>/)
    assert.match((await anna.press(status, '🔁 Try again')).notice.text!, /1 message is tried again/)
    assert.equal((await bot.store.outbox.totals()).setAside, 0)
  })

  test('/status is compact, and tells operators more', async () => {
    await using bot = await openBot({ adminIds: [101] })
    bot.addChannel('harbour_news', { posts: ['one', 'two'] })
    const operator = bot.person({ id: 101, languageCode: 'en' })
    await operator.say('/follow harbour_news')
    await bot.collect()
    const status = await operator.say('/status')
    assert.match(status.text!, /Following: 1 channel\nSaved queries: none, every post counts\nLast check: /)
    assert.match(
      status.text!,
      /Waiting for the digest: 2 posts\nLast digest: none yet\nNext digest: 2 Mar, 09:00 \(UTC\)/,
    )
    assert.match(
      status.text!,
      /The whole bot\nChannels: 1, with trouble: 0\nLast check: .+\nPosts: 2, to be matched: 0$/,
    )
    const other = bot.person({ languageCode: 'en' })
    assert.doesNotMatch((await other.say('/status')).text!, /whole bot/)
  })

  test('/status tells operators when there are more channels than can be read in time', async () => {
    await using bot = await openBot({ adminIds: [101] })
    const operator = bot.person({ id: 101, languageCode: 'en' })
    await operator.say('/start')
    const { channels, chats } = bot.store
    const now = bot.clock.now() - 6 * 60_000
    const addChannels = async (from: number, to: number): Promise<void> => {
      for (let number = from; number < to; number += 1) {
        const profile = makeProfile({ name: `busy${number}`, telegramId: number })
        const { id: channelId } = await channels.add(profile, { now, backfill: 0 })
        await chats.follow({ chatId: 101, channelId, sinceAt: now, now })
        const page = { channelId, profile, posts: [], cursor: null, backfill: null, leaseUntil: 0, now }
        await channels.recordPage(page)
        await channels.recordPollEnd({ channelId, nextPollAt: now + 60_000, now })
      }
    }
    await addChannels(1, 50)
    assert.doesNotMatch(
      (await operator.say('/status')).text!,
      /late/,
      'fifty a minute can be done, only not all at once',
    )
    await addChannels(50, 70)
    assert.match(
      (await operator.say('/status')).text!,
      /⚠️ Polls are late by 5 min: more channels than 1 request\/s allows/,
    )
  })

  test('/status tells operators what was deleted, and how the backups fare', async () => {
    await using bot = await openBot({ adminIds: [101] })
    const operator = bot.person({ id: 101, languageCode: 'en' })
    const { chores } = bot.store
    const now = bot.clock.now()
    await chores.recordDone({ name: 'retention', done: { posts: 300, channels: 0 }, now })
    await chores.recordDone({ name: 'backup', done: { posts: 5, bytes: 1_230_000 }, now })
    const well = await operator.say('/status')
    assert.match(well.text!, /Outlived and deleted .+: 300 posts\nLast backup: .+ \(1\.2 MB\)$/)
    await chores.recordFailed({ name: 'backup', failure: 'no space left', now })
    assert.match((await operator.say('/status')).text!, /⚠️ The backup failed .+: no space left$/)
    const other = bot.person({ languageCode: 'en' })
    assert.doesNotMatch((await other.say('/status')).text!, /backup/)
  })

  test('an unknown command gets the nearest one, or a hint', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/serch boats')).text!, /Did you mean \/search\?/)
    assert.match((await person.say('/стоп')).text!, /\/help shows all/)
    assert.match((await person.say('/Follow@vestnik_sandbox_bot')).text!, /Which channel/)
  })

  test('hostile input is shown as it is', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', {
      title: '</a></b> &lt; \u202eevil',
      posts: ['<b>x</b> &amp; <script>boats</script>'],
    })
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/follow harbour_news')).text!, /Following <\/a><\/b> &lt; evil/)
    const found = await person.say('/search boats')
    assert.match(found.text!, /<b>x<\/b> &amp; <script>boats<\/script>/)
    assert.match((await person.say('/unfollow <b>&')).text!, /You do not follow <b>&/)
    assert.match((await person.say('/search "')).text!, /never closed/)
    assert.match((await person.say(`/follow ${'x'.repeat(3000)}`)).text!, /not a channel name/)
    const errors = bot.log.filter(({ level }) => Number(level) >= 40)
    assert.deepEqual(errors, [])
  })

  test('made-up and outdated buttons get a notice', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    const { message_id: messageId } = await person.say('/start')
    for (const data of ['x', '0|watches|remove|1', '1|watches|constructor', '1|nothing|at all', '1|search|older|5']) {
      const notice = await bot.sandbox.world.press(person.id, person.id, { messageId, data }, { force: true })
      assert.match(notice.text!, /old message/, data)
    }
  })

  test('all calls fit the specification of the Bot API', async (context) => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { posts: ['boats', 'more boats'] })
    const person = bot.person({ languageCode: 'ru' })
    await person.say('/start')
    await person.say('/follow harbour_news')
    await person.press(await person.say('boats'), /Искать/)
    await person.say('/digest')
    const faults = checkCalls(bot.sandbox)
    if (faults === null) context.skip('../shared/botapi-spec.json is not there')
    else assert.deepEqual(faults, [])
  })
})
