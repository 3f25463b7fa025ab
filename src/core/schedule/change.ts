import type { ChatSchedule, PlanChoices, ScheduleChange } from '../../domain/chat-schedule.ts'
import type { Chat, Plan } from '../../domain/chat.ts'
import { everyDay, type Schedule } from '../../domain/schedule.ts'
import type { Instant } from '../../domain/time.ts'
import { editSchedule, type ScheduleEdit } from './edit.ts'
import { nextSlotAt } from './slots.ts'

/** A change of a plan by a button. */
export type PlanEdit =
  | ScheduleEdit
  | { readonly kind: 'toggle watch'; readonly number: number }
  | { readonly kind: 'toggle channel'; readonly channelId: number }
  /** To a topic of the chat; null: to the chat itself. */
  | { readonly kind: 'move'; readonly threadId: number | null }
  | { readonly kind: 'all watches' | 'all channels' | 'toggle empty' | 'toggle enabled' }

/** How many plans a chat has at most. */
export const maxPlans = 20

/** The schedule with its zone, its quiet hours or its silence changed. Each plan keeps its times, by the clock of the new zone. */
export function withChat(
  { chat, plans }: ChatSchedule,
  changes: Partial<ScheduleChange['chat']>,
  now: Instant,
): ScheduleChange {
  const { timeZone, quietHours, mutedUntil } = { ...chat, ...changes }
  const moved = timeZone === chat.timeZone ? plans : plans.map((plan) => ({ ...plan, ...slotIn(timeZone, plan, now) }))
  return { chat: { timeZone, quietHours, mutedUntil }, plans: moved }
}

/** An instant plan and one that is off keep what they wait for. */
function slotIn(timeZone: string, { enabled, schedule }: Plan, now: Instant): Partial<Plan> {
  return enabled && schedule.kind !== 'instant' ? { nextSlotAt: nextSlotAt(schedule, timeZone, now) } : {}
}

/** The schedule with these plans changed. What leaves the rhythm of one alone leaves its slot alone, which may be due this moment. */
export function withPlans(
  { chat, plans }: ScheduleChange,
  changesOf: (plan: Plan) => Partial<PlanChoices> | null,
  now: Instant,
): ScheduleChange {
  const changed = plans.map((plan) => {
    const changes = changesOf(plan)
    if (changes === null) return plan
    const next = { ...plan, ...changes }
    const keepsSlot = next.enabled === plan.enabled && isEqual(next.schedule, plan.schedule)
    return keepsSlot ? next : { ...next, nextSlotAt: slotAfter(next, chat, now) }
  })
  return { chat, plans: changed }
}

/** The schedule with one more plan, of all queries and channels. */
export function withNewPlan(
  change: ScheduleChange,
  plan: { readonly schedule: Schedule; readonly threadId: number | null; readonly enabled: boolean },
  now: Instant,
): ScheduleChange {
  const choices: PlanChoices = { watchNumbers: null, channelIds: null, tellsWhenEmpty: false, ...plan }
  return { ...change, added: { ...choices, nextSlotAt: slotAfter(choices, change.chat, now) } }
}

function slotAfter(
  { schedule, enabled }: Pick<PlanChoices, 'schedule' | 'enabled'>,
  { timeZone }: Pick<Chat, 'timeZone'>,
  now: Instant,
): Instant | null {
  return enabled ? nextSlotAt(schedule, timeZone, now) : null
}

/** The schedule of a plan that somebody is about to set. */
export const firstSchedule: Schedule = { kind: 'times', days: everyDay, times: ['18:00'] }

/** What an edit changes of a plan. */
export function editPlan(plan: Plan, edit: PlanEdit): Partial<PlanChoices> {
  switch (edit.kind) {
    case 'toggle watch':
      return { watchNumbers: toggled(plan.watchNumbers, edit.number) }
    case 'toggle channel':
      return { channelIds: toggled(plan.channelIds, edit.channelId) }
    case 'move':
      return { threadId: edit.threadId }
    case 'all watches':
      return { watchNumbers: null }
    case 'all channels':
      return { channelIds: null }
    case 'toggle empty':
      return { tellsWhenEmpty: !plan.tellsWhenEmpty }
    case 'toggle enabled':
      return { enabled: !plan.enabled }
    default:
      return { schedule: editSchedule(plan.schedule, edit) }
  }
}

/** Of all, one is the first to be chosen; without the last chosen it is all again. */
function toggled(chosen: readonly number[] | null, one: number): readonly number[] | null {
  if (chosen === null) return [one]
  const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]
  return next.length === 0 ? null : next.toSorted((a, b) => a - b)
}

function isEqual(one: Schedule, other: Schedule): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
