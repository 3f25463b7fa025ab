import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { fewestDays, findRise, weeksToLearn } from '../../../src/core/trend/rise.ts'
import { day } from '../../../src/domain/time.ts'

/** Eight weeks in which Mondays have so many posts and other days so many. */
function weeks(mondays: number, others: number, length = 56): number[] {
  return Array.from({ length }, (_, day) => (day % 7 === 0 ? mondays : others))
}

describe('a rise', () => {
  it('is a day far above the days before it', () => {
    assert.deepEqual(findRise([...weeks(4, 4), 40]), { count: 40, usual: 4 })
  })

  it('is not a weekday that is always busy', () => {
    assert.equal(findRise([...weeks(40, 4), 42]), null)
    assert.ok(findRise([...weeks(40, 4), 4, 42]))
  })

  it('is not within what varies anyway', () => {
    const wild = Array.from({ length: 56 }, (_, day) => (day % 5 === 0 ? 30 : 2))
    assert.equal(findRise([...wild, 30]), null)
  })

  it('is found again although one of the days before was one', () => {
    const before = weeks(4, 4)
    before[30] = 400
    assert.ok(findRise([...before, 40]))
  })

  it('needs five posts, and three weeks before it', () => {
    assert.equal(findRise([...weeks(0, 0), 4]), null)
    assert.ok(findRise([...weeks(0, 0), 8]))
    assert.equal(findRise([...weeks(1, 1, fewestDays - 1), 50]), null)
  })

  it('is never fewer than twice the usual, whatever the counts, and more posts stay a rise', () => {
    const counts = fc.array(fc.nat({ max: 1000 }), { maxLength: 80 })
    fc.assert(
      fc.property(counts, fc.nat({ max: 5000 }), (before, count) => {
        const rise = findRise([...before, count])
        if (rise === null) return
        assert.ok(rise.count >= 2 * rise.usual && rise.count >= 5)
        assert.ok(findRise([...before, count + 1]))
      }),
    )
  })

  const counts = fc.array(fc.nat({ max: 1000 }), { maxLength: 80 })

  it('is never as few as are usual, and says more than it says of fewer', () => {
    fc.assert(
      fc.property(counts, fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), (before, count, more) => {
        const rise = findRise([...before, count])
        if (rise === null) return
        assert.ok(rise.count > rise.usual)
        assert.equal(findRise([...before, count + more])?.usual, rise.usual)
      }),
    )
  })

  it('is never in fewer than five posts', () => {
    fc.assert(
      fc.property(counts, fc.nat({ max: 4 }), (before, count) => assert.equal(findRise([...before, count]), null)),
    )
  })

  it('is not in what is the same every day, or every week', () => {
    const week = fc.array(fc.nat({ max: 1000 }), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(week, fc.integer({ min: fewestDays + 1, max: 80 }), (pattern, days) => {
        assert.equal(findRise(Array.from({ length: days }, (_, index) => pattern[index % 7]!)), null)
        assert.equal(findRise(Array.from({ length: days }, () => pattern[0]!)), null)
      }),
    )
  })
})

describe('the weeks to learn from', () => {
  const at = 1000 * day
  const since = (...weeks: number[]): number[] => weeks.map((count) => at - day - count * 7 * day)

  it('are as many as half of the channels reach back, from three to eight', () => {
    assert.equal(weeksToLearn(since(8, 5, 4, 1), at), 5)
    assert.equal(weeksToLearn(since(8, 5, 4), at), 5)
    assert.equal(weeksToLearn(since(70, 60), at), 8)
    assert.equal(weeksToLearn(since(8, 1, 1, 1), at), 3)
    assert.equal(weeksToLearn([], at), 3)
  })
})
