import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MediaKind, PostContent } from '../../src/domain/post.ts'
import type { ChannelPage, Landing } from '../../src/domain/source.ts'
import { parseEmbed, parseLanding, parsePage, parseXhr } from '../../src/tme/parse.ts'
import type { EmbedParse } from '../../src/tme/parse.ts'
import { covered, readShared, withoutSharedPages } from './support/fixtures.ts'

const skip = { skip: withoutSharedPages }
const options = { channelName: 'asked_name' }

function pageOf(path: string): ChannelPage {
  return parsePage(readShared(path), options)
}

function messageOf(path: string): PostContent {
  const [post, ...others] = pageOf(path).posts
  assert.ok(post !== undefined && others.length === 0)
  return post
}

function dateOf(post: PostContent): string {
  return new Date(post.publishedAt).toISOString().replace('.000Z', '')
}

function landingOf(path: string): Landing {
  return parseLanding(readShared(path))
}

function embedOf(name: string): EmbedParse {
  return parseEmbed(readShared(`reconstructed/embed_${name}.html`))
}

/** Channel, id and date of a single message as they stand in its page. */
function headOf(path: string): readonly unknown[] {
  const { profile } = pageOf(path)
  const post = messageOf(path)
  return [profile.name, post.messageId, dateOf(post), post.views?.label ?? null, post.kind]
}

test('durov: the profile is that of the header', skip, () => {
  const { details, ...profile } = pageOf('sherlock-telegram/channel_feed.html').profile
  assert.deepEqual(profile, {
    name: 'durov',
    telegramId: 1_006_503_122,
    title: 'Pavel Durov',
    description: 'Founder of Telegram.',
    subscribers: 11_300_000,
  })
  assert.match(details?.photoUrl ?? '', /^https:\/\/cdn4\.telesco\.pe\/file\/mgt7sgV1.*QJMw\.jpg$/)
  assert.deepEqual(details?.labels, ['verified'])
  assert.deepEqual(details.counters, {
    subscribers: { label: '11.3M', value: 11_300_000 },
    photos: { label: '101', value: 101 },
    videos: { label: '45', value: 45 },
    links: { label: '195', value: 195 },
  })
})

test('durov: id, date, views, edited mark, media and beginning of every post', skip, () => {
  const expected: [number, string, string, boolean, MediaKind[], string][] = [
    [
      519,
      '2026-05-20T15:38:10',
      '8.67M',
      false,
      ['video'],
      '🤖 Your Telegram inbox can now run itself.\n\nAssign a bot',
    ],
    [520, '2026-05-23T13:26:07', '11.4M', false, [], '🎭 WhatsApp encryption is a giant fraud.\n\n🇺🇸 The state'],
    [
      521,
      '2026-06-01T15:40:13',
      '6.51M',
      true,
      ['link_preview'],
      '💎 TON’s native currency is becoming Gram.\n\n🤑 Gram',
    ],
    [522, '2026-06-01T15:46:12', '7.05M', false, ['photo'], ''],
    [523, '2026-06-09T19:33:51', '12.4M', false, ['gif'], '⌚️ A fully native Telegram app for Apple Watch is out.'],
    [524, '2026-06-11T17:54:31', '14.5M', false, ['gif'], '⌚️ Telegram is now on Wear OS.\n\nOwners of Galaxy'],
    [
      525,
      '2026-06-12T19:15:19',
      '16.1M',
      false,
      ['link_preview'],
      '🔄 Telegram’s new update is out. Lots of great new',
    ],
    [526, '2026-06-13T20:15:20', '22.6M', false, ['gif'], "🖥 Don't be surprised if you see tables, nested lists"],
    [527, '2026-06-15T15:53:15', '23.7M', true, [], '🏆 Telegram is launching a $200,000 contest for content'],
    [528, '2026-06-15T18:58:13', '18.1M', false, [], '⛔️ The UK government wants to ban social media'],
    [529, '2026-06-16T15:05:29', '8.74M', false, [], '🚫 India’s IT ministry banned Telegram for one week'],
    [531, '2026-07-16T20:45:25', '4.88M', false, ['gif'], '🩵 Telegram now has a Rich Text Editor.\n\nIt supports'],
    [532, '2026-07-19T21:45:01', '5.03M', false, ['gif'], '🎠 Telegram now supports carousels\n\nOne small step'],
    [533, '2026-07-21T14:36:55', '5.3M', false, [], '🌍 This summer will see the largest rollout of'],
    [534, '2026-07-23T15:15:33', '5.1M', false, [], '🇬🇪 Very impressed with Georgia.\n\n🏔 The country'],
    [535, '2026-07-30T16:52:37', '4.1M', true, [], '💣 Russia has designated me as a “terrorist” for'],
    [536, '2026-07-30T16:55:01', '4.57M', false, ['photo'], '🇦🇫😈'],
    [537, '2026-08-03T07:19:56', '2.21M', false, ['photo'], '🧠 The 2026 International Olympiad in Artificial'],
    [538, '2026-08-04T15:20:04', '2.15M', true, ['link_preview'], 'Last night, Apple briefly removed Telegram from'],
    [539, '2026-08-08T21:11:14', '826K', false, ['link_preview'], '🏆 The International Olympiad in AI finished'],
  ]
  const { posts } = pageOf('sherlock-telegram/channel_feed.html')
  assert.equal(posts.length, expected.length)
  for (const [index, [id, date, views, edited, media, beginning]] of expected.entries()) {
    const post = posts[index]
    assert.ok(post)
    assert.deepEqual([post.messageId, dateOf(post), post.views?.label, post.edited], [id, date, views, edited])
    assert.deepEqual(
      post.media.map(({ kind }) => kind),
      media,
    )
    assert.equal(post.text.slice(0, beginning.length), beginning)
    assert.equal(post.author, 'Pavel Durov')
    assert.equal(post.kind, 'post')
    assert.doesNotMatch(post.text, /Please open Telegram|not supported in your browser/)
  }
})

test('durov: the ends of posts, so that none runs into what follows it', skip, () => {
  const ends = new Map(pageOf('sherlock-telegram/channel_feed.html').posts.map((post) => [post.messageId, post.text]))
  assert.ok(ends.get(519)?.endsWith('⚙️ Start building!'))
  assert.ok(ends.get(521)?.endsWith('This is step 4 of 7 to Make TON Great Again.'))
  assert.ok(ends.get(527)?.endsWith('Full details in the @contest channel.'))
  assert.ok(ends.get(535)?.endsWith('who can ban whom from the Internet  😉'))
  assert.ok(ends.get(538)?.endsWith('Stay vigilant! ☝️'))
  assert.ok(ends.get(539)?.endsWith('Congratulations to all the winners! 🏆'))
})

test('durov: samples of entities', skip, () => {
  const posts = new Map(pageOf('sherlock-telegram/channel_feed.html').posts.map((post) => [post.messageId, post]))
  const first = posts.get(519)
  assert.ok(first)
  assert.deepEqual(first.entities, [
    { type: 'custom_emoji', customEmojiId: '5345799227572257356', offset: 0, length: 2 },
    { type: 'custom_emoji', customEmojiId: '5226639745106330551', offset: 140, length: 2 },
    { type: 'custom_emoji', customEmojiId: '5341715473882955310', offset: 144, length: 2 },
    { type: 'text_link', url: 'https://core.telegram.org/bots/features#secretary-bots', offset: 147, length: 14 },
  ])
  const contest = posts.get(527)
  assert.ok(contest)
  assert.deepEqual(covered(contest), [
    'custom_emoji: 🏆',
    'bold: Telegram',
    'bold: $200,000 contest',
    'custom_emoji: 🎬',
    'bold: digital freedom',
    'text_link: this speech',
    'custom_emoji: 📈',
    'bold: 10,000+',
    'custom_emoji: 📣',
    'text_link: Full details',
    'mention: @contest',
  ])
  const ban = posts.get(528)
  assert.ok(ban)
  assert.deepEqual(covered(ban), [
    'custom_emoji: ⛔️',
    'custom_emoji: 🤦‍♂️',
    'custom_emoji: 🚨',
    'italic: P. S. More about digital freedom in my speech — the source material for our $200,000 clipping contest.',
    'text_link: my speech',
    'bold: $200,000',
    'text_link: clipping contest',
  ])
  const georgia = posts.get(534)
  assert.ok(georgia)
  assert.ok(!covered(georgia).includes('custom_emoji: 🏔'), 'a plain emoji has no id')
})

test('durov: media have their addresses', skip, () => {
  const posts = new Map(
    pageOf('sherlock-telegram/channel_feed.html').posts.map((post) => [post.messageId, post.media[0]]),
  )
  const video = posts.get(519)
  assert.ok(video?.kind === 'video')
  assert.equal(video.durationS, 9)
  assert.match(video.url ?? '', /^https:\/\/cdn4\.telesco\.pe\/file\/e174be993b\.mp4\?token=/)
  assert.match(video.thumbnailUrl ?? '', /^https:\/\/cdn4\.telesco\.pe\/file\/G2MH-M78/)
  const photo = posts.get(522)
  assert.ok(photo?.kind === 'photo')
  assert.match(photo.url ?? '', /^https:\/\/cdn4\.telesco\.pe\/file\/MqlYu7zh.*\.jpg$/)
  assert.deepEqual(posts.get(521), {
    kind: 'link_preview',
    url: 'https://gram.org/',
    site: 'Gram',
    title: null,
    description: 'The native currency of TON',
  })
})

test('durov: the answer to the scroller has the same posts as the page', skip, () => {
  const { posts, profile } = parseXhr(readShared('reconstructed/xhr_s_durov_before540_derived.json'), options)
  assert.deepEqual(
    posts.map(({ messageId, publishedAt, text }) => [messageId, publishedAt, text]),
    pageOf('sherlock-telegram/channel_feed.html').posts.map(({ messageId, publishedAt, text }) => [
      messageId,
      publishedAt,
      text,
    ]),
  )
  assert.deepEqual([profile.name, profile.title, profile.telegramId], ['durov', 'Pavel Durov', 1_006_503_122])
})

test('infoscape_test: a small channel of 2022', skip, () => {
  const { profile, posts } = pageOf('infoscape/page.html')
  const one = { label: '1', value: 1 }
  assert.deepEqual(profile, {
    name: 'infoscape_test',
    telegramId: 1_523_057_384,
    title: 'infoscape_test',
    description: null,
    subscribers: 1,
    details: { photoUrl: null, labels: [], counters: { subscribers: one, photos: one, files: one, links: one } },
  })
  assert.deepEqual(
    posts.map((post) => [post.messageId, dateOf(post), post.kind, post.text, post.views?.value ?? null]),
    [
      [1, '2022-05-24T19:06:50', 'service', 'Channel created', null],
      [2, '2022-05-24T19:07:22', 'post', 'простое сообщение', 2],
      [3, '2022-05-24T19:08:13', 'post', 'сообщение с картинкой', 2],
      [4, '2022-05-24T19:08:25', 'post', 'ссылка на https://yandex.ru/', 2],
      [5, '2022-05-24T19:09:57', 'post', 'файл', 2],
      [7, '2022-05-24T19:10:44', 'post', 'ответ на сообщение', 2],
    ],
  )
  assert.deepEqual(posts[3]?.entities, [{ type: 'url', offset: 10, length: 18 }])
  assert.deepEqual(posts[3].media, [
    { kind: 'link_preview', url: 'https://yandex.ru/', site: 'Яндекс', title: null, description: 'Найдётся всё' },
  ])
  assert.deepEqual(posts[4]?.media, [
    { kind: 'document', title: '2022-05-24 22.09.34.jpg', sizeLabel: '52.6 KB', messageId: 5 },
  ])
  assert.deepEqual(posts[5]?.reply, {
    channel: null,
    id: 2,
    author: 'infoscape_test',
    quote: 'простое сообщение',
  })
})

test('test_channel: albums, an unsupported post and a forward of 2026', skip, () => {
  const { profile, posts } = pageOf('lifemodel/telegram-test-channel.html')
  assert.deepEqual(profile, {
    name: 'test_channel',
    telegramId: null,
    title: 'Test_Channel',
    description: 'A test channel for unit testing the Telegram fetcher.\n\nQuestions and suggestions:\n@TestBot',
    subscribers: 10_000,
    details: {
      photoUrl: 'https://cdn4.telesco.pe/file/test-avatar.jpg',
      labels: [],
      counters: {
        subscribers: { label: '10K', value: 10_000 },
        photos: { label: '500', value: 500 },
        videos: { label: '100', value: 100 },
      },
    },
  })
  assert.deepEqual(
    posts.map((post) => [post.messageId, dateOf(post), post.kind, post.albumIds, post.views?.value]),
    [
      [1001, '2026-01-31T08:35:56', 'post', [1001, 1002], 2500],
      [1003, '2026-01-31T09:35:00', 'unsupported', [], 1300],
      [1010, '2026-01-31T09:41:27', 'post', [1010, 1011, 1012], 1000],
    ],
  )
  const [album, hidden, forward] = posts
  assert.ok(album && hidden && forward)
  assert.match(album.text, /^This is a test message with multiple photos\..*situations\.\n\nTelegram \| Admin$/s)
  assert.deepEqual(covered(album), ['text_link: Telegram', 'bold: Telegram', 'text_link: Admin', 'bold: Admin'])
  assert.equal(hidden.text, '')
  assert.deepEqual(forward.forward, { name: 'Another Channel', channel: 'another_channel', id: 500, author: null })
  assert.equal(forward.text.split('This is a forwarded message').length, 2, 'the caption stands once')
  assert.match(forward.text, /- Roof repairs finished\n- Partitions restored, doors replaced\n\nVisited the/)
  assert.deepEqual(
    forward.entities.map(({ type, offset, length }) => [type, offset, length]),
    [['expandable_blockquote', 280, 213]],
  )
})

test('single messages of 2023: channel, id, date, views and kind', skip, () => {
  const expected: Record<string, unknown[]> = {
    'rust-any2feed/message_link_preview.html': ['oper_goblin', 22360, '2023-02-27T07:33:14', '226.2K', 'post'],
    'rust-any2feed/message_link_preview_text_only.html': [
      'oper_goblin',
      22368,
      '2023-02-27T15:08:05',
      '246.8K',
      'post',
    ],
    'rust-any2feed/message_link_preview_video.html': ['fighter_bomber', 11226, '2023-03-01T07:37:02', '69.4K', 'post'],
    'rust-any2feed/message_media_file.html': ['oper_goblin', 16936, '2022-08-03T19:31:10', '171.9K', 'post'],
    'rust-any2feed/message_media_forwarded_from.html': ['oper_goblin', 22358, '2023-02-27T07:20:50', '214.4K', 'post'],
    'rust-any2feed/message_media_photo_and_video.html': ['anna_news', 46908, '2023-02-28T06:48:36', '59.5K', 'post'],
    'rust-any2feed/message_media_round_video.html': ['bolshiepushki', 3495, '2023-03-01T09:35:31', '54.2K', 'post'],
    'rust-any2feed/message_poll.html': ['it_begin', 488, '2023-02-27T16:21:02', '1.1K', 'post'],
    'rust-any2feed/message_sticker.html': ['channel', 5, '2023-03-01T08:01:50', '1', 'post'],
    'rust-any2feed/message_text.html': ['topwar_official', 70991, '2023-02-28T08:48:01', '33.4K', 'post'],
    'rust-any2feed/message_voice.html': ['oper_goblin', 939, '2018-04-24T15:28:46', '746', 'post'],
    'rust-any2feed/message_with_from_author.html': ['channel', 4, '2023-02-28T16:38:34', '1', 'post'],
    'tchan-2023/test_parse_forwarded_text_message.html': ['tchantest', 89, '2023-02-24T12:13:31', '2', 'post'],
    'tchan-2023/test_parse_location_message.html': ['tchantest', 10, '2023-02-24T07:31:38', '2', 'post'],
    'tchan-2023/test_parse_photo_multiple.html': ['tchantest', 14, '2023-02-24T07:34:20', '2', 'post'],
    'tchan-2023/test_parse_poll.html': ['tchantest', 11, '2023-02-24T07:32:23', '2', 'post'],
    'tchan-2023/test_parse_service_message_channel_created.html': [
      'tchantest',
      1,
      '2023-02-24T07:26:49',
      null,
      'service',
    ],
    'tchan-2023/test_parse_service_message_pinned.html': ['tchantest', 92, '2023-02-24T12:20:19', null, 'service'],
    'tchan-2023/test_parse_signed_edited_text_message.html': ['tchantest', 5, '2023-02-24T07:29:57', '2', 'post'],
    'tchan-2023/test_parse_sticker_message.html': ['tchantest', 9, '2023-02-24T07:31:06', '2', 'post'],
    'tchan-2023/test_parse_text_message_link_with_regular_preview.html': [
      'tchantest',
      94,
      '2023-02-24T13:47:38',
      '1',
      'post',
    ],
    'tchan-2023/test_parse_text_message_multiline.html': ['tchantest', 62, '2023-02-24T08:01:26', '2', 'post'],
    'tchan-2023/test_parse_video_big.html': ['some_random_user', 5343, '2023-01-30T23:30:40', '436.6K', 'post'],
  }
  for (const [path, head] of Object.entries(expected)) assert.deepEqual(headOf(path), head, path)
})

test('single messages: the id of the channel where the page tells it', skip, () => {
  assert.equal(pageOf('rust-any2feed/message_text.html').profile.telegramId, 1_084_368_520)
  assert.equal(pageOf('tchan-2023/test_parse_poll.html').profile.telegramId, 1_591_537_674)
  assert.equal(pageOf('tchan-2023/test_parse_photo_multiple.html').profile.telegramId, 1_591_537_674)
  assert.equal(pageOf('rust-any2feed/message_poll.html').profile.telegramId, null)
})

test('single messages: texts', skip, () => {
  assert.equal(messageOf('tchan-2023/test_parse_text_message_multiline.html').text, 'Bigger\ntext\nmessage\nnumber\n34')
  assert.equal(messageOf('tchan-2023/test_parse_photo_multiple.html').text, 'Multiple pics')
  assert.equal(messageOf('tchan-2023/test_parse_forwarded_text_message.html').text, ';)')
  assert.equal(messageOf('tchan-2023/test_parse_video_big.html').text, 'some text')
  assert.equal(messageOf('rust-any2feed/message_with_from_author.html').text, 'test')
  const article = messageOf('rust-any2feed/message_text.html')
  assert.match(
    article.text,
    /^Неопознанный летающий объект замечен в 160 – 200 км от Петербурга\n\nПо данным «Фонтанки», такую.*параде»\.$/s,
  )
  assert.deepEqual(covered(article), ['bold: Неопознанный летающий объект замечен в 160 – 200 км от Петербурга\n\n'])
  assert.equal(
    messageOf('rust-any2feed/message_media_forwarded_from.html').text,
    'Британская разведка выяснила, почему Ким Чен Ын начал выводить дочку в свет',
  )
})

test('single messages: an album of a video and photos, hashtags and a mention', skip, () => {
  const post = messageOf('rust-any2feed/message_media_photo_and_video.html')
  assert.deepEqual(post.albumIds, [46908, 46909, 46910])
  assert.deepEqual(
    post.media.map(({ kind }) => kind),
    ['video', 'photo', 'photo'],
  )
  assert.deepEqual(covered(post), [
    'bold: Ночью над Белгородом сбили 3 беспилотника',
    'hashtag: #Белгород',
    'hashtag: #Беспилотники',
    'mention: @anna_news',
  ])
})

test('single messages: forwards from a channel, a name with a link, and a hidden sender', skip, () => {
  assert.deepEqual(messageOf('rust-any2feed/message_media_file.html').forward, {
    name: 'Кремлёвская прачка',
    channel: 'kremlinprachka',
    id: 20294,
    author: null,
  })
  assert.deepEqual(messageOf('rust-any2feed/message_media_forwarded_from.html').forward, {
    name: 'Пул N3',
    channel: 'dimsmirnov175',
    id: 44604,
    author: null,
  })
  assert.deepEqual(messageOf('tchan-2023/test_parse_forwarded_text_message.html').forward, {
    name: 'Some user',
    channel: 'some_user',
    id: null,
    author: null,
  })
  assert.deepEqual(messageOf('rust-any2feed/message_voice.html').forward, {
    name: 'Спортивный Екб',
    channel: null,
    id: null,
    author: null,
  })
})

test('single messages: polls', skip, () => {
  assert.deepEqual(messageOf('rust-any2feed/message_poll.html').media, [
    {
      kind: 'poll',
      question: 'Как лучше?',
      type: 'Anonymous Poll',
      options: [
        { text: 'Несколько постов в день', percent: 16 },
        { text: 'Один пост в несколько дней', percent: 83 },
        { text: 'Свой вариант в комментарии', percent: 3 },
      ],
      voters: { label: '222', value: 222 },
      multiple: true,
    },
  ])
  assert.deepEqual(messageOf('tchan-2023/test_parse_poll.html').media, [
    {
      kind: 'poll',
      question: "Let's do a quick poll quizz mode",
      type: 'Anonymous Quiz',
      options: ['Opt1', 'Opt2', 'Opt3'].map((text) => ({ text, percent: 0 })),
      voters: { label: '0', value: 0 },
      quiz: true,
    },
  ])
})

test('single messages: other media', skip, () => {
  const [round] = messageOf('rust-any2feed/message_media_round_video.html').media
  assert.ok(round?.kind === 'round_video' && round.durationS === 44)
  const [voice] = messageOf('rust-any2feed/message_voice.html').media
  assert.ok(voice?.kind === 'voice' && voice.durationS === 1660)
  const [big] = messageOf('tchan-2023/test_parse_video_big.html').media
  assert.ok(big?.kind === 'video' && big.durationS === 52 && big.url === null)
  assert.deepEqual(messageOf('rust-any2feed/message_media_file.html').media, [
    { kind: 'document', title: 'Оппозиционные медиапроекты.pdf', sizeLabel: '2.1 MB', messageId: 16936 },
  ])
  assert.deepEqual(messageOf('tchan-2023/test_parse_location_message.html').media, [
    { kind: 'location', latitude: -23.930587176407, longitude: -44.086305367818, title: null, address: null },
  ])
  const [animated] = messageOf('rust-any2feed/message_sticker.html').media
  assert.ok(animated?.kind === 'sticker' && animated.url?.includes('sticker.tgs'))
  const [sticker] = messageOf('tchan-2023/test_parse_sticker_message.html').media
  assert.ok(sticker?.kind === 'sticker' && sticker.url?.includes('5b5c6e1325.webp'))
})

test('single messages: link previews', skip, () => {
  assert.deepEqual(messageOf('rust-any2feed/message_link_preview_video.html').media, [
    {
      kind: 'link_preview',
      url: 'https://t.me/shalnyak/5410',
      site: 'Telegram',
      title: 'Shalnyak',
      description:
        'Дядь @fighter_bomber глянь!!!\nУ меня такааая разработка🔥\nДля чего пока не знаю, но жути наводит пздц как🤓',
    },
  ])
  const [preview] = messageOf('rust-any2feed/message_link_preview_text_only.html').media
  assert.ok(preview?.kind === 'link_preview')
  assert.equal(preview.url, 'http://publication.pravo.gov.ru/Document/View/0001202302270011?index=7&rangeSize=1')
  assert.equal(preview.site, 'publication.pravo.gov.ru')
})

test('single messages: signatures and the edited mark', skip, () => {
  const signed = messageOf('tchan-2023/test_parse_signed_edited_text_message.html')
  assert.deepEqual(
    [signed.author, signed.edited, signed.text],
    ['Álvaro Justen', true, 'Hello! Signed and edited message'],
  )
  const emoji = messageOf('rust-any2feed/message_with_from_author.html')
  assert.deepEqual([emoji.author, emoji.edited], ['🅰️rkadiy Ivanov', false])
  assert.equal(messageOf('rust-any2feed/message_link_preview_video.html').edited, true)
})

test('single messages: service messages', skip, () => {
  assert.equal(messageOf('tchan-2023/test_parse_service_message_channel_created.html').text, 'Channel created')
  assert.equal(
    messageOf('tchan-2023/test_parse_service_message_pinned.html').text,
    "tchan's test channel 👍 pinned «Going to pin this message»",
  )
})

test('empty pages', skip, () => {
  const found = pageOf('reconstructed/s_no_posts_found_2026-08.html')
  assert.deepEqual([found.posts, found.profile.name, found.profile.subscribers], [[], 'durov', 11_300_000])
  assert.deepEqual(pageOf('tchan-2023/test_parse_no_posts_found.html').posts, [])
  assert.deepEqual(parseXhr(readShared('reconstructed/xhr_no_posts_derived.json'), options).posts, [])
})

test('landing pages', skip, () => {
  assert.deepEqual(landingOf('sherlock-telegram/tme_channel.html'), { kind: 'channel', title: 'Pavel Durov' })
  assert.deepEqual(landingOf('sherlock-telegram/tme_group.html'), { kind: 'group', title: 'Python' })
  assert.deepEqual(landingOf('sherlock-telegram/tme_bot.html'), { kind: 'bot', title: 'BotFather' })
  assert.deepEqual(landingOf('reconstructed/landing_nonexistent_2026-08.html'), { kind: 'contact', title: null })
})

test('embeds without a post', skip, () => {
  assert.deepEqual(embedOf('post_not_found_2026-08'), { ok: false, fault: 'post_not_found' })
  assert.deepEqual(embedOf('channel_not_found_2026-09'), { ok: false, fault: 'channel_not_found' })
  assert.deepEqual(embedOf('channel_not_displayable_2026-09'), { ok: false, fault: 'not_displayable' })
  assert.deepEqual(embedOf('channel_copyright_2026-09'), { ok: false, fault: 'copyright' })
})

test('a link preview alone, or data, is no page', skip, () => {
  for (const path of [
    'rust-any2feed/link_preview.html',
    'rust-any2feed/link_preview_video.html',
    'infoscape/canon_posts.json',
  ]) {
    assert.throws(() => pageOf(path), { name: 'SourceError', fault: 'markup_changed' })
  }
})
