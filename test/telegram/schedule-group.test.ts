import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Message } from '../../sandbox/world.ts'
import type { Store } from '../../src/domain/store.ts'
import { type BotUnderTest, labels, openBot, type Person } from './support.ts'

const group = -1_001_000_000_301
const here = { chatId: group }

interface Cast {
  readonly admins: readonly [Person, Person]
  readonly member: Person
}

function addGroup(bot: BotUnderTest, options: { readonly isForum?: boolean } = {}): Cast {
  const [first, second, member] = [0, 1, 2].map(() => bot.person({ languageCode: 'en' })) as [Person, Person, Person]
  bot.sandbox.world.addGroup({
    id: group,
    title: 'Newsroom',
    type: 'supergroup',
    members: [
      { personId: first.id, status: 'creator' },
      { personId: second.id, status: 'administrator', rights: { can_manage_chat: true } },
      { personId: member.id },
    ],
    botStatus: 'member',
    ...options,
  })
  return { admins: [first, second], member }
}

/** A store that begins to change a schedule only when a second one wants to: whatever they read before, both have read it. */
function changingTwoAtOnce(store: Store): Store {
  const second = Promise.withResolvers<void>()
  let begun = 0
  const change: Store['schedules']['change'] = async (...values) => {
    begun += 1
    if (begun === 2) second.resolve()
    await second.promise
    return store.schedules.change(...values)
  }
  return { ...store, schedules: { change } }
}

suite('/schedule of a group', () => {
  test('two administrators press at once, each in the private chat, and both changes are kept', async () => {
    await using bot = await openBot({ wrapStore: changingTwoAtOnce })
    const { admins } = addGroup(bot)
    await admins[0].say('/start', here)
    const openEditor = async (admin: Person) => {
      await admin.say(`/start connect_${group}`)
      return (await admin.press(await admin.say('/schedule'), '✏️ 1. every day at 09:00')).message
    }
    const [first, second] = [await openEditor(admins[0]), await openEditor(admins[1])]
    await Promise.all([admins[0].press(first, '✓ Sat'), admins[1].press(second, '✓ Sun')])
    const [plan] = await bot.store.digests.listPlans(group)
    assert.deepEqual(plan?.schedule, { kind: 'times', days: [1, 2, 3, 4, 5], times: ['09:00'] })
  })

  test('a member without rights is refused by every button, and nothing changes', async () => {
    await using bot = await openBot()
    const { admins, member } = addGroup(bot)
    const list = await admins[0].say('/schedule', here)
    const tried = new Set<string>()
    const refused = async (message: Message): Promise<void> => {
      for (const { text, callback_data: data = '' } of message.reply_markup?.inline_keyboard.flat() ?? []) {
        const [, , action = ''] = data.split('|')
        if (tried.has(action)) continue
        tried.add(action)
        const { notice, message: after } = await member.press(message, text)
        assert.match(notice.text!, /Only administrators/, text)
        assert.deepEqual(after, message, text)
      }
    }
    const state = async () => [await bot.store.digests.listPlans(group), await bot.store.chats.find(group)]
    const before = await state()
    await refused(list)
    let message = list
    for (const label of ['✏️ 1. every day at 09:00', 'All queries', '‹ Back', '➕ Time', '18', '‹ Back', '‹ Back']) {
      ;({ message } = await admins[0].press(message, label))
      await refused(message)
    }
    for (const label of ['‹ Back', '🌙 Quiet', '‹ Back', '🔕 Mute', '‹ Back', '🌍 Zone']) {
      ;({ message } = await admins[0].press(message, label))
      await refused(message)
    }
    assert.deepEqual(await state(), before)
    assert.ok(tried.size >= 18, [...tried].join(' '))
  })

  test('a plan moves to the topic where its editor was opened, by administrators alone', async () => {
    await using bot = await openBot()
    const { admins, member } = addGroup(bot, { isForum: true })
    const [admin] = admins
    const [news, talk] = ['News', 'Talk'].map((name) => bot.sandbox.world.addTopic(group, name)) as [number, number]
    const openIn = async (threadId?: number) => {
      const list = await admin.say('/schedule', threadId === undefined ? here : { ...here, threadId })
      return (await admin.press(list, '✏️ 1. every day at 09:00')).message
    }
    const topicOf = async () => (await bot.store.digests.listPlans(group))[0]?.threadId
    const editor = await openIn(news)
    assert.match((await member.press(editor, '📍 Write here')).notice.text!, /Only administrators/)
    assert.equal(await topicOf(), null)
    const { message } = await admin.press(editor, '📍 Write here')
    assert.match(message.text!, /To a topic of this chat/)
    assert.deepEqual([await topicOf(), offersMove(message)], [news, false])
    await admin.press(await openIn(talk), '📍 Write here')
    assert.equal(await topicOf(), talk)
    await admin.press(await openIn(), '📍 Not to the topic')
    assert.equal(await topicOf(), null)
  })
})

function offersMove(message: Message): boolean {
  return labels(message)
    .flat()
    .some((label) => label.includes('📍'))
}
