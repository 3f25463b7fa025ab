import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GatheredPost } from '../../../src/domain/digest.ts'
import { composeDigest, type DigestRequest } from '../../../src/core/digest/compose.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'

const analyzer = createStemAnalyzer()

function post(postId: number, change: Partial<GatheredPost> = {}): GatheredPost {
  return {
    postId,
    messageId: postId,
    channelName: 'news',
    channelTitle: 'Новости',
    publishedAt: postId * 1000,
    text: 'Мобилизованных вернули домой',
    edited: false,
    media: [],
    forwardedFrom: null,
    queries: [],
    ...change,
  }
}

function request(gathered: readonly GatheredPost[], change: Partial<DigestRequest> = {}): DigestRequest {
  return {
    gathered,
    queryOrder: ['мобилизация', 'домой'],
    language: 'ru',
    timeZone: 'Europe/Kyiv',
    slotAt: 5_000_000,
    leftOver: 3,
    parse: (canonical) => {
      const parsed = parseQuery(canonical, analyzer)
      return parsed.ok ? parsed.query : null
    },
    analyzer,
    ...change,
  }
}

/** The digest as lines of "query / channel: ids". */
function shape(gathered: readonly GatheredPost[], change: Partial<DigestRequest> = {}): string[] {
  return composeDigest(request(gathered, change)).groups.flatMap(({ query, channels }) =>
    channels.map(({ name, items }) => `${query} / ${name}: ${items.map(({ postId }) => postId).join(' ')}`),
  )
}

test('posts are grouped by query in the order of the watches, then by channel title, newest last', () => {
  const gathered = [
    post(4, { queries: ['мобилизация'], channelName: 'zz', channelTitle: 'Аврора' }),
    post(3, { queries: ['домой'] }),
    post(2, { queries: ['мобилизация'] }),
    post(1, { queries: ['мобилизация'] }),
  ]
  assert.deepEqual(shape(gathered), ['мобилизация / zz: 4', 'мобилизация / news: 1 2', 'домой / news: 3'])
})

test('a post with several queries appears once, under the first of them, and names the others', () => {
  const digest = composeDigest(request([post(1, { queries: ['прочее', 'домой', 'мобилизация'] })]))
  assert.equal(digest.groups.length, 1)
  assert.equal(digest.groups[0]?.query, 'мобилизация')
  assert.deepEqual(digest.groups[0]?.channels[0]?.items[0]?.alsoMatches, ['домой', 'прочее'])
})

test('a post given twice appears and counts once', () => {
  const digest = composeDigest(request([post(1), post(1)]))
  assert.equal(digest.postCount, 1)
  assert.equal(digest.groups[0]?.channels[0]?.items.length, 1)
})

test('without queries there is one group without a query', () => {
  assert.deepEqual(shape([post(1), post(2, { channelName: 'b', channelTitle: 'Б' })]), [
    'null / b: 2',
    'null / news: 1',
  ])
})

test('the words that matched are highlighted in the quote, and the text is kept in no other form', () => {
  const text = 'Вечерние новости города. Мобилизованных вернули домой'
  const item = composeDigest(request([post(1, { text, queries: ['домой'] })])).groups[0]?.channels[0]?.items[0]
  assert.equal(item?.headline, 'Вечерние новости города')
  assert.deepEqual(item?.quote, { text: 'Мобилизованных вернули домой', highlights: [{ start: 23, end: 28 }] })
  assert.equal(item?.extract, undefined)
})

test('a post edited since it matched, or a query that is none any more, is shown without highlights', () => {
  const edited = post(1, { queries: ['домой'], text: 'Совсем другой текст. Он длиннее, чем прежний текст' })
  const broken = post(2, { queries: ['"'] })
  const items = composeDigest(request([edited, broken])).groups.flatMap(({ channels }) => channels[0]?.items ?? [])
  assert.deepEqual(
    items.map(({ quote }) => quote?.highlights),
    [[], []],
  )
})

test('a post without text keeps its media and has an empty headline', () => {
  const item = composeDigest(request([post(1, { text: '', media: ['photo'] })])).groups[0]?.channels[0]?.items[0]
  assert.deepEqual([item?.headline, item?.media], ['', ['photo']])
})

test('the same request gives the same digest, in plain data that survives JSON', () => {
  const gathered = Array.from({ length: 40 }, (_, index) =>
    post(index + 1, { queries: index % 3 === 0 ? ['домой'] : ['x', 'y'] }),
  )
  const digest = composeDigest(request(gathered))
  assert.deepEqual(composeDigest(request(gathered)), digest)
  assert.deepEqual(JSON.parse(JSON.stringify(digest)), digest)
  assert.deepEqual(
    [digest.postCount, digest.leftOver, digest.timeZone, digest.slotAt],
    [40, 3, 'Europe/Kyiv', 5_000_000],
  )
})

function copyOf(id: number) {
  return { postId: id, messageId: id, channelName: 'b', channelTitle: 'B', publishedAt: id }
}

test('its number is that of the posts it tells: a copy stands below one, and a repeat in the footer', () => {
  const digest = composeDigest({
    ...request([post(1), post(2), post(3)]),
    folds: [
      { lead: 1, copies: [copyOf(2)], sentBefore: false, story: 1 },
      { lead: 3, copies: [copyOf(9)], sentBefore: true, story: 3 },
    ],
  })
  assert.deepEqual([digest.postCount, digest.repeats], [1, 1])
})

test('without posts the digest is empty', () => {
  assert.deepEqual(composeDigest(request([])).groups, [])
})
