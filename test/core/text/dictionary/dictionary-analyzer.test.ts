import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readArtifact } from '../../../../src/core/text/dictionary/artifact.ts'
import {
  createDictionaryAnalyzer,
  createDictionaryLexicon,
} from '../../../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../../../src/dictionaries.ts'
import { anyText } from '../../../support/any-text.ts'

const dictionaries = readDictionaries()
const analyzer = createDictionaryAnalyzer(dictionaries)
const lexicon = createDictionaryLexicon(dictionaries)

function indexedUnder(word: string): readonly string[] {
  return analyzer.tokenize(word).flatMap(({ terms }) => terms)
}

test('any text whatsoever is analysed without an error, and every token has a term', () => {
  fc.assert(
    fc.property(anyText(80), (text) => {
      for (const { terms } of analyzer.tokenize(text)) assert.ok(terms.length > 0 && !terms.includes(''))
      assert.ok(analyzer.termsOf(text).length > 0)
    }),
  )
})

test('no word of a letter or two has an empty term', () => {
  const letters = ['', ...Array.from('абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґabcdefghijklmnopqrstuvwxyz')]
  for (const word of letters.flatMap((first) => letters.map((second) => first + second)).filter((own) => own !== '')) {
    assert.ok(!indexedUnder(word).includes(''), word)
    assert.ok(!analyzer.termsOf(word).includes(''), word)
  }
})

test('any string is looked up without an error, as a word of a text and as a keyword', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (word) => {
      assert.ok(lexicon.documentTerms(word, word).length > 0)
      assert.ok(lexicon.queryTerms(word, word).length > 0)
    }),
  )
})

test('an unknown word finds itself', () => {
  for (const word of ['кракозябрист', 'бармаглотов', 'щщщщ', 'zzyzxing', 'qwrtpsdf', 'абв123', '2024', 'ґґґ']) {
    assert.ok(
      analyzer.termsOf(word).some((term) => indexedUnder(word).includes(term)),
      word,
    )
  }
})

test('a form of an unknown word is found by its lemma', () => {
  for (const [form, lemma] of [
    ['Кракозябрина', 'Кракозябрин'],
    ['фуфлогонами', 'фуфлогон'],
    ['бармаглотского', 'бармаглотский'],
    ['зумкнулись', 'зумкнуться'],
    ['хрумзиками', 'хрумзик'],
    ['squanches', 'squanch'],
  ] as const) {
    assert.ok(
      analyzer.termsOf(lemma).some((term) => indexedUnder(form).includes(term)),
      `${form} by ${lemma}`,
    )
  }
})

test('a known word has no stem among its terms', () => {
  for (const word of ['свою', 'жениться', 'домой', 'drones', 'дітей']) {
    assert.ok(
      indexedUnder(word).every((term) => !term.startsWith('~')),
      word,
    )
  }
})

test('readings that few uses of a word have are left out of texts', () => {
  assert.deepEqual(indexedUnder('для'), ['для'])
  assert.ok(!indexedUnder('стали').includes('сталь'))
})

test('a capitalised keyword that may be a name asks for the name', () => {
  assert.deepEqual(analyzer.termsOf('Путина'), ['путин'])
  assert.ok(!analyzer.termsOf('Путин').includes('путина'))
  assert.ok(analyzer.termsOf('Иванова').includes('иванов'))
})

test('a capital letter that a keyboard puts first does not turn a common word into a name', () => {
  for (const word of [
    'Свет',
    'Война',
    'Мобилизация',
    'Жена',
    'Рота',
    'Окоп',
    'Дрон',
    'Солдат',
    'Мир',
    'Сила',
    'Призыв',
  ]) {
    assert.ok(analyzer.termsOf(word).includes(word.toLowerCase()), word)
  }
})

test('a capitalised form of a common word still asks for that word', () => {
  assert.ok(analyzer.termsOf('Люди').includes('человек'))
  assert.ok(analyzer.termsOf('Люди').includes('людина'))
})

test('a capitalised keyword that is a form of a common word may be an unknown name', () => {
  assert.ok(analyzer.termsOf('Рыбников').some((term) => indexedUnder('Рыбниковым').includes(term)))
})

test('a keyword that is itself a lemma asks for that lemma alone, in both Cyrillic languages', () => {
  assert.deepEqual(analyzer.termsOf('домой'), ['домой'])
  assert.deepEqual(analyzer.termsOf('стать'), ['стать'])
  assert.deepEqual(analyzer.termsOf('мобилизованный'), ['мобилизованный'])
})

test('drawn-out and old-fashioned spellings are found by the usual one', () => {
  for (const [word, keyword] of [
    ['оооочень', 'очень'],
    ['дааа', 'да'],
    ['soooo', 'so'],
    ['собиралися', 'собираться'],
  ] as const) {
    assert.ok(
      analyzer.termsOf(keyword).some((term) => indexedUnder(word).includes(term)),
      `${word} by ${keyword}`,
    )
  }
})

test('what was not compiled is not read', () => {
  for (const bytes of [new Uint8Array(), new Uint8Array(3), new Uint8Array(64), new Uint8Array(1000).fill(7)]) {
    assert.throws(() => readArtifact(bytes), /not a compiled dictionary/)
  }
})
