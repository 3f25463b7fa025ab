import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextCheckAt, parseRecheckSchedule } from '../../src/core/recheck.ts'

const minute = 60_000

describe('the schedule of reading again', () => {
  it('is a list of rising times, or nothing', () => {
    assert.deepEqual(parseRecheckSchedule('2m, 1h,3d'), [2 * minute, 60 * minute, 3 * 1440 * minute])
    assert.deepEqual(parseRecheckSchedule('off'), [])
    for (const bad of ['', '0m', '1h,1h', '2h,1h', '5', '5s', '1m,,2m', '-1m', '400d', '1,5h']) {
      assert.equal(parseRecheckSchedule(bad), null, bad)
    }
  })

  it('gives the first time after now, and none when all are over', () => {
    const schedule = [2 * minute, 10 * minute]
    assert.equal(nextCheckAt(1000, schedule, 1000), 1000 + 2 * minute)
    assert.equal(nextCheckAt(1000, schedule, 1000 + 2 * minute), 1000 + 10 * minute)
    assert.equal(nextCheckAt(1000, schedule, 1000 + 10 * minute), null)
    assert.equal(nextCheckAt(1000, [], 0), null)
  })
})
