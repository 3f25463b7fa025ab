import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { nearest, nearestOf } from '../../../src/core/text/nearest.ts'

const commands = ['start', 'help', 'follow', 'unfollow', 'watch', 'watches', 'schedule', 'search', 'status']

test('a letter too many, missing, wrong or swapped is one error', () => {
  assert.equal(nearest('folllow', commands, 1), 'follow')
  assert.equal(nearest('folow', commands, 1), 'follow')
  assert.equal(nearest('fallow', commands, 1), 'follow')
  assert.equal(nearest('fololw', commands, 1), 'follow')
  assert.equal(nearest('SEARHC', commands, 1), 'search')
})

test('nothing within the distance gives null', () => {
  assert.equal(nearest('weather', commands, 2), null)
  assert.equal(nearest('x'.repeat(10_000), [...commands, 'x'.repeat(9999)], 2), null)
})

test('the nearest wins, and of equals the first', () => {
  assert.equal(nearest('watche', commands, 2), 'watch')
  assert.deepEqual(nearestOf('watchs', commands, 2), ['watch', 'watches'])
})

test('a limit never changes a distance within it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
  fc.assert(
    fc.property(word, fc.array(word), fc.integer({ min: 0, max: 3 }), (wanted, candidates, limit) => {
      const near = new Set(nearestOf(wanted, candidates, limit))
      const all = nearestOf(wanted, candidates, 20)
      assert.deepEqual(
        nearestOf(wanted, candidates, limit),
        all.filter((candidate) => near.has(candidate)),
      )
      for (const candidate of near) assert.ok(nearest(candidate, [wanted], limit) !== null)
    }),
  )
})
