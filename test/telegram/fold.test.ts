import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { minute } from '../../src/domain/time.ts'
import { type BotUnderTest, openBot, startAt } from './support.ts'

const text =
  'В Воронеже на улице Ленина столкнулись автобус и грузовик. Пострадали 12 человек, двое из них в тяжёлом состоянии.'
const names = ['harbour_news', 'market_demo', 'river_demo'] as const

/** Somebody follows three channels, of which the first has published the text. */
async function openFollowed(bot: BotUnderTest) {
  for (const name of names) bot.addChannel(name, { posts: [] })
  const anna = bot.person({ languageCode: 'en' })
  for (const name of names) await anna.say(`/follow @${name}`)
  publish(bot, 'harbour_news', text)
  return anna
}

function publish(bot: BotUnderTest, name: string, what: string, agoMinutes = 30): void {
  bot.sandbox.channels.publish(name, { text: what, publishedAt: startAt - agoMinutes * minute })
}

async function digest(bot: BotUnderTest, anna: Awaited<ReturnType<typeof openFollowed>>): Promise<string> {
  await bot.pollAll()
  const waiting = bot.next(anna.id)
  const answer = await anna.say('/digest')
  if (/nothing/i.test(answer.text ?? '')) return answer.text ?? ''
  await bot.deliver()
  return (await waiting).text ?? answer.text ?? ''
}

describe('a text that several channels publish', () => {
  it('is told once, with the others that have it', async () => {
    await using bot = await openBot()
    const anna = await openFollowed(bot)
    publish(bot, 'market_demo', `❗️${text}`, 20)
    publish(bot, 'river_demo', text, 10)
    const told = await digest(bot, anna)
    assert.equal(told.split('Воронеже').length, 2, told)
    assert.match(told, /also in @market_demo, @river_demo/)
  })

  it('is not told again when another channel has it later, and is when it changed in substance', async () => {
    await using bot = await openBot()
    const anna = await openFollowed(bot)
    assert.match(await digest(bot, anna), /Воронеже/)
    publish(bot, 'market_demo', text, 10)
    assert.doesNotMatch(await digest(bot, anna), /Воронеже/)
    publish(bot, 'river_demo', text.replace('12 человек', '15 человек'), 5)
    assert.match(await digest(bot, anna), /river_demo[^]*1 more post repeats what you were sent before/)
  })
})
