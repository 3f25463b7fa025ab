import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { findSentences, tell } from '../../../src/core/digest/sentences.ts'
import { anyText } from '../../support/any-text.ts'

const lengths = { headline: 140, quote: 320 }

function spansOf(text: string, word: RegExp) {
  return [...text.matchAll(word)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }))
}

test('a post is told by its opening, and by the sentences with matched words', () => {
  const text =
    '⚡️ Суд отложил заседание. Погода в городе ясная. Родные мобилизованных вышли к зданию суда. Все разошлись. Мобилизованных ждут дома.'
  assert.deepEqual(tell(text, spansOf(text, /обилизованных/gu), lengths), {
    headline: 'Суд отложил заседание',
    quote: {
      text: 'Родные мобилизованных вышли к зданию суда. … Мобилизованных ждут дома.',
      highlights: [
        { start: 8, end: 21 },
        { start: 46, end: 59 },
      ],
    },
  })
})

test('a beginning that says nothing takes the next sentence with it', () => {
  assert.equal(
    tell('Срочно! Обмен пленными состоялся утром.', [], lengths).headline,
    'Срочно! Обмен пленными состоялся утром',
  )
})

test('a headline takes the last words of its sentence with it, rather than leave a scrap of it to the quote', () => {
  const words = Array.from({ length: 19 }, () => 'слово').join(' ')
  const text = `Центробанк ${words}, передаёт корреспондент ведомства. Вторая мысль сказана так, чтобы её стоило привести.`
  const { headline, quote } = tell(text, [], { headline: 120, quote: 320 })
  assert.match(headline, /^Центробанк .* ведомства$/u)
  assert.equal(quote.text, 'Вторая мысль сказана так, чтобы её стоило привести.')
})

test('tags are quoted only where nothing else was found', () => {
  const said = 'Та самая новость. Мужу Ольги подписали отпуск.\n#отпуск #суд'
  assert.equal(tell(said, spansOf(said, /отпуск/gu), lengths).quote.text, 'Мужу Ольги подписали отпуск.')
  const tagged = 'Та самая новость. Ольга рада.\n#отпуск #суд'
  assert.equal(tell(tagged, spansOf(tagged, /отпуск/gu), lengths).quote.text, '#отпуск #суд')
})

test('an abbreviation ends no sentence', () => {
  const text = 'Митинг на ул. Ленина разогнали. Задержаны двое.'
  assert.deepEqual(
    findSentences(text).map(({ start, end }) => text.slice(start, end)),
    ['Митинг на ул. Ленина разогнали.', 'Задержаны двое.'],
  )
})

test('flags, boxed digits and the minute of a video are no part of a sentence', () => {
  for (const [text, headline] of [
    ['🇬🇪Активисты вышли на акцию протеста', 'Активисты вышли на акцию протеста'],
    ['1️⃣ Рада ухвалила закон про відпустки', 'Рада ухвалила закон про відпустки'],
    ['04:06 Насколько масштабны акции протеста?', 'Насколько масштабны акции протеста?'],
  ] as const) {
    assert.equal(tell(text, [], lengths).headline, headline)
  }
})

test('a headline has no pictures in it, and a red exclamation mark is a mark', () => {
  for (const [text, headline] of [
    ['СРОЧНО❗️ В Озёрске 🔥 открыли переправу', 'СРОЧНО! В Озёрске открыли переправу'],
    ['Хор имени Пятницкого© поёт; ', 'Хор имени Пятницкого© поёт'],
  ] as const) {
    assert.equal(tell(text, [], lengths).headline, headline)
  }
})

test('an opening that only announces takes with it what it announces', () => {
  assert.equal(
    tell('Путин выступил с обращением, главное:\n— Россия ответила на удары. Ещё одно.', [], lengths).headline,
    'Путин выступил с обращением, главное: Россия ответила на удары',
  )
})

test('a quote is of whole sentences: what does not fit is left out, not cut', () => {
  const text = `Суд идёт второй день. Слово суда было таким: ${'и так далее '.repeat(21)}конец. Суд ушёл на совещание до самого позднего утра. Суд вернулся.`
  const { quote } = tell(text, spansOf(text, /[Сс]уд/gu), { headline: 140, quote: 320 })
  assert.match(quote.text, /^Слово суда было таким: .* конец\. … Суд вернулся\.$/)
})

function quoteOf(text: string): string {
  return tell(text, spansOf(text, /паром/gu), lengths).quote.text
}

test('where only the headline matched, the sentence after it is quoted, unless that is an address, a tag or a signature', () => {
  assert.equal(
    quoteOf('Городской паром сломался. Пассажиров перевезли на автобусах.'),
    'Пассажиров перевезли на автобусах.',
  )
  for (const end of [
    'https://example.org/long/address/of/an/article',
    '#новости #городскойтранспорт #погода',
    'Фото: архив',
  ]) {
    assert.equal(quoteOf(`Городской паром сломался.\n${end}`), '')
  }
})

test('a sentence may end after a quotation or a percentage', () => {
  const text = 'Активы купили «Балтика». Спрос вырос на 5%. Но цена упала (на треть). Всё.'
  assert.deepEqual(
    findSentences(text).map(({ start, end }) => text.slice(start, end)),
    ['Активы купили «Балтика».', 'Спрос вырос на 5%.', 'Но цена упала (на треть).', 'Всё.'],
  )
})

test('whatever the text, headline and quote are bounded, and highlights lie within the quote', () => {
  fc.assert(
    fc.property(
      anyText(60),
      fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 12 })), { maxLength: 6 }),
      (text, marks) => {
        const spans = marks
          .map(([start, length]) => ({ start, end: start + length }))
          .filter(({ end }) => end <= text.length)
          .toSorted((a, b) => a.start - b.start)
        const { headline, quote } = tell(text, spans, lengths)
        // With the last few words of its sentence.
        assert.ok(headline.length <= lengths.headline + 60 + 2, headline)
        assert.ok(quote.text.length <= lengths.quote + 2)
        for (const { start, end } of quote.highlights) assert.ok(start >= 0 && end <= quote.text.length && start <= end)
      },
    ),
    { numRuns: 500 },
  )
})

function letters(parts: readonly string[]): string[] {
  return parts.map((part) => part.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter((part) => part !== '')
}

test('sentences end where a sign does that ends one', () => {
  const border = /(?<=[\p{L}\p{N}]{2}["»”)]?)[.!?…]+["»”)]*\s+(?=[^\p{Ll}])|\s*\n\s*/u
  const piece = fc.constantFrom(
    'Дом',
    'кот ',
    'ok',
    '.',
    '!',
    '…',
    '»',
    ' ',
    '  ',
    '\n',
    '\t\n',
    '\u00a0',
    '5',
    '😀',
    '-',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      const told = findSentences(text).map(({ start, end }) => text.slice(start, end))
      assert.deepEqual(letters(told), letters(text.split(border)))
    }),
    { numRuns: 1000 },
  )
})
