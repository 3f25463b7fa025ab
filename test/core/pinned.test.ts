import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createPinnedTest } from '../../src/core/pinned.ts'
import { anyText } from '../support/any-text.ts'

test('a post before the notice is known by its beginning, wherever the quote is cut', () => {
  fc.assert(
    fc.property(anyText(80), fc.nat(80), fc.constantFrom('', '…', '...'), (tail, cut, ellipsis) => {
      const text = `Правила ${tail}`
      const words = `${text.slice(0, 7 + cut)}${ellipsis}`
      assert.ok(createPinnedTest([{ noticeId: 9, words }])({ id: 8, text }))
    }),
  )
})

test('neither a later post nor one with another beginning is taken for the pinned one', () => {
  const isPinned = createPinnedTest([
    { noticeId: 9, words: 'Правила канала' },
    { noticeId: 20, words: 'Адреса' },
  ])
  assert.ok(isPinned({ id: 10, text: 'Адреса и телефоны' }))
  assert.ok(!isPinned({ id: 10, text: 'Правила канала' }))
  assert.ok(!isPinned({ id: 8, text: 'Новые правила канала' }))
})

test('words that were pinned twice are looked for before the last notice', () => {
  const quotes = [30, 9].map((noticeId) => ({ noticeId, words: 'Правила' }))
  assert.ok(createPinnedTest(quotes)({ id: 20, text: 'Правила' }))
})

test('a quote of nothing is the beginning of no post', () => {
  for (const words of ['', ' ', '…', '...', ' … ']) {
    assert.ok(!createPinnedTest([{ noticeId: 9, words }])({ id: 8, text: 'Правила' }), words)
  }
})
