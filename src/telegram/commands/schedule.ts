import { describeSchedule } from '../../core/schedule/describe.ts'
import { isTimeOfDay } from '../../core/schedule/time-of-day.ts'
import type { Weekday } from '../../domain/schedule.ts'
import type { Clock } from '../../domain/time.ts'
import type {
  PlanEdit,
  PlanView,
  ScheduleDone,
  Scheduling,
  ScheduleOutcome,
  ScheduleView,
} from '../../flows/schedule.ts'
import { findTimeZone } from '../../core/time-zones.ts'
import { cleanLine } from '../clean-text.ts'
import { type Action, type Call, type Command, defineCommand, type Press } from '../command.ts'
import { type Html, join, markup } from '../html.ts'
import { type Button, encodeButton, type Keyboard } from '../keyboard.ts'
import { planDetails, renderSchedule } from '../render-schedule.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'
import { listButtons, listScreen, muteChoices, muteScreen, quietScreen, zoneScreen } from './schedule-choices.ts'
import {
  button,
  choiceScreen,
  hourScreen,
  planButton,
  planScreen,
  quarterScreen,
  type Screen,
  timePurposes,
} from './schedule-plan.ts'

const maxShownLength = 40
const maxInputBytes = 48
const everyChoices = [1, 2, 3, 4, 6, 12]

/** /schedule: when the chat is told of what, in words or by buttons. */
export function createScheduleCommand({ flows: { scheduling }, clock }: CommandParts): Command {
  const typed = async ({ chat, t, threadId }: Call, input: string): Promise<Screen> =>
    renderOutcome(await scheduling.change(chat.id, input, threadId), input, { t, now: clock.now() })
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
      const { text, keyboard } = await typed(call, call.input)
      await call.reply(text, keyboard)
    },
    actions: {
      set: changing(async (press) => show(press, await typed(press, press.args[0] ?? ''))),
      ...planActions(scheduling, clock),
      ...chatActions(scheduling, clock),
    },
  })
}

function changing(run: Action['run']): Action {
  return { changesSettings: true, run }
}

async function show(press: Press, { text, keyboard }: Screen): Promise<void> {
  await press.edit(text, keyboard)
}

/** Buttons of one plan. Each begins with its number. */
function planActions(scheduling: Scheduling, clock: Clock): Readonly<Record<string, Action>> {
  const on =
    (next: (view: ScheduleView, one: PlanView, press: Press) => Screen): Action['run'] =>
    async (press) => {
      const view = await scheduling.view(press.chat.id)
      const one = view.plans.find(({ plan }) => plan.number === Number(press.args[0]))
      await show(press, one === undefined ? listScreen(view, clock.now(), press.t) : next(view, one, press))
    }
  const toPlan = on((view, one, press) => planScreen(view, one, press))
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
    here: editing(({ threadId }) => ({ kind: 'move', threadId })),
    switch: editing(
      () => ({ kind: 'toggle enabled' }),
      async (press) => (press.args[1] === 'plan' ? toPlan(press) : toList(press)),
    ),
    remove: changing(async (press) => {
      await scheduling.remove(press.chat.id, Number(press.args[0]))
      await toList(press)
    }),
    list: changing(toList),
  }
}

/** Buttons of the chat as a whole. */
function chatActions(scheduling: Scheduling, clock: Clock): Readonly<Record<string, Action>> {
  const showing = (screen: (view: ScheduleView, press: Press) => Screen) => async (press: Press) =>
    show(press, screen(await scheduling.view(press.chat.id), press))
  return {
    add: changing(async (press) => {
      const plan = await scheduling.add(press.chat.id, press.threadId)
      const view = await scheduling.view(press.chat.id)
      const one = view.plans.find(({ plan: { number } }) => number === plan?.number)
      if (one !== undefined) return show(press, planScreen(view, one, press))
      await press.notify(press.t.plain('schedule-too-many', { limit: view.plans.length }))
    }),
    quiet: changing(async (press) => {
      const [from = '', to = ''] = press.args
      if (from === 'off') await scheduling.setQuietHours(press.chat.id, null)
      if (isTimeOfDay(from) && isTimeOfDay(to)) await scheduling.setQuietHours(press.chat.id, { from, to })
      await showing((view, { t }) => quietScreen(view, clock.now(), t))(press)
    }),
    mute: changing(async (press) => {
      const end = muteChoices.get(press.args[0] ?? '')
      if (end !== undefined) await scheduling.mute(press.chat.id, end)
      await showing((view, { t }) => muteScreen(view, clock.now(), t))(press)
    }),
    zones: changing(
      showing((view, { args: [region = '', index], t }) =>
        zoneScreen(view, { region, index: Number(index ?? 0) }, { now: clock.now(), t }),
      ),
    ),
    zone: changing(async (press) => {
      const zone = findTimeZone(press.args[0] ?? '')
      if (zone !== null) await scheduling.setTimeZone(press.chat.id, zone)
      await showing((view, { t }) => listScreen(view, clock.now(), t))(press)
    }),
  }
}

function purposeOf(text: string | undefined): (typeof timePurposes)[number] {
  return timePurposes.find((one) => one === text) ?? 'add'
}

function nextOf(choices: readonly number[], current: number): number {
  return choices[(choices.indexOf(current) + 1) % choices.length] ?? 1
}

interface Showing {
  readonly t: Translate
  readonly now: number
}

function renderOutcome(outcome: ScheduleOutcome, input: string, { t, now }: Showing): Screen {
  switch (outcome.kind) {
    case 'fault':
      return renderFault(outcome, input, t)
    case 'no plan':
      return { text: t('schedule-no-plan', { number: outcome.number }), keyboard: [] }
    case 'too many':
      return { text: t('schedule-too-many', { limit: outcome.limit }), keyboard: [] }
    case 'last':
      return { text: t('schedule-last'), keyboard: [] }
    case 'shown':
      return listScreen(outcome.view, now, t)
    case 'ask':
      return renderQuestion(outcome, t)
    case 'set':
    case 'added': {
      const one = outcome.view.plans.find(({ plan }) => plan.number === outcome.number)
      return one === undefined ? listScreen(outcome.view, now, t) : renderSet(outcome.view, one, t)
    }
    default:
      return renderDone(outcome, { t, now })
  }
}

function renderDone({ kind, view }: ScheduleDone, { t, now }: Showing): Screen {
  return {
    text: join([t(`schedule-done-${kind}`), renderSchedule(view, now, t)], '\n\n'),
    keyboard: listButtons(view, t),
  }
}

/** What was understood, with the next three times. */
function renderSet(view: ScheduleView, one: PlanView, t: Translate): Screen {
  const { chat, plans } = view
  const when = describeSchedule(one.plan.schedule, chat.language)
  const lines = [t('schedule-set', { when, zone: chat.timeZone }), ...planDetails(view, one, t)]
  return {
    text: join(lines, '\n'),
    keyboard: [
      [planButton(one, view)],
      ...(plans.length > 1 ? [[button(t.plain('schedule-back-button'), 'list')]] : []),
    ],
  }
}

/** Which of several plans is to have the schedule, or whether it is a new one. */
function renderQuestion({ view, schedule, timeZone }: Extract<ScheduleOutcome, { kind: 'ask' }>, t: Translate): Screen {
  const when = describeSchedule(schedule, view.chat.language)
  const input = [describeSchedule(schedule, 'en'), ...(timeZone === null ? [] : [timeZone])].join(' ')
  const plans = view.plans.flatMap(({ plan }) =>
    setButton(`#${plan.number} ${input}`, `${plan.number}. ${describeSchedule(plan.schedule, view.chat.language)}`),
  )
  return {
    text: t('schedule-which', { when }),
    keyboard: [...plans, ...setButton(`+ ${input}`, t.plain('schedule-add-button'))],
  }
}

function renderFault(fault: Extract<ScheduleOutcome, { kind: 'fault' }>, input: string, t: Translate): Screen {
  const wrong = cleanLine(fault.input, maxShownLength)
  if (fault.code !== 'unknown_zone') {
    const lines: readonly Html[] = [
      t(`schedule-fault-${fault.code.replaceAll('_', '-')}`, { input: wrong }),
      t('schedule-usage'),
    ]
    return {
      text: join(lines, '\n\n'),
      keyboard: fault.suggestions.flatMap((suggestion) => setButton(suggestion, suggestion)),
    }
  }
  const { position } = fault
  const repair = (zone: string): string =>
    `${input.slice(0, position)}${zone}${input.slice(position + fault.input.length)}`.trim()
  const keyboard = fault.suggestions.flatMap((zone) => setButton(repair(zone), zone))
  const id = keyboard.length === 0 ? 'schedule-unknown-zone' : 'schedule-which-zone'
  return { text: t(id, { input: markup`<code>${wrong}</code>` }), keyboard }
}

/** A row with a button that sets the schedule; none when its input is too long for one. */
function setButton(input: string, text: string): readonly (readonly Button[])[] {
  if (Buffer.byteLength(input) > maxInputBytes || input.includes('|')) return []
  return [[{ text, data: encodeButton('schedule', 'set', input) }]] satisfies Keyboard
}
