import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load, type CheerioAPI } from 'cheerio'
import * as fc from 'fast-check'
import type { NewPost, SandboxMedia } from '../../../sandbox/channels.ts'
import { shortCount, spacedCount, durationLabel } from '../../../sandbox/web-preview/counts.ts'
import { renderText } from '../../../sandbox/web-preview/text.ts'
import { newsProfile, startPreview } from './preview-server.ts'

const url = 'https://t.me/Demo_News/1'

/** The page of a channel with these posts. */
async function pageOf(...posts: NewPost[]): Promise<CheerioAPI> {
  await using server = await startPreview()
  server.channels.add({ ...newsProfile, name: 'Other', title: 'Other news', telegramId: 2 })
  server.channels.publish('Other', { text: 'Said elsewhere' })
  for (const post of posts) server.channels.publish('Demo_News', post)
  return await server.page('/s/Demo_News')
}

function media(...items: SandboxMedia[]): NewPost {
  return { media: items }
}

test('every kind of entity is drawn in its tag', async () => {
  const html = [
    '<b>b</b><i>i</i><u>u</u><s>s</s><tg-spoiler>x</tg-spoiler><code>c</code>',
    '<pre>one\ntwo</pre>',
    '<pre><code class="language-ts">let</code></pre>',
    '<blockquote>q</blockquote><blockquote expandable>long</blockquote>',
    '<a href="https://example.org/?a=1&amp;b=2">link</a> #tag $TON @durov https://example.org/x me@example.org',
    '<tg-emoji emoji-id="5345799227572257356">🤖</tg-emoji>⚙️',
  ].join('\n')
  const $ = await pageOf({ html })
  const robot = `<i class="emoji" style="background-image:url('//telegram.org/img/emoji/40/F09FA496.png')"><b>🤖</b></i>`
  const wheel = `<i class="emoji" style="background-image:url('//telegram.org/img/emoji/40/E29A99.png')"><b>⚙️</b></i>`
  const expected = [
    '<b>b</b><i>i</i><u>u</u><s>s</s><tg-spoiler>x</tg-spoiler><code>c</code>',
    '<pre>one<br>two</pre>',
    '<pre><code class="language-ts">let</code></pre>',
    '<blockquote>q</blockquote><blockquote expandable="">long</blockquote>',
    `<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener" onclick="return confirm('Open this link?\\n\\n'+this.href);">link</a> <a href="?q=%23tag">#tag</a> <a href="?q=%24TON">$TON</a> <a href="https://t.me/durov" target="_blank">@durov</a> <a href="https://example.org/x" target="_blank" rel="noopener">https://example.org/x</a> <a href="mailto:me@example.org">me@example.org</a>`,
    `<tg-emoji emoji-id="5345799227572257356">${robot}</tg-emoji>${wheel}`,
  ].join('<br>')
  assert.equal($('.js-message_text').html(), expected)
})

test('entities that overlap without nesting are cut into tags that nest', () => {
  const entities = [
    { type: 'bold', offset: 0, length: 4 },
    { type: 'italic', offset: 2, length: 4 },
  ]
  assert.equal(renderText('abcdef', entities), '<b>ab<i>cd</i></b><i>ef</i>')
})

test('a link within a link is left out', () => {
  const entities = [
    { type: 'text_link', offset: 0, length: 6, url: 'https://example.org' },
    { type: 'hashtag', offset: 2, length: 4 },
  ]
  assert.equal(renderText('a #bcd', entities).match(/<a /g)?.length, 1)
})

test('whatever the text and the entities, the page shows the text and every tag is closed', () => {
  const types = ['bold', 'italic', 'text_link', 'pre', 'blockquote', 'custom_emoji', 'url', 'no_such_type']
  const entity = fc.record({
    type: fc.constantFrom(...types),
    offset: fc.integer({ min: -3, max: 30 }),
    length: fc.integer({ min: -3, max: 30 }),
    url: fc.string({ maxLength: 9 }),
  })
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 25 }),
      fc.array(entity, { maxLength: 6 }),
      (text, entities) => {
        const html = renderText(text, entities)
        const $ = load(`<div id="x">${html}</div><p id="after"></p>`)
        $('br').replaceWith('\n')
        assert.equal($('#x').text(), text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', ''))
        assert.equal($('#x').next().attr('id'), 'after')
      },
    ),
  )
})

test('nothing that is published can leave its place in the page', async () => {
  const evil = `'"><script>alert(1)</script>&amp;<img src=x onerror=y>`
  const $ = await pageOf(
    {
      text: evil,
      entities: [
        { type: 'text_link', offset: 0, length: 5, url: `javascript:${evil}` },
        { type: 'pre', offset: 6, length: 3, language: evil },
        { type: 'custom_emoji', offset: 10, length: 3, custom_emoji_id: evil },
      ],
      signature: evil,
      forward: { name: evil, channel: evil, id: 1, author: evil },
      replyTo: { channel: evil, id: 1 },
      reactions: [{ emoji: evil, count: 1 }],
      media: [
        { kind: 'document', title: evil, sizeLabel: evil },
        { kind: 'poll', question: evil, type: evil, options: [{ text: evil, percent: 5 }], voters: 1 },
        { kind: 'link_preview', url: evil, site: evil, title: evil, description: evil },
      ],
    },
    { kind: 'service', text: `${evil} pinned «${evil}»` },
  )
  assert.equal($('script, [onerror], img[src=x]').length, 0)
  assert.ok($('.js-message_text').text().includes(evil))
  assert.equal($('.tgme_widget_message_document_title').text(), evil)
  assert.equal($('.tgme_widget_message_from_author').text(), evil)
})

test('signs are escaped by the numbers that Telegram uses', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { text: `It's $5! "a" <b> & c` })
  const html = await (await server.get('/s/Demo_News')).text()
  assert.ok(html.includes('It&#39;s &#036;5&#33; &quot;a&quot; &lt;b&gt; &amp; c</div>'))
})

test('the view token tells the channel by its negative number and an album by a string', async () => {
  const $ = await pageOf({ text: 'a' }, media({ kind: 'photo' }, { kind: 'photo' }))
  const tokens = $('[data-view]')
    .toArray()
    .map((element) => $(element).attr('data-view') ?? '')
  assert.ok(tokens.every((token) => /^[\w-]+$/.test(token)))
  const views = tokens.map((token) => JSON.parse(Buffer.from(token, 'base64url').toString()) as Record<string, unknown>)
  assert.deepEqual(
    views.map(({ c, p }) => [c, p]),
    [
      [-1_500_000_001, 1],
      [-1_500_000_001, '2g'],
    ],
  )
  assert.ok(views.every(({ h, t }) => /^[\da-f]{18}$/.test(String(h)) && Number.isInteger(t)))
})

test('the date stands in UTC in the date link, and a duration elsewhere', async () => {
  const $ = await pageOf({
    ...media({ kind: 'video', durationS: 65 }),
    publishedAt: Date.UTC(2024, 1, 3, 4, 5, 6, 789),
  })
  const time = $('a.tgme_widget_message_date > time')
  assert.deepEqual([time.attr('datetime'), time.text()], ['2024-02-03T04:05:06+00:00', '04:05'])
  assert.equal($('time').first().text(), '1:05')
})

test('views, signature and the edited mark stand in the footer, in their order', async () => {
  const $ = await pageOf({ text: 'a', views: 8_670_000, signature: 'Ann', editedAt: 5 }, { kind: 'service', text: 'b' })
  assert.equal($('.tgme_widget_message_views').text(), '8.67M')
  assert.equal($('.tgme_widget_message_meta').first().text(), 'Ann,\u00a0edited \u00a012:30')
  assert.equal($('.tgme_widget_message_views').length, 1)
})

test('an album is one block whose items carry their ids, with a caption wrapped twice', async () => {
  const $ = await pageOf({ ...media({ kind: 'photo' }, { kind: 'video', durationS: 3 }), text: 'caption' })
  const hrefs = $('.grouped_media_wrap')
    .toArray()
    .map((item) => $(item).attr('href'))
  assert.deepEqual(hrefs, [`${url}?single`, 'https://t.me/Demo_News/2?single'])
  assert.equal($('.js-message_text').length, 2)
  assert.equal($('.js-message_text .js-message_text').text(), 'caption')
})

test('a video that is too big has a duration and no address', async () => {
  const $ = await pageOf(media({ kind: 'video', durationS: 52, tooBig: true }))
  assert.ok($('.tgme_widget_message_video_player').hasClass('not_supported'))
  assert.equal($('video').length, 0)
  assert.equal($('.message_media_not_supported_label').text(), 'Media is too big')
})

test('a GIF is a video without a duration', async () => {
  const $ = await pageOf(media({ kind: 'gif' }))
  assert.equal($('.tgme_widget_message_video_player video[autoplay]').length, 1)
  assert.equal($('.tgme_widget_message_video_player time').length, 0)
})

test('a poll shows its options with their shares, and its voters in the footer', async () => {
  const options = [
    { text: 'one', percent: 16 },
    { text: 'two', percent: 84 },
  ]
  const $ = await pageOf(media({ kind: 'poll', question: 'Which?', type: 'Anonymous Poll', options, voters: 1222 }))
  assert.equal($('.tgme_widget_message_poll_question').text(), 'Which?')
  const percents = $('.tgme_widget_message_poll_option_percent')
    .toArray()
    .map((option) => $(option).text())
  assert.deepEqual(percents, ['16%', '84%'])
  assert.equal($('.tgme_widget_message_footer .tgme_widget_message_voters').text(), '1.22K')
})

test('a forward names its origin by a link, and a hidden sender without one', async () => {
  const $ = await pageOf(
    { text: 'a', forward: { name: 'Other', channel: 'other', id: 5, author: 'Ann' } },
    { text: 'b', forward: { name: 'Hidden', channel: null, id: null, author: null } },
    { text: 'c', forward: { name: 'A person', channel: 'person', id: null, author: null } },
  )
  const names = $('.tgme_widget_message_forwarded_from_name').toArray()
  assert.deepEqual(
    names.map((name) => [$(name).prop('tagName'), $(name).attr('href') ?? null]),
    [
      ['A', 'https://t.me/other/5'],
      ['SPAN', null],
      ['A', 'https://t.me/person'],
    ],
  )
  assert.equal($('.tgme_widget_message_forwarded_from').first().text(), 'Forwarded from\u00a0Other\u00a0(Ann)')
})

test('a reply quotes its target, also in another channel, and a target without text by a word', async () => {
  const $ = await pageOf(
    { text: 'я'.repeat(300) },
    { text: 'b', replyTo: { channel: null, id: 1 } },
    { text: 'c', replyTo: { channel: 'other', id: 1 } },
    media({ kind: 'voice', durationS: 1 }),
    { text: 'd', replyTo: { channel: null, id: 4 } },
    { text: 'e', replyTo: { channel: null, id: 99 } },
  )
  const replies = $('a.tgme_widget_message_reply')
    .toArray()
    .map((reply) => $(reply))
  assert.deepEqual(
    replies.map((reply) => [reply.attr('href'), reply.find('.js-message_reply_text').text()]),
    [
      [url, `${'я'.repeat(256)}…`],
      ['https://t.me/Other/1', 'Said elsewhere'],
      ['https://t.me/Demo_News/4', 'Voice message'],
      ['https://t.me/Demo_News/99', 'Deleted message'],
    ],
  )
  assert.equal(replies[1]?.find('.tgme_widget_message_author_name').text(), 'Other news')
})

test('reactions are emoji, custom emoji without a character, and stars', async () => {
  const reactions = [
    { emoji: '👍', count: 2490 },
    { emoji: '5265077361648368841', count: 9 },
    { emoji: 'paid', count: 1 },
  ]
  const $ = await pageOf({ text: 'a', reactions })
  const shown = $('.tgme_reaction')
    .toArray()
    .map((reaction) => $(reaction))
  assert.deepEqual(
    shown.map((reaction) => reaction.text()),
    ['👍2.49K', '9', '1'],
  )
  assert.equal(shown[1]?.find('tg-emoji').attr('emoji-id'), '5265077361648368841')
  assert.ok(shown[2]?.hasClass('tgme_reaction_paid'))
})

test('a post with custom emoji is wrapped in content for those who can show it, with a hint for the rest', async () => {
  const $ = await pageOf({
    html: '<tg-emoji emoji-id="5345799227572257356">🤖</tg-emoji> hi',
    ...media({ kind: 'photo' }),
  })
  assert.equal($('.media_supported_cont > .js-message_text').text(), '🤖 hi')
  assert.equal($('.media_supported_cont > .tgme_widget_message_photo_wrap').length, 1)
  assert.match($('.media_not_supported_cont').text(), /Please open Telegram to view this post/)
})

test('an unsupported post shows the hint and none of its text', async () => {
  const $ = await pageOf({ kind: 'unsupported', text: 'hidden words' })
  assert.equal($('.message_media_not_supported_label').text(), 'Please open Telegram to view this post')
  assert.equal($('.js-message_text').length, 0)
  assert.doesNotMatch($('body').text(), /hidden words/)
})

test('a service message has its class and its plain text', async () => {
  const $ = await pageOf({ kind: 'service', text: 'Demo news pinned «a <b> c»' })
  assert.ok($('[data-post]').hasClass('service_message'))
  assert.equal($('.js-message_text').text(), 'Demo news pinned «a <b> c»')
  assert.equal($('.tgme_widget_service_strong_text').text(), 'a <b> c')
})

test('a link preview leaves out what it does not know', async () => {
  const $ = await pageOf({
    text: 'a',
    ...media({ kind: 'link_preview', url: 'https://example.org', site: 'Example', picture: 'none' }),
  })
  assert.equal($('.tgme_widget_message_link_preview').attr('href'), 'https://example.org')
  assert.equal($('.link_preview_site_name').text(), 'Example')
  assert.equal($('.link_preview_title, .link_preview_description, .link_preview_image').length, 0)
})

test('counts are rounded to three digits, never to a thousand of a unit', () => {
  const counts = [0, 44, 999, 1000, 1004, 2490, 9500, 185_400, 999_499, 999_950, 11_286_994, 2_500_000_000]
  assert.deepEqual(counts.map(shortCount), [
    '0',
    '44',
    '999',
    '1K',
    '1K',
    '2.49K',
    '9.5K',
    '185K',
    '999K',
    '1M',
    '11.3M',
    '2.5B',
  ])
  assert.deepEqual([44, 1234, 11_286_994].map(spacedCount), ['44', '1 234', '11 286 994'])
})

test('durations are written as players do', () => {
  assert.deepEqual([9, 65, 1660, 3723].map(durationLabel), ['0:09', '1:05', '27:40', '1:02:03'])
})
