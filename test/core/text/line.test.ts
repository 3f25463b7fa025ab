import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { toLine } from '../../../src/core/text/line.ts'
import { anyText } from '../../support/any-text.ts'

const piece = fc.constantFrom(
  'дом',
  'a',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '\u0085',
  '\u0000',
  '\u0301',
  '\u200d',
  '🏽',
  '\ud83d',
)
const text = fc.oneof(
  fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join('')),
  anyText(24),
)
/** A word, and the marks before it that would join the space. */
const word = /[^\s\u0085\p{Cc}\p{M}\p{Emoji_Modifier}\u200c\u200d][^\s\u0085\p{Cc}]*/gu

test('a line is the words of a text with single spaces between them', () => {
  fc.assert(
    fc.property(text, (given) => {
      const words = given.toWellFormed().match(word) ?? []
      assert.equal(toLine(given, []).text, words.join(' '))
    }),
    { numRuns: 1000 },
  )
})

test('a span of a line holds the words and the parts of words that it held in the text', () => {
  fc.assert(
    fc.property(text, fc.nat(30), fc.nat(30), (given, one, other) => {
      const [start, end] = [Math.min(one, other), Math.max(one, other)]
      const whole = given.toWellFormed()
      const held = [...whole.matchAll(word)].map(({ 0: found, index }) =>
        found.slice(Math.max(start - index, 0), Math.max(end - index, 0)),
      )
      const line = toLine(given, [{ start, end }])
      const shown = line.spans.map((span) => line.text.slice(span.start, span.end))
      assert.deepEqual(shown, held.every((part) => part === '') ? [] : [held.filter((part) => part !== '').join(' ')])
    }),
    { numRuns: 1000 },
  )
})
