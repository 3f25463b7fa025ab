import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { QueryFault } from '../../../src/domain/query.ts'
import { maxQueryLength, maxQueryTerms } from '../../../src/core/query/limits.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
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
      { kind: 'word', text: 'дом', match: 'any_form', terms: analyzer.termsOf('дом') },
      { kind: 'not', query: { kind: 'word', text: 'кот', match: 'any_form', terms: analyzer.termsOf('кот') } },
    ],
  })
})

test('the quotes and dashes of phone keyboards work', () => {
  for (const text of ['«путь домой» –кот', '“путь домой” —кот', '„путь домой“ −кот', '"путь домой” --кот']) {
    assert.equal(canonicalOf(text), '"путь домой" -кот')
  }
})

test('a hyphen within a word excludes nothing: its parts stand side by side, or are one word', () => {
  assert.equal(canonicalOf('кое-что'), 'кое-что')
  assert.equal(canonicalOf('дом -кое-что,'), 'дом -кое-что')
  const parsed = parseQuery('веб-сайт', analyzer)
  const words = ['веб', 'сайт'].map((text) => ({ text, match: 'any_form', terms: analyzer.termsOf(text) }))
  assert.deepEqual(parsed.ok && parsed.query, {
    kind: 'or',
    queries: [
      { kind: 'phrase', words },
      { kind: 'word', text: 'веб-сайт', match: 'any_form', terms: analyzer.termsOf('вебсайт') },
    ],
  })
})

test('a word with other signs in it is a phrase of its parts', () => {
  assert.equal(canonicalOf('3.14 t.me/durov'), '"3 14" "t me durov"')
})

test('OR binds closer than what stands beside it, in every spelling', () => {
  for (const or of ['|', '||', 'OR', 'ИЛИ', 'АБО'])
    assert.equal(canonicalOf(`путь дом ${or} семья`), 'путь (дом | семья)')
  assert.equal(canonicalOf('а|б|в'), 'а | б | в')
  assert.equal(canonicalOf('(а б) | в'), '(а б) | в')
})

test('brackets group, and those that are not needed go', () => {
  assert.equal(canonicalOf('((дом) (кот (пёс)))'), 'дом кот пёс')
  assert.equal(canonicalOf('дом -(кот | пёс)'), 'дом -(кот | пёс)')
  assert.equal(canonicalOf('дом(кот|пёс)'), 'дом (кот | пёс)')
})

test('AND says what is meant anyway; NOT and НЕ exclude; in small letters they are words', () => {
  assert.equal(canonicalOf('дом AND кот И пёс ТА лис'), 'дом кот пёс лис')
  assert.equal(canonicalOf('дом NOT кот НЕ пёс'), 'дом -кот -пёс')
  assert.equal(canonicalOf('дом НЕ (кот пёс)'), 'дом -(кот пёс)')
  assert.equal(canonicalOf('не или and'), 'не или and')
  assert.equal(canonicalOf('дом "НЕ"'), 'дом "НЕ"')
  assert.equal(canonicalOf('дом --кот -(-(пёс))'), 'дом пёс -кот')
})

test('one form, a beginning, and exact phrases', () => {
  assert.equal(canonicalOf('=домой мобил* -=путь'), '=домой мобил* -=путь')
  assert.equal(canonicalOf('"путь домой"= ="путь домой"'), '"путь домой"=')
  assert.equal(canonicalOf('"=путь дом*"'), '"=путь дом*"')
  assert.equal(canonicalOf('=кое-что'), '"кое что"=')
  const parsed = parseQuery('=Домой', analyzer)
  assert.deepEqual(parsed.ok && parsed.query, { kind: 'word', text: 'Домой', match: 'this_form', terms: ['домой'] })
})

test('words near each other', () => {
  assert.equal(canonicalOf('«вернуть домой»~3'), '"вернуть домой"~3')
  assert.equal(canonicalOf('"путь"~3'), 'путь')
  assert.deepEqual(faultOf('"путь домой"~0'), {
    code: 'bad_distance',
    position: 12,
    suggestion: '"путь домой"',
    limit: 50,
  })
  assert.equal(faultOf('"путь домой"~999').suggestion, '"путь домой"~50')
})

test('filters, by their names in three languages, with lists of values', () => {
  assert.equal(
    canonicalOf('дом in:@Put_Domoj from:t.me/other1 after:31.01.2024 before:2025 last:7Д has:photo is:репост lang:ua'),
    'дом in:@put_domoj from:@other1 after:2024-01-31 before:2025-01-01 last:7d has:photo is:forward lang:uk',
  )
  assert.equal(
    canonicalOf('дом has:photo|video -канал:@name,@other'),
    'дом (has:photo | has:video) -(in:@name | in:@other)',
  )
  assert.equal(canonicalOf('in:@name|дом'), 'in:@name | дом')
  assert.equal(canonicalOf('дом -in:c/42'), 'дом -in:@c/42')
  assert.equal(canonicalOf('in:@c/42,@name'), 'in:@c/42 | in:@name')
  assert.equal(canonicalOf('дом order:relevance'), 'дом order:relevance')
})

test('a day begins at midnight of the time zone', () => {
  const parsed = parseQuery('after:2024-07-01', analyzer, { timeZone: 'Europe/Kyiv' })
  const at = Date.parse('2024-06-30T21:00:00Z')
  assert.deepEqual(parsed.ok && parsed.query, { kind: 'filter', filter: { name: 'after', date: '2024-07-01', at } })
})

test('a filter that cannot be is a fault, and what is expected is said', () => {
  assert.deepEqual(faultOf('дом has:cat'), {
    code: 'bad_filter_value',
    position: 8,
    suggestion: 'дом',
    detail: 'has:photo|video|link|poll|document|audio|voice',
  })
  assert.deepEqual(faultOf('дом afer:2024-01-31'), {
    code: 'unknown_filter',
    position: 4,
    suggestion: 'дом after:2024-01-31',
    detail: 'afer',
  })
  assert.equal(faultOf('in: @name дом').suggestion, 'in:@name дом')
  assert.equal(faultOf('after:2024-02-30 дом').code, 'bad_filter_value')
  assert.equal(canonicalOf('время 12:30 https://t.me/name'), 'время "12 30" "t me name"')
})

test('a regular expression between slashes; a path is no expression', () => {
  assert.equal(canonicalOf('дом /моби(л|лл)/i'), 'дом /моби(л|лл)/')
  assert.equal(canonicalOf('/start дом'), 'start дом')
  assert.equal(faultOf('дом /a(b/').code, 'bad_regex')
  assert.equal(faultOf('дом /.*/').detail, 'it matches every text')
  assert.deepEqual(faultOf('дом /кот[а-я]+'), { code: 'unclosed_regex', position: 4, suggestion: 'дом "кот а я"' })
})

test('faults of brackets and operators have a place and a way out', () => {
  assert.deepEqual(faultOf('дом (кот'), { code: 'unclosed_group', position: 4, suggestion: 'дом кот' })
  assert.deepEqual(faultOf('дом) кот'), { code: 'unopened_group', position: 3, suggestion: 'дом кот' })
  assert.deepEqual(faultOf('дом () кот'), { code: 'empty_group', position: 4, suggestion: 'дом кот' })
  assert.deepEqual(faultOf('дом | | кот'), { code: 'nothing_beside_or', position: 6, suggestion: 'дом | кот' })
  assert.deepEqual(faultOf('дом (кот | )'), { code: 'nothing_beside_or', position: 9, suggestion: 'дом кот' })
  assert.deepEqual(faultOf('дом NOT'), { code: 'nothing_to_exclude', position: 4, suggestion: 'дом' })
  assert.deepEqual(faultOf('дом NOT | кот'), { code: 'nothing_to_exclude', position: 4, suggestion: 'дом | кот' })
})

test('faults of stars', () => {
  assert.deepEqual(faultOf('до*'), { code: 'prefix_too_short', position: 2, suggestion: 'до', limit: 3 })
  assert.deepEqual(faultOf('*дом'), { code: 'misplaced_star', position: 0, suggestion: 'дом' })
  assert.equal(faultOf('мо*би').code, 'misplaced_star')
  assert.deepEqual(faultOf('#путь*'), { code: 'prefix_of_label', position: 5, suggestion: '#путь' })
})

const nested = (depth: number): string => `${'(а | (б '.repeat(depth / 2)}в${'))'.repeat(depth / 2)}`

test('brackets may stand sixteen deep', () => {
  assert.ok(parseQuery(nested(16), analyzer).ok)
  assert.equal(faultOf(nested(18)).code, 'too_deep')
})

test('an alternative of exclusions alone needs something required beside it', () => {
  assert.equal(faultOf('дом | -кот').code, 'only_exclusions')
  assert.equal(canonicalOf('пёс (дом | -кот)'), 'пёс (дом | -кот)')
  assert.equal(canonicalOf('in:@name -кот'), 'in:@name -кот')
})

test('a hashtag and a mention are one word, with or without company', () => {
  assert.equal(canonicalOf('#ПутьДомой @put_domoj -#реклама'), '#ПутьДомой @put_domoj -#реклама')
  assert.equal(canonicalOf('"это #ПутьДомой"'), '"это #ПутьДомой"')
})

test('a dash behind an opening bracket excludes as well', () => {
  assert.equal(canonicalOf('дом (-кот) [-пёс]'), 'дом -кот -пёс')
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
  const words = Array.from({ length: maxQueryTerms + 2 }, (_, index) => `w${index}`)
  const fault = faultOf(words.join(' '))
  const allowed = words.slice(0, maxQueryTerms).join(' ')
  assert.deepEqual(fault, { code: 'too_many_terms', position: allowed.length + 1, suggestion: allowed, limit: 64 })
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
    '|',
    'OR ',
    ' НЕ ',
    ' AND ',
    '=',
    '*',
    '~2',
    '"=',
    'in:@name',
    'has:photo',
    'last:7d',
    'order:best',
    '/до(м|ма)/',
    '/',
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
      assert.equal(parsed.canonical, printQuery(parsed.query, parsed.order))
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

test('hostile text does not hold the process', () => {
  const startedAt = performance.now()
  for (const unit of ['"', '-', '- ', '«', '"" ', '#', 'а-', "а'", '(', '—"', '()', '|', '/', 'in:', 'а|', '-(', '*'])
    parseQuery(unit.repeat(200_000), analyzer)
  assert.ok(performance.now() - startedAt < 30_000)
})

const faultAlone = (text: string): string | null => {
  const parsed = parseQuery(text, analyzer, { mayStandAlone: false })
  return parsed.ok ? null : parsed.fault.code
}

test('where it may not stand alone, an expression needs a word or a channel in every alternative', () => {
  for (const text of ['/кот+/', 'дом | /кот+/', '/кот+/ has:photo', '/кот+/ -дом']) {
    assert.equal(faultAlone(text), 'regex_alone')
    assert.equal(parseQuery(text, analyzer).ok, true)
  }
  for (const text of ['/кот+/ дом', '/кот+/ in:@name', '(дом | from:@name) /кот+/', '/кот+/ домо*']) {
    assert.equal(faultAlone(text), null)
  }
})
