import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexed } from '../../../../src/core/text/dictionary/artifact.ts'
import { find, notFound } from '../../../../src/core/text/dictionary/automaton.ts'
import { createJointLemmas } from '../../../../src/core/text/dictionary/joint-lemmas.ts'
import { addLemmas } from '../../../../src/core/text/dictionary/lemmas.ts'
import { readDictionaries } from '../../../../src/dictionaries.ts'

const { russian, ukrainian } = readDictionaries()
const lemmasOf = createJointLemmas([russian, ukrainian])

const texts = `Стали дороги мобилизованным и их жёнам в Донецке: пили, мела, стекла, вести, новейший, наилучшего, поскорее.
  Мати й діти чекали на повернення військовополонених; найбільших боїв не було, та рани боліли, мала сила, три брати.`

test('the lemmas of two dictionaries together are those of each, every one once', () => {
  const words =
    texts
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}']+/gu) ?? []
  for (const word of [...words, 'щщщ', '']) {
    const lists = [russian, ukrainian].map((dictionary) => ({ dictionary, list: find(dictionary.words, word) }))
    const known = lists.filter(({ list }) => list !== notFound)
    const each = known.flatMap(({ dictionary, list }) => addLemmas(dictionary, list, word, indexed, null))
    assert.deepEqual(lemmasOf(word), known.length === 0 ? null : [...new Set(each)], word)
  }
})
