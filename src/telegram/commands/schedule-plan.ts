import { describeSchedule, shortDayName } from '../../core/schedule/describe.ts'
import { everyDay, type Schedule } from '../../domain/schedule.ts'
import type { PlanView, ScheduleView } from '../../flows/schedule.ts'
import { cleanLine } from '../clean-text.ts'
import type { Call } from '../command.ts'
import type { Html } from '../html.ts'
import { type Button, encodeButton, type Keyboard } from '../keyboard.ts'
import { pageOf } from '../paging.ts'
import { renderPlan } from '../render-schedule.ts'
import type { Translate } from '../texts.ts'

/** A message of the editor. */
export interface Screen {
  readonly text: Html
  readonly keyboard: Keyboard
}

/** What a time that is picked becomes. */
export const timePurposes = ['add', 'from', 'to'] as const
export type TimePurpose = (typeof timePurposes)[number]

const itemsAPage = 8
const hoursARow = 6
const maxLabel = 40
const mark = '✓ '

export function button(text: string, action: string, ...args: readonly (string | number)[]): Button {
  return { text, data: encodeButton('schedule', action, ...args) }
}

/** The topic of the chat in which it is spoken of; null outside of topics, and while the chat is managed from another one. */
export function topicOf({ chat, saidIn, threadId }: Pick<Call, 'chat' | 'saidIn' | 'threadId'>): number | null {
  return saidIn === chat.id ? threadId : null
}

/** All buttons of a plan: its rhythm, days, times, what it is of, where it speaks, and whether it is on. */
export function planScreen(view: ScheduleView, one: PlanView, call: Call): Screen {
  const { t } = call
  const { plan } = one
  const topic = topicOf(call)
  const isElsewhere = plan.threadId !== topic
  const { number, schedule, enabled, tellsWhenEmpty } = plan
  const isMarked = (isIt: boolean, id: string): string => `${isIt ? mark : ''}${t.plain(id)}`
  return {
    text: renderPlan(view, one, t),
    keyboard: [
      [
        button(isMarked(schedule.kind === 'times', 'schedule-times-button'), 'rhythm', number, 'times'),
        button(isMarked(schedule.kind === 'hours', 'schedule-hours-button'), 'rhythm', number, 'hours'),
        button(isMarked(schedule.kind === 'instant', 'schedule-instant-button'), 'rhythm', number, 'instant'),
      ],
      ...rhythmRows(view, number, schedule, t),
      [
        button(choiceLabel('schedule-queries-button', plan.watchNumbers, t), 'watches', number, 0),
        button(choiceLabel('schedule-channels-button', plan.channelIds, t), 'channels', number, 0),
      ],
      ...(schedule.kind === 'instant'
        ? []
        : [[button(t.plain('schedule-empty-button', { tells: String(tellsWhenEmpty) }), 'empty', number)]]),
      ...(isElsewhere
        ? [[button(t.plain(topic === null ? 'schedule-chat-button' : 'schedule-here-button'), 'here', number)]]
        : []),
      [
        button(t.plain(enabled ? 'schedule-off-button' : 'schedule-on-button'), 'switch', number, 'plan'),
        ...(view.plans.length > 1 ? [button(t.plain('schedule-remove-button'), 'remove', number)] : []),
      ],
      [button(t.plain('schedule-back-button'), 'list')],
    ],
  }
}

function choiceLabel(id: string, chosen: readonly number[] | null, t: Translate): string {
  return t.plain(id, { chosen: chosen === null ? 'all' : 'some', count: chosen?.length ?? 0 })
}

function rhythmRows({ chat }: ScheduleView, number: number, schedule: Schedule, t: Translate): Keyboard {
  if (schedule.kind === 'instant') return []
  const days = everyDay.map((day) =>
    button(`${schedule.days.includes(day) ? mark : ''}${shortDayName(day, chat.language)}`, 'day', number, day),
  )
  if (schedule.kind === 'hours') {
    const { everyHours, from, to } = schedule
    const hours = [
      button(t.plain('schedule-every-button', { count: everyHours }), 'every', number, everyHours),
      button(t.plain('schedule-from-button', { time: from }), 'pick', number, 'from'),
      button(t.plain('schedule-to-button', { time: to }), 'pick', number, 'to'),
    ]
    return [days.slice(0, 4), days.slice(4), hours]
  }
  const times = schedule.times.map((time) => button(`${time} ✕`, 'cut', number, time))
  return [
    days.slice(0, 4),
    days.slice(4),
    ...rowsOf([...times, button(t.plain('schedule-add-time-button'), 'pick', number, 'add')], 4),
  ]
}

/** The hours of a day, and then the quarters of the chosen one. */
export function hourScreen(view: ScheduleView, one: PlanView, purpose: TimePurpose, t: Translate): Screen {
  const { number } = one.plan
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
  return {
    text: renderPlan(view, one, t),
    keyboard: [
      ...rowsOf(
        hours.map((hour) => button(hour, 'hour', number, purpose, hour)),
        hoursARow,
      ),
      [button(t.plain('schedule-back-button'), 'plan', number)],
    ],
  }
}

export function quarterScreen(
  view: ScheduleView,
  one: PlanView,
  { purpose, hour }: { readonly purpose: TimePurpose; readonly hour: string },
  t: Translate,
): Screen {
  const { number } = one.plan
  return {
    text: renderPlan(view, one, t),
    keyboard: [
      ['00', '15', '30', '45'].map((minutes) => {
        const time = `${hour}:${minutes}`
        return button(time, 'time', number, purpose, time)
      }),
      [button(t.plain('schedule-back-button'), 'pick', number, purpose)],
    ],
  }
}

/** The queries, or channels, of a plan: a press chooses one, or takes it out. */
export function choiceScreen(
  view: ScheduleView,
  one: PlanView,
  { kind, index }: { readonly kind: 'watches' | 'channels'; readonly index: number },
  t: Translate,
): Screen {
  const { number, watchNumbers, channelIds } = one.plan
  const chosen = kind === 'watches' ? watchNumbers : channelIds
  const items =
    kind === 'watches'
      ? view.watches.map((watch) => ({
          id: watch.number,
          label: `${watch.number}. ${cleanLine(watch.query, maxLabel)}`,
        }))
      : view.channels.map(({ id, name }) => ({ id, label: `@${name}` }))
  const page = pageOf(items, index, itemsAPage)
  const turn = [
    ...(page.index > 0 ? [button(`‹ ${page.index}`, kind, number, page.index - 1)] : []),
    ...(page.index < page.count - 1 ? [button(`${page.index + 2} ›`, kind, number, page.index + 1)] : []),
  ]
  const toggle = kind === 'watches' ? 'watch' : 'channel'
  return {
    text: renderPlan(view, one, t),
    keyboard: [
      [button(`${chosen === null ? mark : ''}${t.plain(`schedule-whole-${kind}-button`)}`, 'all', number, kind)],
      ...page.items.map(({ id, label }) => [
        button(`${chosen?.includes(id) === true ? mark : ''}${label}`, toggle, number, id, page.index),
      ]),
      turn,
      [button(t.plain('schedule-back-button'), 'plan', number)],
    ],
  }
}

/** A button for each plan of a chat: "1. weekdays at 08:30". */
export function planButton({ plan }: PlanView, { chat }: ScheduleView): Button {
  return button(`✏️ ${plan.number}. ${describeSchedule(plan.schedule, chat.language)}`, 'plan', plan.number)
}

export function rowsOf(buttons: readonly Button[], size: number): Keyboard {
  return Array.from({ length: Math.ceil(buttons.length / size) }, (_, row) =>
    buttons.slice(row * size, (row + 1) * size),
  )
}
