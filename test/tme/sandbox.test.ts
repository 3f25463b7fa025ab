import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewPost } from '../../sandbox/channels.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { ChannelPage } from '../../src/domain/source.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { newsProfile, startPreview } from '../sandbox/web-preview/preview-server.ts'
import type { PreviewServer } from '../sandbox/web-preview/preview-server.ts'
import { createOpenLimiter, systemClock } from './support/clocks.ts'

const calm = new AbortController().signal

/** What the source reads of the stand-in for t.me/s, over HTTP. */
async function read(server: PreviewServer): Promise<ChannelPage> {
  await using stack = new AsyncDisposableStack()
  const dispatcher = stack.adopt(createDispatcher(null), (agent) => agent.destroy())
  const source = createWebSource({
    root: server.root,
    dispatcher,
    userAgent: 'test',
    limiter: createOpenLimiter(),
    clock: systemClock,
  })
  return await source.fetchPage('demo_news', { kind: 'newest' }, calm)
}

async function readOf(post: NewPost): Promise<PostContent> {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { text: 'слова, на которые отвечают' })
  const { id } = server.channels.publish('Demo_News', post)
  const found = (await read(server)).posts.find(({ messageId }) => messageId === id)
  assert.ok(found)
  return found
}

test('the header: picture, labels and counters', async () => {
  await using server = await startPreview()
  server.channels.updateProfile('Demo_News', { verified: true, warning: 'scam' })
  server.channels.publish('Demo_News', { text: 'смотри https://example.org', media: [{ kind: 'photo' }] })
  const { profile } = await read(server)
  assert.equal(profile.telegramId, newsProfile.telegramId)
  assert.match(profile.details?.photoUrl ?? '', /^http:\/\/127\.0\.0\.1:\d+\/media\/avatar-/)
  assert.deepEqual(profile.details?.labels, ['verified', 'scam'])
  assert.deepEqual(
    Object.entries(profile.details.counters).map(([kind, { value }]) => [kind, value]),
    [
      ['subscribers', 9510],
      ['photos', 1],
      ['links', 1],
    ],
  )
})

test('reactions of every kind', async () => {
  const { reactions } = await readOf({
    text: 'пост',
    reactions: [
      { emoji: '❤', count: 1234 },
      { emoji: '5265077361648368841', count: 7 },
      { emoji: 'paid', count: 50 },
    ],
  })
  assert.deepEqual(reactions, [
    { kind: 'emoji', emoji: '❤', count: { label: '1.23K', value: 1230 } },
    { kind: 'custom_emoji', customEmojiId: '5265077361648368841', count: { label: '7', value: 7 } },
    { kind: 'paid', count: { label: '50', value: 50 } },
  ])
})

test('buttons and the bot that made the post', async () => {
  const buttons = [
    [
      { text: 'Сайт <1>', url: 'https://example.org/?a=1&b=2' },
      { text: 'Ответить', url: null },
    ],
    [{ text: 'Канал', url: 'https://t.me/other' }],
  ]
  const post = await readOf({ text: 'пост', viaBot: 'helper_bot', buttons })
  assert.deepEqual([post.buttons, post.viaBot, post.text], [buttons, 'helper_bot', 'пост'])
})

test('a reply with its quotation, here and to another channel', async () => {
  const own = await readOf({ text: 'ответ', replyTo: { channel: null, id: 1 } })
  assert.deepEqual(own.reply, { channel: null, id: 1, author: 'Demo news', quote: 'слова, на которые отвечают' })
  const other = await readOf({ text: 'ответ', replyTo: { channel: 'Other_News', id: 9 } })
  assert.deepEqual(other.reply, { channel: 'Other_News', id: 9, author: 'Other_News', quote: 'Deleted message' })
  assert.equal(other.text, 'ответ')
})

test('a forward from a channel and from a hidden sender', async () => {
  const from = { name: 'Другой', channel: 'other_news', id: 5, author: 'Редактор' }
  assert.deepEqual((await readOf({ text: 'пост', forward: from })).forward, from)
  const hidden = { name: 'Кто-то', channel: null, id: null, author: null }
  assert.deepEqual((await readOf({ text: 'пост', forward: hidden })).forward, hidden)
})

test('notices by kind', async () => {
  const pinned = await readOf({ kind: 'service', text: 'Demo news pinned «Важное»' })
  assert.deepEqual([pinned.kind, pinned.serviceKind, pinned.pinned], ['service', 'pinned', 'Важное'])
  const renamed = await readOf({ kind: 'service', text: 'Channel name was changed to «Вестник»' })
  assert.deepEqual([renamed.serviceKind, renamed.pinned], ['renamed', null])
})

test('a quiz with several answers, and media of the other kinds', async () => {
  const options = [{ text: 'Чай', percent: 60 }]
  const { media } = await readOf({
    media: [
      { kind: 'poll', question: 'Что?', type: 'Anonymous Quiz', options, voters: 1222, multiple: true },
      { kind: 'audio', title: 'Песня', performer: 'Хор' },
      { kind: 'contact', name: 'Справочная', phone: '+380 44 000 00 00' },
      { kind: 'location', latitude: 50.45, longitude: 30.52, title: 'Майдан', address: 'Київ' },
      { kind: 'voice', durationS: 61 },
      { kind: 'round_video', durationS: 9 },
    ],
  })
  assert.deepEqual(media.slice(0, 4), [
    {
      kind: 'poll',
      question: 'Что?',
      type: 'Anonymous Quiz',
      options,
      voters: { label: '1.22K', value: 1220 },
      quiz: true,
      multiple: true,
    },
    { kind: 'audio', title: 'Песня', performer: 'Хор', messageId: 2 },
    { kind: 'contact', name: 'Справочная', phone: '+380 44 000 00 00' },
    { kind: 'location', latitude: 50.45, longitude: 30.52, title: 'Майдан', address: 'Київ' },
  ])
  assert.deepEqual(
    media.slice(4).map((one) => ('durationS' in one ? [one.kind, one.durationS] : null)),
    [
      ['voice', 61],
      ['round_video', 9],
    ],
  )
})

test('every kind of entity keeps its place', async () => {
  const html =
    '<b>жирный</b> <i>курсив</i> <u>черта</u> <s>нет</s> <tg-spoiler>тайна</tg-spoiler> <code>x</code> ' +
    '<a href="https://example.org/?a=1&amp;b=2">статья</a> #новости @other_news ' +
    '<tg-emoji emoji-id="5265077361648368841">🔥</tg-emoji>\n<pre><code class="language-python">if a:\n  b</code></pre>' +
    '\n<blockquote>цитата</blockquote>\n<blockquote expandable>долгая</blockquote>'
  const { text, entities } = await readOf({ html })
  assert.deepEqual(
    entities.map(({ type, offset, length }) => `${type}: ${text.slice(offset, offset + length)}`),
    [
      'bold: жирный',
      'italic: курсив',
      'underline: черта',
      'strikethrough: нет',
      'spoiler: тайна',
      'code: x',
      'text_link: статья',
      'hashtag: #новости',
      'mention: @other_news',
      'custom_emoji: 🔥',
      'pre: if a:\n  b',
      'blockquote: цитата',
      'expandable_blockquote: долгая',
    ],
  )
  assert.equal(entities.find(({ type }) => type === 'pre')?.language, 'python')
})
