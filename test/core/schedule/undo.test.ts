import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { applyInput } from '../../../src/core/schedule/apply.ts'
import { withChat, withPlans } from '../../../src/core/schedule/change.ts'
import { parseScheduleInput } from '../../../src/core/schedule/parse-schedule.ts'
import { nextSlotAt } from '../../../src/core/schedule/slots.ts'
import { undo } from '../../../src/core/schedule/undo.ts'
import type { ChatSchedule, ScheduleChange } from '../../../src/domain/chat-schedule.ts'
import { type Chat, defaultSettings, type Plan } from '../../../src/domain/chat.ts'
import type { Schedule } from '../../../src/domain/schedule.ts'
import { hour } from '../../../src/domain/time.ts'
import { anySchedule } from '../../support/any-schedule.ts'

/** Monday, noon in UTC. */
const now = Date.UTC(2026, 2, 2, 12)
const chat: Chat = {
  id: 1,
  kind: 'private',
  language: 'en',
  timeZone: 'UTC',
  state: 'active',
  retryAt: null,
  settings: defaultSettings,
  quietHours: null,
  mutedUntil: null,
  createdAt: 0,
}
const instant: Schedule = { kind: 'instant' }

function planOf(number: number, schedule: Schedule, more: Partial<Plan> = {}): Plan {
  return {
    id: number,
    chatId: 1,
    number,
    schedule,
    threadId: null,
    watchNumbers: null,
    channelIds: null,
    tellsWhenEmpty: false,
    enabled: true,
    nextSlotAt: nextSlotAt(schedule, 'UTC', now),
    lastDigestAt: null,
    ...more,
  }
}

/** What the store makes of a change. */
function after(before: ChatSchedule, change: ScheduleChange): ChatSchedule {
  const { added } = change
  const next = Math.max(0, ...before.plans.map(({ number }) => number)) + 1
  const more = added === undefined ? [] : [planOf(next, added.schedule, added)]
  return { chat: { ...before.chat, ...change.chat }, plans: [...change.plans, ...more] }
}

function typed(before: ChatSchedule, input: string): ChatSchedule {
  const applied = applyInput(before, parseScheduleInput(input), { threadId: null, now })
  assert.ok('change' in applied, input)
  return after(before, applied.change)
}

function daily(...times: readonly string[]): Schedule {
  return { kind: 'times', days: [1, 2, 3, 4, 5, 6, 7], times }
}

const inputs = [
  '#1 9:00',
  '#1 weekdays 18:00 Tokyo',
  '#1 hourly 9-21, quiet 23-7',
  '#2 instant',
  '#1 off',
  'on',
  'off',
  'remove #2',
  'add weekly fri 17:00 Kyiv',
  'quiet 22-6',
  'quiet off',
  'mute 3h',
  'unmute',
  'New York',
] as const

test('a change that is taken back at once leaves everything as it was', () => {
  const plans = fc
    .array(fc.record({ schedule: anySchedule, enabled: fc.boolean() }), { minLength: 2, maxLength: 4 })
    .map((list) =>
      list.map(({ schedule, enabled }, index) =>
        planOf(index + 1, schedule, enabled ? {} : { enabled, nextSlotAt: null }),
      ),
    )
  fc.assert(
    fc.property(plans, fc.constantFrom(...inputs), (list, input) => {
      const before = { chat, plans: list }
      const made = { before, after: typed(before, input) }
      const back = undo(made, made.after, now)
      assert.deepEqual(back && after(made.after, back), before, input)
    }),
    { numRuns: 500 },
  )
})

test('a change is not taken back once what it touched was changed again', () => {
  const before = { chat, plans: [planOf(1, daily('09:00')), planOf(2, daily('18:00'))] }
  for (const [first, second] of [
    ['#1 10:00', '#1 11:00'],
    ['#1 10:00', '#1 off'],
    ['Tokyo', 'Kyiv'],
    ['quiet 22-6', 'quiet off'],
    ['add 7:00', 'remove #3'],
  ] as const) {
    const made = { before, after: typed(before, first) }
    assert.equal(undo(made, typed(made.after, second), now), null, `${first}, ${second}`)
  }
  const removed = { before, after: typed(before, 'remove #2') }
  assert.notEqual(undo(removed, typed(removed.after, 'Tokyo'), now), null)
})

test('the last plan is not taken away, and no more come back than a chat may have', () => {
  const one = { chat, plans: [planOf(1, daily('09:00'))] }
  const made = { before: one, after: typed(one, 'add 7:00') }
  assert.equal(undo(made, typed(made.after, 'remove #1'), now), null)
  const full = { chat, plans: Array.from({ length: 20 }, (_, index) => planOf(index + 1, daily('09:00'))) }
  const removed = { before: full, after: typed(full, 'remove #3') }
  assert.equal(undo(removed, typed(removed.after, 'add 7:00'), now), null)
})

test('a slot that passed meanwhile comes late, and not when the plan has told something since', () => {
  const before = { chat, plans: [planOf(1, daily('12:30'))] }
  const made = { before, after: typed(before, '#1 13:00') }
  const later = now + hour
  assert.equal(undo(made, made.after, later)?.plans[0]?.nextSlotAt, now + hour / 2)
  const told = { ...made.after, plans: made.after.plans.map((plan) => ({ ...plan, lastDigestAt: later })) }
  assert.equal(undo(made, told, later)?.plans[0]?.nextSlotAt, now + hour / 2 + 24 * hour)
})

test('slots are by the zone that there is then', () => {
  const before = { chat, plans: [planOf(1, daily('09:00')), planOf(2, daily('18:00'))] }
  const made = { before, after: typed(before, '#1 10:00') }
  const moved = after(made.after, withChat(made.after, { timeZone: 'Asia/Tokyo' }, now))
  assert.equal(undo(made, moved, now)?.plans[0]?.nextSlotAt, nextSlotAt(daily('09:00'), 'Asia/Tokyo', now))
  const zoned = { before, after: typed(before, 'Tokyo') }
  const changed = after(
    zoned.after,
    withPlans(zoned.after, () => ({ schedule: daily('07:00') }), now),
  )
  assert.equal(undo(zoned, changed, now)?.plans[1]?.nextSlotAt, nextSlotAt(daily('07:00'), 'UTC', now))
})

test('a plan that tells at once keeps what it was woken for when a zone is taken back', () => {
  const before = { chat, plans: [planOf(1, instant)] }
  const made = { before, after: typed(before, 'Tokyo') }
  const woken = { ...made.after, plans: made.after.plans.map((plan) => ({ ...plan, nextSlotAt: now + 5 })) }
  assert.equal(undo(made, woken, now)?.plans[0]?.nextSlotAt, now + 5)
})
