import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { toPlainDocument } from '../../../../src/core/query/document.ts'
import { evaluate } from '../../../../src/core/query/evaluate.ts'
import { createQueryIndex } from '../../../../src/core/query/index/query-index.ts'
import { parseQuery } from '../../../../src/core/query/parse-query.ts'
import { createStemAnalyzer } from '../../../../src/core/text/stem-analyzer.ts'
import type { Query, QueryWord } from '../../../../src/domain/query.ts'
import { anyDocument, anyQuery } from '../../../support/any-query.ts'

const now = 3_600_050
const analyzer = createStemAnalyzer()
const sorted = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b)

function parsed(text: string): Query {
  const result = parseQuery(text, analyzer)
  assert.ok(result.ok, text)
  return result.query
}

function word(text: string, match: QueryWord['match'] = 'any_form'): Query & QueryWord {
  return { kind: 'word', text, match, terms: [text] }
}

type Step =
  { readonly kind: 'set'; readonly id: number; readonly query: Query } | { readonly kind: 'remove'; id: number }

const id = fc.integer({ min: 0, max: 12 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), id, query: anyQuery }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id }) },
)

describe('the query index', () => {
  it('finds what asking every query in turn finds, for the same words, while queries come and go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ steps: fc.array(step, { maxLength: 12 }), document: anyDocument }), { maxLength: 5 }),
        (rounds) => {
          const index = createQueryIndex()
          const saved = new Map<number, Query>()
          for (const { steps, document } of rounds) {
            for (const one of steps) {
              if (one.kind === 'set') {
                index.set(one.id, one.query)
                saved.set(one.id, one.query)
              } else assert.equal(index.remove(one.id), saved.delete(one.id))
            }
            const expected = [...saved].filter(([, query]) => evaluate(query, document, now) !== null)
            assert.deepEqual(sorted(index.match(document, now)), sorted(expected.map(([id]) => id)))
            for (const [id, query] of saved) {
              assert.deepEqual(index.explain(id, document, now), evaluate(query, document, now))
            }
            assert.equal(index.size, saved.size)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('keeps equal queries once, however they are written', () => {
    const index = createQueryIndex()
    for (const [id, text] of ['дом кот', 'Кота дома', 'кот ДОМ', '"дом кот"'].entries()) index.set(id, parsed(text))
    assert.deepEqual([index.size, index.distinct], [4, 2])
    assert.deepEqual(sorted(index.match(toPlainDocument('Кот дома', analyzer), now)), [0, 1, 2])
  })

  it('says for which words a query fits', () => {
    const index = createQueryIndex()
    index.set(1, parsed('кот "новый дом" -пёс'))
    const text = 'Коты в новом доме'
    const spans = index.explain(1, toPlainDocument(text, analyzer), now)
    assert.deepEqual(
      spans?.map(({ start, end }) => text.slice(start, end)),
      ['Коты', 'новом доме'],
    )
    assert.equal(index.explain(1, toPlainDocument('Коты', analyzer), now), null)
    assert.equal(index.explain(2, toPlainDocument(text, analyzer), now), null)
  })

  it('takes long documents, in which many words are asked for', () => {
    const index = createQueryIndex()
    const words = Array.from({ length: 3000 }, (_, at) => `word${at % 1000}x`)
    for (const [id, text] of words.entries()) index.set(id, word(text))
    index.set(3000, { kind: 'phrase', words: [word('word999x'), word('last')] })
    index.set(3001, { kind: 'phrase', words: [word('last'), word('word0x')] })
    const document = toPlainDocument(`${words.join(' ')} last`, createStemAnalyzer())
    const tokens = document.tokens.map((token) => ({ ...token, terms: [token.folded] }))
    assert.equal(index.match({ ...document, tokens }, now).length, 3001)
    assert.deepEqual(index.match({ ...document, tokens: tokens.slice(0, 2) }, now), [0, 1000, 2000, 1, 1001, 2001])
  })

  it('takes no more memory for queries that come and go', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const used = (): number => {
      collect()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    }
    const index = createQueryIndex()
    const document = toPlainDocument('some words', analyzer)
    const churn = (from: number): void => {
      for (let at = from; at < from + 30_000; at += 1) {
        const either: Query = { kind: 'or', queries: [word(`a${at}`), { kind: 'phrase', words: [word(`b${at}`)] }] }
        const channel: Query = { kind: 'filter', filter: { name: 'in', channel: `c${at}` } }
        index.set(at % 500, { kind: 'and', queries: [either, word(`d${at}`, 'prefix'), channel, word('some')] })
        if (at % 100 === 0) index.match(document, now)
      }
    }
    churn(0)
    const before = used()
    churn(30_000)
    const grown = used() - before
    assert.ok(grown < 500_000, `${grown} bytes more`)
    for (let id = 0; id < 500; id += 1) index.remove(id)
    assert.deepEqual([index.size, index.distinct, index.match(document, now)], [0, 0, []])
  })

  it('looks only at queries of which a document has a required word', () => {
    let asked = 0
    const watched = (text: string): Query => ({
      kind: 'and',
      queries: [
        { kind: 'word', text, match: 'any_form', terms: [text] },
        {
          kind: 'filter',
          get filter() {
            asked += 1
            return { name: 'after', date: '', at: 0 } as const
          },
        },
      ],
    })
    const index = createQueryIndex()
    for (let id = 0; id < 1000; id += 1) index.set(id, watched(`word${id}`))
    asked = 0
    index.match(toPlainDocument('word7 and more', analyzer), now)
    assert.ok(asked > 0 && asked < 10, `${asked} queries were asked`)
  })
})
