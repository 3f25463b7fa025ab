import { describeQuiet, describeSchedule } from '../../core/schedule/describe.ts'
import type { Instant } from '../../domain/time.ts'
import type { Made, PlanView, ScheduleDone, ScheduleOutcome, ScheduleView } from '../../flows/schedule.ts'
import { cleanLine } from '../clean-text.ts'
import { type Html, join, markup } from '../html.ts'
import type { Button, Keyboard } from '../keyboard.ts'
import { planDetails, quietLine, renderSchedule } from '../render-schedule.ts'
import type { Translate } from '../texts.ts'
import { listButtons, listScreen } from './schedule-choices.ts'
import { button, planButton, type Screen } from './schedule-plan.ts'

const maxShownLength = 40

/** What an answer is made with. */
export interface Answering {
  readonly t: Translate
  readonly now: Instant
  /** A button that takes a change back. */
  readonly undoButton: (made: Made) => Button
  /** A button that is as if somebody had typed this after /schedule. */
  readonly setButton: (input: string, text: string) => Button
}

/** What became of what was typed. */
export function renderOutcome(outcome: ScheduleOutcome, input: string, answering: Answering): Screen {
  const { t, now } = answering
  switch (outcome.kind) {
    case 'fault':
      return renderFault(outcome, input, answering)
    case 'no plan':
      return { text: t('schedule-no-plan', { number: outcome.number }), keyboard: [] }
    case 'too many':
      return { text: t('schedule-too-many', { limit: outcome.limit }), keyboard: [] }
    case 'last':
      return { text: t('schedule-last'), keyboard: [] }
    case 'shown':
      return listScreen(outcome.view, now, t)
    case 'ask':
      return renderQuestion(outcome, answering)
    case 'set':
    case 'added': {
      const one = outcome.view.plans.find(({ plan }) => plan.number === outcome.number)
      return one === undefined ? listScreen(outcome.view, now, t) : renderSet(outcome, one, answering)
    }
    default:
      return renderDone(outcome, answering)
  }
}

/** What was changed of the whole. What was taken back has no way forward again. */
export function renderDone({ kind, view, made }: ScheduleDone, answering: Answering): Screen {
  const { t, now } = answering
  return {
    text: join([t(`schedule-done-${kind}`), renderSchedule(view, now, t)], '\n\n'),
    keyboard: [...listButtons(view, t), ...(kind === 'undone' ? [] : undoRow(made, answering))],
  }
}

/** What was understood, with the next three times. */
function renderSet(
  { view, made }: { readonly view: ScheduleView; readonly made: Made },
  one: PlanView,
  answering: Answering,
): Screen {
  const { t } = answering
  const { chat, plans } = view
  const when = describeSchedule(one.plan.schedule, chat.language)
  const isQuietSet = JSON.stringify(made.before.chat.quietHours) !== JSON.stringify(chat.quietHours)
  const lines = [
    t('schedule-set', { when, zone: chat.timeZone }),
    ...planDetails(view, one, t),
    ...(isQuietSet ? [quietLine(chat, t)] : []),
  ]
  return {
    text: join(lines, '\n'),
    keyboard: [
      [planButton(one, view)],
      ...(plans.length > 1 ? [[button(t.plain('schedule-back-button'), 'list')]] : []),
      ...undoRow(made, answering),
    ],
  }
}

/** None where nothing has changed. */
function undoRow(made: Made, { undoButton }: Answering): Keyboard {
  return JSON.stringify(made.before) === JSON.stringify(made.after) ? [] : [[undoButton(made)]]
}

/** Which of several plans is to have the schedule, or whether it is a new one. */
function renderQuestion(
  { view, schedule, timeZone, quiet }: Extract<ScheduleOutcome, { kind: 'ask' }>,
  { t, setButton }: Answering,
): Screen {
  const { language } = view.chat
  const silence = quiet === undefined ? [] : [describeQuiet(quiet, 'en')]
  const input = [describeSchedule(schedule, 'en'), ...(timeZone === null ? [] : [timeZone]), ...silence].join(' ')
  const plans = view.plans.map(({ plan }) => [
    setButton(`#${plan.number} ${input}`, `${plan.number}. ${describeSchedule(plan.schedule, language)}`),
  ])
  return {
    text: t('schedule-which', { when: describeSchedule(schedule, language) }),
    keyboard: [...plans, [setButton(`+ ${input}`, t.plain('schedule-add-button'))]],
  }
}

function renderFault(
  fault: Extract<ScheduleOutcome, { kind: 'fault' }>,
  input: string,
  { t, setButton }: Answering,
): Screen {
  const wrong = cleanLine(fault.input, maxShownLength)
  if (fault.code !== 'unknown_zone') {
    const lines: readonly Html[] = [
      t(`schedule-fault-${fault.code.replaceAll('_', '-')}`, { input: wrong }),
      t('schedule-usage'),
    ]
    return {
      text: join(lines, '\n\n'),
      keyboard: fault.suggestions.map((suggestion) => [setButton(suggestion, suggestion)]),
    }
  }
  const { position } = fault
  const repair = (zone: string): string =>
    `${input.slice(0, position)}${zone}${input.slice(position + fault.input.length)}`.trim()
  const keyboard = fault.suggestions.map((zone) => [setButton(repair(zone), zone)])
  const id = keyboard.length === 0 ? 'schedule-unknown-zone' : 'schedule-which-zone'
  return { text: t(id, { input: markup`<code>${wrong}</code>` }), keyboard }
}
