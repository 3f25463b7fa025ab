import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLoop } from '../../src/cron/loop.ts'
import { createTestClock } from '../support/clock.ts'

function openLoop(step: (signal: AbortSignal) => Promise<boolean>) {
  const clock = createTestClock(0)
  const stop = new AbortController()
  const defects: unknown[] = []
  const onDefect = (error: unknown): void => {
    defects.push(error)
  }
  return { clock, stop, defects, loop: createLoop({ name: 'test', step, signal: stop.signal, clock, onDefect }) }
}

describe('a loop', () => {
  it('goes on while there is more to do', async () => {
    let left = 3
    const { loop } = openLoop(async () => (left -= 1) > 0)
    loop.kick()
    await loop.idle()
    assert.equal(left, 0)
  })

  it('never overlaps itself, and a kick during a round makes another', async () => {
    let running = 0
    let rounds = 0
    const { loop } = openLoop(async () => {
      running += 1
      assert.equal(running, 1)
      await new Promise(setImmediate)
      running -= 1
      rounds += 1
      return false
    })
    loop.kick()
    loop.kick()
    loop.kick()
    await loop.idle()
    assert.equal(rounds, 2)
  })

  it('reports a defect, rests, and then works again', async () => {
    let rounds = 0
    const { loop, clock, defects } = openLoop(async () => {
      rounds += 1
      if (rounds === 1) throw new Error('broken')
      return false
    })
    loop.kick()
    await loop.idle()
    assert.equal(defects.length, 1)
    loop.kick()
    await loop.idle()
    assert.equal(rounds, 1)
    clock.advance(5000)
    loop.kick()
    await loop.idle()
    assert.equal(rounds, 2)
  })

  it('does not rest on for as long as the clock was set back', async () => {
    let rounds = 0
    const { loop, clock } = openLoop(async () => {
      rounds += 1
      throw new Error('broken')
    })
    clock.set(3_600_000)
    loop.kick()
    await loop.idle()
    clock.set(0)
    loop.kick()
    await loop.idle()
    assert.equal(rounds, 2)
  })

  it('starts nothing after it was stopped', async () => {
    let rounds = 0
    const { loop, stop } = openLoop(async () => {
      rounds += 1
      return false
    })
    stop.abort()
    loop.kick()
    await loop.idle()
    assert.equal(rounds, 0)
  })
})
