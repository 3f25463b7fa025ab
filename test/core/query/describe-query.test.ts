import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { describeFault, describeQuery } from '../../../src/core/query/describe-query.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'
import type { TextLanguage } from '../../../src/domain/query.ts'
import { anyText } from '../../support/any-text.ts'

const analyzer = createStemAnalyzer()
const textLanguages: readonly TextLanguage[] = ['ru', 'uk', 'en']

function wordsOf(text: string, language: TextLanguage): string {
  const parsed = parseQuery(text, analyzer)
  assert.ok(parsed.ok, text)
  return describeQuery(parsed.query, language, parsed.order)
}

test('a query reads back in the three languages', () => {
  const query = 'мобилизованный -реклама in:@x_channel'
  assert.deepEqual(
    textLanguages.map((language) => wordsOf(query, language)),
    [
      'посты, где есть слово «мобилизованный» в любой форме, кроме тех, где есть слово «реклама», в канале @x_channel',
      'дописи, де є слово «мобилизованный» у будь-якій формі, крім тих, де є слово «реклама», у каналі @x_channel',
      'posts with мобилизованный in any form, and not реклама, in @x_channel',
    ],
  )
})

const readings: readonly (readonly [string, string])[] = [
  ['путь домой', 'posts with путь and домой in any form'],
  ['(дом | семья) =путь', 'posts with дом or семья in any form and путь in this form only'],
  ['"путь домой" мобил*', 'posts with “путь домой” side by side, in any form and a word that begins with мобил'],
  ['"путь домой"=', 'posts with exactly “путь домой”'],
  ['"путь домой"~3', 'posts with путь and домой within 3 words of each other'],
  ['веб-сайт #тег', 'posts with веб-сайт in any form and #тег'],
  ['/кот+/ дом', 'posts with дом in any form and what the expression /кот+/ finds'],
  ['in:@aaaa,@bbbb -has:photo', 'posts, in @aaaa or in @bbbb, not with a photo'],
  ['дом after:2024-01-31 last:1d', 'posts with дом in any form, from 2024-01-31 on, of the last day'],
  ['дом (кот | -пёс)', 'posts with дом in any form and (кот in any form or (posts and not пёс))'],
  ['дом order:relevance', 'posts with дом in any form; the best matches first'],
]

for (const [query, words] of readings) {
  test(`in words: ${query}`, () => assert.equal(wordsOf(query, 'en'), words))
}

test('numbers go with their words', () => {
  assert.deepEqual(
    ['last:1d', 'last:3d', 'last:7d'].map((query) => wordsOf(query, 'ru')),
    ['посты, за последний день', 'посты, за последние 3 дня', 'посты, за последние 7 дней'],
  )
})

test('whatever is typed, there are words for it, or for what is wrong with it', () => {
  fc.assert(
    fc.property(anyText(80), fc.constantFrom(...textLanguages), (text, language) => {
      const parsed = parseQuery(text, analyzer)
      const words = parsed.ok
        ? describeQuery(parsed.query, language, parsed.order)
        : describeFault(parsed.fault, language)
      assert.ok(words.length > 4)
      assert.doesNotMatch(words, /undefined|NaN/)
    }),
    { numRuns: 2000 },
  )
})
