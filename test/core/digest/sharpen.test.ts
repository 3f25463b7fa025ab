import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharpenQuery } from '../../../src/core/digest/sharpen.ts'
import { parseQuery } from '../../../src/core/query/parse-query.ts'
import { printQuery } from '../../../src/core/query/print-query.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'

const analyzer = createStemAnalyzer()

function sharpen(rejected: readonly string[], accepted: readonly string[], usual: readonly string[] = []) {
  const parsed = parseQuery('harbour', analyzer)
  assert.ok(parsed.ok)
  const sharper = sharpenQuery(parsed.query, { rejected, accepted, usual }, analyzer)
  return sharper === null ? null : printQuery(sharper.query)
}

test('a word that rejected posts have and others have not is excluded', () => {
  const rejected = ['Harbour concert tonight', 'A concert at the harbour', 'The harbour concert was loud']
  assert.equal(sharpen(rejected, ['The harbour is closed', 'Ships leave the harbour']), 'harbour -concert')
})

test('a word that relevant posts have too is no reason, nor one that is usual', () => {
  const rejected = ['harbour concert', 'harbour concert', 'harbour concert']
  assert.equal(sharpen(rejected, ['harbour concert closed', 'harbour']), null)
  assert.equal(sharpen(rejected, [], ['a concert', 'another concert', 'weather']), null)
})

test('a word of the query itself is never excluded', () => {
  assert.equal(sharpen(['harbour', 'harbours', 'harbour'], []), null)
})
