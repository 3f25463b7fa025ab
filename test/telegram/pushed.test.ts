import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type BotUnderTest, labels, openBot, type Person, until } from './support.ts'

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

interface Hidden extends AsyncDisposable {
  readonly bot: BotUnderTest
  readonly person: Person
}

/** A channel without a preview, and somebody who would like to follow it. */
async function openHidden(): Promise<Hidden> {
  const bot = await openBot()
  bot.addChannel(name, { title: 'Herald' })
  bot.sandbox.channels.updateProfile(name, { preview: false })
  return { bot, person: bot.person(), [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose]() }
}

function letIn(bot: BotUnderTest): void {
  bot.sandbox.world.setChannelAdmin(name, { can_manage_chat: true })
}

async function isAdmitted(bot: BotUnderTest): Promise<boolean> {
  return (await bot.store.channels.findByName(name))?.isAdmitted === true
}

describe('a channel without a preview', () => {
  it('is explained, with both ways and a button for who administers it', async () => {
    await using hidden = await openHidden()
    const { bot, person } = hidden
    const answer = await person.say(`/follow @${name}`)
    assert.match(
      answer.text ?? '',
      /no public preview[^]*1\. An administrator[^]*2\. Reading it with somebody's Telegram account/,
    )
    assert.deepEqual(labels(answer), [['➕ Add me to my channel']])
    const button = answer.reply_markup?.inline_keyboard.flat()[0]
    assert.equal(button?.url, `https://t.me/${bot.sandbox.world.bot.username}?startchannel&admin=manage_chat`)
  })

  it('is followed by who wished for it when the bot is let in, and they are told', async () => {
    await using hidden = await openHidden()
    const { bot, person } = hidden
    await person.say(`/follow @${name}`)
    letIn(bot)
    await until(() => isAdmitted(bot))
    const told = bot.next(person.id)
    await bot.deliver()
    assert.match((await told).text ?? '', /I am an administrator of “Herald” \(@herald_demo\) now/)
    bot.sandbox.channels.publish(name, { text: 'Hidden news' })
    await until(async () => (await textsOf(bot)).includes('Hidden news'))
    await bot.pollAll()
    assert.doesNotMatch((await person.say('/status')).text ?? '', /preview/)
    assert.match((await person.say('/channels')).text ?? '', /posts come in as they are published/)
  })

  it('is followed with the posts since the wish when letting in was not heard', async () => {
    await using hidden = await openHidden()
    const { bot, person } = hidden
    letIn(bot)
    await person.say(`/follow @${name}`)
    bot.sandbox.channels.publish(name, { text: 'First heard' })
    await until(async () => (await textsOf(bot)).includes('First heard'))
    assert.equal((await bot.store.channels.listFollowed(person.id)).length, 1)
  })

  it('is not followed by who dropped the wish', async () => {
    await using hidden = await openHidden()
    const { bot, person } = hidden
    await person.say(`/follow @${name}`)
    await person.say(`/unfollow @${name}`)
    letIn(bot)
    await person.say('/channels')
    assert.equal(await bot.store.channels.findByName(name), null)
  })

  it('is missed by its followers when the bot is put out', async () => {
    await using hidden = await openHidden()
    const { bot, person } = hidden
    await person.say(`/follow @${name}`)
    letIn(bot)
    await until(() => isAdmitted(bot))
    await bot.deliver()
    await bot.collect()
    bot.sandbox.world.setChannelAdmin(name, null)
    await until(async () => !(await isAdmitted(bot)))
    const told = bot.next(person.id)
    await bot.deliver()
    assert.match((await told).text ?? '', /no administrator of “Herald”/)
  })

  it('is looked at once a day, in case its preview comes back', async () => {
    await using hidden = await openHidden()
    const { bot, person } = hidden
    await person.say(`/follow @${name}`)
    letIn(bot)
    await until(() => isAdmitted(bot))
    await bot.pollAll()
    const channel = await bot.store.channels.findByName(name)
    assert.ok((channel?.nextPollAt ?? 0) - bot.clock.now() > 20 * 3_600_000)
  })
})
