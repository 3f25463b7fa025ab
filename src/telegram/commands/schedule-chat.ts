import { isTimeOfDay } from '../../core/schedule/time-of-day.ts'
import { findTimeZone } from '../../core/time-zones.ts'
import { type Point, zoneAt } from '../../core/zone-at.ts'
import { type Clock, minute } from '../../domain/time.ts'
import type { Scheduling, ScheduleView } from '../../flows/schedule.ts'
import type { Action, Call, Press } from '../command.ts'
import { createMemory } from '../memory.ts'
import { type Answering, renderDone } from './schedule-answer.ts'
import { muteChoices, muteScreen, quietScreen, zoneScreen } from './schedule-choices.ts'
import { button, planScreen, type Screen, topicOf } from './schedule-plan.ts'

/** Where a person may say where that is, and for which chat. */
interface Question {
  readonly chatId: number
  /** A button that asks for it stands below the field. */
  readonly hasButton: boolean
}

/** How long after the zone was asked for a place is the answer. */
const questionMs = 15 * minute
const maxQuestions = 1000

/** What the actions of /schedule are made of. */
export interface ChatParts {
  readonly scheduling: Scheduling
  readonly clock: Clock
  readonly answeringOf: (call: Call) => Answering
}

/** What sets the time zone of a chat, by buttons or by a place. */
export interface ZoneQuestion {
  readonly actions: Readonly<Record<'zones' | 'zone' | 'where', Action>>
  readonly onLocation: (call: Call, point: Point) => Promise<void>
  /** The zone is known by other means: takes the button below the field away. */
  close(call: Call): Promise<void>
}

/** Of a place that is sent nothing is kept but its zone. */
export function createZoneQuestion({ scheduling, clock, answeringOf }: ChatParts): ZoneQuestion {
  const questions = createMemory<Question>({ clock, forMs: questionMs, limit: maxQuestions })
  const open = ({ isPrivate, saidIn, chat }: Call, hasButton: boolean): void => {
    if (!isPrivate) return
    const isThere = hasButton || questions.find(String(saidIn))?.hasButton === true
    questions.keep(String(saidIn), { chatId: chat.id, hasButton: isThere })
  }
  const close = async ({ saidIn, t, replyWithPicker }: Call): Promise<void> => {
    if (questions.take(String(saidIn))?.hasButton === true) await replyWithPicker(t('schedule-location-needless'), [])
  }
  return {
    close,
    actions: {
      zones: changing(async (press) => {
        open(press, false)
        const { args, t, isPrivate } = press
        const [region = '', index = 0] = args
        const place = { region, index: Number(index), isPrivate }
        await show(press, zoneScreen(await scheduling.view(press.chat.id), place, { now: clock.now(), t }))
      }),
      zone: changing(async (press) => {
        const zone = findTimeZone(press.args[0] ?? '')
        if (zone === null) return
        await show(press, renderDone(await scheduling.setTimeZone(press.chat.id, zone), answeringOf(press)))
        await close(press)
      }),
      where: changing(async (press) => {
        const { t, isPrivate, replyWithPicker } = press
        if (!isPrivate) return
        open(press, true)
        const text = t.plain('schedule-location-button')
        await replyWithPicker(t('schedule-location-ask'), [{ text, isLocation: true }])
      }),
    },
    onLocation: async (call, point) => {
      const { chat, saidIn, t, reply, replyWithPicker } = call
      const zone = zoneAt(point)
      const question = questions.find(String(saidIn))
      if (zone === null) return void (await reply(t('schedule-location-nowhere')))
      if (question?.chatId !== chat.id) {
        const use = button(t.plain('schedule-location-use-button', { zone }), 'zone', zone)
        return void (await reply(t('schedule-location-offer', { zone }), [[use]]))
      }
      questions.take(String(saidIn))
      if (question.hasButton) await replyWithPicker(t('schedule-location-taken', { zone }), [])
      const { text, keyboard } = renderDone(await scheduling.setTimeZone(chat.id, zone), answeringOf(call))
      await reply(text, keyboard)
    },
  }
}

/** Buttons of the chat as a whole, but for its zone. */
export function chatActions({ scheduling, clock }: ChatParts): Readonly<Record<'add' | 'quiet' | 'mute', Action>> {
  const showing = (screen: (view: ScheduleView, press: Press) => Screen) => async (press: Press) =>
    show(press, screen(await scheduling.view(press.chat.id), press))
  return {
    add: changing(async (press) => {
      const plan = await scheduling.add(press.chat.id, topicOf(press))
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
  }
}

/** An action that only those may take who may change settings. */
export function changing(run: Action['run']): Action {
  return { changesSettings: true, run }
}

/** Puts a screen in the place of the message with the button. */
export async function show(press: Press, { text, keyboard }: Screen): Promise<void> {
  await press.edit(text, keyboard)
}
