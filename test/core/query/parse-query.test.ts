import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { QueryFault } from '../../../src/domain/query.ts'
import { maxQueryLength, maxQueryWords, parseQuery } from '../../../src/core/query/parse-query.ts'
import { printQuery } from '../../../src/core/query/print-query.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'
import { anyText } from '../../support/any-text.ts'

const analyzer = createStemAnalyzer()
const canonicalOf = (text: string): string => {
  const parsed = parseQuery(text, analyzer)
  assert.ok(parsed.ok, `${text}: ${JSON.stringify(parsed)}`)
  return parsed.canonical
}
const faultOf = (text: string): QueryFault => {
  const parsed = parseQuery(text, analyzer)
  assert.ok(!parsed.ok, `${text} is accepted`)
  return parsed.fault
}

test('words are required, quotes make phrases, a dash excludes, exclusions come last', () => {
  assert.equal(
    canonicalOf('-кино  Мобилизация "путь домой" -"день рождения"'),
    'Мобилизация "путь домой" -кино -"день рождения"',
  )
  const parsed = parseQuery('дом -кот', analyzer)
  assert.deepEqual(parsed.ok && parsed.query, {
    kind: 'and',
    queries: [
      { kind: 'word', text: 'дом', terms: analyzer.termsOf('дом') },
      { kind: 'not', query: { kind: 'word', text: 'кот', terms: analyzer.termsOf('кот') } },
    ],
  })
})

test('the quotes and dashes of phone keyboards work', () => {
  for (const text of ['«путь домой» –кот', '“путь домой” —кот', '„путь домой“ −кот', '"путь домой” --кот']) {
    assert.equal(canonicalOf(text), '"путь домой" -кот')
  }
})

test('a hyphen within a word excludes nothing: the word is a phrase of its parts', () => {
  assert.equal(canonicalOf('кое-что'), '"кое что"')
  assert.equal(canonicalOf('дом -кое-что'), 'дом -"кое что"')
  assert.equal(canonicalOf('3.14 t.me/durov'), '"3 14" "t me durov"')
})

test('a hashtag and a mention are one word, with or without company', () => {
  assert.equal(canonicalOf('#ПутьДомой @put_domoj -#реклама'), '#ПутьДомой @put_domoj -#реклама')
  assert.equal(canonicalOf('"это #ПутьДомой"'), '"это #ПутьДомой"')
})

test('a dash behind an opening bracket excludes as well', () => {
  assert.equal(canonicalOf('дом (-кот)'), 'дом -кот')
})

test('punctuation, emoji and what is said twice are left out', () => {
  assert.equal(canonicalOf('дом, !!! 👍 ДОМА "дом" дом.'), 'дом')
})

test('nothing to look for is a fault', () => {
  assert.deepEqual(faultOf('  \n'), { code: 'empty', position: 0, suggestion: null })
  assert.equal(faultOf('👍 !!!').code, 'empty')
})

test('exclusions alone are a fault, and the words without the dash are offered', () => {
  assert.deepEqual(faultOf(' -дом -"два кота"'), { code: 'only_exclusions', position: 1, suggestion: 'дом "два кота"' })
})

test('an open quote is a fault, and the closed one is offered', () => {
  assert.deepEqual(faultOf('дом «путь домой'), { code: 'unclosed_quote', position: 4, suggestion: 'дом "путь домой"' })
  assert.deepEqual(faultOf('дом "'), { code: 'unclosed_quote', position: 4, suggestion: 'дом' })
})

test('quotes without words are a fault, and the rest is offered', () => {
  assert.deepEqual(faultOf('дом "!" кот'), { code: 'no_words_in_quotes', position: 4, suggestion: 'дом кот' })
})

test('a dash apart from a word is a fault: a hyphen is moved to its word, a long dash left out', () => {
  assert.deepEqual(faultOf('дом - кот'), { code: 'nothing_to_exclude', position: 4, suggestion: 'дом -кот' })
  assert.deepEqual(faultOf('Москва — Киев'), { code: 'nothing_to_exclude', position: 7, suggestion: 'Москва Киев' })
  assert.deepEqual(faultOf('дом -!'), { code: 'nothing_to_exclude', position: 4, suggestion: 'дом' })
  assert.deepEqual(faultOf('дом -'), { code: 'nothing_to_exclude', position: 4, suggestion: 'дом' })
})

test('a query over its length is a fault, and its beginning is offered', () => {
  const words = Array.from({ length: 50 }, (_, index) => `длинноеслово${index}`)
  const fault = faultOf(words.join(' '))
  assert.deepEqual({ ...fault, suggestion: null }, { code: 'too_long', position: 512, suggestion: null, limit: 512 })
  assert.equal(fault.suggestion, words.slice(0, fault.suggestion?.split(' ').length).join(' '))
})

test('a query over its number of words is a fault, and as many as are allowed are offered', () => {
  const words = Array.from({ length: maxQueryWords + 2 }, (_, index) => `w${index}`)
  const fault = faultOf(words.join(' '))
  const allowed = words.slice(0, maxQueryWords).join(' ')
  assert.deepEqual(fault, { code: 'too_many_words', position: allowed.length + 1, suggestion: allowed, limit: 64 })
})

test('a canonical text is never longer than a query may be', () => {
  const pairs = Array.from({ length: 31 }, (_, index) => `слово${index + 10}-слово${index + 10}я`).join(' ')
  const text = pairs.slice(0, maxQueryLength - 2)
  const parsed = parseQuery(text, analyzer)
  assert.ok(!parsed.ok || parsed.canonical.length <= maxQueryLength)
})

const piece = fc.oneof(
  fc.constantFrom(
    'дом',
    'Мобилизация',
    'кое-что',
    "сім'я",
    '#ПутьДомой',
    '#путь_домой',
    '@name_x',
    'а\u00adб',
    'а\ufeffб',
  ),
  fc.constantFrom(
    '@',
    '#',
    '"',
    '«',
    '»',
    '“',
    '”',
    '-',
    '—',
    '--',
    ' ',
    ' ',
    ' ',
    '\n',
    '(',
    ')',
    '!',
    '👍',
    '1️⃣',
    'й',
    'x',
  ),
  fc.constantFrom('й\u0306', "'", '’', '_', ' '),
)
const typed = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  anyText(60),
  fc.array(piece, { maxLength: 300 }).map((pieces) => pieces.join('')),
)

test('parsing what was printed gives the same query', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const parsed = parseQuery(text, analyzer)
      if (!parsed.ok) return
      assert.equal(parsed.canonical, printQuery(parsed.query))
      assert.deepEqual(parseQuery(parsed.canonical, analyzer), parsed)
    }),
    { numRuns: 3000 },
  )
})

test('every fault points into the text, and every suggestion is a query in its canonical form', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const parsed = parseQuery(text, analyzer)
      if (parsed.ok) return
      assert.ok(parsed.fault.position >= 0 && parsed.fault.position <= text.length)
      if (parsed.fault.suggestion !== null) assert.equal(canonicalOf(parsed.fault.suggestion), parsed.fault.suggestion)
    }),
    { numRuns: 3000 },
  )
})

test('hostile text is refused quickly', () => {
  const startedAt = performance.now()
  for (const unit of ['"', '-', '- ', '«', '"" ', '#', 'а-', "а'", '(', '—"'])
    parseQuery(unit.repeat(200_000), analyzer)
  assert.ok(performance.now() - startedAt < 1000)
})
