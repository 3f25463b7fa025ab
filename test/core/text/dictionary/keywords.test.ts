import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createDictionaryAnalyzer } from '../../../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../../../src/dictionaries.ts'
import { englishPairs, russianPairs, ukrainianPairs, type KeywordPairs } from './keyword-pairs.ts'

const analyzer = createDictionaryAnalyzer(readDictionaries())

interface Keyword {
  readonly keyword: string
  readonly matching: readonly string[]
  readonly other: readonly string[]
}

function readKeywords(name: string): readonly Keyword[] {
  const file = new URL(`../../../fixtures/morphology/${name}.tsv`, import.meta.url)
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [keyword = '', matching = '', other = ''] = line.split('\t')
      return { keyword, matching: listOf(matching), other: listOf(other) }
    })
}

/** Whether the words of the keyword stand side by side in the text. */
function finds(keyword: string, text: string): boolean {
  const asked = analyzer.tokenize(keyword).map(({ start, end }) => analyzer.termsOf(keyword.slice(start, end)))
  const tokens = analyzer.tokenize(text)
  return tokens.some((_, from) =>
    asked.every((terms, index) => tokens[from + index]?.terms.some((term) => terms.includes(term))),
  )
}

function listOf(words: string): readonly string[] {
  return words === '' ? [] : words.split(' ')
}

function toKeywords(pairs: KeywordPairs): readonly Keyword[] {
  return pairs.map(([keyword, matching, other]) => ({ keyword, matching: listOf(matching), other: listOf(other) }))
}

for (const [name, pairs] of [
  ['russian', russianPairs],
  ['ukrainian', ukrainianPairs],
  ['english', englishPairs],
] as const) {
  for (const { keyword, matching, other } of [...readKeywords(name), ...toKeywords(pairs)]) {
    test(`${name}: the keyword ${keyword} finds the forms of its word and no other word`, () => {
      const missed = matching.filter((word) => !finds(keyword, `. ${word}!`))
      const wrong = other.filter((word) => finds(keyword, `. ${word}!`))
      assert.deepEqual({ missed, wrong }, { missed: [], wrong: [] })
    })
  }
}
