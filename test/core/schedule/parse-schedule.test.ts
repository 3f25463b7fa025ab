import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseScheduleInput } from '../../../src/core/schedule/parse-schedule.ts'
import { isTimeOfDay } from '../../../src/core/schedule/time-of-day.ts'
import { anyText } from '../../support/any-text.ts'

/** The result in short: "09:00", "09:00 Europe/Kyiv", "show", "off", or the fault. */
function read(text: string): string {
  const input = parseScheduleInput(text)
  if (input.kind === 'set') return input.timeZone === null ? input.time : `${input.time} ${input.timeZone}`
  if (input.kind === 'fault')
    return `${input.code} at ${input.position} "${input.input}": ${input.suggestions.join(', ')}`
  return input.kind
}

test('nothing shows the schedule, and a word of each language switches it off', () => {
  assert.equal(read('  '), 'show')
  for (const word of ['off', 'OFF', 'выкл', 'Викл', ' вимкнути ']) assert.equal(read(word), 'off')
})

test('a time is read in the ways people write it', () => {
  for (const text of [
    '09:00',
    '9:00',
    '9.00',
    '9-00',
    '0900',
    '9',
    ' 09 ',
    '9 am',
    '9:00 a.m.',
    'в 9:00',
    'о 9',
    'at 9',
  ]) {
    assert.equal(read(text), '09:00')
  }
  assert.equal(read('9 pm'), '21:00')
  assert.equal(read('12am'), '00:00')
  assert.equal(read('12 PM'), '12:00')
})

test('a zone is read before or after the time, in any case, in its old and its new name', () => {
  assert.equal(read('21:30 Europe/Kyiv'), '21:30 Europe/Kyiv')
  assert.equal(read('21:30 europe/kyiv'), '21:30 Europe/Kyiv')
  assert.equal(read('21:30, Europe / Kyiv'), '21:30 Europe/Kyiv')
  assert.equal(read('Europe/Kyiv 21:30'), '21:30 Europe/Kyiv')
  assert.equal(read('9 EUROPE/KIEV'), '09:00 Europe/Kiev')
  assert.equal(read('9 america/new york'), '09:00 America/New_York')
  assert.equal(read('9 utc'), '09:00 UTC')
})

test('a city is read in English, Russian and Ukrainian', () => {
  for (const city of ['Киев', 'Київ', 'kyiv', 'Kiev', 'одесса', 'Львів'])
    assert.equal(read(`9 ${city}`), '09:00 Europe/Kyiv')
  for (const city of ['Москва', 'moscow', 'мск', 'Санкт-Петербург'])
    assert.equal(read(`9 ${city}`), '09:00 Europe/Moscow')
  assert.equal(read('9 Берлин'), '09:00 Europe/Berlin')
  assert.equal(read('9 london'), '09:00 Europe/London')
  assert.equal(read('9 Нью Йорк'), '09:00 America/New_York')
  assert.equal(read('9 pm Tbilisi'), '21:00 Asia/Tbilisi')
})

test('an offset from UTC is read', () => {
  for (const offset of ['UTC+3', 'GMT+03:00', '+3', '+0300']) assert.equal(read(`9 ${offset}`), '09:00 +03:00')
  assert.equal(read('9 UTC−5:30'), '09:00 -05:30')
})

test('a mistyped zone is a fault at its place, with at most three that may be meant', () => {
  assert.match(read('9:00 Europe/Kyv'), /^unknown_zone at 5 "Europe\/Kyv": Europe\/Kyiv/)
  assert.match(read('9 Масква'), /^unknown_zone at 2 "Масква": Europe\/Moscow/)
  assert.match(read('9 Europe/Ber'), /Europe\/Berlin/)
  assert.equal(read('9 Qwertyuiop'), 'unknown_zone at 2 "Qwertyuiop": ')
  for (const zone of ['Europe/', 'Asia/A', 'a', 'Europe/xx']) {
    const input = parseScheduleInput(`9 ${zone}`)
    assert.ok(input.kind === 'fault' && input.suggestions.length <= 3)
  }
})

test('what is no time is a fault at its place, with what may be meant', () => {
  assert.equal(read(' 25:00'), 'bad_time at 1 "25:00": ')
  assert.equal(read('24:00'), 'bad_time at 0 "24:00": 00:00')
  assert.equal(read('9:5'), 'bad_time at 0 "9:5": 09:05, 09:50')
  assert.equal(read('9:60 Europe/Kyiv'), 'bad_time at 0 "9:60": ')
  assert.equal(read('13 pm'), 'bad_time at 0 "13 pm": ')
  assert.equal(read('Киев'), 'bad_time at 0 "Киев": 09:00 Europe/Kyiv')
  assert.equal(read('завтра'), 'bad_time at 0 "завтра": ')
})

test('any text is read without throwing, and what is set is a time and a zone', () => {
  const piece = fc.constantFrom(
    '9',
    '25',
    ':',
    '00',
    ' ',
    'pm',
    'Europe/',
    'Kyiv',
    '+',
    '-',
    ',',
    'в ',
    'Киев',
    '__proto__',
  )
  const text = fc.oneof(
    anyText(12),
    fc.array(piece).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (text) => {
      const input = parseScheduleInput(text)
      if (input.kind === 'fault') {
        assert.ok(input.position >= 0 && input.position <= text.length)
        assert.equal(text.slice(input.position, input.position + input.input.length), input.input)
      }
      if (input.kind !== 'set') return
      assert.ok(isTimeOfDay(input.time) && input.time.length === 5)
      if (input.timeZone !== null) assert.ok(new Intl.DateTimeFormat('en', { timeZone: input.timeZone }))
    }),
    { numRuns: 2000 },
  )
})

test('every suggestion is accepted', () => {
  for (const zone of ['Europe/Kyv', 'Масква', 'Europ/Berlin', 'New Yrok', 'Asia/Tokio', 'Лондан', 'Pacific']) {
    const input = parseScheduleInput(`9 ${zone}`)
    assert.ok(input.kind === 'fault' && input.suggestions.length > 0, zone)
    for (const suggestion of input.suggestions) assert.equal(parseScheduleInput(`9 ${suggestion}`).kind, 'set')
  }
})
