import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { foldText } from '../../../src/core/text/fold-text.ts'
import { foldWord } from '../../../src/core/text/fold.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'
import { anyText } from '../../support/any-text.ts'

const analyzer = createStemAnalyzer()

/** What of the original a regular expression finds in the folded text. */
function found(text: string, pattern: RegExp): string | null {
  const { folded, starts } = foldText(text)
  const match = pattern.exec(folded)
  return match === null ? null : text.slice(starts[match.index], starts[match.index + match[0].length])
}

test('a text is folded word by word, and what is between its words stays', () => {
  assert.equal(foldText('РЕБЁНОК,  «Сім’я»\n— MOБИЛИЗАЦИЯ!').folded, "ребенок,  «сім'я»\n— мобилизация!")
  assert.equal(foldText('за\u0301мок моби\u00adлиза\u200bция').folded, 'замок мобилизация')
  assert.equal(foldText('').folded, '')
})

test('what is found in the folded text is a span of the original', () => {
  assert.equal(found('Взяли «за\u0301мок» штурмом', /замок/), 'за\u0301мок')
  assert.equal(found('👍🏽 Моби\u00adлизо\u0301ванный приехал', /мобилизованн\S+/), 'Моби\u00adлизо\u0301ванный')
  assert.equal(found('ﬁnal Рoccия, 2024', /росси\S/), 'Рoccия')
  assert.equal(found('Сім’я їде', /сім'я/), 'Сім’я')
  assert.equal(found('𝐁𝐫𝐞𝐚𝐤𝐢𝐧𝐠 news', /breaking/), '𝐁𝐫𝐞𝐚𝐤𝐢𝐧𝐠')
})

test('every word folds to what its place in the folded text holds, and places never fall, whatever the text', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      ...Array.from("аёйыіAo7_#@-'’. \nİßςﬁ"),
      '\u0301',
      '\u0306',
      '\u00ad',
      '\u200b',
      '1️⃣',
      '👍',
      '𝐁',
      '\ud83d',
    ),
    anyText(1),
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (any) => {
      // Words of a hashtag are told apart before they are folded, each in its own script.
      const text = any.replaceAll(/[#@]/g, ' ')
      const { folded, starts } = foldText(text)
      assert.equal(starts.length, folded.length + 1)
      assert.equal(starts[folded.length], text.length)
      for (let index = 1; index < starts.length; index += 1) {
        assert.ok((starts[index - 1] ?? 0) <= (starts[index] ?? 0))
      }
      for (const { start, end, folded: word } of analyzer.tokenize(text)) {
        // The script of a look-alike is told by its whole word, and a tag is one word here, several there.
        if (text.includes('#')) continue
        const from = starts.indexOf(starts.find((at) => at >= start) ?? 0)
        const to = starts.findIndex((at) => at >= end)
        assert.equal(folded.slice(from, to), word)
        assert.equal(foldWord(text.slice(start, end)), word)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a long text is folded in a moment', () => {
  const text = 'Сегодня мобилизо\u0301ванным РЕБЁНКАМ, 2024 год. Breaking news! '.repeat(20_000)
  const startedAt = performance.now()
  foldText(text)
  for (const unit of ["а'", '\u0301', 'а\u200b', '’', 'аА', 'é']) foldText(unit.repeat(100_000))
  assert.ok(performance.now() - startedAt < 30_000)
})
