import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { foldWord } from '../../../src/core/text/fold.ts'
import { anyText } from '../../support/any-text.ts'

test('case, ё and the kinds of apostrophe make no difference', () => {
  assert.equal(foldWord('РЕБЁНОК'), 'ребенок')
  for (const written of ["сім'я", 'Сім’я', 'СІМʼЯ', 'сім`я', 'сім‘я']) assert.equal(foldWord(written), "сім'я")
})

test('a decomposed word folds as the composed one, and й, ї, ў keep their marks', () => {
  for (const word of ['мой', 'їжак', 'ёлка', 'дзяўчына', 'café', 'Łódź']) {
    assert.equal(foldWord(word.normalize('NFD')), foldWord(word.normalize('NFC')))
  }
  assert.equal(foldWord('мой'.normalize('NFD')), 'мой')
  assert.equal(foldWord('їжак'.normalize('NFD')), 'їжак')
})

test('stress marks and other accents are left out', () => {
  assert.equal(foldWord('за\u0301мок'), 'замок')
  assert.equal(foldWord('мо\u0301й'.normalize('NFD')), 'мой')
  assert.equal(foldWord('Café'), 'cafe')
})

test('soft hyphens and zero-width characters are left out', () => {
  assert.equal(foldWord('моби\u00adлиза\u200bция\ufeff'), 'мобилизация')
})

test('Latin look-alikes in a Cyrillic word become Cyrillic, and the reverse', () => {
  assert.equal(foldWord('Рoccия'), 'россия')
  assert.equal(foldWord('MOБИЛИЗАЦИЯ'), 'мобилизация')
  assert.equal(foldWord('СOVID'), 'covid')
  assert.equal(foldWord('twіttеr'), 'twitter')
  assert.equal(foldWord('НATO'), 'нато')
  assert.equal(foldWord('Vойна'), 'vойна')
})

test('letters drawn in another style are the letters', () => {
  assert.equal(foldWord('𝐁𝐫𝐞𝐚𝐤𝐢𝐧𝐠'), 'breaking')
  assert.equal(foldWord('ＮＥＷＳ'), 'news')
})

test('a sign of another script does not decide how look-alikes are read', () => {
  assert.equal(foldWord('cal\ua67e'), 'cal')
})

test('folding a folded word changes nothing', () => {
  const word = fc.string({
    unit: fc.constantFrom(...Array.from("аёйїґыРСoesXİßſςΣﬁ\u0301\u0306\u0308\u00ad\u200d’ʼ'7𝐁한가｀")),
    maxLength: 12,
  })
  fc.assert(
    fc.property(fc.oneof(word, anyText(12)), (text) => {
      const folded = foldWord(text)
      assert.equal(foldWord(folded), folded)
    }),
    { numRuns: 500 },
  )
})
