import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelLabel } from '../../src/domain/channel.ts'
import type { PostContent } from '../../src/domain/post.ts'
import { parsePage, parsePostWords } from '../../src/tme/parse.ts'
import { postsOf, readFixture } from './support/fixtures.ts'

const options = { channelName: 'vestnik_probe' }

function extrasOf(id: number): PostContent {
  const post = postsOf('extras').find(({ messageId }) => messageId === id)
  assert.ok(post)
  return post
}

test('reactions are standard, custom or paid; one without a count is none', () => {
  assert.deepEqual(extrasOf(100).reactions, [
    { kind: 'paid', count: { label: '3.24K', value: 3240 } },
    { kind: 'emoji', emoji: '❤', count: { label: '1.2K', value: 1200 } },
    { kind: 'custom_emoji', customEmojiId: '5265077361648368841', count: { label: '23', value: 23 } },
    { kind: 'custom_emoji', customEmojiId: '5465587407350942612', count: { label: '7', value: 7 } },
  ])
  assert.equal(extrasOf(100).text, 'Пост с откликами')
})

test('buttons keep their rows, and an address that nobody should follow is none', () => {
  assert.deepEqual(extrasOf(101).buttons, [
    [
      { text: 'Подписать & прочесть', url: 'https://example.org/a?b=1&c=2' },
      { text: 'Ответить', url: null },
    ],
    [
      { text: '📣 Канал', url: 'https://t.me/other_channel' },
      { text: 'Не ходите', url: null },
    ],
  ])
  assert.deepEqual(extrasOf(102).buttons, [[{ text: 'Слушать', url: 'https://example.org/x' }]])
  assert.equal(extrasOf(101).text, 'Пост с кнопками')
})

test('the bot that made a post is named', () => {
  assert.deepEqual(
    postsOf('extras').map(({ viaBot }) => viaBot),
    [null, 'helper_bot', null, null],
  )
})

test('a reply to a post without words shows what it is', () => {
  assert.deepEqual(extrasOf(103).reply, { channel: null, id: 42, author: 'Проба пера', quote: 'Photo' })
})

test('a quotation that does not end is an alarm', () => {
  const html = readFixture('replies').replace('Чужие слова</div></a>', 'Чужие слова</div>')
  assert.throws(() => parsePage(html, options), { name: 'SourceError', fault: 'markup_changed' })
})

test('notices are told apart by their words', () => {
  assert.deepEqual(
    [...postsOf('service'), ...postsOf('notices')].map(({ serviceKind, pinned }) => [serviceKind, pinned]),
    [
      ['created', null],
      ['pinned', 'Важное'],
      ['renamed', null],
      ['photo_updated', null],
      ['photo_removed', null],
      ['video_chat_scheduled', null],
      ['video_chat_started', null],
      ['video_chat_ended', null],
      ['giveaway', null],
      ['other', null],
      ['pinned', null],
    ],
  )
})

test('a post is no notice, whatever it says', () => {
  const html = readFixture('page').replace('Второй пост', 'Проба пера pinned «Важное»')
  const post = parsePage(html, options).posts[1]
  assert.deepEqual([post?.kind, post?.serviceKind, post?.pinned], ['post', null, null])
})

test('quizzes and polls with several answers are marked', () => {
  const polls = postsOf('polls').flatMap(({ media }) => media)
  assert.deepEqual(
    polls.map((poll) => (poll.kind === 'poll' ? [poll.quiz, poll.multiple] : null)),
    [
      [true, undefined],
      [undefined, true],
    ],
  )
})

test('labels are told by the class of their sign or by their word', () => {
  const sign = '<i class="verified-icon"> ✔</i>'
  const labels: [string, ChannelLabel[]][] = [
    ['', []],
    ['<i class="scam-icon"></i>', ['scam']],
    ['<span class="tgme_label">FAKE</span>', ['fake']],
    [`${sign}<i class="tgme_label">Scam</i>`, ['verified', 'scam']],
  ]
  for (const [markup, expected] of labels) {
    const html = readFixture('page').replace(sign, markup)
    assert.deepEqual(parsePage(html, options).profile.details?.labels, expected)
  }
})

test('a part of a page says nothing of the header, which is another thing than an empty one', () => {
  assert.equal(parsePage(readFixture('extras'), options).profile.details, undefined)
})

test('a picture of the channel may be a background', () => {
  const html = readFixture('page').replace(
    'data-content="П"><img src="https://cdn4.example.org/file/avatar.jpg">',
    `style="background-image:url('https://cdn4.example.org/file/b.jpg')">`,
  )
  assert.equal(parsePage(html, options).profile.details?.photoUrl, 'https://cdn4.example.org/file/b.jpg')
})

test('the page of one post tells the begin of its words', () => {
  assert.equal(parsePostWords(readFixture('post-landing')), 'Первая строка & "слова".\n\nВторая!')
  const silent = readFixture('post-landing').replace(/<meta property="og:description"[^>]*>/, '')
  assert.equal(parsePostWords(silent), null)
})

test('another page than that of a post is an alarm', () => {
  for (const html of ['', '<html><body>Blocked</body></html>']) {
    assert.throws(() => parsePostWords(html), { name: 'SourceError', fault: 'markup_changed' })
  }
})
