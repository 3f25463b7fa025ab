import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Plan } from '../../src/domain/chat.ts'
import type { Store } from '../../src/domain/store.ts'
import { labels, openBot } from './support.ts'

// The clock of the tests stands at 12:00 UTC of Sunday, 1 March 2026.

suite('/schedule', () => {
  test('reads back what it understood, with the next three times', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    const said = await person.say('/schedule weekdays 8:30 and 18:00 Kyiv')
    assert.equal(
      said.text,
      '✅ I will write weekdays at 08:30 and 18:00 (Europe/Kyiv).\nNext: Mon 2 Mar, 08:30 · Mon 2 Mar, 18:00 · Tue 3 Mar, 08:30',
    )
    const [plan] = await bot.store.digests.listPlans(person.id)
    assert.deepEqual(plan?.schedule, { kind: 'times', days: [1, 2, 3, 4, 5], times: ['08:30', '18:00'] })
    assert.equal(plan.nextSlotAt, Date.UTC(2026, 2, 2, 6, 30))
  })

  test('understands Russian and Ukrainian, and answers in them', async () => {
    await using bot = await openBot()
    const russian = bot.person({ languageCode: 'ru' })
    assert.match(
      (await russian.say('/schedule по будням в 8:30 и 18:00')).text!,
      /Буду писать по будням в 08:30 и 18:00/,
    )
    assert.match((await russian.say('/schedule тихо 23-7')).text!, /Тихие часы с 23:00 до 07:00/)
    const ukrainian = bot.person({ languageCode: 'uk' })
    assert.match((await ukrainian.say('/schedule щогодини з 9 до 21 Київ')).text!, /щогодини з 09:00 до 21:00/)
    assert.match((await ukrainian.say('/schedule одразу')).text!, /Писатиму одразу/)
  })

  test('what is wrong is named, with what to write instead', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/schedule hourly 22-6')).text!, /“22-6” ends before it begins/)
    assert.match((await person.say('/schedule quiet 7-7')).text!, /When do the quiet hours begin and end\?/)
    assert.match((await person.say('/schedule mute')).text!, /For how long\?/)
    assert.match((await person.say('/schedule #7 9:00')).text!, /no plan 7/)
    assert.match((await person.say('/schedule remove #1')).text!, /the last plan/)
    const mistyped = await person.say('/schedule weekdys')
    const { message } = await person.press(mistyped, 'weekdays')
    assert.match(message.text!, /I will write weekdays at 09:00/)
  })

  test('a chat has several plans, each with its number, and is asked which one is meant', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/schedule add at once')).text!, /I will write at once/)
    const asked = await person.say('/schedule 18:00')
    assert.match(asked.text!, /every day at 18:00: for which plan\?/)
    assert.deepEqual(labels(asked).flat(), ['1. every day at 09:00', '2. at once', '➕ One more'])
    await person.press(asked, '2. at once')
    assert.deepEqual(await schedules(bot.store, person.id), ['09:00', '18:00'])
    await person.say('/schedule #2 weekdays')
    assert.deepEqual(await schedules(bot.store, person.id), ['09:00', '18:00'])
    const zoned = await person.say('/schedule 7:00 Tokyo')
    await person.press(zoned, '2. weekdays at 18:00')
    assert.deepEqual(await schedules(bot.store, person.id), ['09:00', '07:00'])
    assert.equal((await bot.store.chats.find(person.id))?.timeZone, 'Asia/Tokyo')
    await person.say('/schedule #1 off')
    assert.deepEqual(
      (await bot.store.digests.listPlans(person.id)).map(({ enabled }) => enabled),
      [false, true],
    )
    await person.say('/schedule remove #1')
    assert.deepEqual(await schedules(bot.store, person.id), ['07:00'])
  })

  test('a change of the zone moves the next slot of every plan', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await person.say('/schedule add 18:00')
    await person.say('/schedule Tokyo')
    const plans = await bot.store.digests.listPlans(person.id)
    assert.deepEqual(
      plans.map(({ nextSlotAt }) => nextSlotAt),
      [Date.UTC(2026, 2, 2, 0), Date.UTC(2026, 2, 2, 9)],
    )
  })

  test('the chat is silent until the moment that was said', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.match((await person.say('/schedule mute until mon 9:00')).text!, /Silent until 2 Mar, 09:00/)
    assert.equal((await bot.store.chats.find(person.id))?.mutedUntil, Date.UTC(2026, 2, 2, 9))
    await person.say('/schedule unmute')
    assert.equal((await bot.store.chats.find(person.id))?.mutedUntil, null)
  })
})

suite('the buttons of /schedule', () => {
  test('change rhythm, days and times in place', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    let { message } = await person.press(await person.say('/schedule'), '✏️ 1. every day at 09:00')
    for (const label of ['✓ Sat', '✓ Sun', '➕ Time', '18', '18:30', '09:00 ✕']) {
      ;({ message } = await person.press(message, label))
    }
    assert.match(message.text!, /^1\. weekdays at 18:30\nNext: Mon 2 Mar, 18:30/)
    for (const label of ['Hourly', 'Every hour', 'To 21:00', '18', '18:45'])
      ({ message } = await person.press(message, label))
    assert.match(message.text!, /^1\. every 2 hours from 09:00 to 18:45, weekdays/)
    ;({ message } = await person.press(message, 'At once'))
    assert.match(message.text!, /^1\. at once/)
    assert.deepEqual(await schedules(bot.store, person.id), ['instant'])
  })

  test('choose queries and channels of a plan', async () => {
    await using bot = await openBot()
    bot.addChannel('harbour_news', { title: 'Harbour', posts: ['boats'] })
    const person = bot.person({ languageCode: 'en' })
    await person.say('/follow harbour_news')
    for (const query of ['boats', 'gulls']) await person.press(await person.say(`/watch ${query}`), '✅ Save')
    let { message } = await person.press(await person.say('/schedule'), '✏️ 1. every day at 09:00')
    for (const label of ['All queries', '2. gulls', '‹ Back', 'All channels', '@harbour_news', '‹ Back']) {
      ;({ message } = await person.press(message, label))
    }
    assert.match(message.text!, /gulls\n@harbour_news/)
    const [plan] = await bot.store.digests.listPlans(person.id)
    assert.deepEqual(plan?.watchNumbers, [2])
    assert.equal(plan.channelIds?.length, 1)
    for (const label of ['Queries: 1', 'All queries']) ({ message } = await person.press(message, label))
    assert.equal((await bot.store.digests.listPlans(person.id))[0]?.watchNumbers, null)
  })

  test('a further plan is off until it is switched on', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    let { message } = await person.press(await person.say('/schedule'), '➕ One more')
    assert.match(message.text!, /^2\. every day at 18:00, off/)
    ;({ message } = await person.press(message, '🔔 Switch on'))
    assert.match(message.text!, /^2\. every day at 18:00\nNext: Sun 1 Mar, 18:00/)
    ;({ message } = await person.press(message, '🗑 Remove'))
    assert.deepEqual(await schedules(bot.store, person.id), ['09:00'])
  })

  test('set quiet hours, silence and the zone', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    let { message } = await person.press(await person.say('/schedule'), '🌙 Quiet')
    for (const label of ['23:00–07:00', '‹ Back', '🔕 Mute', '8 hours', '‹ Back', '🌍 Zone', 'Europe', 'Berlin']) {
      ;({ message } = await person.press(message, label))
    }
    const chat = await bot.store.chats.find(person.id)
    assert.deepEqual(chat?.quietHours, { from: '23:00', to: '07:00' })
    assert.equal(Math.floor((chat.mutedUntil ?? 0) / 60_000), Date.UTC(2026, 2, 1, 20) / 60_000)
    assert.equal(chat.timeZone, 'Europe/Berlin')
    assert.match(message.text!, /\(Europe\/Berlin\)[^]*Quiet from 23:00 to 07:00[^]*Silent until 1 Mar, 21:00/)
  })

  test('a button of a plan that is gone shows those there are', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await person.say('/schedule add 18:00')
    const list = await person.say('/schedule')
    await person.say('/schedule remove #2')
    const { message } = await person.press(list, '✏️ 2. every day at 18:00')
    assert.match(message.text!, /When I write[^]*1\. every day at 09:00/)
  })
})

async function schedules(store: Store, chatId: number): Promise<readonly string[]> {
  return (await store.digests.listPlans(chatId)).map(({ schedule }: Plan) =>
    schedule.kind === 'times' ? schedule.times.join(',') : schedule.kind,
  )
}
