import assert from 'node:assert/strict'
import { it } from 'node:test'
import * as fc from 'fast-check'
import { scoreOf } from '../../../src/core/digest/rank.ts'
import { medianAtAge, reachOf } from '../../../src/core/digest/reach.ts'
import { hour, minute } from '../../../src/domain/time.ts'

const young = [100, 200, 300, 400, 500].map((views) => ({ views, ageMs: 10 * minute }))
const old = [1000, 2000, 3000, 4000, 5000].map((views) => ({ views, ageMs: 20 * hour }))

const reach = (views: number) => reachOf({ views, ageMs: 10 * minute }, young)

it('a post is held against posts of its own age', () => {
  assert.equal(medianAtAge([...young, ...old], 5 * minute), 300)
  assert.equal(medianAtAge([...young, ...old], 10 * hour), 3000)
})

it('a reach is as usual where too few posts were counted', () => {
  assert.equal(reachOf({ views: 90_000, ageMs: 10 * minute }, young.slice(1)), 0.5)
  assert.equal(reachOf(undefined, young), 0.5)
})

it('a reach is half at the median, and ends at eight times as many and at an eighth', () => {
  assert.deepEqual([reach(300), reach(2400), reach(90_000), reach(0)], [0.5, 1, 1, 0])
})

it('more of any merit never makes a story come later', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const merits = fc.record({ match: share, novelty: share, reach: share, channels: fc.integer({ min: 1, max: 40 }) })
  fc.assert(
    fc.property(merits, merits, (one, other) => {
      const better = {
        match: Math.max(one.match, other.match),
        novelty: Math.max(one.novelty, other.novelty),
        reach: Math.max(one.reach, other.reach),
        channels: Math.max(one.channels, other.channels),
      }
      assert.ok(scoreOf(better) >= scoreOf(one))
      assert.ok(scoreOf(one) >= 0 && scoreOf(better) <= 1)
    }),
  )
})
