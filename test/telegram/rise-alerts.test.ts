import assert from 'node:assert/strict'
import { it } from 'node:test'
import { day } from '../../src/domain/time.ts'
import { type BotUnderTest, labels, links, openBot, startAt, until } from './support.ts'
import type { Message } from '../../sandbox/world.ts'

const group = -1_001_000_000_301

/** Two posts about boats a day for sixty days. */
function addHarbour(bot: BotUnderTest): void {
  bot.addChannel('harbour_news', { title: 'Harbour' })
  for (let ago = 60; ago >= 1; ago -= 1) publish(bot, 2, startAt - ago * day)
}

function publish({ sandbox }: BotUnderTest, count: number, at: number): void {
  for (let one = 0; one < count; one += 1)
    sandbox.channels.publish('harbour_news', { html: `boats ${at} ${one}`, publishedAt: at - one * 60_000 })
}

/** The message of the chat that is so, whatever others are edited meanwhile. */
async function findMessage(
  { sandbox }: BotUnderTest,
  chatId: number,
  isWanted: (message: Message) => boolean,
): Promise<Message> {
  const find = (): Message | undefined => sandbox.world.messages(chatId).find(isWanted)
  await until(async () => find() !== undefined)
  return find()!
}

it('is asked for under a query, says what rose and why, and leads to the picture', async () => {
  await using bot = await openBot({ backfillPosts: 300 })
  addHarbour(bot)
  const anna = bot.person({ languageCode: 'en' })
  await anna.say('/follow @harbour_news')
  await anna.watch('boat')
  await bot.collect()
  const menu = (await anna.press(await anna.say('/watches'), '📈 Alerts on rises')).message
  assert.match(menu.text!, /as soon as it finds far more than is usual for it/)
  assert.deepEqual(labels(menu), [['▫️ 1. boat'], ['‹ Back']])
  const on = (await anna.press(menu, '▫️ 1. boat')).message
  assert.deepEqual(labels(on), [['✅ 1. boat'], ['‹ Back']])
  assert.match((await anna.press(on, '‹ Back')).message.text!, /1\. boat · \d+ in 7 days · 📈/)
  publish(bot, 18, bot.clock.now())
  await bot.pollAll()
  await bot.rises.run()
  await bot.deliver()
  const alert = await findMessage(bot, anna.id, (message) => /in 24 hours/.test(message.text ?? ''))
  assert.match(
    alert.text!,
    /^📈 boat\n1\d posts in 24 hours, usually about 2\nThe main post:\n\d\d:\d\d · Harbour\nboats \d+ \d+$/,
  )
  assert.match(links(alert)[0]!, /^https:\/\/t\.me\/harbour_news\/\d+$/)
  await anna.press(alert, '📈 Chart')
  const picture = await findMessage(bot, anna.id, ({ photo }) => photo !== undefined)
  assert.match(picture.caption!, /^📈 boat\n/)
  await anna.say('/unwatch 1')
  assert.match((await anna.press(alert, '📈 Chart')).notice.text!, /deleted already/)
})

it('in a group is switched by administrators, and off by the same button', async () => {
  await using bot = await openBot()
  const [admin, member] = [bot.person({ languageCode: 'en' }), bot.person({ languageCode: 'en' })]
  bot.sandbox.world.addGroup({
    id: group,
    title: 'Newsroom',
    type: 'supergroup',
    members: [{ personId: admin.id, status: 'creator' }, { personId: member.id }],
    botStatus: 'member',
  })
  await admin.watch('boats', { chatId: group })
  const list = await admin.say('/watches', { chatId: group })
  const menu = (await member.press(list, '📈 Alerts on rises')).message
  assert.match((await member.press(menu, '▫️ 1. boats')).notice.text!, /Only administrators/)
  assert.equal((await bot.store.riseAlerts.list(group)).size, 0)
  const { message } = await admin.press(menu, '▫️ 1. boats')
  assert.deepEqual([...(await bot.store.riseAlerts.list(group))], [1])
  await admin.press(message, '✅ 1. boats')
  assert.equal((await bot.store.riseAlerts.list(group)).size, 0)
})
