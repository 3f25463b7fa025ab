import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { measureWord } from '../../../src/core/text/word-bounds.ts'
import { hashOf } from '../../../src/core/text/word-hash.ts'
import { memoizeWords } from '../../../src/core/text/word-memo.ts'
import { anyText } from '../../support/any-text.ts'

test('every word of a text is given what was computed of it', () => {
  const memo = memoizeWords((word) => ({ word }), 10)
  fc.assert(
    fc.property(anyText(40), fc.nat(40), fc.nat(40), (text, one, other) => {
      const [start, end] = [Math.min(one, other, text.length), Math.min(Math.max(one, other), text.length)]
      assert.equal(memo.at(text, start, end).word, text.slice(start, end))
      assert.equal(memo.of(text).word, text)
    }),
  )
})

test('a word that is measured in a text is the one that is looked up there', () => {
  const memo = memoizeWords((word) => ({ word }), 10)
  fc.assert(
    fc.property(anyText(40), fc.nat(40), (text, at) => {
      const start = Math.min(at, text.length)
      const { end, hash } = measureWord(text, start)
      assert.equal(hash, hashOf(text, start, end))
      assert.equal(memo.at(text, start, end, hash), memo.of(text.slice(start, end)))
    }),
  )
})

test('words are told apart, those that hash alike among them', () => {
  const words = Array.from({ length: 200_000 }, (_, index) => Math.sqrt(index + 2).toString(36))
  const memo = memoizeWords((word) => ({ word }), words.length)
  for (const word of [...words, ...words]) if (memo.of(word).word !== word) assert.fail(word)
})

test('what was asked for lately is not computed again, however many words there are', () => {
  const computed: string[] = []
  const memo = memoizeWords((word) => ({ at: computed.push(word) }), 10_000)
  const words = Array.from({ length: 10_000 }, (_, index) => `слово${index}`)
  const text = words.join(' ')
  for (let round = 0; round < 2; round += 1) {
    let start = 0
    for (const word of words) {
      memo.at(text, start, start + word.length)
      start += word.length + 1
    }
  }
  // Few find no slot near their own.
  assert.ok(computed.length < 10_010)
})

test('no more than twice the capacity is remembered', () => {
  let computed = 0
  const memo = memoizeWords(() => ({ at: (computed += 1) }), 10)
  for (let round = 0; round < 2; round += 1) {
    for (let key = 0; key < 25; key += 1) memo.of(String(key))
  }
  assert.equal(computed, 50)
})

test('long words are not kept', () => {
  let computed = 0
  const memo = memoizeWords(() => ({ at: (computed += 1) }), 10)
  memo.of('a'.repeat(100))
  memo.of('a'.repeat(100))
  assert.equal(computed, 2)
})
