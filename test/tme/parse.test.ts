import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SourceError } from '../../src/domain/source.ts'
import { parsePage, parseXhr } from '../../src/tme/parse.ts'
import { covered, onlyPostOf, postsOf, readFixture } from './support/fixtures.ts'

const options = { channelName: 'asked_name' }
const markupChanged = { name: 'SourceError', fault: 'markup_changed' }

test('a page tells the profile of its channel', () => {
  const { profile } = parsePage(readFixture('page'), options)
  assert.deepEqual(profile, {
    name: 'vestnik_probe',
    telegramId: 1_700_000_001,
    title: 'Проба пера ✒️',
    description: 'Первая строка.\nВторая: @other_channel',
    subscribers: 12_500,
    details: {
      photoUrl: 'https://cdn4.example.org/file/avatar.jpg',
      labels: ['verified'],
      counters: {
        subscribers: { label: '12.5K', value: 12_500 },
        photos: { label: '500', value: 500 },
        videos: { label: '1', value: 1 },
        links: { label: '1.9K', value: 1900 },
      },
    },
  })
})

test('a page gives its posts, oldest first, with id, date and text', () => {
  const { posts } = parsePage(readFixture('page'), options)
  assert.deepEqual(
    posts.map(({ messageId, publishedAt, text, kind }) => [messageId, new Date(publishedAt).toISOString(), text, kind]),
    [
      [10, '2026-03-01T09:00:00.000Z', 'Первый пост', 'post'],
      [11, '2026-03-01T09:05:00.000Z', 'Второй пост', 'post'],
      [12, '2026-03-01T09:10:00.000Z', 'Третий пост', 'post'],
    ],
  )
})

test('an empty channel is an empty page with its profile', () => {
  const page = parsePage(readFixture('page-empty'), options)
  assert.deepEqual(page.posts, [])
  assert.equal(page.profile.name, 'vestnik_probe')
  assert.equal(page.profile.telegramId, null)
})

test('the answer to the scroller reads as the page does', () => {
  const html = readFixture('replies')
  const json = JSON.stringify(html).replaceAll('</', String.raw`<\/`)
  assert.deepEqual(parseXhr(json, options).posts, parsePage(html, options).posts)
})

test('an answer to the scroller that is no JSON string is refused', () => {
  for (const json of ['', '<html>', '{"a":1}', 'null', '["x"]']) {
    assert.throws(() => parseXhr(json, options), markupChanged)
  }
})

test('formats become entities over plain text, and space around the text is gone', () => {
  const post = onlyPostOf('text-formats')
  assert.equal(post.text, 'Жирный и курсив, черта, зачёркнуто, тайна, x = 1.\nif a:\n    b()\nЦитата\nДлинная цитата')
  assert.deepEqual(covered(post), [
    'bold: Жирный',
    'italic: курсив',
    'underline: черта',
    'strikethrough: зачёркнуто',
    'spoiler: тайна',
    'code: x = 1',
    'pre: if a:\n    b()',
    'blockquote: Цитата',
    'expandable_blockquote: Длинная цитата',
  ])
  assert.equal(post.entities.find(({ type }) => type === 'pre')?.language, 'python')
})

test('links are told apart by address and text', () => {
  const post = onlyPostOf('text-links')
  assert.equal(
    post.text,
    'Смотри статью, https://example.org, @other_channel, #новости, $TON, desk@example.org, +380 44 123 45 67, /start, кнопка!',
  )
  assert.deepEqual(covered(post), [
    'text_link: статью',
    'url: https://example.org',
    'mention: @other_channel',
    'hashtag: #новости',
    'cashtag: $TON',
    'email: desk@example.org',
    'phone_number: +380 44 123 45 67',
    'bot_command: /start',
  ])
})

test('an address that is escaped twice is read as the author wrote it', () => {
  assert.equal(onlyPostOf('text-links').entities[0]?.url, 'https://example.org/a?b=1&c=2')
})

test('emoji are neither bold nor italic, and custom ones keep their id', () => {
  const post = onlyPostOf('text-emoji')
  assert.equal(post.text, '🤖 Робот и 🏔 гора, цена 💵 $5')
  assert.deepEqual(post.entities, [
    { type: 'custom_emoji', customEmojiId: '5345799227572257356', offset: 0, length: 2 },
    { type: 'bold', offset: 20, length: 10 },
  ])
})

test('the notice for other browsers is no part of a post with custom emoji', () => {
  const post = onlyPostOf('text-emoji')
  assert.equal(post.kind, 'post')
  assert.deepEqual(post.media, [])
})

test('rounded views keep their label', () => {
  assert.deepEqual(onlyPostOf('text-emoji').views, { label: '9.5K', value: 9500 })
})

test('an album has its caption once, the ids of all items, and their media', () => {
  const post = onlyPostOf('album')
  assert.equal(post.messageId, 20)
  assert.equal(post.text, 'Подпись альбома')
  assert.deepEqual(post.albumIds, [20, 21, 22])
  assert.deepEqual(post.media, [
    { kind: 'photo', url: 'https://cdn4.example.org/file/one.jpg', messageId: 20 },
    { kind: 'photo', url: 'https://cdn4.example.org/file/two.jpg', messageId: 21 },
    {
      kind: 'video',
      url: 'https://cdn4.example.org/file/three.mp4?token=x',
      thumbnailUrl: 'https://cdn4.example.org/file/thumb.jpg',
      durationS: 3725,
      messageId: 22,
    },
  ])
})

test('the channel id is told by an album too, whose message is a word there', () => {
  assert.equal(parsePage(readFixture('album'), options).profile.telegramId, 1_700_000_001)
})

test('every kind of media says what the page shows of it', () => {
  const thumbnailUrl = 'https://cdn4.example.org/file/t.jpg'
  const media = new Map(postsOf('media').map((post) => [post.messageId, post.media]))
  assert.deepEqual(Object.fromEntries(media), {
    30: [{ kind: 'photo', url: 'https://cdn4.example.org/file/p.jpg', messageId: 30 }],
    31: [{ kind: 'video', url: 'https://cdn4.example.org/file/v.mp4', thumbnailUrl, durationS: 9, messageId: 31 }],
    32: [{ kind: 'video', url: null, thumbnailUrl, durationS: 100, messageId: 32 }],
    33: [{ kind: 'gif', url: 'https://cdn4.example.org/file/g.mp4', thumbnailUrl }],
    34: [{ kind: 'round_video', url: 'https://cdn4.example.org/file/r.mp4', durationS: 44 }],
    35: [{ kind: 'voice', url: 'https://cdn4.example.org/file/v.ogg', durationS: 1660 }],
    36: [{ kind: 'audio', title: 'Песня', performer: 'Хор', messageId: 36 }],
    37: [{ kind: 'document', title: 'отчёт.pdf', sizeLabel: '52.6 KB', messageId: 37 }],
    38: [{ kind: 'sticker', url: 'https://cdn4.example.org/file/s.webp' }],
    39: [{ kind: 'sticker', url: 'https://cdn4.example.org/file/s.tgs' }],
    41: [{ kind: 'location', latitude: 50.4501, longitude: 30.5234, title: 'Майдан', address: 'Київ' }],
    42: [{ kind: 'contact', name: 'Справочная', phone: '+380 44 000 00 00' }],
  })
})

test('media without words are posts, not unsupported ones, and no albums', () => {
  for (const post of postsOf('media')) {
    assert.equal(post.kind, 'post')
    assert.deepEqual(post.albumIds, [])
  }
})

test('a poll has its question, options and voters', () => {
  const post = onlyPostOf('poll')
  assert.equal(post.text, '')
  assert.deepEqual(post.media, [
    {
      kind: 'poll',
      question: 'Чай или кофе?',
      type: 'Anonymous Poll',
      options: [
        { text: 'Чай', percent: 16 },
        { text: 'Кофе & сахар', percent: 84 },
      ],
      voters: { label: '1\u00a0222', value: 1222 },
    },
  ])
})

test('a link preview is one, without what its pictures would be by themselves', () => {
  const post = onlyPostOf('link-preview')
  assert.deepEqual(post.media, [
    {
      kind: 'link_preview',
      url: 'https://example.org/news',
      site: 'Example',
      title: null,
      description: 'Строка\nи ещё одна',
    },
  ])
  assert.deepEqual(covered(post), ['url: https://example.org/news'])
})

test('a forward names its channel, message and author as far as the page does', () => {
  assert.deepEqual(
    postsOf('forwards').map(({ forward }) => forward),
    [
      { name: 'Другой канал', channel: 'Other_Channel', id: 500, author: 'Редактор' },
      { name: 'Кто-то', channel: null, id: null, author: null },
      { name: 'Закрытый канал', channel: null, id: 15, author: null },
    ],
  )
})

test('a reply points at its target, and the quoted words are no part of the text', () => {
  assert.deepEqual(
    postsOf('replies').map(({ reply, text }) => [reply, text]),
    [
      [{ channel: null, id: 10, author: 'Проба пера', quote: 'Чужие слова' }, 'Ответ своему'],
      [{ channel: 'other_channel', id: 7, author: 'Проба пера', quote: 'Чужие слова' }, 'Ответ другому'],
    ],
  )
})

test('the edited mark is not taken from a signature', () => {
  assert.deepEqual(
    postsOf('signed-edited').map(({ edited, author, views }) => [edited, author, views]),
    [
      [true, 'edited by Ann', { label: '11.4M', value: 11_400_000 }],
      [false, 'edited by Ann', null],
    ],
  )
})

test('service messages are marked and have plain text', () => {
  assert.deepEqual(
    postsOf('service').map(({ kind, text, entities }) => [kind, text, entities]),
    [
      ['service', 'Channel created', []],
      ['service', 'Проба пера pinned «Важное»', []],
    ],
  )
})

test('a post that only the app shows is unsupported, unless some of it can be read', () => {
  assert.deepEqual(
    postsOf('unsupported').map(({ kind, text }) => [kind, text]),
    [
      ['unsupported', ''],
      ['unsupported', ''],
      ['post', 'Подпись видна'],
    ],
  )
})

test('a page without posts and without the empty mark is an alarm', () => {
  for (const html of ['', '<html><body>hello</body></html>', readFixture('landing-channel'), '\0'.repeat(100)]) {
    assert.throws(() => parsePage(html, options), markupChanged)
  }
})

test('a post without a date is an alarm, whatever other times the page shows', () => {
  const html = readFixture('media')
  const last = html.lastIndexOf('<time datetime')
  const broken = `${html.slice(0, last)}<time>09:11</time>${html.slice(html.indexOf('</time>', last) + 7)}`
  assert.throws(() => parsePage(broken, options), markupChanged)
})

test('a date that is none is an alarm', () => {
  for (const date of ['2026-02-30T09:00:00+00:00', '2026-03-01', 'yesterday', '', '2026-03-01T25:00:00+00:00']) {
    const html = readFixture('page').replace('2026-03-01T09:05:00+00:00', date)
    assert.throws(() => parsePage(html, options), markupChanged)
  }
})

test('a date that leads to another post is an alarm', () => {
  for (const other of ['vestnik_probe/12', 'stranger/11', 'vestnik_probe']) {
    const html = readFixture('page').replace(/(message_date" href="https:\/\/t\.me\/)vestnik_probe\/11/, `$1${other}`)
    assert.throws(() => parsePage(html, options), markupChanged)
  }
})

test('a post with two dates is an alarm', () => {
  const time = '<time datetime="2026-03-01T09:05:00+00:00" class="time">09:05</time>'
  assert.throws(() => parsePage(readFixture('page').replace(time, time + time), options), markupChanged)
})

test('a time outside of the link to the post is no date', () => {
  const html = readFixture('page').replace(
    /(<a class="tgme_widget_message_date" href="[^"]*11">)(<time.*?<\/time>)<\/a>/,
    '$1</a>$2',
  )
  assert.throws(() => parsePage(html, options), markupChanged)
})

test('a post with two bubbles is an alarm', () => {
  const html = readFixture('poll').replace('<div class="tgme_widget_message_bubble">', '$&</div>$&')
  assert.throws(() => parsePage(html, options), markupChanged)
})

test('a post inside another is an alarm, even when both are whole', () => {
  const [first = '', second = ''] = ['text-links', 'poll'].map(readFixture)
  const end = first.lastIndexOf('</div>')
  assert.throws(
    () => parsePage(first.slice(0, first.lastIndexOf('</div>', end - 1)) + second + '</div></div>', options),
    {
      message: 'a post stands inside another',
    },
  )
})

test('a post inside the words or the quotation of another is an alarm', () => {
  const hidden = '<div data-post="vestnik_probe/99"></div>'
  assert.throws(() => parsePage(readFixture('page').replace('Второй пост', hidden), options), markupChanged)
  assert.throws(() => parsePage(readFixture('replies').replace('Чужие слова', hidden), options), markupChanged)
})

test('a date with another offset is the same instant', () => {
  const html = readFixture('page').replace('2026-03-01T09:00:00+00:00', '2026-03-01T11:00:00+02:00')
  assert.equal(parsePage(html, options).posts[0]?.publishedAt, Date.UTC(2026, 2, 1, 9))
})

test('a post without an id is an alarm', () => {
  for (const mark of ['vestnik_probe', 'vestnik_probe/', 'vestnik_probe/x', '/11', 'vestnik_probe/0']) {
    const html = readFixture('page').replace('data-post="vestnik_probe/11"', `data-post="${mark}"`)
    assert.throws(() => parsePage(html, options), markupChanged)
  }
})

test('a post of another channel is an alarm', () => {
  const html = readFixture('page')
  assert.throws(
    () => parsePage(html.replace('data-post="vestnik_probe/11"', 'data-post="stranger/11"'), options),
    markupChanged,
  )
  assert.throws(() => parsePage(html.replaceAll('vestnik_probe/1', 'stranger/1'), options), markupChanged)
})

test('the case of the name is that of the posts', () => {
  const html = readFixture('page').replaceAll('data-post="vestnik_probe', 'data-post="Vestnik_Probe')
  assert.equal(parsePage(html, options).profile.name, 'Vestnik_Probe')
})

test('posts that differ in the id of their channel are an alarm', () => {
  const other = Buffer.from('{"c":-42,"p":11}').toString('base64url')
  const html = readFixture('page').replace(/(vestnik_probe\/11" data-view=")[^"]+/, `$1${other}`)
  assert.throws(() => parsePage(html, options), markupChanged)
})

test('a data-view that cannot be read tells no id and breaks nothing', () => {
  for (const view of ['', '!!!', 'bnVsbA', 'e30', Buffer.from('{"c":"x"}').toString('base64url')]) {
    const html = readFixture('poll').replace(/data-view="[^"]*"/, `data-view="${view}"`)
    assert.equal(parsePage(html, options).profile.telegramId, null)
  }
})

test('a post that the reader cannot see is an alarm', () => {
  const html = readFixture('page').replace('Второй пост', 'Второй <!-- пост')
  assert.throws(() => parsePage(html, options), SourceError)
})

test('a post whose tag lost its begin is an alarm, though nothing marks it as a post', () => {
  const html = readFixture('page').replace(/<(div class="[^"]*" data-post="vestnik_probe\/11")/, '$1')
  assert.throws(() => parsePage(html, options), { message: 'a part of a post stands outside of any' })
})

test('a part that does not end where it should is an alarm', () => {
  for (const lost of ['Первый пост</div>', '</i></a></div>']) {
    const html = readFixture('page').replace(lost, lost.slice(0, lost.indexOf('<')))
    assert.throws(() => parsePage(html, options), markupChanged)
  }
})

test('words that look like a mark of a post are no post', () => {
  const html = readFixture('page').replace('Второй пост', 'Пишут data-post="x/1" в разметке')
  assert.equal(parsePage(html, options).posts[1]?.text, 'Пишут data-post="x/1" в разметке')
})

test('a document that ends early is refused as a broken connection', () => {
  const html = readFixture('page')
  const afterSecond = html.indexOf('<div class="tgme_widget_message_wrap', html.indexOf('Второй'))
  assert.throws(() => parsePage(html.slice(0, afterSecond), options), { name: 'SourceError', fault: 'network' })
})

test('a part of a page that ends inside a post is refused', () => {
  const html = readFixture('poll')
  assert.throws(() => parsePage(html.slice(0, html.lastIndexOf('</time>')), options), markupChanged)
})

test('the same post twice is one, and two posts of one id are an alarm', () => {
  const html = readFixture('poll')
  assert.equal(parsePage(html + html, options).posts.length, 1)
  assert.throws(() => parsePage(html + html.replace('Чай или кофе', 'Кофе или чай'), options), markupChanged)
})

test('deep nesting is refused at once', () => {
  const html = `<div data-post="vestnik_probe/1">${'<b>'.repeat(300_000)}`
  const startedAt = performance.now()
  assert.throws(() => parsePage(html, options), markupChanged)
  assert.ok(performance.now() - startedAt < 30_000)
})

test('line breaks of the source are no line breaks of the text', () => {
  const html = readFixture('page').replace(
    'Второй пост',
    'Второй\n      <b>жирный\n  пост</b><br/>\n  конец  \u00a0да\n',
  )
  const post = parsePage(html, options).posts[1]
  assert.equal(post?.text, 'Второй жирный пост\nконец  \u00a0да')
  assert.deepEqual(post?.entities, [{ type: 'bold', offset: 7, length: 11 }])
})

test('formats that the page split are whole again', () => {
  const html = readFixture('page').replace(
    'Второй пост',
    '<i>Ещё </i><a href="https://example.org/x"><i>ссылка</i></a><i> и <b>цена</b></i>',
  )
  const post = parsePage(html, options).posts[1]
  assert.ok(post)
  assert.deepEqual(covered(post), ['italic: Ещё ссылка и цена', 'text_link: ссылка', 'bold: цена'])
})
