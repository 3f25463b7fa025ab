import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelEvent, Channels, SandboxMedia } from '../../../sandbox/channels.ts'
import { HtmlError } from '../../../sandbox/formatting.ts'
import { createChannelRegistry } from '../../../sandbox/web-preview/channel-registry.ts'
import { newsProfile, nowAt } from './preview-server.ts'

const photo: SandboxMedia = { kind: 'photo' }

function createNews(): Channels {
  const channels = createChannelRegistry({ now: () => nowAt })
  channels.add(newsProfile)
  return channels
}

test('a channel is found in any case and keeps its canonical case', () => {
  const channels = createNews()
  assert.equal(channels.profile('DEMO_news')?.name, 'Demo_News')
  assert.deepEqual(channels.names(), ['Demo_News'])
  assert.equal(channels.profile('other'), null)
})

test('a renamed channel keeps its posts and its number, and its old name is free', () => {
  const channels = createNews()
  channels.publish('demo_news', { text: 'one' })
  channels.updateProfile('demo_news', { name: 'Fresh_Name' })
  assert.equal(channels.profile('demo_news'), null)
  assert.equal(channels.profile('fresh_name')?.telegramId, newsProfile.telegramId)
  assert.equal(channels.posts('fresh_name').length, 1)
  channels.add({ ...newsProfile, telegramId: 7 })
  assert.equal(channels.posts('demo_news').length, 0)
})

test('a name that is taken or no name at all is refused', () => {
  const channels = createNews()
  channels.add({ ...newsProfile, name: 'Second' })
  assert.throws(() => channels.add({ ...newsProfile, name: 'DEMO_NEWS' }), /taken/)
  assert.throws(() => channels.updateProfile('Second', { name: 'demo_news' }), /taken/)
  assert.throws(() => channels.add({ ...newsProfile, name: '"><script>' }), /cannot be/)
  assert.deepEqual(channels.names(), ['Demo_News', 'Second'])
})

test('a change of the case of a name is no conflict with itself', () => {
  const channels = createNews()
  channels.updateProfile('Demo_News', { name: 'DEMO_NEWS' })
  assert.deepEqual(channels.names(), ['DEMO_NEWS'])
})

test('ids rise by one, by the items of an album, and over those that are skipped', () => {
  const channels = createNews()
  const ids = [
    channels.publish('Demo_News', { text: 'a' }),
    channels.publish('Demo_News', { media: [photo, photo, { kind: 'video', durationS: 3 }] }),
    channels.publish('Demo_News', { text: 'b', skipIds: 4 }),
    channels.publish('Demo_News', { media: [photo, { kind: 'link_preview', url: 'https://example.org' }] }),
  ]
  assert.deepEqual(
    ids.map((post) => [post.id, post.albumIds]),
    [
      [1, []],
      [2, [2, 3, 4]],
      [9, []],
      [10, []],
    ],
  )
})

test('a post is published now unless told otherwise, with the defaults of a fresh post', () => {
  const channels = createNews()
  const post = channels.publish('Demo_News', { text: 'a' })
  assert.deepEqual(post, {
    id: 1,
    publishedAt: nowAt,
    kind: 'post',
    text: 'a',
    entities: [],
    media: [],
    albumIds: [],
    editedAt: null,
    views: 1,
    signature: null,
    forward: null,
    replyTo: null,
    reactions: [],
    buttons: [],
    viaBot: null,
    customEmojiWrap: false,
  })
  assert.equal(channels.publish('Demo_News', { text: 'b', publishedAt: 5 }).publishedAt, 5)
  assert.equal(channels.publish('Demo_News', { kind: 'service', text: 'Channel created' }).views, null)
})

test('HTML becomes text and entities, and links, mentions and hashtags are found in what is no link yet', () => {
  const channels = createNews()
  const html = '<b>Bold</b> #тег @someone https://example.org/a. <a href="https://x.org">@inside</a> <code>#no</code>'
  const post = channels.publish('Demo_News', { html })
  const spans = post.entities.map(({ type, offset, length }) => [type, post.text.slice(offset, offset + length)])
  assert.deepEqual(spans, [
    ['bold', 'Bold'],
    ['hashtag', '#тег'],
    ['mention', '@someone'],
    ['url', 'https://example.org/a'],
    ['text_link', '@inside'],
    ['code', '#no'],
  ])
})

test('HTML that Telegram refuses is refused with its words and nothing is published', () => {
  const channels = createNews()
  assert.throws(() => channels.publish('Demo_News', { html: '<b>open' }), HtmlError)
  assert.equal(channels.posts('Demo_News').length, 0)
  assert.equal(channels.publish('Demo_News', { text: 'a' }).id, 1)
})

test('what cannot be a post is refused', () => {
  const channels = createNews()
  assert.throws(() => channels.publish('Demo_News', { text: '' }), /empty/)
  assert.throws(() => channels.publish('Demo_News', { text: 'a'.repeat(4097) }), /longer/)
  assert.throws(() => channels.publish('Demo_News', { text: 'a', skipIds: -1 }), /skipIds/)
  assert.throws(() => channels.publish('Demo_News', { text: 'a', publishedAt: Number.NaN }), /publishedAt/)
  assert.throws(() => channels.publish('Demo_News', { media: Array.from({ length: 11 }, () => photo) }), /at most/)
  assert.throws(() => channels.publish('Nobody', { text: 'a' }), /no channel @Nobody/)
})

test('an edit changes the text, marks the post as edited, and leaves what was given out as it was', () => {
  const channels = createNews()
  const before = channels.publish('Demo_News', { html: '<b>old</b>', publishedAt: 5 })
  const list = channels.posts('Demo_News')
  const after = channels.edit('Demo_News', 1, { html: 'new' })
  assert.deepEqual([after.text, after.entities, after.editedAt, after.publishedAt], ['new', [], nowAt, 5])
  assert.deepEqual([before.text, before.editedAt, list[0]?.text], ['old', null, 'old'])
  assert.deepEqual(channels.posts('Demo_News'), [after])
})

test('new views are no edit', () => {
  const channels = createNews()
  channels.publish('Demo_News', { text: 'a' })
  const post = channels.edit('Demo_News', 1, { views: 500 })
  assert.deepEqual([post.views, post.editedAt], [500, null])
})

test('an edit of a missing post, or one that makes an album of a post, is refused', () => {
  const channels = createNews()
  channels.publish('Demo_News', { media: [photo] })
  assert.throws(() => channels.edit('Demo_News', 2, { text: 'a' }), /no post 2 in @Demo_News/)
  assert.throws(() => channels.edit('Demo_News', 1, { media: [photo, photo] }), /number of items/)
})

test('a deleted post leaves a hole in the ids', () => {
  const channels = createNews()
  for (const text of ['a', 'b']) channels.publish('Demo_News', { text })
  channels.delete('Demo_News', 2)
  assert.equal(channels.publish('Demo_News', { text: 'c' }).id, 3)
  assert.deepEqual(
    channels.posts('Demo_News').map((post) => post.id),
    [1, 3],
  )
  assert.throws(() => channels.delete('Demo_News', 2), /no post 2/)
})

test('of an album one later item can be deleted, or with the first the whole', () => {
  const channels = createNews()
  channels.publish('Demo_News', { media: [photo, photo, photo], text: 'caption' })
  channels.delete('Demo_News', 2)
  assert.deepEqual(channels.posts('Demo_News')[0]?.albumIds, [1, 3])
  channels.delete('Demo_News', 3)
  const [left] = channels.posts('Demo_News')
  assert.deepEqual([left?.albumIds, left?.media.length, left?.text], [[], 1, 'caption'])
  channels.delete('Demo_News', 1)
  assert.deepEqual(channels.posts('Demo_News'), [])
})

test('a listener hears what is published, edited and deleted, until it ends its subscription', () => {
  const channels = createNews()
  const events: ChannelEvent[] = []
  const stop = channels.subscribe((event) => events.push(event))
  const first = channels.publish('demo_news', { text: 'a' })
  const second = channels.edit('demo_news', 1, { text: 'b' })
  channels.delete('demo_news', 1)
  stop()
  channels.publish('demo_news', { text: 'c' })
  assert.deepEqual(events, [
    { type: 'published', channel: 'Demo_News', post: first },
    { type: 'edited', channel: 'Demo_News', post: second },
    { type: 'deleted', channel: 'Demo_News', id: 1 },
  ])
})
