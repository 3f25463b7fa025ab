import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Document, toPlainDocument } from '../../../../src/core/query/document.ts'
import { evaluateIndexed, indexDocument } from '../../../../src/core/query/evaluate.ts'
import { createQueryIndex } from '../../../../src/core/query/index/query-index.ts'
import { parseQuery } from '../../../../src/core/query/parse-query.ts'
import { createDictionaryAnalyzer } from '../../../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../../../src/dictionaries.ts'
import type { Query } from '../../../../src/domain/query.ts'

/** Posts of public channels, which are no part of the project. */
const folder = new URL('../../../../../shared/posts/', import.meta.url)
const queryCount = 3000
const postCount = 600
const now = Date.UTC(2025, 0, 1)

type Shape = (a: string, b: string, c: string, d: string) => string

/** Over four words of a post; `a` and `b` are neighbours. */
const shapes: readonly Shape[] = [
  (a) => a,
  (a, b) => `${a} ${b}`,
  (a, b, c) => `${a} ${b} ${c}`,
  (a, b, c, d) => `${a} ${b} ${c} ${d}`,
  (a, b) => `"${a} ${b}"`,
  (a, b, c) => `${a} -${b} -${c}`,
  (a, b, c) => `${a} -"${b} ${c}"`,
  (a, b) => `${a} | ${b}`,
  (a, b, c, d) => `(${a} ${b}) | (${c} ${d})`,
  (a, _, c) => `"${a} ${c}"~9`,
  (a, b) => `"${a} ${b}"~1 last:7d`,
  (a, b) => `in:@news ${a} | ${b}`,
  (a) => `lang:ru after:2024-12-01 ${a}`,
]

/** Those that the plain evaluator takes long for: every twentieth query is one. */
const slowShapes: readonly Shape[] = [
  (a, b, c, d) => `${a} (${b} | "${c} ${d}") -=${c}`,
  (a, _, c) => `=${a} ${c}`,
  (a) => `${a.slice(0, 3)}*`,
  (a, b, c) => `${a.slice(0, 4)}* ${b} | ${c}`,
  (a, b) => `${a} has:photo | /${b.slice(0, 3)}.{2,9}/`,
]

const testHere = existsSync(folder) ? test : test.skip

testHere('on real posts the index finds what the plain evaluator finds', () => {
  const analyzer = createDictionaryAnalyzer(readDictionaries())
  const { documents, words } = readDocuments((text) => toPlainDocument(text, analyzer))
  const queries = makeQueries(words, (text) => {
    const parsed = parseQuery(text, analyzer)
    return parsed.ok ? parsed.query : null
  })
  const index = createQueryIndex()
  for (const [id, query] of queries.entries()) index.set(id, query)
  let hits = 0
  for (const document of documents) {
    const indexed = indexDocument(document)
    const expected = queries.flatMap((query, id) => (evaluateIndexed(query, indexed, now) === null ? [] : [id]))
    assert.deepEqual(
      index.match(document, now).sort((a, b) => a - b),
      expected,
    )
    hits += expected.length
  }
  assert.ok(hits > postCount, `only ${hits} were found`)
})

/** Posts from all over the folder, and the words of others. */
function readDocuments(read: (text: string) => Document): { documents: Document[]; words: string[][] } {
  const posts = readdirSync(folder).flatMap(
    (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { text: string; date: string }[],
  )
  const spread = Array.from({ length: postCount * 2 }, (_, at) => posts[(at * 7919) % posts.length])
  const documents = spread.map((post, at): Document => {
    const { text, tokens, facts } = read(post?.text ?? '')
    const has = new Set(at % 3 === 0 ? (['photo'] as const) : [])
    const publishedAt = Date.parse(post?.date ?? '')
    return { text, tokens, facts: { ...facts, channel: at % 2 === 0 ? 'news' : 'other', publishedAt, has } }
  })
  const words = documents.map(({ tokens }) => tokens.map(({ folded }) => folded)).filter((list) => list.length > 8)
  return { documents: documents.slice(0, postCount), words }
}

function makeQueries(words: readonly (readonly string[])[], parse: (text: string) => Query | null): Query[] {
  const queries: Query[] = []
  for (let at = 0; queries.length < queryCount; at += 1) {
    const list = words[(at * 31) % words.length] ?? []
    const word = (step: number): string => list[(at * 17 + step) % list.length] ?? ''
    const some = at % 20 === 0 ? slowShapes : shapes
    const shape = some[Math.floor(at / 20 + at) % some.length]
    const query = parse(shape?.(word(0), word(1), word(4), word(7)) ?? '')
    if (query !== null) queries.push(query)
  }
  return queries
}
