import { parseArgs } from 'node:util'
import { openStory } from '../test/support/truth.ts'
import { drawSteps } from '../test/support/truth-steps.ts'

const usage = 'Usage: npm run -s soak -- [--days N] [--seed N]\n'
/** What happens comes about every so many minutes. */
const meanPauseMinutes = 40

/** Lives through the days, and compares the archive with the truth at the end of each tenth of them. */
async function soak(days: number, seed: number): Promise<void> {
  const startedAt = performance.now()
  await using story = await openStory()
  const counts = new Map<string, number>()
  const steps = drawSteps({ days, meanPauseMinutes, seed })
  const checkEvery = Math.ceil(steps.length / 10)
  for (const [index, step] of steps.entries()) {
    counts.set(step.kind, (counts.get(step.kind) ?? 0) + 1)
    await story.play(step)
    if ((index + 1) % checkEvery !== 0 && index + 1 !== steps.length) continue
    await story.settle()
    await story.check()
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  process.stdout.write(
    `${JSON.stringify({ days, seed, seconds, postsLeft: story.published(), steps: Object.fromEntries(counts) })}\n`,
  )
  process.stdout.write('the archive is equal to what the channels have shown\n')
}

const { values } = parseArgs({ options: { days: { type: 'string' }, seed: { type: 'string' } } })
const days = Number(values.days ?? 10)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
if (Number.isSafeInteger(days) && days > 0 && Number.isSafeInteger(seed)) {
  process.stdout.write(`seed ${seed}, ${days} days\n`)
  await soak(days, seed)
} else {
  process.stderr.write(usage)
  process.exitCode = 2
}
