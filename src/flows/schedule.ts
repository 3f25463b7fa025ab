import { parseScheduleInput, type ScheduleInput } from '../core/schedule/parse-schedule.ts'
import { dailyAt, nextSlotAt } from '../core/schedule/slots.ts'
import { findTimeZone } from '../core/time-zones.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import { AppError } from '../domain/errors.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'

export interface ScheduleView {
  readonly chat: Chat
  readonly plan: Plan
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
    return { chat, plan: await store.digests.getPlan(chatId) }
  }
  return {
    change: async (chatId, text) => {
      const { chat, plan } = await view(chatId)
      const input = understand(text, plan.time)
      if (input.kind === 'fault') return input
      if (input.kind === 'show') return { kind: 'shown', chat, plan }
      const time = input.kind === 'set' ? input.time : plan.time
      const timeZone = input.kind === 'set' ? (input.timeZone ?? chat.timeZone) : chat.timeZone
      const slotAt = input.kind === 'set' ? nextSlotAt(dailyAt(time), timeZone, clock.now()) : null
      await store.digests.setPlan({ chatId, time, timeZone, nextSlotAt: slotAt })
      return { kind: input.kind, ...(await view(chatId)) }
    },
  }
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
