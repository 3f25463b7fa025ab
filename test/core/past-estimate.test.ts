import assert from 'node:assert/strict'
import { test } from 'node:test'
import { estimatePast } from '../../src/core/past-estimate.ts'
import { day } from '../../src/domain/time.ts'

/** 200 posts in 400 ids and 20 days. */
const held = {
  posts: 200,
  albumMembers: 0,
  first: { messageId: 100_001, publishedAt: 980 * day },
  last: { messageId: 100_400, publishedAt: 1000 * day },
}
const goal = { before: 100_001, untilAt: null, left: Infinity, requestsPerSecond: 1 }

test('there are as many posts to an id as in those that are held, and 20 to a page at the polite rate', () => {
  assert.deepEqual(estimatePast(held, goal), { posts: 50_000, ms: 2_500_000 })
})

test('a bound by date counts as many posts to a day, and never more than there may be', () => {
  assert.equal(estimatePast(held, { ...goal, untilAt: 880 * day }).posts, 1000)
  assert.equal(estimatePast(held, { ...goal, before: 101, untilAt: 0 }).posts, 50)
})

test('the items of albums take room on the pages', () => {
  assert.equal(estimatePast({ ...held, albumMembers: 200 }, goal).ms, 5_000_000)
})

test('before the first id there is nothing', () => {
  assert.deepEqual(estimatePast(held, { ...goal, before: 1 }), { posts: 0, ms: 0 })
})
