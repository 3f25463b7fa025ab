import { parseScheduleInput, type ScheduleInput } from '../core/schedule/parse-schedule.ts'
import { dailyAt, nextSlotAt, timesOf } from '../core/schedule/slots.ts'
import { findTimeZone } from '../core/time-zones.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import { AppError } from '../domain/errors.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'

export interface ScheduleView {
  readonly chat: Chat
  readonly plan: Plan
  /** The first of its times, "HH:MM". */
  readonly time: string
}

export type ScheduleOutcome =
  | ({ readonly kind: 'shown' | 'set' | 'off' } & ScheduleView)
  | {
      readonly kind: 'fault'
      readonly code: 'bad_time' | 'unknown_zone'
      readonly position: number
      readonly input: string
      readonly suggestions: readonly string[]
    }

export interface Scheduling {
  /**
   * Shows or changes the digest's hour, by what the reader typed after the command. A time zone alone keeps the hour, and
   * "on" keeps both.
   */
  change(chatId: number, input: string): Promise<ScheduleOutcome>
}

export function createScheduling({ store, clock }: { readonly store: Store; readonly clock: Clock }): Scheduling {
  const view = async (chatId: number): Promise<ScheduleView> => {
    const chat = await store.chats.find(chatId)
    if (chat === null) throw new AppError('not_found', 'chat is not known')
    const [plan] = await store.digests.listPlans(chatId)
    if (plan === undefined) throw new AppError('not_found', 'the chat has no plan')
    return { chat, plan, time: timeOf(plan) }
  }
  return {
    change: async (chatId, text) => {
      const { chat, plan, time: current } = await view(chatId)
      const input = understand(text, current)
      if (input.kind === 'fault') return input
      if (input.kind === 'show') return { kind: 'shown', chat, plan, time: current }
      const time = input.kind === 'set' ? input.time : current
      const timeZone = input.kind === 'set' ? (input.timeZone ?? chat.timeZone) : chat.timeZone
      const slotAt = input.kind === 'set' ? nextSlotAt(dailyAt(time), timeZone, clock.now()) : null
      await store.chats.setTimeZone(chatId, timeZone, new Map())
      const { number } = plan
      const schedule = dailyAt(time)
      await store.digests.setPlan({ chatId, number, schedule, enabled: input.kind === 'set', nextSlotAt: slotAt })
      return { kind: input.kind, ...(await view(chatId)) }
    },
  }
}

function timeOf({ schedule }: Plan): string {
  return (schedule.kind === 'instant' ? undefined : timesOf(schedule)[0]) ?? '09:00'
}

const onWords = ['on', 'start', 'вкл', 'включить', 'да', 'увімк', 'увімкнути', 'так']

/** Reads the input with the hour that is set in mind, so that it need not be typed again. */
function understand(text: string, time: string): ScheduleInput {
  const input = parseScheduleInput(text)
  if (input.kind !== 'fault' || input.code !== 'bad_time') return input
  if (onWords.includes(text.trim().toLowerCase())) return { kind: 'set', time, timeZone: null }
  const timeZone = findTimeZone(text.trim())
  return timeZone === null ? input : { kind: 'set', time, timeZone }
}
