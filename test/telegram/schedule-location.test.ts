import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { type BotUnderTest, labels, openBot, type Person } from './support.ts'

const kyiv = { latitude: 50.450123, longitude: 30.523456 }
const group = -1_001_000_000_301

async function openZones(person: Person) {
  return (await person.press(await person.say('/schedule'), '🌍 Zone')).message
}

function below({ sandbox: { world } }: BotUnderTest, { id }: Person): readonly string[] {
  return (
    world
      .chat(id)
      .replyKeyboard?.rows.flat()
      .map(({ text }) => text) ?? []
  )
}

async function zoneOf(bot: BotUnderTest, chatId: number): Promise<string | undefined> {
  return (await bot.store.chats.find(chatId))?.timeZone
}

function addGroupOf({ sandbox: { world } }: BotUnderTest, { id: personId }: Person): void {
  const members = [{ personId, status: 'creator' as const }]
  world.addGroup({ id: group, title: 'Newsroom', type: 'supergroup', members, botStatus: 'member' })
}

suite('the time zone by a place', () => {
  test('a button below the field sends it, and goes with the answer', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await person.press(await openZones(person), '📍 By my location')
    assert.deepEqual(below(bot, person), ['📍 Send my location'])
    const [taken, done] = await person.locate(kyiv, 2)
    assert.match(taken!.text!, /Your zone is Europe\/Kyiv/)
    assert.match(done!.text!, /The time zone is changed[^]*\(Europe\/Kyiv\)[^]*Next: Mon 2 Mar, 09:00/)
    assert.deepEqual(below(bot, person), [])
    assert.ok(bot.sandbox.calls.some(({ params }) => JSON.stringify(params).includes('remove_keyboard')))
    assert.equal(await zoneOf(bot, person.id), 'Europe/Kyiv')
  })

  test('any place that is sent while the question is open is the answer; another is only an offer', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await openZones(person)
    assert.match((await person.locate(kyiv))[0]!.text!, /The time zone is changed/)
    const [offer] = await person.locate({ latitude: 52.52, longitude: 13.405 })
    assert.match(offer!.text!, /The zone there is Europe\/Berlin/)
    assert.equal(await zoneOf(bot, person.id), 'Europe/Kyiv')
    await person.press(offer!, '🌍 Europe/Berlin')
    assert.equal(await zoneOf(bot, person.id), 'Europe/Berlin')
  })

  test('the button goes as well when the zone is chosen in another way', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    let zones = await openZones(person)
    await person.press(zones, '📍 By my location')
    await person.say('/schedule Berlin')
    assert.deepEqual(below(bot, person), [])
    zones = await openZones(person)
    await person.press(zones, '📍 By my location')
    await person.press(zones, 'UTC')
    assert.deepEqual([below(bot, person), await zoneOf(bot, person.id)], [[], 'UTC'])
  })

  test('the question is forgotten after a while, and is about the chat for which it was asked', async () => {
    await using bot = await openBot()
    const admin = bot.person({ languageCode: 'en' })
    addGroupOf(bot, admin)
    await openZones(admin)
    await admin.say('/connect')
    await admin.share(1, group)
    assert.match((await admin.locate(kyiv))[0]!.text!, /^🔧 Newsroom[^]*The zone there is Europe\/Kyiv/)
    await openZones(admin)
    assert.match((await admin.locate(kyiv))[0]!.text!, /^🔧 Newsroom[^]*The time zone is changed/)
    assert.deepEqual([await zoneOf(bot, admin.id), await zoneOf(bot, group)], ['UTC', 'Europe/Kyiv'])
  })

  test('a group has no such button, and a place that is sent there is not heeded', async () => {
    await using bot = await openBot()
    const admin = bot.person({ languageCode: 'en' })
    addGroupOf(bot, admin)
    const list = await admin.say('/schedule', { chatId: group })
    const { message } = await admin.press(list, '🌍 Zone')
    assert.match(message.text!, /write a city: \/schedule Berlin/)
    assert.ok(
      !labels(message)
        .flat()
        .some((label) => label.includes('📍')),
    )
    bot.sandbox.world.sendLocation(admin.id, group, kyiv)
    await admin.say('/help', { chatId: group })
    assert.equal(await zoneOf(bot, group), 'UTC')
  })

  test('of the place itself nothing is kept, and nothing stands in the log', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await openZones(person)
    await person.locate(kyiv)
    await person.locate(kyiv)
    const traces = /50\.45|30\.52|latitude|longitude/
    assert.doesNotMatch(JSON.stringify(bot.log), traces)
    assert.doesNotMatch(JSON.stringify(bot.sandbox.calls), traces)
    assert.doesNotMatch(
      JSON.stringify([await bot.store.chats.find(person.id), await bot.store.digests.listPlans(person.id)]),
      traces,
    )
  })
})
