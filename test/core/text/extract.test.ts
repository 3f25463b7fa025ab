import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Span } from '../../../src/domain/query.ts'
import { extract } from '../../../src/core/text/extract.ts'

const spanOf = (text: string, word: string, from = 0): Span => {
  const start = text.indexOf(word, from)
  assert.ok(start >= 0)
  return { start, end: start + word.length }
}
const shown = (text: string, spans: readonly Span[], maxLength: number): { line: string; words: string[] } => {
  const { extract: line, highlights } = extract(text, spans, maxLength)
  return { line, words: highlights.map(({ start, end }) => line.slice(start, end)) }
}
const filler = 'Обычные слова без всякого смысла идут одно за другим. '

test('a short text is shown whole on one line with its words highlighted', () => {
  const text = '  Первая\n\nстрока,\u00a0и  вторая\r\n'
  assert.deepEqual(shown(text, [spanOf(text, 'строка'), spanOf(text, 'вторая')], 100), {
    line: 'Первая строка, и вторая',
    words: ['строка', 'вторая'],
  })
})

test('a highlight over a line break covers the space it became', () => {
  const text = 'Это путь\n\n  домой, да'
  const span = { start: text.indexOf('путь'), end: text.indexOf(',') }
  assert.deepEqual(shown(text, [span], 100).words, ['путь домой'])
})

test('without matched words the beginning is shown, cut at the end of a sentence or a word', () => {
  assert.equal(shown('Первое предложение. Второе предложение, которое длиннее.', [], 40).line, 'Первое предложение. …')
  assert.equal(shown('Одно длинное предложение, которое нигде не кончается', [], 32).line, 'Одно длинное предложение…')
})

test('the beginning is shown when it has as many of the matched words as any part', () => {
  const text = `Мобилизация началась. ${filler.repeat(10)}Мобилизация идёт.`
  const spans = [spanOf(text, 'Мобилизация'), spanOf(text, 'Мобилизация', 30)]
  const { line, words } = shown(text, spans, 120)
  assert.ok(line.startsWith('Мобилизация началась.'))
  assert.deepEqual(words, ['Мобилизация'])
})

test('forms of one word count as one: the beginning is not left for more of them', () => {
  const text = `Мобилизация началась. ${filler.repeat(10)}Мобилизация мобилизованных.`
  const spans = [spanOf(text, 'Мобилизация'), spanOf(text, 'Мобилизация', 30), spanOf(text, 'мобилизованных')]
  assert.deepEqual(shown(text, spans, 120).words, ['Мобилизация'])
})

test('words near the end of the text are shown with as much before them as there is room for', () => {
  const text = `${'слово за словом идёт '.repeat(20)}до самой мобилизации`
  assert.ok(shown(text, [spanOf(text, 'мобилизации')], 100).line.length > 85)
})

test('the part with the most different matched words is shown, from the start of a sentence', () => {
  const text = `Путь был долог. ${filler.repeat(8)}Все ждут. Путь домой открыт. ${filler.repeat(8)}`
  const spans = [spanOf(text, 'Путь'), spanOf(text, 'Путь', 20), spanOf(text, 'домой')]
  const { line, words } = shown(text, spans, 100)
  assert.match(line, /^… .*Путь домой открыт\..*…$/)
  assert.deepEqual(words, ['Путь', 'домой'])
})

test('a word in the middle of a long sentence is shown between words', () => {
  const long = 'слово за словом идёт '.repeat(20)
  const text = `${long}мобилизация ${long}`
  const { line, words } = shown(text, [spanOf(text, 'мобилизация')], 80)
  assert.match(line, /^…(?:слово|за|словом|идёт) .*мобилизация.* (?:слово|за|словом|идёт)…$/)
  assert.deepEqual(words, ['мобилизация'])
})

test('an initial or an abbreviation ends no sentence', () => {
  const text = `Он жил в г. Киеве, как и А. Пушкин, и ${'ещё много других людей '.repeat(10)}`
  assert.match(shown(text, [], 40).line, /А\. Пушкин…$/)
})

test('a text without spaces is cut between characters as people see them', () => {
  const family = '👨‍👩‍👧'
  const { line } = shown(family.repeat(30), [], 30)
  assert.equal(line.replaceAll(family, '').replace('…', ''), '')
})

test('whatever the text and the spans: one line, no longer than asked, well-formed, highlights in order and within', () => {
  const unit = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('а', 'б', 'в', ' ', ' ', '. ', ', ', '\n') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('👨‍👩‍👧', '🇺🇦', 'е\u0301', '\u0301', '\ud83d', '\u2028', '\u0000', '—', '»', '\r\n'),
    },
  )
  const span = fc.tuple(fc.nat(220), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 200 }),
      fc.array(span, { maxLength: 6 }),
      fc.integer({ min: 1, max: 80 }),
      (text, spans, maxLength) => {
        const { extract: line, highlights } = extract(text, spans, maxLength)
        assert.ok(line.length <= maxLength, `${line.length} > ${maxLength}`)
        assert.ok(line.isWellFormed())
        assert.doesNotMatch(line, /[\p{Cc}\p{Zl}]| {2}|^ | $/u)
        let last = -1
        for (const { start, end } of highlights) {
          assert.ok(start > last && start < end && end <= line.length)
          last = end
        }
      },
    ),
    { numRuns: 3000 },
  )
})

test('no cut parts a character as people see it', () => {
  const unit = fc.constantFrom('а', ' ', '. ', '👨‍👩‍👧', '🇺🇦', 'е\u0301', '👍🏽', ' \u0301')
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
  const starts = (text: string): Set<number> => new Set(Array.from(graphemes.segment(text), ({ index }) => index))
  fc.assert(
    fc.property(fc.string({ unit, minLength: 30, maxLength: 90 }), fc.nat(200), (text, at) => {
      const line = extract(text, [], 10_000).extract
      const start = Math.min(at, line.length - 1)
      const { extract: part } = extract(line, [{ start, end: start + 1 }], 40)
      const body = part.replace(/^… ?/, '').replace(/ ?…$/, '')
      const boundaries = starts(line).add(line.length)
      let from = line.indexOf(body)
      while (from >= 0 && !(boundaries.has(from) && boundaries.has(from + body.length)))
        from = line.indexOf(body, from + 1)
      assert.ok(from >= 0, JSON.stringify({ line, part }))
    }),
    { numRuns: 1000 },
  )
})

test('hostile text does not hold the process', () => {
  const startedAt = performance.now()
  for (const unit of ['\n', '.', ' .', 'а\u0301', '\u0301', '…»', '👨‍', '🇺']) {
    const text = `а${unit.repeat(16_000)}б`
    extract(text, [{ start: 0, end: text.length }], 300)
    extract(text, [spanOf(text, 'б')], 300)
  }
  assert.ok(performance.now() - startedAt < 30_000)
})
