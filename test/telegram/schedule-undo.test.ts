import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Message } from '../../sandbox/world.ts'
import { type BotUnderTest, labels, openBot } from './support.ts'

const undoLabel = '↩️ Undo'

/** All that /schedule changes. */
async function stateOf({ store }: BotUnderTest, chatId: number) {
  const { timeZone, quietHours, mutedUntil } = (await store.chats.find(chatId)) ?? assert.fail('no chat')
  return { timeZone, quietHours, mutedUntil, plans: await store.digests.listPlans(chatId) }
}

suite('a change of /schedule', () => {
  test('can be taken back, whatever it was', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await person.say('/schedule add 18:00')
    for (const input of [
      '#1 weekdays 8:30 Kyiv',
      'add instant',
      '#2 off',
      'remove #2',
      'quiet 23-7',
      'mute 3h',
      'Tokyo',
      'off',
    ]) {
      const before = await stateOf(bot, person.id)
      const said = await person.say(`/schedule ${input}`)
      assert.notDeepEqual(await stateOf(bot, person.id), before, input)
      const { message } = await person.press(said, undoLabel)
      assert.match(message.text!, /As it was before\.[^]*When I write/, input)
      assert.deepEqual(await stateOf(bot, person.id), before, input)
      assert.ok(!labels(message).flat().includes(undoLabel), input)
    }
  })

  test('by a button that removes a plan as well', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    await person.say('/schedule add 18:00')
    const before = await stateOf(bot, person.id)
    const { message: editor } = await person.press(await person.say('/schedule'), '✏️ 2. every day at 18:00')
    const { message } = await person.press(editor, '🗑 Remove')
    assert.match(message.text!, /The plan is removed/)
    await person.press(message, undoLabel)
    assert.deepEqual(await stateOf(bot, person.id), before)
  })

  test('offers nothing to take back where nothing has changed', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    assert.ok(
      !labels(await person.say('/schedule 9:00'))
        .flat()
        .includes(undoLabel),
    )
  })

  test('is not taken back once it was changed again, nor twice', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    const notice = async (message: Message) => (await person.press(message, undoLabel)).notice.text
    const early = await person.say('/schedule 10:00')
    await person.say('/schedule 11:00')
    const before = await stateOf(bot, person.id)
    assert.match((await notice(early))!, /changed since/)
    assert.match((await notice(early))!, /too long ago/)
    assert.deepEqual(await stateOf(bot, person.id), before)
  })

  test('of one thing is taken back although another has changed since', async () => {
    await using bot = await openBot()
    const person = bot.person({ languageCode: 'en' })
    const said = await person.say('/schedule 10:00')
    await person.say('/schedule quiet 23-7')
    await person.say('/schedule add instant')
    await person.press(said, undoLabel)
    const { quietHours, plans } = await stateOf(bot, person.id)
    assert.deepEqual(quietHours, { from: '23:00', to: '07:00' })
    assert.deepEqual(
      plans.map(({ schedule }) => schedule.kind === 'times' && schedule.times),
      [['09:00'], false],
    )
  })

  test('in a group is taken back by administrators alone', async () => {
    await using bot = await openBot()
    const [admin, member] = [bot.person({ languageCode: 'en' }), bot.person({ languageCode: 'en' })]
    const chatId = -1_001_000_000_301
    bot.sandbox.world.addGroup({
      id: chatId,
      title: 'Newsroom',
      type: 'supergroup',
      members: [{ personId: admin.id, status: 'creator' }, { personId: member.id }],
      botStatus: 'member',
    })
    const said = await admin.say('/schedule 10:00', { chatId })
    const before = await stateOf(bot, chatId)
    assert.match((await member.press(said, undoLabel)).notice.text!, /Only administrators/)
    assert.deepEqual(await stateOf(bot, chatId), before)
    await admin.press(said, undoLabel)
    assert.deepEqual((await stateOf(bot, chatId)).plans[0]?.schedule, {
      kind: 'times',
      days: [1, 2, 3, 4, 5, 6, 7],
      times: ['09:00'],
    })
  })
})

test('the question for which plan has a button for each, however long the schedule is', async () => {
  await using bot = await openBot()
  const person = bot.person({ languageCode: 'en' })
  await person.say('/schedule add 18:00')
  const times = ['6:05', '7:10', '8:15', '9:20', '10:25', '11:30', '12:35']
  const asked = await person.say(`/schedule mon, wed and fri ${times.join(', ')} Buenos Aires`)
  assert.deepEqual(labels(asked).flat(), ['1. every day at 09:00', '2. every day at 18:00', '➕ One more'])
  const { message } = await person.press(asked, '2. every day at 18:00')
  assert.match(message.text!, /Mon, Wed and Fri at 06:05, [^]*12:35 \(America\/Argentina\/Buenos_Aires\)/)
  const [, second] = await bot.store.digests.listPlans(person.id)
  assert.deepEqual(second?.schedule.kind === 'times' && second.schedule.times.length, times.length)
})
