import { parseArgs } from 'node:util'
import { playKills } from '../test/support/kills.ts'
import { createRandom } from '../test/support/random.ts'

const usage = 'Usage: npm run -s kill -- [--chats N] [--kills N] [--seed N]\n'

const options = { chats: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string' } } as const
const { values } = parseArgs({ options })
const [chats, kills] = [Number(values.chats ?? 1000), Number(values.kills ?? 200)]
const seed = Number(values.seed ?? Date.now() % 1_000_000)
if ([chats, kills, seed].every((value) => Number.isSafeInteger(value) && value > 0)) {
  process.stdout.write(`seed ${seed}, ${chats} chats, ${kills} kills\n`)
  const report = await playKills({ chats, kills, random: createRandom(seed) })
  process.stdout.write(`${JSON.stringify(report)}\n`)
  const { wrongChats, crowded, lostAnswers, provoked, impatient } = report
  const isGood = wrongChats.length === 0 && crowded <= lostAnswers && provoked === 0 && impatient === 0
  process.stdout.write(
    isGood ? 'nothing was lost, and nothing came twice but what was on its way\n' : 'something went wrong\n',
  )
  process.exitCode = isGood ? 0 : 1
} else {
  process.stderr.write(usage)
  process.exitCode = 2
}
