import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anna, openBench, taras } from './client.ts'
import type { Bench } from './client.ts'
import type { NewGroup } from '../../../sandbox/world.ts'

function addGroup({ sandbox }: Bench, group: Partial<NewGroup> = {}): number {
  const members: NewGroup['members'] = [{ personId: anna, status: 'creator' }, { personId: taras }]
  return sandbox.world.addGroup({ title: 'Desk', members, botStatus: 'member', ...group }).id
}

const kind = (update: object) => Object.keys(update)[1]

describe('what the bot hears in a group', () => {
  it('is commands, mentions and replies to it, and nothing else', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const chatId = addGroup(bench)
    const { result } = await bench.call('sendMessage', { chat_id: chatId, text: 'I am here' })
    world.say(taras, chatId, 'just talking')
    world.say(taras, chatId, '/help')
    world.say(taras, chatId, '/help@vestnik_sandbox_bot x')
    world.say(taras, chatId, '/help@some_other_bot')
    world.say(taras, chatId, 'hey @vestnik_sandbox_bot')
    world.say(taras, chatId, 'yes', { replyToMessageId: result.message_id })
    const texts = (await bench.updates()).map(({ message }) => message.text)
    assert.deepEqual(texts, ['/help', '/help@vestnik_sandbox_bot x', 'hey @vestnik_sandbox_bot', 'yes'])
  })

  it('is everything when it is an administrator', async () => {
    await using bench = await openBench()
    const chatId = addGroup(bench, { botStatus: 'administrator' })
    bench.sandbox.world.say(taras, chatId, 'just talking')
    assert.equal((await bench.updates()).length, 1)
  })

  it('hides an anonymous administrator behind the group', async () => {
    await using bench = await openBench()
    const chatId = addGroup(bench, { members: [{ personId: anna, status: 'creator', isAnonymous: true }] })
    bench.sandbox.world.say(anna, chatId, '/status')
    const [{ message }] = await bench.updates()
    assert.equal(message.sender_chat.id, chatId)
    assert.equal(message.from.username, 'GroupAnonymousBot')
  })

  it('tells when it is added, promoted and thrown out', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const chatId = world.addGroup({ title: 'Desk', members: [{ personId: anna, status: 'creator' }] }).id
    await bench.refused('sendMessage', { chat_id: chatId, text: 'x' }, 400, 'Bad Request: chat not found')
    world.addBot(chatId)
    world.promoteBot(chatId, { can_pin_messages: true })
    world.removeBot(chatId)
    const updates = await bench.updates()
    assert.deepEqual(updates.map(kind), ['my_chat_member', 'message', 'my_chat_member', 'my_chat_member'])
    const statuses = updates
      .filter((update) => update.my_chat_member)
      .map(({ my_chat_member: change }) => [change.old_chat_member.status, change.new_chat_member.status])
    assert.deepEqual(statuses, [
      ['left', 'member'],
      ['member', 'administrator'],
      ['administrator', 'kicked'],
    ])
  })

  it('tells when a person blocks it and comes back', async () => {
    await using bench = await openBench()
    bench.sandbox.world.block(anna)
    bench.sandbox.world.say(anna, anna, '/start')
    const updates = await bench.updates()
    assert.deepEqual(updates.map(kind), ['my_chat_member', 'my_chat_member', 'message'])
    assert.equal(updates[0].my_chat_member.new_chat_member.status, 'kicked')
    assert.equal(updates[1].my_chat_member.new_chat_member.status, 'member')
  })
})

describe('sending to a group', () => {
  it('is refused when the bot was kicked or has left', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const group = addGroup(bench)
    const supergroup = addGroup(bench, { type: 'supergroup' })
    world.removeBot(group)
    world.removeBot(supergroup)
    await bench.refused(
      'sendMessage',
      { chat_id: group, text: 'x' },
      403,
      'Forbidden: bot was kicked from the group chat',
    )
    await bench.refused(
      'sendMessage',
      { chat_id: supergroup, text: 'x' },
      403,
      'Forbidden: bot was kicked from the supergroup chat',
    )
    const left = addGroup(bench)
    assert.equal((await bench.call('leaveChat', { chat_id: left })).result, true)
    await bench.refused(
      'sendMessage',
      { chat_id: left, text: 'x' },
      403,
      'Forbidden: bot is not a member of the group chat',
    )
  })

  it('is refused when the group is deleted', async () => {
    await using bench = await openBench()
    const chatId = addGroup(bench)
    bench.sandbox.world.deleteGroup(chatId)
    await bench.refused('sendMessage', { chat_id: chatId, text: 'x' }, 403, 'Forbidden: the group chat was deleted')
  })

  it('is refused with the new id when the group became a supergroup', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const chatId = addGroup(bench)
    const newId = world.migrate(chatId)
    const description = 'Bad Request: group chat was upgraded to a supergroup chat'
    const { parameters } = await bench.refused('sendMessage', { chat_id: chatId, text: 'x' }, 400, description)
    assert.deepEqual(parameters, { migrate_to_chat_id: newId })
    assert.equal((await bench.call('sendMessage', { chat_id: newId, text: 'x' })).status, 200)
    const [to, from] = (await bench.updates()).map(({ message }) => message)
    assert.deepEqual([to.chat.id, to.migrate_to_chat_id], [chatId, newId])
    assert.deepEqual([from.chat.id, from.migrate_from_chat_id], [newId, chatId])
  })

  it('is refused when the bot may not write', async () => {
    await using bench = await openBench()
    const chatId = addGroup(bench, { type: 'supergroup' })
    bench.sandbox.world.restrictBot(chatId, true)
    const rights = 'Bad Request: not enough rights to send text messages to the chat'
    await bench.refused('sendMessage', { chat_id: chatId, text: 'x' }, 400, rights)
    await bench.refused(
      'sendPhoto',
      { chat_id: chatId, photo: 'https://example.com/a.jpg' },
      400,
      'Bad Request: not enough rights to send photos to the chat',
    )
  })

  it('is refused to a member where members may not write or send pictures, and not to an administrator', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const chatId = addGroup(bench, { type: 'supergroup' })
    const text = { chat_id: chatId, text: 'x' }
    const photo = { chat_id: chatId, photo: 'https://example.com/a.jpg' }
    world.setPermissions(chatId, { can_send_photos: false })
    const noPhotos = 'Bad Request: not enough rights to send photos to the chat'
    await bench.refused('sendPhoto', photo, 400, noPhotos)
    assert.equal((await bench.call('sendMessage', text)).status, 200)
    world.setPermissions(chatId, { can_send_messages: false })
    await bench.refused('sendMessage', text, 400, 'Bad Request: not enough rights to send text messages to the chat')
    const { result } = await bench.call('getChat', { chat_id: chatId })
    assert.deepEqual(result.permissions, {
      can_send_messages: false,
      can_send_photos: false,
      can_send_documents: true,
    })
    assert.throws(() => world.say(taras, chatId, 'hello'), /may not write/)
    world.promoteBot(chatId, { can_manage_chat: true })
    for (const [method, params] of [
      ['sendMessage', text],
      ['sendPhoto', photo],
    ] as const) {
      assert.equal((await bench.call(method, params)).status, 200)
    }
  })

  it('goes to a topic, unless it is gone or closed', async () => {
    await using bench = await openBench()
    const { world } = bench.sandbox
    const chatId = addGroup(bench, { isForum: true })
    const topic = world.addTopic(chatId, 'Digests')
    const params = { chat_id: chatId, text: 'x', message_thread_id: topic }
    const { result } = await bench.call('sendMessage', params)
    assert.deepEqual([result.message_thread_id, result.is_topic_message], [topic, true])
    world.closeTopic(chatId, topic)
    await bench.refused('sendMessage', params, 400, 'Bad Request: TOPIC_CLOSED')
    world.reopenTopic(chatId, topic)
    assert.equal((await bench.call('sendMessage', params)).status, 200)
    world.deleteTopic(chatId, topic)
    await bench.refused('sendMessage', params, 400, 'Bad Request: message thread not found')
    world.say(taras, chatId, '/general')
    assert.equal((await bench.updates()).at(-1).message.message_thread_id, undefined)
  })

  it('goes into a closed topic when the bot manages topics', async () => {
    await using bench = await openBench()
    const chatId = addGroup(bench, {
      isForum: true,
      botStatus: 'administrator',
      botRights: { can_manage_topics: true },
    })
    const topic = bench.sandbox.world.addTopic(chatId, 'Digests')
    bench.sandbox.world.closeTopic(chatId, topic)
    const params = { chat_id: chatId, text: 'x', message_thread_id: topic }
    assert.equal((await bench.call('sendMessage', params)).status, 200)
  })
})

async function openWithChannel(): Promise<Bench> {
  const bench = await openBench()
  bench.sandbox.channels.add({
    name: 'Herald_demo',
    title: 'Herald',
    description: 'News',
    subscribers: 10,
    telegramId: 1_500_000_001,
    preview: true,
  })
  return bench
}

describe('channels', () => {
  const chatId = -1_001_500_000_001

  it('are heard where the bot is an administrator: posts, edits and the items of albums', async () => {
    await using bench = await openWithChannel()
    const { world, channels } = bench.sandbox
    channels.publish('herald_demo', { html: 'too early' })
    world.setChannelAdmin('herald_demo')
    const post = channels.publish('herald_demo', { html: '<b>News</b> of the day' })
    channels.edit('herald_demo', post.id, { html: 'Other news' })
    channels.publish('herald_demo', { html: 'Two pictures', media: [{ kind: 'photo' }, { kind: 'photo' }] })
    const [joined, first, edited, ...album] = await bench.updates()
    assert.equal(joined.my_chat_member.chat.id, chatId)
    assert.deepEqual(
      [first.channel_post.text, first.channel_post.chat.id, first.channel_post.message_id],
      ['News of the day', chatId, post.id],
    )
    assert.equal(edited.edited_channel_post.text, 'Other news')
    assert.deepEqual(
      album.map(({ channel_post: item }) => [item.message_id, item.caption]),
      [
        [post.id + 1, 'Two pictures'],
        [post.id + 2, undefined],
      ],
    )
    assert.equal(album[0].channel_post.media_group_id, album[1].channel_post.media_group_id)
  })

  it('show the bot what stands around the words of a post, and places, contacts and sounds', async () => {
    await using bench = await openWithChannel()
    const { world, channels } = bench.sandbox
    const first = channels.publish('herald_demo', { html: 'First' })
    world.setChannelAdmin('herald_demo')
    const place = { latitude: 50.45, longitude: 30.52 }
    channels.publish('herald_demo', {
      html: 'Second',
      replyTo: { channel: null, id: first.id },
      viaBot: 'helper_bot',
      buttons: [[{ text: 'Read', url: 'https://example.org/' }], [{ text: 'Vote', url: null }]],
    })
    channels.publish('herald_demo', { media: [{ kind: 'location', ...place, title: 'Square', address: 'Kyiv' }] })
    channels.publish('herald_demo', { media: [{ kind: 'contact', name: 'Anna', phone: '+380441234567' }] })
    channels.publish('herald_demo', { media: [{ kind: 'audio', title: 'Song', performer: 'Choir' }] })
    const [, words, venue, contact, audio] = (await bench.updates()).map(({ channel_post: post }) => post)
    assert.deepEqual([words.reply_to_message.text, words.via_bot.username], ['First', 'helper_bot'])
    assert.deepEqual(words.reply_markup.inline_keyboard, [
      [{ text: 'Read', url: 'https://example.org/' }],
      [{ text: 'Vote', callback_data: 'Vote' }],
    ])
    assert.deepEqual([venue.location, venue.venue], [place, { location: place, title: 'Square', address: 'Kyiv' }])
    assert.deepEqual(contact.contact, { phone_number: '+380441234567', first_name: 'Anna' })
    assert.deepEqual([audio.audio.title, audio.audio.performer], ['Song', 'Choir'])
  })

  it('tell of an edit of what is attached, item by item of an album, and not of new views', async () => {
    await using bench = await openWithChannel()
    const { world, channels } = bench.sandbox
    world.setChannelAdmin('herald_demo')
    const album = channels.publish('herald_demo', { html: 'Two', media: [{ kind: 'photo' }, { kind: 'photo' }] })
    await bench.updates()
    channels.edit('herald_demo', album.id, { views: 500 })
    assert.deepEqual(await bench.updates(), [])
    channels.edit('herald_demo', album.id, { media: [{ kind: 'photo' }, { kind: 'video', durationS: 9 }] })
    channels.edit('herald_demo', album.id, { html: '<b>Two</b>' })
    const edited = (await bench.updates()).map(({ edited_channel_post: item }) => item)
    assert.deepEqual(
      edited.map(({ message_id: id, caption, video }) => [id, caption, video?.duration]),
      [
        [album.albumIds[1], undefined, 9],
        [album.id, 'Two', undefined],
      ],
    )
    assert.ok(edited.every(({ edit_date: date }) => typeof date === 'number'))
    assert.equal(edited[1].caption_entities[0].type, 'bold')
  })

  it('are not heard after the bot is removed', async () => {
    await using bench = await openWithChannel()
    bench.sandbox.world.setChannelAdmin('herald_demo')
    bench.sandbox.world.setChannelAdmin('herald_demo', null)
    await bench.updates()
    bench.sandbox.channels.publish('herald_demo', { html: 'x' })
    assert.deepEqual(await bench.updates(), [])
  })

  it('take posts of the bot, which show on the web and make no update', async () => {
    await using bench = await openWithChannel()
    const { world, channels } = bench.sandbox
    const params = { chat_id: '@herald_demo', text: '<b>By</b> the bot', parse_mode: 'HTML' }
    await bench.refused('sendMessage', params, 403, 'Forbidden: bot is not a member of the channel chat')
    world.setChannelAdmin('herald_demo', { can_manage_chat: true })
    await bench.refused('sendMessage', params, 400, 'Bad Request: need administrator rights in the channel chat')
    world.setChannelAdmin('herald_demo')
    await bench.updates()
    const { result } = await bench.call('sendMessage', params)
    assert.equal(result.chat.id, chatId)
    assert.deepEqual(
      channels.posts('herald_demo').map(({ text }) => text),
      ['By the bot'],
    )
    const edit = { chat_id: chatId, message_id: result.message_id, text: 'Edited' }
    assert.equal((await bench.call('editMessageText', edit)).result.text, 'Edited')
    assert.equal((await bench.call('deleteMessage', edit)).result, true)
    assert.deepEqual(channels.posts('herald_demo'), [])
    assert.deepEqual(await bench.updates(), [])
  })

  it('have posts that people forward, with their origin', async () => {
    await using bench = await openWithChannel()
    const { world, channels } = bench.sandbox
    const post = channels.publish('herald_demo', {
      html: 'Read <b>this</b>',
      media: [{ kind: 'photo' }],
      signature: 'Ed',
    })
    world.forwardPost(anna, anna, { channel: 'herald_demo', postId: post.id })
    const [{ message }] = await bench.updates()
    assert.deepEqual(message.forward_origin, {
      type: 'channel',
      date: message.date,
      chat: { id: chatId, type: 'channel', title: 'Herald', username: 'Herald_demo' },
      message_id: post.id,
      author_signature: 'Ed',
    })
    assert.equal(message.caption, 'Read this')
    assert.equal(message.photo.length, 1)
  })
})

describe('getChat and members', () => {
  it('describe chats', async () => {
    await using bench = await openBench()
    const chatId = addGroup(bench, { isForum: true })
    const { result } = await bench.call('getChat', { chat_id: chatId })
    assert.deepEqual([result.type, result.title, result.is_forum], ['supergroup', 'Desk', true])
    assert.equal((await bench.call('getChat', { chat_id: anna })).result.first_name, 'Anna')
    await bench.refused('getChat', { chat_id: taras }, 400, 'Bad Request: chat not found')
  })

  it('describe members and administrators', async () => {
    await using bench = await openBench()
    const chatId = addGroup(bench, { botStatus: 'administrator' })
    const status = async (userId: number) =>
      (await bench.call('getChatMember', { chat_id: chatId, user_id: userId })).result.status
    assert.deepEqual([await status(anna), await status(taras), await status(103)], ['creator', 'member', 'left'])
    const { result } = await bench.call('getChatAdministrators', { chat_id: chatId })
    assert.deepEqual(
      result.map(({ user }: { user: { id: number } }) => user.id),
      [anna, bench.sandbox.world.bot.id],
    )
    const noOne = { chat_id: chatId, user_id: 777 }
    await bench.refused('getChatMember', noOne, 400, 'Bad Request: user not found')
    const description = 'Bad Request: there are no administrators in the private chat'
    await bench.refused('getChatAdministrators', { chat_id: anna }, 400, description)
    await bench.refused(
      'leaveChat',
      { chat_id: anna },
      400,
      "Bad Request: chat member status can't be changed in private chats",
    )
  })

  it('of a channel are shown to its administrators only, and the bot itself always', async () => {
    await using bench = await openBench()
    const { channels, world } = bench.sandbox
    channels.add({ name: 'news', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true })
    const chatId = world.setChannelMember('news', { personId: anna, status: 'creator' })
    const hidden = 'Bad Request: member list is inaccessible'
    await bench.refused('getChatMember', { chat_id: chatId, user_id: anna }, 400, hidden)
    await bench.refused('getChatAdministrators', { chat_id: chatId }, 400, hidden)
    const own = { chat_id: chatId, user_id: world.bot.id }
    assert.equal((await bench.call('getChatMember', own)).result.status, 'left')
    world.setChannelAdmin('news')
    assert.equal((await bench.call('getChatMember', { chat_id: chatId, user_id: anna })).result.status, 'creator')
  })
})
