import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'

const posts = '../shared/posts'

function meet(a: string, b: string): boolean {
  const analyzer = createStemAnalyzer()
  const terms = analyzer.tokenize(b)[0]?.terms ?? []
  return analyzer.termsOf(a).some((term) => terms.includes(term))
}

test('inflected forms of Russian, Ukrainian and English words meet', () => {
  for (const [keyword, form] of [
    ['мобилизация', 'мобилизации'],
    ['мобилизованный', 'мобилизованных'],
    ['школа', 'школы'],
    ['школа', 'школі'],
    ['дружина', 'дружини'],
    ["сім'я", 'сім’ї'],
    ['місто', 'міста'],
    ['soldier', 'Soldiers'],
    ['return', 'returning'],
    ['Ukraine', "Ukraine's"],
    ['зелёный', 'зеленые'],
  ] as const) {
    assert.ok(meet(keyword, form), `${keyword} should find ${form}`)
  }
})

test('different words do not meet', () => {
  for (const [keyword, form] of [
    ['школа', 'шкала'],
    ['мобилизация', 'мобильный'],
    ['war', 'warm'],
  ] as const) {
    assert.ok(!meet(keyword, form), `${keyword} should not find ${form}`)
  }
})

test('the letters choose the stemmers, and a word that may be either has both stems', () => {
  const analyzer = createStemAnalyzer()
  assert.equal(analyzer.termsOf('мобилизованных').length, 1)
  assert.equal(analyzer.termsOf('мобілізованих').length, 1)
  assert.deepEqual(analyzer.termsOf('верните'), ['верн', 'вернит'])
  assert.deepEqual(analyzer.termsOf('it'), ['it'])
  assert.deepEqual(analyzer.termsOf('2024'), ['2024'])
})

test('the terms of a word do not depend on the words before it', () => {
  // No words, but what the Ukrainian stemmer's expression with a memory stumbles over.
  const suspects = ['невозможностьати', 'непреложностьати', 'независимость', 'верность']
  for (const word of suspects) {
    const analyzer = createStemAnalyzer()
    for (const before of suspects) analyzer.tokenize(before)
    assert.deepEqual(analyzer.termsOf(word), createStemAnalyzer().termsOf(word))
    assert.deepEqual(analyzer.termsOf(word), analyzer.termsOf(word))
  }
})

test('short words, long words and words of other scripts have terms', () => {
  const analyzer = createStemAnalyzer()
  for (const word of [
    'я',
    'в',
    'y',
    "'s",
    'ь',
    'ы'.repeat(500),
    'слово'.repeat(200),
    '漢字',
    'constructor',
    '__proto__',
  ]) {
    for (const term of analyzer.termsOf(word)) assert.ok(term.length > 0 && term.length <= 64, word)
  }
})

test('a post has the same tokens whether its words are remembered or not', { skip: skipReason() }, () => {
  const used = createStemAnalyzer()
  const file = readdirSync(posts)[0] ?? ''
  const texts = (JSON.parse(readFileSync(`${posts}/${file}`, 'utf8')) as { text: string }[]).map(({ text }) => text)
  for (const text of texts) used.tokenize(text)
  for (const text of texts.slice(-20)) assert.deepEqual(used.tokenize(text), createStemAnalyzer().tokenize(text))
})

function skipReason(): string | false {
  return existsSync(posts) ? false : `${posts} is not there`
}
