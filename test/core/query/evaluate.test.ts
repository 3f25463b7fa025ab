import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate, matchText } from '../../../src/core/query/evaluate.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'

const analyzer = createStemAnalyzer()

/** The matched words, or null. */
function found(query: string, text: string): string[] | null {
  const parsed = parseQuery(query, analyzer)
  assert.ok(parsed.ok)
  const spans = matchText(parsed.query, text, analyzer)
  return spans?.map(({ start, end }) => text.slice(start, end)) ?? null
}

test('every word is required, in any form and order', () => {
  assert.deepEqual(found('жёны мобилизованный', 'Пикет мобилизованных: пришли жены.'), ['мобилизованных', 'жены'])
  assert.equal(found('жёны мобилизованный', 'Пришли жены.'), null)
})

test('a phrase needs its words side by side and in order, and is one span', () => {
  assert.deepEqual(found('"путь домой"', 'Наш путь, домой! Домой путь. Путь лежит домой.'), ['путь, домой'])
  assert.equal(found('"путь домой"', 'Домой путь'), null)
})

test('an exclusion refuses the post', () => {
  assert.equal(found('дом -кот', 'В доме коты'), null)
  assert.deepEqual(found('дом -"два кота"', 'В доме кота два'), ['доме'])
})

test('a hyphenated word is found with and without its hyphen, and not by its parts apart', () => {
  assert.deepEqual(found('кое-что', 'Есть кое-что и кое что'), ['кое-что', 'кое что'])
  assert.equal(found('кое-что', 'что кое'), null)
})

test('a hashtag is found by its words, and by itself however it is written', () => {
  assert.deepEqual(found('"путь домой"', 'Это #ПутьДомой'), ['ПутьДомой'])
  assert.deepEqual(found('#путьдомой', 'Это #ПутьДомой и #путь_домой'), ['ПутьДомой', 'путь_домой'])
  assert.deepEqual(found('путьдомой', 'Это #ПутьДомой'), ['ПутьДомой'])
  assert.equal(found('#путьдомой', 'Это путь домой'), null)
})

test('a mention is found by its name', () => {
  assert.deepEqual(found('@put_domoj', 'Пишет @Put_Domoj'), ['Put_Domoj'])
  assert.equal(found('@put', 'Пишет @Put_Domoj'), null)
})

test('the spans are in order and do not overlap', () => {
  assert.deepEqual(found('домой "путь домой" путь', 'Путь домой и дом'), ['Путь домой', 'дом'])
})

test('an exclusion by itself matches what it does not exclude, with no words to show', () => {
  const query = { kind: 'not', query: { kind: 'word', text: 'кот', terms: ['кот'] } } as const
  assert.deepEqual(evaluate(query, analyzer.tokenize('дом')), [])
  assert.equal(evaluate(query, analyzer.tokenize('кот')), null)
})
