import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Digest } from '../../src/domain/digest.ts'
import { firstPlan } from '../support/plans.ts'
import { type BotUnderTest, labels, openBot } from './support.ts'

const posts = Array.from({ length: 12 }, (_, index) => `Паром ${index + 1}`)

/** A chat that follows a channel of twelve posts, and a parcel that tells only their number. */
async function openFlood(bot: BotUnderTest, threadId: number | null = null) {
  bot.addChannel('harbour_news', { posts })
  const anna = bot.person({ languageCode: 'en' })
  await anna.say('/follow @harbour_news')
  await bot.collect()
  const now = bot.clock.now()
  const gathered = await bot.store.digests.findGathered(anna.id, 100)
  const occasion = { kind: 'flood', query: 'паром', count: posts.length } as const
  const about = { language: 'en', timeZone: 'UTC', slotAt: now, leftOver: 0, groups: [] } as const
  const digest: Digest = { ...about, postCount: posts.length, occasion }
  const { id: planId } = await firstPlan(bot.store, anna.id)
  const postIds = gathered.posts.map(({ postId }) => postId)
  await bot.store.digests.recordDigest({ planId, chatId: anna.id, threadId, slotAt: now, digest, postIds, now })
  return anna
}

it('a flood is a number with a button to all that it stands for, page by page', async () => {
  await using bot = await openBot()
  const anna = await openFlood(bot)
  const waiting = bot.next(anna.id)
  await bot.deliver()
  const told = await waiting
  assert.equal(told.text, '🔎 паром\n🌊 12 more posts within an hour')
  assert.deepEqual(labels(told).flat(), ['Show all 12'])
  const listing = bot.next(anna.id)
  await anna.press(told, 'Show all 12')
  const list = await listing
  assert.match(list.text!, /^Posts 1–10 of 12/)
  assert.match(list.text!, /Паром 12/)
  const { message } = await anna.press(list, '›')
  assert.match(message.text!, /^Posts 11–12 of 12[^]*Паром 1\b/)
  assert.deepEqual(labels(message).flat(), ['‹'])
})

it('what was sent to another chat is not shown', async () => {
  await using bot = await openBot()
  const anna = await openFlood(bot)
  const ben = bot.person({ languageCode: 'en' })
  await ben.say('/start')
  const { total } = await bot.store.digests.listSent({ chatId: ben.id, parcelId: 1, skip: 0, limit: 10 })
  assert.equal(total, 0)
  assert.equal((await bot.store.digests.listSent({ chatId: anna.id, parcelId: 1, skip: 0, limit: 10 })).total, 12)
})

it('a parcel for a topic that is gone is sent to the chat itself', async () => {
  await using bot = await openBot()
  const anna = await openFlood(bot, 4711)
  const waiting = bot.next(anna.id)
  await bot.deliver()
  assert.match((await waiting).text!, /12 more posts/)
})
