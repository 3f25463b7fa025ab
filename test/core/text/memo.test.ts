import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoize } from '../../../src/core/text/memo.ts'

test('what was asked for lately is not computed again', () => {
  const computed: string[] = []
  const length = memoize((key) => computed.push(key), 2)
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) length(key)
  assert.deepEqual(computed, ['a', 'b', 'c'])
})

test('no more than twice the capacity is remembered', () => {
  const computed: string[] = []
  const length = memoize((key) => computed.push(key), 10)
  for (let round = 0; round < 2; round += 1) {
    for (let key = 0; key < 25; key += 1) length(String(key))
  }
  assert.equal(computed.length, 50)
})

test('long keys are not kept', () => {
  let computed = 0
  const count = memoize(() => (computed += 1), 10)
  count('a'.repeat(100))
  count('a'.repeat(100))
  assert.equal(computed, 2)
})

test('how long a kept key may be can be said', () => {
  let computed = 0
  const count = memoize(() => (computed += 1), 10, 100)
  for (const length of [100, 100, 101, 101]) count('a'.repeat(length))
  assert.equal(computed, 3)
})
