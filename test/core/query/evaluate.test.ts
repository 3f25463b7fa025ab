import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { toDocument, toPlainDocument } from '../../../src/core/query/document.ts'
import { asksForWords, evaluate, findWords, wordsSoughtBy } from '../../../src/core/query/evaluate.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
import type { Post } from '../../../src/domain/post.ts'
import { makePost } from '../../support/posts.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'

const analyzer = createStemAnalyzer()

/** The matched words, or null. */
function found(query: string, text: string): string[] | null {
  const parsed = parseQuery(query, analyzer)
  assert.ok(parsed.ok)
  const spans = evaluate(parsed.query, toPlainDocument(text, analyzer), 0)
  return spans?.map(({ start, end }) => text.slice(start, end)) ?? null
}

test('every word is required, in any form and order', () => {
  assert.deepEqual(found('жёны мобилизованный', 'Пикет мобилизованных: пришли жены.'), ['мобилизованных', 'жены'])
  assert.equal(found('жёны мобилизованный', 'Пришли жены.'), null)
})

test('a phrase needs its words side by side and in order, and is one span', () => {
  assert.deepEqual(found('"путь домой"', 'Наш путь, домой! Домой путь. Путь лежит домой.'), ['путь, домой'])
  assert.equal(found('"путь домой"', 'Домой путь'), null)
})

test('an exclusion refuses the post', () => {
  assert.equal(found('дом -кот', 'В доме коты'), null)
  assert.deepEqual(found('дом -"два кота"', 'В доме кота два'), ['доме'])
})

test('a hyphenated word is found with and without its hyphen, and not by its parts apart', () => {
  assert.deepEqual(found('кое-что', 'Есть кое-что и кое что'), ['кое-что', 'кое что'])
  assert.equal(found('кое-что', 'что кое'), null)
})

test('a hashtag is found by its words, and by itself however it is written', () => {
  assert.deepEqual(found('"путь домой"', 'Это #ПутьДомой'), ['ПутьДомой'])
  assert.deepEqual(found('#путьдомой', 'Это #ПутьДомой и #путь_домой'), ['ПутьДомой', 'путь_домой'])
  assert.deepEqual(found('путьдомой', 'Это #ПутьДомой'), ['ПутьДомой'])
  assert.equal(found('#путьдомой', 'Это путь домой'), null)
})

test('a mention is found by its name', () => {
  assert.deepEqual(found('@put_domoj', 'Пишет @Put_Domoj'), ['Put_Domoj'])
  assert.equal(found('@put', 'Пишет @Put_Domoj'), null)
})

test('the spans are in order and do not overlap', () => {
  assert.deepEqual(found('домой "путь домой" путь', 'Путь домой и дом'), ['Путь домой', 'дом'])
})

test('an exclusion by itself matches what it does not exclude, with no words to show', () => {
  const query = { kind: 'not', query: { kind: 'word', text: 'кот', match: 'any_form', terms: ['кот'] } } as const
  assert.deepEqual(evaluate(query, toPlainDocument('дом', analyzer), 0), [])
  assert.equal(evaluate(query, toPlainDocument('кот', analyzer), 0), null)
})

test('one alternative is enough, and every one that is there is shown', () => {
  assert.deepEqual(found('путь (дом | кот)', 'Путь кота до дома'), ['Путь', 'кота', 'дома'])
  assert.equal(found('путь (дом | кот)', 'Путь'), null)
})

test('this form only, and a beginning', () => {
  assert.deepEqual(found('=дома', 'Дом, дома, дому'), ['дома'])
  assert.deepEqual(found('мобил*', 'Мобильный мобилизован, не автомобиль'), ['Мобильный', 'мобилизован'])
  assert.deepEqual(found('"путь домой"=', 'Пути домой, путь домой'), ['путь домой'])
  assert.deepEqual(found('"=путь дом*"', 'Пути домой, путь дома'), ['путь дома'])
})

test('words near each other stand in any order, each for itself', () => {
  assert.deepEqual(found('"вернуть домой"~3', 'Домой их надо вернуть'), ['Домой', 'вернуть'])
  assert.equal(found('"вернуть домой"~2', 'Домой их надо вернуть'), null)
  assert.equal(found('"дом дом"~5', 'Дом'), null)
  assert.deepEqual(found('"дом дом"~5', 'Дом и дом'), ['Дом', 'дом'])
})

test('an expression is looked for in the folded text, and shown where it stands', () => {
  assert.deepEqual(found('/\\bвсе\\w+/', 'Всё, всегда и Все\u00adго, невсего'), ['всегда', 'Все\u00adго'])
  assert.deepEqual(found('/еж\\b/', 'Ёж и ёжик'), ['Ёж'])
  assert.deepEqual(found('/\\d{3}-й/', 'В 810-й бригаде'), ['810-й'])
  assert.equal(found('/кот/', 'дом'), null)
})

test('an expression does not hold the process', () => {
  const startedAt = performance.now()
  assert.equal(found('/(а+)+б/', 'а'.repeat(50_000)), null)
  // An engine that backtracks would not come back.
  assert.ok(performance.now() - startedAt < 30_000)
})

const post: Post = {
  ...makePost({
    messageId: 1,
    text: 'Дом',
    publishedAt: Date.UTC(2024, 0, 31),
    forward: { name: 'Other', channel: 'Other_Channel', id: 1, author: null },
    reply: { author: null, quote: null, channel: null, id: 2 },
    media: [{ kind: 'photo', url: null, messageId: null }],
    entities: [{ type: 'url', offset: 0, length: 3 }],
    edited: true,
  }),
  id: 1,
  channelId: 1,
  firstSeenAt: 0,
  changedAt: null,
  deletedAt: 1,
  lastSeenAt: null,
  boilerplate: [],
}
const filters: readonly (readonly [string, boolean])[] = [
  ['in:@News', true],
  ['in:@other', false],
  ['from:@other_channel', true],
  ['from:@news', false],
  ['after:2024-01-31', true],
  ['after:2024-02-01', false],
  ['before:2024-02-01', true],
  ['before:2024-01-31', false],
  ['last:1d', true],
  ['last:1h', false],
  ['has:photo', true],
  ['has:link', true],
  ['has:video', false],
  ['is:forward', true],
  ['is:edited', true],
  ['is:deleted', true],
  ['is:reply', true],
  ['lang:en', false],
  ['-is:reply in:@news', false],
]

for (const [text, fits] of filters) {
  test(`${text} ${fits ? 'fits' : 'does not fit'} the post`, () => {
    const parsed = parseQuery(text, analyzer)
    assert.ok(parsed.ok)
    const spans = evaluate(parsed.query, toDocument(post, 'NEWS', analyzer), Date.UTC(2024, 0, 31, 12))
    assert.deepEqual(spans, fits ? [] : null)
  })
}

test('of a bare text nothing is known that a filter could ask for', () => {
  for (const [text] of filters.filter(([, fits]) => fits)) assert.equal(found(text, 'Дом'), null)
})

test('words of a query are found in a text that does not match it', () => {
  const parsed = parseQuery('путь домой -кот', analyzer)
  assert.ok(parsed.ok)
  assert.deepEqual(findWords(parsed.query, toPlainDocument('Путь кота', analyzer)), [{ start: 0, end: 4 }])
})

test('a seeker of the words of queries leaves none of them out', () => {
  const queries = [
    'дом',
    'путь кот',
    '"путь домой"',
    'дом OR =кот',
    '"кот дом"~3',
    '-дом кот',
    '#дом',
    '24',
    '"24 мая"',
    '(кот OR дом) путь',
  ]
  const words = [
    'дом',
    'дома',
    'Кот',
    'кота',
    'путь',
    'домой',
    'и',
    'в',
    '24',
    'мая',
    '#дом',
    '#дом_кота',
    'по-домашнему',
  ]
  const asked = queries.map((text) => parseQuery(text, analyzer)).flatMap((parsed) => (parsed.ok ? [parsed.query] : []))
  assert.equal(asked.length, queries.length)
  fc.assert(
    fc.property(
      fc.subarray(asked, { minLength: 1 }),
      fc.array(fc.array(fc.constantFrom(...words), { maxLength: 12 }), { maxLength: 4 }),
      (some, texts) => {
        assert.ok(some.every(asksForWords))
        const seek = analyzer.createSeeker(wordsSoughtBy(some))
        for (const text of texts.map((parts) => parts.join(' '))) {
          const sought = { text, tokens: seek(text) }
          for (const query of some) {
            assert.deepEqual(findWords(query, sought), findWords(query, toPlainDocument(text, analyzer)))
          }
        }
      },
    ),
  )
})

test('expressions and beginnings ask for more than words', () => {
  const asks = ['/дом/', 'дом*', 'кот OR "путь дом*"', 'кот -дом*'].map((text) => {
    const parsed = parseQuery(text, analyzer)
    return parsed.ok && asksForWords(parsed.query)
  })
  // What is excluded is not shown.
  assert.deepEqual(asks, [false, false, false, true])
})
