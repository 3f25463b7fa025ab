import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseTrendInput } from '../../src/telegram/commands/trend-period.ts'
import { day } from '../../src/domain/time.ts'
import type { BotUnderTest, Person } from './support.ts'
import { labels, openBot, startAt } from './support.ts'

/** Two posts about boats a day for so many days, and some more on the last. */
async function followBoats(bot: BotUnderTest, days: number, today = 0): Promise<Person> {
  bot.addChannel('harbour_news', { title: 'Harbour' })
  for (let ago = days; ago >= 0; ago -= 1) {
    const count = ago === 0 ? today : 2
    for (let one = 0; one < count; one += 1) {
      const publishedAt = startAt - ago * day - one * 60_000
      bot.sandbox.channels.publish('harbour_news', {
        html: `boats of day ${ago}, ${one}`,
        publishedAt,
        views: one === 1 ? 9000 : 10,
      })
    }
  }
  const anna = bot.person({ languageCode: 'en' })
  await anna.say('/follow @harbour_news')
  await bot.collect()
  return anna
}

describe('/trend', () => {
  it('sends a picture with the total, the busiest day and its main post', async () => {
    await using bot = await openBot({ backfillPosts: 300 })
    const anna = await followBoats(bot, 10, 4)
    const message = await anna.say('/trend boat 7d')
    assert.ok(message.photo)
    assert.match(
      message.caption!,
      /boat\n16 posts in 7 days\n\nThe busiest day, and its main post:\n.*Harbour\nboats of day 0, 1/,
    )
    assert.deepEqual(labels(message).flat(), ['· 7 d ·', '30 d', '90 d', 'year'])
  })

  it('changes the time in place', async () => {
    await using bot = await openBot({ backfillPosts: 300 })
    const anna = await followBoats(bot, 10, 4)
    const message = await anna.say('/trend boat 7d')
    const { message: longer } = await anna.press(message, '30 d')
    assert.equal(longer.message_id, message.message_id)
    assert.notEqual(longer.photo!.at(-1)!.file_id, message.photo!.at(-1)!.file_id)
    assert.match(longer.caption!, /24 posts in 30 days\nThe archive begins on 19 February/)
  })

  it('says that the last 24 hours are unusual for the query, and says it of no new channel', async () => {
    await using bot = await openBot({ backfillPosts: 300 })
    const anna = await followBoats(bot, 60, 19)
    assert.match((await anna.say('/trend boat')).caption!, /📈 19 posts in 24 hours, usually about 2\n/)
    await using other = await openBot({ backfillPosts: 300 })
    const ben = await followBoats(other, 1, 19)
    assert.doesNotMatch((await ben.say('/trend boat')).caption!, /usually/)
  })

  it('is not alone in saying so: the digest says it above the posts of the query, once', async () => {
    await using bot = await openBot({ backfillPosts: 300 })
    const anna = await followBoats(bot, 60, 19)
    await anna.watch('boat')
    await bot.collect()
    const digest = await anna.say('/digest')
    assert.match(digest.text!, /🔎 boat\n📈 19 posts in 24 hours, usually about 2\n1\. /)
    bot.sandbox.channels.publish('harbour_news', { text: 'one more boat' })
    await bot.pollAll()
    assert.match((await anna.say('/digest')).text!, /🔎 boat\n1\. one more boat/)
  })

  it('points at a fault, and explains itself without a query', async () => {
    await using bot = await openBot()
    const anna = await followBoats(bot, 1)
    assert.match((await anna.say('/trend (boat')).text!, /\/trend/)
    assert.match((await anna.say('/trend')).text!, /What shall I count/)
    const nothing = await anna.say('/trend zebra')
    assert.match(nothing.caption!, /Nothing in 30 days/)
  })
})

describe('the time after a query', () => {
  for (const [input, query, days] of [
    ['boats', 'boats', 30],
    ['boats 7d', 'boats', 7],
    ['лодки 2н', 'лодки', 14],
    ['човни 3т', 'човни', 21],
    ['boats 999y', 'boats', 366],
    ['boats last:7d', 'boats last:7d', 30],
    ['7d', '', 7],
    ['boats 0d', 'boats 0d', 30],
  ] as const) {
    it(`"${input}"`, () => assert.deepEqual(parseTrendInput(input), { query, days }))
  }
})

describe('/week', () => {
  it('counts what each query and each channel found, against the week before', async () => {
    await using bot = await openBot({ backfillPosts: 300 })
    const anna = await followBoats(bot, 20, 4)
    await anna.watch('boat')
    await anna.watch('day zebra')
    const message = await anna.say('/week')
    assert.ok(message.photo)
    assert.match(
      message.caption!,
      /23 February – 1 March\n16 posts found \(\+2\)\n\n1\. boat · 16 \(\+2\)\n\n@harbour_news · 16 \(\+2\)\n\nAnd 1 more query\./,
    )
  })

  it('sends no picture of nothing', async () => {
    await using bot = await openBot()
    const anna = await followBoats(bot, 0)
    await anna.watch('zebra')
    assert.match((await anna.say('/week')).text!, /Nothing was found/)
  })
})
