import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { openStory } from '../support/truth.ts'
import { anyStep, drawSteps } from '../support/truth-steps.ts'

describe('the archive', () => {
  it('holds all that its channels have shown to whoever looked, in order, and sends each post once, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 25, size: 'max' }), async (steps) => {
        await using story = await openStory()
        for (const one of steps) await story.play(one)
        await story.settle()
        await story.check()
      }),
      { numRuns: 15 },
    )
  })

  it('does so for a hundred days', async (t) => {
    const seed = Date.now() % 1_000_000
    t.diagnostic(`seed ${seed}`)
    await using story = await openStory()
    for (const one of drawSteps({ days: 100, meanPauseMinutes: 48 * 60, seed })) await story.play(one)
    await story.settle()
    await story.check()
  })
})
