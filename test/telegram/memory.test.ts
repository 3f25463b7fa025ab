import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemory } from '../../src/telegram/memory.ts'
import { createTestClock } from '../support/clock.ts'

test('what is kept is found until its time is over', () => {
  const clock = createTestClock(0)
  const memory = createMemory<string>({ clock, forMs: 10, limit: 9 })
  memory.keep('a', 'one')
  clock.advance(9)
  assert.equal(memory.find('a'), 'one')
  clock.advance(1)
  assert.equal(memory.find('a'), null)
})

test('what is taken is gone, and what is kept again is the latest', () => {
  const memory = createMemory<string>({ clock: createTestClock(0), forMs: 10, limit: 9 })
  memory.keep('a', 'one')
  memory.keep('a', 'two')
  assert.deepEqual([memory.take('a'), memory.take('a')], ['two', null])
})

test('when there is too much of it, the oldest goes', () => {
  const memory = createMemory<number>({ clock: createTestClock(0), forMs: 10, limit: 2 })
  for (const number of [1, 2]) memory.keep(`${number}`, number)
  memory.keep('1', 1)
  memory.keep('3', 3)
  assert.deepEqual(['1', '2', '3'].map(memory.find), [1, null, 3])
})
