import { randomUUID } from 'node:crypto'
import { isTimeOfDay } from '../../core/schedule/time-of-day.ts'
import type { Weekday } from '../../domain/schedule.ts'
import { minute } from '../../domain/time.ts'
import type { Made, PlanEdit, PlanView, ScheduleOutcome, ScheduleView } from '../../flows/schedule.ts'
import { type Action, type Call, type Command, defineCommand, type Press } from '../command.ts'
import { encodeButton } from '../keyboard.ts'
import { createMemory, type Memory } from '../memory.ts'
import type { CommandParts } from './parts.ts'
import { type Answering, renderDone, renderOutcome } from './schedule-answer.ts'
import { changing, chatActions, type ChatParts, createZoneQuestion, show } from './schedule-chat.ts'
import { listScreen } from './schedule-choices.ts'
import {
  button,
  choiceScreen,
  hourScreen,
  planScreen,
  quarterScreen,
  type Screen,
  timePurposes,
  topicOf,
} from './schedule-plan.ts'

/** Longer ones wait in memory: the data of a button has 64 bytes. */
const maxInputBytes = 48
const everyChoices = [1, 2, 3, 4, 6, 12]
/** How long what was said waits for the button that refers to it, and how much of it waits at most. */
const waitMs = 30 * minute
const maxWaiting = 1000

/** /schedule: when the chat is told of what, in words or by buttons. */
export function createScheduleCommand({ flows: { scheduling }, clock }: CommandParts): Command {
  const texts = createMemory<string>({ clock, forMs: waitMs, limit: maxWaiting })
  const changes = createMemory<Made>({ clock, forMs: waitMs, limit: maxWaiting })
  const answeringOf = ({ chat, t }: Call): Answering => ({
    t,
    now: clock.now(),
    undoButton: (made) => button(t.plain('schedule-undo-button'), 'undo', keepFor(chat.id, made, changes)),
    setButton: (input, text) => {
      const fits = Buffer.byteLength(input) <= maxInputBytes && !input.includes('|')
      const data = fits
        ? encodeButton('schedule', 'set', input)
        : encodeButton('schedule', 'say', keepFor(chat.id, input, texts))
      return { text, data }
    },
  })
  const zone = createZoneQuestion({ scheduling, clock, answeringOf })
  const act = async (call: Call, input: string): Promise<Screen> => {
    const outcome = await scheduling.change(call.chat.id, input, topicOf(call))
    if (isZoneSet(outcome)) await zone.close(call)
    return renderOutcome(outcome, input, answeringOf(call))
  }
  return defineCommand({
    name: 'schedule',
    descriptions: {
      en: 'when I write: /schedule weekdays 9:00 and 18:00',
      ru: 'когда писать: /schedule по будням в 9:00 и 18:00',
      uk: 'коли писати: /schedule у будні о 9:00 і 18:00',
    },
    scope: 'all',
    changesSettings: true,
    isReading: (input) => input === '',
    run: async (call) => {
      const { text, keyboard } = await act(call, call.input)
      await call.reply(text, keyboard)
    },
    onLocation: zone.onLocation,
    actions: {
      set: changing(async (press) => show(press, await act(press, press.args[0] ?? ''))),
      say: changing(async (press) => {
        const input = texts.find(keyOf(press))
        if (input === null) await press.notify(press.t.plain('schedule-late-notice'))
        else await show(press, await act(press, input))
      }),
      undo: changing(async (press) => {
        const { chat, t, notify } = press
        const made = changes.take(keyOf(press))
        if (made === null) return notify(t.plain('schedule-undo-late-notice'))
        const done = await scheduling.undo(chat.id, made)
        if (done === null) await notify(t.plain('schedule-undo-changed-notice'))
        else await show(press, renderDone(done, answeringOf(press)))
      }),
      ...planActions({ scheduling, clock, answeringOf }),
      ...chatActions({ scheduling, clock, answeringOf }),
      ...zone.actions,
    },
  })
}

/** Keeps something that is said of a chat, and gives the key for a button of that chat. */
function keepFor<Value>(chatId: number, value: Value, memory: Memory<Value>): string {
  const key = randomUUID().slice(0, 8)
  memory.keep(`${chatId} ${key}`, value)
  return key
}

/** A button finds only what was said of the chat that it is about. */
function keyOf({ chat, args: [key = ''] }: Press): string {
  return `${chat.id} ${key}`
}

function isZoneSet(outcome: ScheduleOutcome): boolean {
  return 'made' in outcome && outcome.made.before.chat.timeZone !== outcome.made.after.chat.timeZone
}

/** Buttons of one plan. Each begins with its number. */
function planActions({ scheduling, clock, answeringOf }: ChatParts): Readonly<Record<string, Action>> {
  const on =
    (next: (view: ScheduleView, one: PlanView, press: Press) => Screen): Action['run'] =>
    async (press) => {
      const view = await scheduling.view(press.chat.id)
      const one = view.plans.find(({ plan }) => plan.number === Number(press.args[0]))
      await show(press, one === undefined ? listScreen(view, clock.now(), press.t) : next(view, one, press))
    }
  const toPlan = on(planScreen)
  const editing = (editOf: (press: Press) => PlanEdit | null, then: Action['run'] = toPlan): Action =>
    changing(async (press) => {
      const edit = editOf(press)
      if (edit !== null) await scheduling.edit(press.chat.id, Number(press.args[0]), edit)
      await then(press)
    })
  const toChoice = (kind: 'watches' | 'channels', at: number): Action['run'] =>
    on((view, one, { args, t }) => choiceScreen(view, one, { kind, index: Number(args[at] ?? 0) }, t))
  const toList: Action['run'] = async (press) =>
    show(press, listScreen(await scheduling.view(press.chat.id), clock.now(), press.t))
  return {
    plan: changing(toPlan),
    rhythm: editing(({ args: [, rhythm] }) => {
      return rhythm === 'times' || rhythm === 'hours' || rhythm === 'instant' ? { kind: 'rhythm', rhythm } : null
    }),
    day: editing(({ args: [, day] }) => {
      return /^[1-7]$/.test(day ?? '') ? { kind: 'toggle day', day: Number(day) as Weekday } : null
    }),
    cut: editing(({ args: [, time = ''] }) => (isTimeOfDay(time) ? { kind: 'remove time', time } : null)),
    every: editing(({ args: [, count] }) => ({ kind: 'every hours', count: nextOf(everyChoices, Number(count)) })),
    pick: changing(on((view, one, { args, t }) => hourScreen(view, one, purposeOf(args[1]), t))),
    hour: changing(
      on((view, one, { args: [, purpose, hour = '00'], t }) =>
        quarterScreen(view, one, { purpose: purposeOf(purpose), hour: hour.slice(0, 2) }, t),
      ),
    ),
    time: editing(({ args: [, purpose, time = ''] }) => {
      if (!isTimeOfDay(time)) return null
      const wanted = purposeOf(purpose)
      return { kind: wanted === 'add' ? 'add time' : wanted, time }
    }),
    watches: changing(toChoice('watches', 1)),
    channels: changing(toChoice('channels', 1)),
    watch: editing(({ args }) => ({ kind: 'toggle watch', number: Number(args[1]) }), toChoice('watches', 2)),
    channel: editing(({ args }) => ({ kind: 'toggle channel', channelId: Number(args[1]) }), toChoice('channels', 2)),
    all: editing(({ args }) => ({ kind: args[1] === 'watches' ? 'all watches' : 'all channels' })),
    empty: editing(() => ({ kind: 'toggle empty' })),
    switch: editing(
      () => ({ kind: 'toggle enabled' }),
      async (press) => (press.args[1] === 'plan' ? toPlan(press) : toList(press)),
    ),
    here: editing((press) => ({ kind: 'move', threadId: topicOf(press) })),
    remove: changing(async (press) => {
      const done = await scheduling.remove(press.chat.id, Number(press.args[0]))
      if (done === null) await toList(press)
      else await show(press, renderDone(done, answeringOf(press)))
    }),
    list: changing(toList),
  }
}

function purposeOf(text: string | undefined): (typeof timePurposes)[number] {
  return timePurposes.find((one) => one === text) ?? 'add'
}

function nextOf(choices: readonly number[], current: number): number {
  return choices[(choices.indexOf(current) + 1) % choices.length] ?? 1
}
