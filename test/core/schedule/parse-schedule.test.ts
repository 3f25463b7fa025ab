import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { describeQuiet, describeSchedule } from '../../../src/core/schedule/describe.ts'
import { parseScheduleInput } from '../../../src/core/schedule/parse-schedule.ts'
import { timesOf } from '../../../src/core/schedule/slots.ts'
import { isTimeOfDay } from '../../../src/core/schedule/time-of-day.ts'
import type { QuietHours, Schedule } from '../../../src/domain/schedule.ts'
import { anySchedule, timeOfDay } from '../../support/any-schedule.ts'
import { anyText } from '../../support/any-text.ts'

/** The result in short: "09:00", "#2 Mon 09:00 Europe/Kyiv", "show", "off", or the fault. */
function read(text: string, current?: Schedule): string {
  const input = parseScheduleInput(text, () => current ?? null)
  switch (input.kind) {
    case 'set':
      return [numberOf(input.plan), short(input.schedule), input.timeZone, silence(input)].filter(Boolean).join(' ')
    case 'fault':
      return `${input.code} at ${input.position} "${input.input}": ${input.suggestions.join(', ')}`
    case 'off':
    case 'on':
    case 'remove':
      return [numberOf(input.plan), input.kind].filter(Boolean).join(' ')
    case 'zone':
      return [input.timeZone, silence(input)].filter(Boolean).join(' ')
    case 'quiet':
      return silence({ quiet: input.hours })
    case 'mute':
      return `mute ${JSON.stringify(input.end)}`
    default:
      return input.kind
  }
}

function silence({ quiet }: { readonly quiet?: QuietHours | null }): string {
  if (quiet === undefined) return ''
  return quiet === null ? 'quiet off' : `quiet ${quiet.from}-${quiet.to}`
}

function numberOf(plan: number | 'new' | null): string {
  return typeof plan === 'number' ? `#${plan}` : (plan ?? '')
}

function short(schedule: Schedule): string {
  const text = describeSchedule(schedule, 'en').replace(' at ', ' ').replaceAll(' and ', ', ')
  return text.replace(/^every day (?=\d)/, '')
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
  assert.equal(read('qwerty'), 'bad_time at 0 "qwerty": ')
  assert.equal(read('завтра'), 'unexpected at 0 "завтра": ')
  assert.equal(read('weekdas 9:00'), 'unknown_zone at 0 "weekdas": ')
  assert.equal(read('weekdys'), 'bad_time at 0 "weekdys": weekdays, weekday, weeks')
})

test('days and times are read in the three languages, and mixed', () => {
  for (const text of [
    'weekdays 8:30 and 18:00',
    'по будням в 8:30 и 18:00',
    'у будні о 8.30 та 18',
    'mon-fri 8:30, 6 pm',
  ]) {
    assert.equal(read(text), 'weekdays 08:30, 18:00', text)
  }
  for (const text of [
    'mon,thu 18:00',
    'пн, чт 18:00',
    'по понедельникам и четвергам в 18',
    'понеділок та четвер о 18:00',
  ]) {
    assert.equal(read(text), 'Mon, Thu 18:00', text)
  }
  for (const text of [
    'weekly fri 17:00',
    'раз в неделю в пятницу в 17:00',
    'щотижня п’ятниця 17:00',
    'every friday 5 pm',
  ]) {
    assert.equal(read(text), 'Fri 17:00', text)
  }
  for (const text of ['с понедельника по пятницу 9:00', 'Monday to Friday at 9', 'пн–пт 9']) {
    assert.match(read(text), /^(?:weekdays 09:00)$/, text)
  }
  assert.equal(read('fri-mon 9'), 'Mon, Fri, Sat, Sun 09:00')
  assert.equal(read('в 7 вечера'), '19:00')
  assert.equal(read('о 6 ранку'), '06:00')
  assert.equal(read('в 2 часа'), '02:00')
  assert.equal(read('в 2 дня'), '14:00')
  assert.equal(read('в 11 дня'), '11:00')
  assert.equal(read('в 11 ночи'), '23:00')
  assert.equal(read('о 2 ночі'), '02:00')
  assert.equal(read('в 12 ночи'), '00:00')
  assert.equal(read('weekdays noon'), 'weekdays 12:00')
  assert.equal(read('рабочие дни 9:00'), 'weekdays 09:00')
  assert.equal(read('щоп’ятниці о 17'), 'Fri 17:00')
  assert.equal(read('weekly mon,fri 9:00'), 'Mon, Fri 09:00')
  assert.equal(read('every day at 9 Kyiv'), '09:00 Europe/Kyiv')
})

test('hours are read with the day they are within', () => {
  for (const text of [
    'hourly 9-21',
    'каждый час с 9 до 21',
    'щогодини з 9 до 21',
    'every hour from 9 to 21',
    '9-21',
    '9:00–21:00',
  ]) {
    assert.equal(read(text), 'every hour from 09:00 to 21:00', text)
  }
  for (const text of ['every 3 hours', 'каждые 3 часа', 'кожні 3 години', 'every 3h', 'раз в 3 часа']) {
    assert.equal(read(text), 'every 3 hours', text)
  }
  assert.equal(read('weekdays hourly 9-18 Europe/Berlin'), 'every hour from 09:00 to 18:00, weekdays Europe/Berlin')
  assert.equal(read('hourly 22-6'), 'bad_range at 7 "22-6": hourly 06:00-22:00')
})

test('"instant" is read in each language, and stands alone', () => {
  for (const text of ['instant', 'at once', 'сразу', 'одразу', 'Миттєво']) assert.equal(read(text), 'at once', text)
  assert.match(read('instant 9:00'), /^unexpected/)
})

test('days alone keep the times that were', () => {
  assert.equal(read('weekdays'), 'weekdays 09:00')
  assert.equal(read('по выходным', { kind: 'times', days: [1], times: ['07:15', '20:00'] }), 'weekends 07:15, 20:00')
})

test('a plan is named by its number', () => {
  assert.equal(read('#2 9:00'), '#2 09:00')
  assert.equal(read('план 2 сразу'), '#2 at once')
  assert.equal(read('add 18:00'), 'new 18:00')
  assert.equal(read('+ сразу'), 'new at once')
  assert.equal(read('#3 off'), '#3 off')
  assert.equal(read('on'), 'on')
  assert.equal(read('удалить #2'), '#2 remove')
  assert.match(read('remove'), /^which_plan/)
})

test('quiet hours and silence are read', () => {
  for (const text of ['quiet 23-7', 'quiet hours from 23:00 to 7:00', 'тихо с 23 до 7', 'тихие часы 23:00–7:00']) {
    assert.equal(read(text), 'quiet 23:00-07:00', text)
  }
  for (const text of [
    'не беспокоить 22-7',
    'Не беспокой с 22 до 7',
    'не турбувати 22-7',
    'не турбуйте з 22 до 7',
    'do not disturb 22-7',
    'don’t disturb from 22:00 until 7:00',
    'DND 22-7',
  ]) {
    assert.equal(read(text), 'quiet 22:00-07:00', text)
  }
  for (const text of ['не беспокоить 3 часа', 'не турбувати 3 години', 'do not disturb 3h']) {
    assert.equal(read(text), 'mute {"kind":"after","ms":10800000}', text)
  }
  assert.equal(read('не беспокоить до 18:00'), 'mute {"kind":"at","time":"18:00","on":null}')
  assert.match(read('не беспокоить по выходным'), /^quiet_hours/)
  assert.match(read('беспокоить 9-21'), /^unexpected at 0 "беспокоить"/)
  assert.equal(read('quiet off'), 'quiet off')
  assert.match(read('quiet'), /^quiet_hours/)
  assert.match(read('quiet 7-7'), /^quiet_hours/)
  assert.equal(read('mute 3h'), 'mute {"kind":"after","ms":10800000}')
  assert.equal(read('молчать 2 дня'), 'mute {"kind":"after","ms":172800000}')
  assert.equal(read('mute until mon 9:00'), 'mute {"kind":"at","time":"09:00","on":{"kind":"weekday","day":1}}')
  assert.equal(read('мовчати до завтра'), 'mute {"kind":"at","time":"09:00","on":{"kind":"tomorrow"}}')
  assert.equal(
    read('mute until 2026-12-31 18:00'),
    'mute {"kind":"at","time":"18:00","on":{"kind":"date","date":"2026-12-31"}}',
  )
  assert.equal(read('unmute'), 'mute null')
  assert.match(read('mute until 2026-02-31'), /^mute_end/)
  assert.match(read('mute'), /^mute_end/)
})

test('quiet hours stand in one line with a rhythm, before or after it', () => {
  for (const text of [
    '9:00, quiet 23-7',
    'quiet 23-7, 9:00',
    'в 9:00, тихо с 23 до 7',
    'в 9, не беспокоить 23-7',
    'о 9:00, не турбувати з 23 до 7',
    'at 9, do not disturb from 23 to 7',
  ]) {
    assert.equal(read(text), '09:00 quiet 23:00-07:00', text)
  }
  assert.equal(read('#2 weekdays 9:00 quiet off Kyiv'), '#2 weekdays 09:00 Europe/Kyiv quiet off')
  assert.equal(read('instant, quiet 23-7'), 'at once quiet 23:00-07:00')
  assert.equal(read('hourly 9-21, quiet 13-14'), 'every hour from 09:00 to 21:00 quiet 13:00-14:00')
  assert.equal(read('quiet 23-7 Kyiv'), 'Europe/Kyiv quiet 23:00-07:00')
  assert.equal(read('9:00 quiet'), 'quiet_hours at 5 "quiet": quiet 23:00-07:00')
  assert.equal(read('9:00 quiet 7-7'), 'quiet_hours at 11 "7-7": quiet 23:00-07:00')
})

test('quiet hours have no days of their own', () => {
  assert.equal(read('quiet 23-7 weekdays'), 'quiet_days at 11 "weekdays": ')
  assert.equal(read('по выходным тихо 23-7'), 'quiet_days at 3 "выходным": ')
})

test('a zone is named as people say it', () => {
  for (const text of [
    'в 9 по Киеву',
    'в 9 по киевскому времени',
    'о 9 за Києвом',
    'о 9 за київським часом',
    'at 9 Kyiv time',
  ]) {
    assert.equal(read(text), '09:00 Europe/Kyiv', text)
  }
  for (const text of ['в 9 по Москве', 'по московскому времени в 9', 'о 9 за московським часом', '9:00 Moscow time']) {
    assert.equal(read(text), '09:00 Europe/Moscow', text)
  }
  assert.equal(read('9:00 New York time'), '09:00 America/New_York')
  assert.equal(read('в 9 по Нью-Йорку'), '09:00 America/New_York')
  assert.equal(read('в 9 по минскому времени'), '09:00 Europe/Minsk')
  assert.equal(read('о 9 за Харковом, тихо 23-7'), '09:00 Europe/Kyiv quiet 23:00-07:00')
  assert.equal(read('в 9 по местному времени'), 'unknown_zone at 7 "местному": ')
  assert.equal(read('9:00 time'), 'unexpected at 5 "time": ')
})

test('a zone alone is a zone', () => {
  assert.equal(read('по киевскому времени'), 'Europe/Kyiv')

  assert.equal(read('Киев'), 'Europe/Kyiv')
  assert.equal(read('Europe / Berlin'), 'Europe/Berlin')
})

test('what is said of a schedule, in each language, is read as that schedule', () => {
  fc.assert(
    fc.property(anySchedule, fc.constantFrom('en' as const, 'ru' as const, 'uk' as const), (schedule, language) => {
      const text = describeSchedule(schedule, language)
      const input = parseScheduleInput(text)
      assert.deepEqual(input, { kind: 'set', plan: null, schedule: { ...schedule }, timeZone: null }, text)
    }),
    { numRuns: 3000 },
  )
})

test('what is said of a schedule with its zone and quiet hours is read as all of that, in any order', () => {
  const quietHours = fc
    .record({ from: timeOfDay, to: timeOfDay })
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }): QuietHours => ({ from, to }))
  const said = fc.record({
    schedule: anySchedule,
    quiet: fc.oneof(fc.constant(null), quietHours),
    language: fc.constantFrom('en' as const, 'ru' as const, 'uk' as const),
    timeZone: fc.constantFrom('Europe/Kyiv', 'America/New_York', 'UTC'),
    isQuietFirst: fc.boolean(),
  })
  fc.assert(
    fc.property(said, ({ schedule, quiet, language, timeZone, isQuietFirst }) => {
      const parts = [describeSchedule(schedule, language), timeZone]
      const silence = describeQuiet(quiet, language)
      const text = (isQuietFirst ? [silence, ...parts] : [...parts, silence]).join(' ')
      assert.deepEqual(
        parseScheduleInput(text),
        { kind: 'set', plan: null, schedule: { ...schedule }, timeZone, quiet },
        text,
      )
    }),
    { numRuns: 2000 },
  )
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
    'mon',
    'по будням ',
    'every ',
    '3 hours',
    'from ',
    'до ',
    'quiet ',
    'не ',
    'беспокоить ',
    'time ',
    'mute ',
    '#2 ',
    '9-21',
    'add ',
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
      if (input.schedule.kind !== 'instant') {
        const times = timesOf(input.schedule)
        assert.ok(times.length > 0 && times.every((time) => isTimeOfDay(time) && time.length === 5))
        assert.deepEqual(times, times.toSorted())
        assert.ok(input.schedule.days.length > 0)
      }
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
