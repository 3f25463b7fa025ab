import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTimeZone } from '../../src/core/time-zones.ts'
import { isTimeOfDay } from '../../src/core/schedule/time-of-day.ts'

test('a time of day is told from what is none', () => {
  const texts = ['09:00', '9:00', '23:59', '24:00', '9', '9:5', '']
  assert.deepEqual(texts.map(isTimeOfDay), [true, true, true, false, false, false, false])
})

test('a time zone is told from what is none', () => {
  const names = ['UTC', 'Europe/Kiev', 'europe/kyiv', 'Kyiv', '', 'x'.repeat(999)]
  assert.deepEqual(names.map(isTimeZone), [true, true, true, false, false, false])
})
