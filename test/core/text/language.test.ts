import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createDictionaryAnalyzer } from '../../../src/core/text/dictionary/dictionary-analyzer.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'
import { readDictionaries } from '../../../src/dictionaries.ts'
import { anyText } from '../../support/any-text.ts'

const byDictionary = createDictionaryAnalyzer(readDictionaries())
const byStems = createStemAnalyzer()

test('the language of a text is told by its letters and its commonest words, with or without dictionaries', () => {
  for (const [text, language] of [
    ['Мобилизованные вернулись домой, но ненадолго.', 'ru'],
    ['Её муж был на фронте, и она его ждала', 'ru'],
    ['ЗСУ звільнили ще одне село на сході України', 'uk'],
    ['Вона чекала на чоловіка, але він не повернувся', 'uk'],
    ['The court has sentenced him to five years in prison', 'en'],
    ['Премьер Michael Smith встретился с министрами, сообщает Reuters', 'ru'],
  ] as const) {
    assert.equal(byDictionary.languageOf(text), language, text)
    assert.equal(byStems.languageOf(text), language, text)
  }
})

test('dictionaries tell the language of words that no letter gives away', () => {
  assert.equal(byDictionary.languageOf('Солдат вернулся домой после плена'), 'ru')
  assert.equal(byDictionary.languageOf('Солдат повернувся додому з полону'), 'uk')
  assert.equal(byDictionary.languageOf('Prisoners exchanged yesterday'), 'en')
})

test('too little text, no text and another language have none', () => {
  for (const text of ['', '👍', '2024 1 000', 'Путин', 'https://', 'Der Krieg hat schon viele Menschen getötet']) {
    assert.equal(byDictionary.languageOf(text), null, text)
  }
})

test('any text whatsoever has a language or none, in proportion to at most its beginning', () => {
  fc.assert(
    fc.property(anyText(80), (text) => {
      assert.ok([null, 'ru', 'uk', 'en'].includes(byDictionary.languageOf(text)))
      assert.ok([null, 'ru', 'uk', 'en'].includes(byStems.languageOf(text)))
    }),
  )
  const startedAt = performance.now()
  for (const unit of ['а', 'а ', "а'", '#', '\u0301']) byDictionary.languageOf(unit.repeat(1_000_000))
  assert.ok(performance.now() - startedAt < 30_000)
})
