import assert from 'node:assert/strict'
import { it } from 'node:test'
import * as fc from 'fast-check'
import { dayEdges, weekdayOf } from '../../../src/core/trend/days.ts'
import { hour } from '../../../src/domain/time.ts'

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))

it('the last day holds the instant, edges rise, and no day is longer than two and a half', () => {
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 40 }), (zone, now, days) => {
      const edges = dayEdges(now, zone, days)
      assert.equal(edges.length, days + 1)
      assert.ok(edges[days - 1]! <= now && now < edges[days]!)
      for (const [index, at] of edges.slice(1).entries()) {
        const length = at - edges[index]!
        // Where a zone left out a whole day, that day has no length.
        assert.ok(length >= 0 && length <= 60 * hour, `${zone} ${length}`)
      }
    }),
  )
})

it('a day begins at the local midnight, also where the clocks change', () => {
  const edges = dayEdges(Date.UTC(2026, 2, 29, 12), 'Europe/Kyiv', 2)
  const wanted = [Date.UTC(2026, 2, 27, 22), Date.UTC(2026, 2, 28, 22), Date.UTC(2026, 2, 29, 21)]
  assert.deepEqual(edges, wanted)
  assert.equal(weekdayOf(edges[1]!, 'Europe/Kyiv'), 7)
})
