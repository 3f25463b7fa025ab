import assert from 'node:assert/strict'
import { it } from 'node:test'
import { playKills } from '../support/kills.ts'
import { createRandom } from '../support/random.ts'

it(
  'a Vestnik that is killed at random moments, with Telegram in trouble, loses nothing and doubles at most the part of a chat that was on its way',
  { timeout: 300_000 },
  async (t) => {
    const seed = Date.now() % 1_000_000
    t.diagnostic(`seed ${seed}`)
    const report = await playKills({ chats: 40, kills: 6, random: createRandom(seed) })
    t.diagnostic(JSON.stringify(report))
    assert.deepEqual(report.wrongChats, [])
    assert.ok(report.crowded <= report.lostAnswers, 'a kill doubles at most the part of a chat that was on its way')
    assert.deepEqual([report.provoked, report.impatient], [0, 0])
  },
)
