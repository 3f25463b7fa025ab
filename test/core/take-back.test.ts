import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeBack } from '../../src/core/take-back.ts'
import type { PostContent } from '../../src/domain/post.ts'

/** Posts 1 to 20, published in the seconds of their ids. */
const page = Array.from(
  { length: 20 },
  (_, index) => ({ messageId: index + 1, publishedAt: (index + 1) * 1000 }) as PostContent,
)

test('takes the newest posts of the page that the backfill still wants', () => {
  const taken = takeBack(page, { backfillLeft: 5, backfillUntilAt: null }, 11)
  assert.deepEqual([taken?.posts.map(({ messageId }) => messageId), taken?.left], [[6, 7, 8, 9, 10], 0])
})

test('a page that reaches behind the date is the last one', () => {
  const taken = takeBack(page, { backfillLeft: 500, backfillUntilAt: 15_000 }, 21)
  assert.deepEqual([taken?.posts.length, taken?.before, taken?.left], [6, 15, 0])
})

test('there is no end before the page is empty or all of it is too old', () => {
  assert.equal(takeBack(page, { backfillLeft: 500, backfillUntilAt: null }, 21)?.left, 480)
  assert.equal(takeBack([], { backfillLeft: 500, backfillUntilAt: null }, 21), null)
  assert.equal(takeBack(page, { backfillLeft: 500, backfillUntilAt: 90_000 }, 21), null)
})
