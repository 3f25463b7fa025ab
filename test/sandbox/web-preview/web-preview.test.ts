import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { load } from 'cheerio'
import * as fc from 'fast-check'
import type { LandingCard, LandingKind } from '../../../sandbox/web-preview/web-preview.ts'
import { newsProfile, shownIds, shownMessageIds, startPreview } from './preview-server.ts'

const scroller = { method: 'POST', headers: { 'X-Requested-With': 'XMLHttpRequest' } }

test('the page names the channel in canonical case, whatever the case of the request', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { text: 'a' })
  const $ = await server.page('/s/dEMO_nEWS')
  assert.equal($('[data-post]').attr('data-post'), 'Demo_News/1')
  assert.equal($('main').attr('data-url'), '/Demo_News')
})

test('the header tells title, labels, name, description and rounded counts', async () => {
  await using server = await startPreview()
  server.channels.updateProfile('Demo_News', {
    verified: true,
    title: 'A & B',
    description: 'By @someone\nand others!',
  })
  server.channels.publish('Demo_News', { html: 'https://example.org', media: [{ kind: 'photo' }, { kind: 'photo' }] })
  server.channels.publish('Demo_News', { media: [{ kind: 'document', title: 'a.pdf', sizeLabel: '1 MB' }] })
  const $ = await server.page('/s/Demo_News')
  assert.equal($('.tgme_channel_info_header_title > span').text(), 'A & B')
  assert.equal($('.tgme_channel_info_header_labels i.verified-icon').length, 1)
  assert.equal($('.tgme_channel_info_header_username a').text(), '@Demo_News')
  assert.equal(
    $('.tgme_channel_info_description').html(),
    'By <a href="https://t.me/someone" target="_blank">@someone</a><br>and others!',
  )
  const counters = $('.tgme_channel_info_counter')
    .toArray()
    .map((counter) => $(counter).text())
  assert.deepEqual(counters, ['9.51K subscribers', '2 photos', '1 file', '1 link'])
})

test('an empty description is no element', async () => {
  await using server = await startPreview()
  server.channels.updateProfile('Demo_News', { description: '' })
  const $ = await server.page('/s/Demo_News')
  assert.equal($('.tgme_channel_info_description').length, 0)
})

test('a channel without preview, a group, a person and an unused name redirect alike', async () => {
  await using server = await startPreview({ landings: { a_group: 'group' } })
  server.channels.add({ ...newsProfile, name: 'Closed', preview: false })
  for (const name of ['Closed', 'closed', 'a_group', 'nobody_here']) {
    for (const init of [{}, scroller]) {
      const response = await server.get(`/s/${name}?before=5`, init)
      assert.deepEqual([response.status, response.headers.get('location')], [302, `/${name}`])
      assert.equal(await response.text(), '')
    }
  }
})

test('the scroller gets one JSON string, escaped as PHP does, of what the page shows', async () => {
  await using server = await startPreview({ pageSize: 2 })
  for (const text of ['а', 'б', 'в', 'г']) server.channels.publish('Demo_News', { text })
  const response = await server.get('/s/demo_news?before=4', scroller)
  const body = await response.text()
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8')
  assert.match(body, /^"      <div class=\\"tgme_widget_message_centered js-messages_more_wrap\\"/)
  assert.match(body, /<\\\/div>/)
  assert.doesNotMatch(body, /[^\u0020-\u007e]/)
  const $ = load(JSON.parse(body) as string)
  assert.deepEqual(shownIds($), [2, 3])
  assert.equal($('.js-messages_more').length, 1)
  assert.equal($('.js-messages_more').attr('data-before'), '2')
})

test('a POST that is not the scroller gets the page', async () => {
  await using server = await startPreview()
  const response = await server.get('/s/Demo_News', { method: 'POST', body: '_rl=1' })
  assert.match(await response.text(), /^<!DOCTYPE html>/)
})

test('a search finds posts by all words, by their begin, whatever the case and ё, and marks them', async () => {
  await using server = await startPreview()
  for (const text of ['Ёлки зелёные, <b> дома', 'Елка и домой', 'Подомой ёлки'])
    server.channels.publish('Demo_News', { text })
  const $ = await server.page(`/s/Demo_News?q=${encodeURIComponent('ел дом')}`)
  assert.deepEqual(shownIds($), [1, 2])
  const marks = $('mark')
    .toArray()
    .map((mark) => $(mark).text())
  assert.deepEqual(marks, ['Ёлки', 'дома', 'Елка', 'домой'])
  assert.equal($('.js-header_search').attr('value'), 'ел дом')
  assert.equal($('form').hasClass('has_value'), true)
})

test('a search ends at twenty hits, the newest, and has no link to more', async () => {
  await using server = await startPreview()
  for (let index = 0; index < 30; index += 1) server.channels.publish('Demo_News', { text: 'the same word' })
  const $ = await server.page('/s/Demo_News?q=word')
  assert.deepEqual(
    shownIds($),
    Array.from({ length: 20 }, (_, index) => index + 11),
  )
  assert.equal($('.js-messages_more, link[rel=prev]').length, 0)
})

test('a search for a hashtag finds the tag, by the link that stands in the post', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { text: 'now #новости here' })
  server.channels.publish('Demo_News', { text: 'новости' })
  const href = (await server.page('/s/Demo_News'))('.js-message_text a').attr('href')
  assert.equal(href, '?q=%23%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8')
  assert.deepEqual(shownIds(await server.page(`/s/Demo_News${href}`)), [1])
})

test('any query is searched for as text and never breaks the page', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { text: 'a (b) [c] "d" <e>' })
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 80 }), async (query) => {
      const $ = await server.page(`/s/Demo_News?q=${encodeURIComponent(query.toWellFormed())}`)
      assert.ok(shownIds($).length <= 1)
      assert.equal($('script').length, 0)
    }),
    { numRuns: 60 },
  )
})

test('the embed of any item of an album shows the whole album under its first id', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', {
    media: [{ kind: 'photo' }, { kind: 'photo' }, { kind: 'photo' }],
    text: 'three',
  })
  for (const id of [1, 2, 3]) {
    const $ = await server.page(`/Demo_News/${id}?embed=1&mode=tme`)
    assert.equal($('[data-post]').attr('data-post'), 'Demo_News/1')
    assert.deepEqual(shownMessageIds($), [1, 2, 3])
  }
})

test('the time of an embed is words, with the instant in the attribute only', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { text: 'a', publishedAt: Date.UTC(2026, 3, 9, 18, 38, 2) })
  server.channels.publish('Demo_News', { text: 'b', publishedAt: Date.UTC(2017, 7, 22, 9, 37) })
  const [now, past] = [await server.page('/Demo_News/1?embed=1'), await server.page('/Demo_News/2?embed=1')]
  assert.equal(now('.tgme_widget_message_date time').text(), 'Apr 9 at 18:38')
  assert.equal(now('.tgme_widget_message_date time').attr('datetime'), '2026-04-09T18:38:02+00:00')
  assert.equal(past('.tgme_widget_message_date time').text(), 'Aug 22, 2017 at 09:37')
})

test('the embed of a missing post, name or preview says what is wrong', async () => {
  await using server = await startPreview({ landings: { a_bot: 'bot' } })
  server.channels.add({ ...newsProfile, name: 'Closed', preview: false })
  server.channels.publish('Closed', { text: 'a' })
  const errorOf = async (path: string): Promise<string> =>
    (await server.page(path))('.tgme_widget_message_error').text()
  assert.equal(await errorOf('/Demo_News/5?embed=1&mode=tme'), 'Post not found')
  assert.equal(await errorOf('/a_bot/5?embed=1&mode=tme'), 'Channel with username @a_bot not found')
  assert.equal(await errorOf('/Closed/1?embed=1'), "Unfortunately, this channel couldn't be displayed on your device.")
})

test('a landing page tells what stands behind a name: channel, group, bot, or the card that all others share', async () => {
  const landings: Record<string, LandingKind | LandingCard> = {
    A_Group: { kind: 'group', title: 'The <group>', members: 97_957 },
    a_bot: 'bot',
    a_person: 'contact',
  }
  await using server = await startPreview({ landings })
  server.channels.updateProfile('Demo_News', { subscribers: 11_286_994 })
  const channel = await server.page('/demo_news')
  assert.equal(channel('.tgme_page_extra').text(), '11 286 994 subscribers')
  assert.equal(channel('.tgme_page_context_link').attr('href'), '/s/Demo_News')
  const group = await server.page('/a_group')
  assert.equal(group('title').text(), 'Telegram: View @A_Group')
  assert.equal(group('.tgme_page_title span').text(), 'The <group>')
  assert.match(group('.tgme_page_extra').text(), /^97 957 members, [\d ]+ online$/)
  const bot = await server.page('/a_bot')
  assert.equal(bot('title').text(), 'Telegram: Launch @a_bot')
  for (const name of ['a_person', 'unused_name']) {
    const card = await server.page(`/${name}`)
    assert.equal(card('title').text(), `Telegram: Contact @${name}`)
    assert.equal(card('.tgme_page_title').length, 0)
  }
})

test('the landing page of a channel without preview offers none', async () => {
  await using server = await startPreview()
  server.channels.updateProfile('Demo_News', { preview: false })
  const $ = await server.page('/Demo_News')
  assert.equal($('.tgme_page_title span').text(), 'Demo news')
  assert.equal($('.tgme_page_context_link').length, 0)
})

test('the page of one post frames its embed and holds the begin of its text in the head', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { kind: 'unsupported', text: 'слово '.repeat(60) })
  const $ = await server.page('/Demo_News/1')
  assert.match($('meta[property="og:description"]').attr('content') ?? '', /^(?:слово ){10,}.*…$/)
  assert.equal($('iframe').attr('src'), '/Demo_News/1?embed=1&mode=tme')
})

test('every picture that a page names is there, and the same at each request', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { media: [{ kind: 'photo' }, { kind: 'video', durationS: 3 }] })
  server.channels.publish('Demo_News', { media: [{ kind: 'gif' }] })
  server.channels.publish('Demo_News', { media: [{ kind: 'sticker' }] })
  server.channels.publish('Demo_News', { media: [{ kind: 'round_video', durationS: 3 }] })
  server.channels.publish('Demo_News', { media: [{ kind: 'location', latitude: 50.4, longitude: 30.5 }] })
  server.channels.publish('Demo_News', { text: 'a', media: [{ kind: 'link_preview', url: 'https://example.org' }] })
  const html = await (await server.get('/s/Demo_News')).text()
  const addresses = new Set(html.match(/http:\/\/127\.0\.0\.1:\d+\/media\/[^'"]+\.svg/g))
  assert.equal(addresses.size, 8)
  for (const address of addresses) {
    const [first, second] = [await fetch(address), await fetch(address)]
    assert.equal(first.headers.get('content-type'), 'image/svg+xml; charset=utf-8')
    const picture = await first.text()
    assert.match(picture, /^<svg [^]*<\/svg>$/)
    assert.equal(await second.text(), picture)
  }
})

test('recordings are as dead as old addresses are', async () => {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { media: [{ kind: 'voice', durationS: 5 }] })
  const source = (await server.page('/s/Demo_News'))('audio').attr('src') ?? ''
  assert.equal((await fetch(source)).status, 404)
})

test('odd paths, methods and lengths get a plain refusal', async () => {
  await using server = await startPreview()
  const statusOf = async (path: string, init?: RequestInit): Promise<number> => (await server.get(path, init)).status
  for (const path of [
    '/',
    '/s/',
    '/s//x',
    '/s/a-b',
    '/%FF',
    '/s/%00',
    '/v/?views=1',
    '/media/x.svg',
    '/media/photo-<.svg',
    '/a.b',
  ]) {
    assert.ok([404, 200].includes(await statusOf(path)), path)
  }
  for (const path of [
    '/',
    '/s//x',
    '/s/a-b',
    '/%FF',
    '/s/%00',
    '/media/x.svg',
    '/../etc/passwd/x/y',
    '/css/other.css',
    '/1abc',
  ]) {
    assert.equal(await statusOf(path), 404, path)
  }
  assert.equal(await statusOf('/s/Demo_News', { method: 'DELETE' }), 405)
  assert.equal(await statusOf(`/s/Demo_News?q=${'a'.repeat(3000)}`), 414)
  assert.equal(await statusOf('/s/Demo_News', { ...scroller, body: 'x'.repeat(100_000) }), 413)
})

test('a HEAD request gets the head of the page alone', async () => {
  await using server = await startPreview()
  const response = await server.get('/s/Demo_News', { method: 'HEAD' })
  assert.equal(response.status, 200)
  assert.ok(Number(response.headers.get('content-length')) > 1000)
  assert.equal(await response.text(), '')
})

test('a host that could break out of an attribute is left out of the page', async () => {
  await using server = await startPreview()
  const html = await rawGet(server.root, '/s/Demo_News', { host: `x');background:url('//evil` })
  assert.doesNotMatch(html, /evil/)
  assert.match(html, /src="\/media\/avatar-/)
})

const oddCharacters = String.raw`/s?&=%#.embed1Demo_News-<>"\ `.split('')

test('any path at all is answered', async () => {
  await using server = await startPreview()
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom(...oddCharacters), maxLength: 40 }), async (path) => {
      const response = await server.get(`/${path.replaceAll(' ', '+')}`)
      assert.ok([200, 302, 404].includes(response.status), path)
      await response.arrayBuffer()
    }),
    { numRuns: 150 },
  )
})

function rawGet(root: string, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(root + path, { headers }, (response) => {
      response.setEncoding('utf8')
      let body = ''
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => resolve(body))
    })
    call.on('error', reject).end()
  })
}
