import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isTimeZone } from '../../src/core/time-zones.ts'
import { zoneAt } from '../../src/core/zone-at.ts'

test('a place is in its time zone, by the name that is used elsewhere too', () => {
  const places = {
    'Europe/Kyiv': [50.4501, 30.5234],
    'Europe/Moscow': [55.7558, 37.6173],
    'Europe/Simferopol': [44.95, 34.1],
    'Europe/Kaliningrad': [54.71, 20.51],
    'Asia/Vladivostok': [43.12, 131.9],
    'Asia/Kathmandu': [27.7, 85.3],
    'America/New_York': [40.71, -74.01],
    'Etc/GMT+3': [30, -40],
  } as const
  for (const [zone, [latitude, longitude]] of Object.entries(places))
    assert.equal(zoneAt({ latitude, longitude }), zone)
})

test('every place on Earth has a zone that the runtime knows, and what is no place has none', () => {
  const latitudes = fc.double({ min: -90, max: 90, noNaN: true })
  const longitudes = fc.double({ min: -180, max: 180, noNaN: true })
  fc.assert(
    fc.property(latitudes, longitudes, (latitude, longitude) => {
      assert.ok(isTimeZone(zoneAt({ latitude, longitude }) ?? ''))
    }),
  )
  for (const [latitude, longitude] of [
    [90.1, 0],
    [0, -180.1],
    [Number.NaN, 0],
    [0, Infinity],
  ] as const) {
    assert.equal(zoneAt({ latitude, longitude }), null)
  }
})
