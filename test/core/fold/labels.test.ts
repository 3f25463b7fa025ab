import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { postsFolder } from '../../../bench/boilerplate/score.ts'
import { drawPairs, readPosts } from '../../../bench/fold/draw.ts'
import { judgePairs, readRows, score, shareOf } from '../../../bench/fold/same-text.ts'
import { createProfiling } from '../../../src/core/fold/profile.ts'
import { createDictionaryAnalyzer } from '../../../src/core/text/dictionary/dictionary-analyzer.ts'
import { readDictionaries } from '../../../src/dictionaries.ts'

const published = readPosts()
const skip = !existsSync(postsFolder) && 'the published posts are not here'

test('the judged pairs are those that the seed draws', { skip }, () => {
  for (const [index, pairs] of drawPairs(published).entries()) {
    const drawn = pairs.map(({ earlier, later }) => [earlier.file, earlier.id, later.file, later.id])
    const judged = readRows().filter(({ draw }) => draw === index + 1)
    assert.deepEqual(
      judged.map(({ earlier, later }) => [...earlier, ...later]),
      drawn,
    )
  }
})

test(
  'of the pairs that were held back none is folded wrongly, and three quarters of the copies are folded',
  { skip },
  () => {
    const judged = judgePairs(createProfiling(createDictionaryAnalyzer(readDictionaries())), published)
    const held = score(
      judged.filter(({ draw }) => draw === 2),
      ({ isFolded }) => isFolded,
    )
    assert.equal(held.precision.share, 1)
    assert.ok(held.recall.share >= 0.75)
    const all = score(judged, ({ isFolded }) => isFolded)
    assert.ok(all.precision.interval[0] >= 0.97)
  },
)

test("Wilson's interval is narrower the more there is, and never beyond all or nothing", () => {
  assert.deepEqual(
    shareOf(8, 10).interval.map((value) => value.toFixed(3)),
    ['0.490', '0.943'],
  )
  assert.deepEqual(
    shareOf(0, 5).interval.map((value) => value.toFixed(3)),
    ['0.000', '0.434'],
  )
})
