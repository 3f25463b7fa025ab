import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Query } from '../../../src/domain/query.ts'
import { evaluate } from '../../../src/core/query/evaluate.ts'
import { createQueryIndex } from '../../../src/core/query/query-index.ts'
import { type Document, toPlainDocument } from '../../../src/core/query/document.ts'
import type { Token } from '../../../src/core/text/analyzer.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'

const term = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const terms = fc.uniqueArray(term, { minLength: 1, maxLength: 2 })
const word = terms.map((terms): Extract<Query, { kind: 'word' }> => ({
  kind: 'word',
  text: terms.join(''),
  match: 'any_form',
  terms,
}))
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words): Query => ({ kind: 'phrase', words }))
const positive: fc.Arbitrary<Query> = fc.oneof(word, phrase)
const clause: fc.Arbitrary<Query> = fc.oneof(
  positive,
  positive.map((query): Query => ({ kind: 'not', query })),
)
const query: fc.Arbitrary<Query> = fc.oneof(
  clause,
  fc.array(clause, { minLength: 1, maxLength: 4 }).map((queries): Query => ({ kind: 'and', queries })),
)
const tokens = fc
  .array(terms, { maxLength: 8 })
  .map((list) => list.map((terms, at): Token => ({ start: at * 2, end: at * 2 + 1, folded: terms.join(''), terms })))

const plain = toPlainDocument('', createStemAnalyzer())

function toDocument(tokens: readonly Token[]): Document {
  return { ...plain, tokens }
}

test('the index finds what asking every query in turn finds, in the same order', () => {
  fc.assert(
    fc.property(fc.array(query, { maxLength: 20 }), fc.array(tokens, { maxLength: 5 }), (queries, texts) => {
      const index = createQueryIndex(queries.map((query, id) => ({ id, query })))
      for (const text of texts) {
        const expected = queries.flatMap((query, id) => (evaluate(query, toDocument(text), 0) === null ? [] : [id]))
        assert.deepEqual(index.match(toDocument(text), 0), expected)
      }
    }),
    { numRuns: 2000 },
  )
})

function toToken(folded: string, at: number): Token {
  return { start: at * 2, end: at * 2 + 1, folded, terms: [folded] }
}

test('a text looks only at the queries that have one of its terms', () => {
  let asked = 0
  const watched = (text: string): Query => ({
    kind: 'and',
    queries: [
      { kind: 'word', text: 'common', match: 'any_form', terms: ['common'] },
      {
        kind: 'word',
        text,
        match: 'any_form',
        get terms() {
          asked += 1
          return [text]
        },
      },
    ],
  })
  const index = createQueryIndex(Array.from({ length: 1000 }, (_, id) => ({ id, query: watched(`word${id}`) })))
  asked = 0
  assert.deepEqual(index.match(toDocument(['common', 'word7'].map(toToken)), 0), [7])
  assert.ok(asked < 10, `${asked} queries were asked`)
})
