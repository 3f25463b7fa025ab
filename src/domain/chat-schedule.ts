import type { Chat, Plan } from './chat.ts'
import type { Instant } from './time.ts'

/** What people choose of a plan. */
export type PlanChoices = Pick<
  Plan,
  'schedule' | 'threadId' | 'watchNumbers' | 'channelIds' | 'tellsWhenEmpty' | 'enabled'
>

/** When a chat is told, of what and where. */
export interface ChatSchedule {
  readonly chat: Chat
  /** By number. */
  readonly plans: readonly Plan[]
}

/** How the schedule of a chat is to be. */
export interface ScheduleChange {
  readonly chat: Pick<Chat, 'timeZone' | 'quietHours' | 'mutedUntil'>
  /** Those that are not among them are removed. One that was removed earlier comes back as it was, with its number. */
  readonly plans: readonly Plan[]
  /** A further plan, which gets the next number. */
  readonly added?: PlanChoices & { readonly nextSlotAt: Instant | null }
}

export interface ScheduleStore {
  /**
   * Changes the schedule of a chat to what `change` makes of it as it is. Nobody else changes it in between, so `change` has to be
   * pure and quick; with null, and when it throws, nothing happens. Queries and channels that the chat has not are left out, and a
   * plan that is about none of those it names is off. A plan whose choices change waits for nothing but its next slot. When zone,
   * quiet hours or silence change, what waits for their end is due at once, and waits anew if it has to.
   * Resolves with null when there is no such chat, or nothing was to happen.
   */
  change(
    chatId: number,
    change: (before: ChatSchedule) => ScheduleChange | null,
  ): Promise<{ readonly before: ChatSchedule; readonly after: ChatSchedule } | null>
}
