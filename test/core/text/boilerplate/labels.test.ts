import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { judgeLabels, labelledAtLeast } from '../../../../bench/boilerplate/judge.ts'
import { type Figures, postsFolder, readLabels, scoreSpans } from '../../../../bench/boilerplate/score.ts'
import { findBoilerplate } from '../../../../src/core/text/boilerplate/find.ts'
import { learnBoilerplate } from '../../../../src/core/text/boilerplate/learn.ts'

const skip = !existsSync(postsFolder) && 'the published posts are not here'
const teach = (texts: readonly string[]): ((text: string) => ReturnType<typeof findBoilerplate>) => {
  const boilerplate = learnBoilerplate(texts)
  return (text) => findBoilerplate(text, boilerplate)
}
function assertFigures({ precision, recall }: Figures, what: string): void {
  assert.ok(precision >= 0.98, `precision over ${what} is ${precision}`)
  assert.ok(recall >= 0.9, `recall over ${what} is ${recall}`)
}

test('200 posts of 12 channels are labelled', () => {
  assert.equal(readLabels().length, 200)
  assert.equal(new Set(readLabels().map(({ file }) => file)).size, 12)
})

// Learnt from all posts of a channel; from its newest 200, as the running process does; and from the older half, judged on
// labelled posts of the newer half.
for (const lesson of ['all', 'newest', 'older half'] as const) {
  for (const form of ['as published', 'plain'] as const) {
    test(`precision is at least 0.98 and recall 0.9 when learnt from ${lesson}, ${form}`, { skip }, () => {
      const judged = judgeLabels(teach, { lesson, form })
      assert.ok(judged.length >= labelledAtLeast[lesson])
      const scores = scoreSpans(judged)
      assertFigures(scores.characters, 'characters')
      assertFigures(scores.lines, 'lines')
      assertFigures(scores.posts, 'posts')
    })
  }
}
