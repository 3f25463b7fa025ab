import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type BotUnderTest, openBot, until } from './support.ts'

const name = 'herald_demo'

/** A bot that is an administrator of the channel, which somebody follows. */
async function openFollowed(): Promise<BotUnderTest> {
  const bot = await openBot()
  bot.addChannel(name, { posts: ['An old post'] })
  await bot.person().say(`/follow @${name}`)
  await bot.collect()
  bot.sandbox.world.setChannelAdmin(name)
  return bot
}

async function textsOf({ store }: BotUnderTest): Promise<readonly string[]> {
  const channel = await store.channels.findByName(name)
  const posts = await store.posts.listPage({ channelId: channel?.id ?? 0, afterId: 0, limit: 100 })
  return posts.map(({ text }) => text)
}

describe('posts of a channel where the bot is an administrator', () => {
  it('are in the archive without a poll, once, with their edits', async () => {
    await using bot = await openFollowed()
    const { channels } = bot.sandbox
    const before = await bot.store.channels.findByName(name)
    const post = channels.publish(name, { text: 'Pushed' })
    await until(async () => (await textsOf(bot)).includes('Pushed'))
    channels.edit(name, post.id, { text: 'Edited' })
    await until(async () => (await textsOf(bot)).includes('Edited'))
    const after = await bot.store.channels.findByName(name)
    assert.deepEqual([after?.cursor, after?.lastSuccessAt], [before?.cursor, before?.lastSuccessAt])
    await bot.pollAll()
    assert.deepEqual(await textsOf(bot), ['An old post', 'Edited'])
    const polled = await bot.store.channels.findByName(name)
    assert.equal(polled?.cursor, post.id, 'the poll moved the cursor')
  })

  it('are one post when they are an album', async () => {
    await using bot = await openFollowed()
    const photo = { kind: 'photo' } as const
    bot.sandbox.channels.publish(name, { text: 'Three photos', media: [photo, photo, photo] })
    const posts = async () => {
      const channel = await bot.store.channels.findByName(name)
      return bot.store.posts.listPage({ channelId: channel?.id ?? 0, afterId: 0, limit: 100 })
    }
    await until(async () => (await posts()).some(({ albumIds }) => albumIds.length === 3))
    assert.deepEqual(
      (await posts()).map(({ text, media }) => [text, media.length]),
      [
        ['An old post', 0],
        ['Three photos', 3],
      ],
    )
  })

  it('are not kept when nobody follows the channel', async () => {
    await using bot = await openFollowed()
    bot.addChannel('unasked_channel')
    bot.sandbox.world.setChannelAdmin('unasked_channel')
    bot.sandbox.channels.publish('unasked_channel', { text: 'Nobody asked' })
    bot.sandbox.channels.publish(name, { text: 'Somebody did' })
    await until(async () => (await textsOf(bot)).includes('Somebody did'))
    assert.equal(await bot.store.channels.findByName('unasked_channel'), null)
  })

  it('are kept however many come at once', async () => {
    await using bot = await openFollowed()
    for (let index = 0; index < 130; index += 1) bot.sandbox.channels.publish(name, { text: `Post ${index}` })
    await until(async () => (await textsOf(bot)).length === 101 || (await bot.store.posts.count()) === 131)
    await until(async () => (await bot.store.posts.count()) === 131)
  })
})
