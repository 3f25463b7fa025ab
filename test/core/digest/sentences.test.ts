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

test('an abbreviation ends no sentence', () => {
  const text = 'Митинг на ул. Ленина разогнали. Задержаны двое.'
  assert.deepEqual(
    findSentences(text).map(({ start, end }) => text.slice(start, end)),
    ['Митинг на ул. Ленина разогнали.', 'Задержаны двое.'],
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
        assert.ok(headline.length <= lengths.headline + 2, headline)
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
  const border = /(?<=[\p{L}\p{N}]{2})[.!?…]+["»”)]*\s+(?=[^\p{Ll}])|\s*\n\s*/u
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
