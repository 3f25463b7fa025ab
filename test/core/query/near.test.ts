import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { findNear } from '../../../src/core/query/near.ts'
import { fits } from '../../../src/core/query/evaluate.ts'
import type { Token } from '../../../src/core/text/analyzer.ts'
import type { QueryWord } from '../../../src/domain/query.ts'

const terms = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 })
const words = fc.array(
  terms.map((terms): QueryWord => ({ text: terms.join(''), match: 'any_form', terms })),
  { minLength: 2, maxLength: 4 },
)
const tokens = fc
  .array(terms, { maxLength: 9 })
  .map((list) => list.map((terms, at): Token => ({ start: at * 2, end: at * 2 + 1, folded: terms.join(''), terms })))

/** Every way to give each word a place of its own, within the reach. */
function places(wanted: readonly QueryWord[], text: readonly Token[], distance: number): Set<number> {
  const found = new Set<number>()
  const choose = (chosen: readonly number[]): void => {
    const word = wanted[chosen.length]
    if (word === undefined) {
      const reach = Math.max(...chosen) - Math.min(...chosen)
      if (reach <= wanted.length + distance - 2) for (const place of chosen) found.add(place)
      return
    }
    for (const [place, token] of text.entries()) {
      if (fits(word, token) && !chosen.includes(place)) choose([...chosen, place])
    }
  }
  choose([])
  return found
}

test('words near each other are found just where trying every place finds them', () => {
  fc.assert(
    fc.property(words, tokens, fc.integer({ min: 1, max: 4 }), (wanted, text, distance) => {
      const spans = findNear({ words: wanted, distance }, text, (word) =>
        [...text.keys()].filter((place) => fits(word, text[place])),
      )
      const expected = places(wanted, text, distance)
      assert.equal(spans === null, expected.size === 0)
      // What is shown are places that belong to a stretch; not each place that could belong to one need be shown.
      for (const { start } of spans ?? []) assert.ok(expected.has(start / 2))
    }),
    { numRuns: 3000 },
  )
})
