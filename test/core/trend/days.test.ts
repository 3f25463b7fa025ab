import assert from 'node:assert/strict'
import { it } from 'node:test'
import * as fc from 'fast-check'
import { dayEdges, stretchEdges, weekdayOf } from '../../../src/core/trend/days.ts'
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

it('stretches end at one hour of the day, also where the clocks change', () => {
  const edges = stretchEdges(Date.UTC(2026, 2, 30, 6), 'Europe/Kyiv', 2)
  assert.deepEqual(edges, [Date.UTC(2026, 2, 28, 7), Date.UTC(2026, 2, 29, 6), Date.UTC(2026, 2, 30, 6)])
})

it('the last stretch ends at the instant, and each lasts about a day', () => {
  fc.assert(
    fc.property(zones, fc.integer({ min: 4e9, max: 4e12 }), fc.integer({ min: 1, max: 40 }), (zone, at, days) => {
      const edges = stretchEdges(at, zone, days)
      assert.equal(edges.length, days + 1)
      assert.equal(edges.at(-1), at)
      for (const [index, until] of edges.slice(1).entries()) {
        const length = until - edges[index]!
        assert.ok(length >= 0 && length <= 50 * hour, `${zone} ${length}`)
      }
    }),
  )
})
