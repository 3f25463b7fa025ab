import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { anyStep, openStory } from '../support/truth.ts'

describe('the archive', () => {
  it('holds every post the channel showed, as it was last seen, and sends each once, whatever happens on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 25, size: 'max' }), async (steps) => {
        await using story = await openStory()
        for (const one of steps) await story.play(one)
        await story.settle()
        await story.check()
      }),
      { numRuns: 25 },
    )
  })
})
