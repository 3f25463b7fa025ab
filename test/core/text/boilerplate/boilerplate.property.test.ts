import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { findBoilerplate } from '../../../../src/core/text/boilerplate/find.ts'
import { learnBoilerplate } from '../../../../src/core/text/boilerplate/learn.ts'
import { maskSpans } from '../../../../src/core/text/boilerplate/mask.ts'
import { anyText } from '../../../support/any-text.ts'

const line = fc.constantFrom(
  'Подписаться на Маяк',
  '📩 Прислать новость',
  '@mayak',
  '#маяк',
  'Снег. @mayak',
  'https://t.me/mayak?a=1',
  '\ud83d',
  '🇷🇺',
  '   ',
  'Реклама',
  'слово',
)
const post = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.oneof(line, anyText(20)), { maxLength: 8 }).map((lines) => lines.join('\n')) },
  { weight: 1, arbitrary: anyText(60) },
)
const channel = fc.array(post, { minLength: 15, maxLength: 40 })

test('spans lie in the text, in order and apart; nothing throws, and the same texts give the same', () => {
  let marked = 0
  fc.assert(
    fc.property(channel, post, (texts, text) => {
      const boilerplate = learnBoilerplate(texts)
      assert.deepEqual(learnBoilerplate(texts), boilerplate)
      assert.deepEqual(JSON.parse(JSON.stringify(boilerplate)), boilerplate, 'it is plain data')
      for (const candidate of [text, ...texts]) {
        const spans = findBoilerplate(candidate, boilerplate)
        assert.deepEqual(findBoilerplate(candidate, structuredClone(boilerplate)), spans)
        let at = -1
        for (const { start, end } of spans) {
          assert.ok(start > at && end > start && end <= candidate.length, JSON.stringify(spans))
          at = end
        }
        marked += spans.length
      }
    }),
    { numRuns: 200 },
  )
  assert.ok(marked > 0, 'the channels of this test have boilerplate')
})

test('a mask keeps the length, the line breaks and every offset outside the spans', () => {
  const spans = fc
    .uniqueArray(fc.nat(80), { maxLength: 8 })
    .map((at) => at.sort((a, b) => a - b))
    .map((at) => Array.from({ length: at.length >> 1 }, (_, i) => ({ start: at[2 * i] ?? 0, end: at[2 * i + 1] ?? 0 })))
  fc.assert(
    fc.property(anyText(60), spans, (text, chosen) => {
      const masked = maskSpans(text, chosen)
      assert.equal(masked.length, text.length)
      for (let index = 0; index < text.length; index += 1) {
        const isInside = chosen.some(({ start, end }) => index >= start && index < end)
        const expected = isInside && text[index] !== '\n' ? ' ' : text[index]
        assert.equal(masked[index], expected)
      }
    }),
  )
})

test('hostile texts do not hold the process', () => {
  const boilerplate = learnBoilerplate(Array.from({ length: 40 }, (_, i) => `Дело ${i}\nПодписаться на Маяк. @mayak`))
  const shapes = ['a', 'a-', 'a.', 'а\n', '@', '#а ', 'http://', '[', '\u0301', 'Подписаться на Маяк\n', ' ', 'a.b/']
  for (const shape of shapes) {
    const text = shape.repeat(64_000 / shape.length)
    const startedAt = performance.now()
    findBoilerplate(text, boilerplate)
    learnBoilerplate(Array.from({ length: 15 }, () => text))
    // Work that grows with the square of the length would take many minutes.
    assert.ok(performance.now() - startedAt < 30_000, JSON.stringify(shape))
  }
})
