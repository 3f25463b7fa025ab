import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { foldWord } from '../../../src/core/text/fold.ts'
import type { Lexicon } from '../../../src/core/text/lexicon.ts'
import { createAnalyzer } from '../../../src/core/text/tokenize.ts'
import { anyText } from '../../support/any-text.ts'

/** A lexicon that knows nothing: every word is its own term. */
const analyzer = createAnalyzer({ documentTerms: (folded) => [folded], queryTerms: (folded) => [folded] }, 'test')
const words = (text: string): string[] => analyzer.tokenize(text).map((token) => text.slice(token.start, token.end))
const termsAt = (text: string, position: number): readonly string[] => analyzer.tokenize(text)[position]?.terms ?? []

test('words are runs of letters and digits with the apostrophes between letters', () => {
  assert.deepEqual(words("Сім’я 'слово' it's 2024 90М rock'n'roll O’ - ’"), [
    'Сім’я',
    'слово',
    "it's",
    '2024',
    '90М',
    "rock'n'roll",
    'O',
  ])
})

test('a hyphenated word gives its parts, each at a position of its own', () => {
  assert.deepEqual(words('кое-что, COVID-19 и 3.14'), ['кое', 'что', 'COVID', '19', 'и', '3', '14'])
})

test('a hashtag is parted at underscores, capitals and digits', () => {
  assert.deepEqual(words('#ПутьДомой #вернитемужей_домой #BBCNews #9мая #СВО'), [
    'Путь',
    'Домой',
    'вернитемужей',
    'домой',
    'BBC',
    'News',
    '9',
    'мая',
    'СВО',
  ])
})

test('each part of a hashtag is indexed under the tag too, with "#" and as one word, however it is written', () => {
  assert.deepEqual(termsAt('#ПутьДомой', 0), ['путь', '#путьдомой', 'путьдомой'])
  assert.deepEqual(termsAt('#ПутьДомой', 1), ['домой', '#путьдомой', 'путьдомой'])
  assert.deepEqual(termsAt('#путь_домой', 1), ['домой', '#путьдомой', 'путьдомой'])
  assert.deepEqual(termsAt('#путьдомой', 0), ['путьдомой', '#путьдомой'])
  assert.deepEqual(analyzer.termsOf('#ПУТЬДОМОЙ'), ['#путьдомой'])
})

test('a mention is indexed under its parts and its name', () => {
  assert.deepEqual(words('от @Put_Domoj!'), ['от', 'Put', 'Domoj'])
  assert.deepEqual(termsAt('@Put_Domoj', 1), ['domoj', '@put_domoj'])
  assert.deepEqual(analyzer.termsOf('@PUT_domoj'), ['@put_domoj'])
})

test('a "#" or "@" within a word, or without a letter after it, makes no label', () => {
  assert.deepEqual(termsAt('C#язык', 1), ['язык'])
  assert.deepEqual(termsAt('a@example.org', 1), ['example'])
  assert.deepEqual(termsAt('#1', 0), ['1'])
  assert.deepEqual(words('# слово #_ @'), ['слово'])
})

test('an address gives the words of its host and path, and those of parameters that do not only tell whence one came', () => {
  assert.deepEqual(words('https://t.me/put_domoj/12?single.'), ['t', 'me', 'put', 'domoj', '12', 'single'])
  assert.deepEqual(words('(https://a.ru/v?utm_source=tg&id=5&fbclid=x#top) и'), ['a', 'ru', 'v', 'id', '5', 'и'])
  assert.deepEqual(words('https://ru.wikipedia.org/wiki/%D0%9C%D0%B8%D1%80_(роман)'), [
    'ru',
    'wikipedia',
    'org',
    'wiki',
    'роман',
  ])
  assert.deepEqual(words('https://a.ru/@Put_Domoj'), ['a', 'ru', 'Put', 'Domoj'])
  assert.ok(words(`https://a.ru/${'word/'.repeat(1000)}?${'x=1&'.repeat(1000)}`).length < 60)
})

test('a hyphenated word is also indexed under the word without hyphens', () => {
  assert.deepEqual(termsAt('Веб-сайт', 0), ['веб', 'вебсайт'])
  assert.deepEqual(termsAt('Веб‑сайт', 1), ['сайт', 'вебсайт'])
  assert.deepEqual(termsAt('e-mail', 1), ['mail', 'email'])
  assert.deepEqual(termsAt('COVID-19', 1), ['19', 'covid19'])
  assert.deepEqual(analyzer.termsOf('e-mail'), ['email'])
})

test('particles, ages, dates and chains of many hyphens make no word without hyphens', () => {
  for (const text of [
    'кое-что',
    'по-русски',
    '15-летний',
    '2022-2023',
    '24-02-2022',
    'раз-два-три-четыре-пять',
    'а - б',
  ]) {
    for (const { folded, terms } of analyzer.tokenize(text)) assert.deepEqual(terms, [folded], text)
  }
})

test('the groups of a number are also indexed under the whole number', () => {
  for (const text of ['11 286', '11\u00a0286', '11.286', '11,286']) {
    assert.deepEqual(termsAt(text, 0), ['11', '11286'], text)
    assert.deepEqual(termsAt(text, 1), ['286', '11286'], text)
  }
  assert.deepEqual(termsAt('1 234 567 человек', 2), ['567', '1234567'])
  for (const text of ['1,5', '3.14', '2022 100', '10 2022', '007 123', '11 286к']) {
    for (const { folded, terms } of analyzer.tokenize(text)) assert.deepEqual(terms, [folded], text)
  }
})

test('a date in words has the numbers of the date for terms', () => {
  assert.deepEqual(words('24.02.2022'), ['24', '02', '2022'])
  assert.deepEqual(
    analyzer.tokenize('1 марта 2022').map(({ terms }) => terms),
    [['1', '01'], ['марта', '03'], ['2022']],
  )
  assert.deepEqual(termsAt('24 Лютого', 1), ['лютого', '02'])
  assert.deepEqual(termsAt('без марта', 1), ['марта'])
})

test('words run together in a hashtag are told apart by the dictionaries', () => {
  const known = new Set(['верните', 'мужей', 'путь', 'домой', 'нет', 'войне', 'вернитем'])
  const lexicon: Lexicon = {
    documentTerms: (folded) => [folded],
    queryTerms: (folded) => [folded],
    languagesOf: (folded) => (known.has(folded) ? ['ru'] : []),
  }
  const parted = (text: string): string[] =>
    createAnalyzer(lexicon, 'test')
      .tokenize(text)
      .map(({ start, end }) => text.slice(start, end))
  assert.deepEqual(parted('#вернитемужей_домой'), ['верните', 'мужей', 'домой'])
  assert.deepEqual(parted('#НЕТВОЙНЕ #нетвойнех'), ['НЕТ', 'ВОЙНЕ', 'нетвойнех'])
  assert.deepEqual(parted('вернитемужей'), ['вернитемужей'])
})

test('emoji are no words, keycaps and the information sign among them', () => {
  assert.deepEqual(words('1️⃣ раз ℹ️ ❤️‍🔥👨‍👩‍👧 🇺🇦 #️⃣ два2️⃣ 👍🏽'), ['раз', 'два'])
})

test('soft hyphens and marks stay within a word, and what nobody sees is not its end', () => {
  const text = '«моби\u00adлиза\u0301ция\u200b» за\u0301мок\u200b, ок'
  assert.deepEqual(words(text), ['моби\u00adлиза\u0301ция', 'за\u0301мок', 'ок'])
})

test('every token folds from its place in the original, in order and without overlap, whatever the text', () => {
  const unit = fc.oneof(
    fc.constantFrom(...Array.from("аёйыіAo7_#@-'’. \n"), '\u0301', '\u00ad', '\u200b', '1️⃣', '👍', '𝐁', '\ud83d', 'ℹ️'),
    anyText(1),
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      let last = 0
      for (const token of analyzer.tokenize(text)) {
        assert.ok(token.start >= last && token.end > token.start && token.end <= text.length)
        assert.equal(token.folded, foldWord(text.slice(token.start, token.end)))
        assert.ok(token.terms.length > 0 && token.terms.every((term) => term !== ''))
        last = token.end
      }
    }),
    { numRuns: 1000 },
  )
})

test('hostile text does not hold the process', () => {
  const startedAt = performance.now()
  for (const unit of [
    "а'",
    '#',
    '#1',
    '@_',
    '#_',
    'а\u200b',
    'а_',
    '#а',
    '\u0301',
    'аА',
    '１⃣',
    'а-',
    '1 234 ',
    'https://а?',
    'http',
    '1 мая ',
  ]) {
    analyzer.tokenize(unit.repeat(100_000))
    analyzer.tokenize(`#${unit.repeat(20_000)}`)
  }
  assert.ok(performance.now() - startedAt < 30_000)
})

test('a seeker gives the tokens of a text, and leaves out none with a wanted term or form', () => {
  const piece = fc.constantFrom(
    'дом ',
    'Дом',
    'кот ',
    '24 ',
    'мая ',
    '5',
    ' ',
    '-',
    '#',
    '_',
    '@',
    "'",
    '\u0301',
    '1️⃣',
    'http://a.b/кот ',
  )
  const text = fc.oneof(
    anyText(24),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  )
  const wanted = fc.subarray(['дом', 'кот', '#кот', '24', '5', 'мая', '05'])
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3 }), wanted, wanted, (texts, terms, forms) => {
      const seek = analyzer.createSeeker({ terms, forms })
      for (const one of [...texts, ...texts]) {
        const tokens = analyzer.tokenize(one)
        const sought = seek(one)
        const isWanted = (position: number): boolean =>
          forms.includes(tokens[position]?.folded ?? '') ||
          tokens[position]?.terms.some((term) => terms.includes(term)) === true
        assert.equal(sought.length, tokens.length)
        for (const [position, token] of sought.entries()) {
          if (token !== null || isWanted(position)) assert.deepEqual(token, tokens[position])
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('a seeker leaves out words that were seen before and are not wanted', () => {
  const seek = analyzer.createSeeker({ terms: ['кот'], forms: [] })
  seek('один два кот')
  assert.deepEqual(
    seek('один кот два').map((token) => token?.folded ?? null),
    [null, 'кот', null],
  )
})
