import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openBot } from './support.ts'

it('a chat reads in its own language that a channel it follows has a new name', async () => {
  await using bot = await openBot()
  bot.addChannel('harbour_news', { title: 'Harbour <b>', posts: ['one'] })
  const [anna, ben] = [bot.person({ languageCode: 'ru' }), bot.person()]
  await anna.say('/follow @harbour_news')
  bot.sandbox.channels.updateProfile('harbour_news', { name: 'port_news' })
  const after = bot.sandbox.world.mark()
  await ben.say('/follow @port_news')
  await bot.deliver()
  const message = await bot.sandbox.world.waitForMessage(anna.id, ({ from }) => from?.id === bot.sandbox.world.bot.id, {
    after,
    timeoutMs: 30_000,
  })
  assert.equal(
    message.text,
    'У канала «Harbour <b>» новое имя: @harbour_news теперь @port_news. Продолжаю за ним следить.',
  )
})

it('a name that another channel took over is told, with a button that follows that channel too', async () => {
  await using bot = await openBot()
  bot.addChannel('harbour_news', { title: 'Harbour', posts: ['one'] })
  const anna = bot.person({ languageCode: 'en' })
  await anna.say('/follow @harbour_news')
  bot.sandbox.channels.updateProfile('harbour_news', { name: 'elsewhere', preview: false })
  bot.addChannel('harbour_news', { title: 'Other', posts: ['two'] })
  await bot.pollAll()
  const told = bot.next(anna.id)
  await bot.deliver()
  const notice = await told
  assert.match(notice.text!, /now belongs to another channel, not to “Harbour”/)
  const answer = bot.next(anna.id)
  await anna.press(notice, 'Follow @harbour_news')
  assert.match((await answer).text!, /Following Other/)
})
