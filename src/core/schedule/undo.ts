import type { ChatSchedule, PlanChoices, ScheduleChange } from '../../domain/chat-schedule.ts'
import type { Plan } from '../../domain/chat.ts'
import type { Instant } from '../../domain/time.ts'
import { maxPlans } from './change.ts'
import { nextSlotAt } from './slots.ts'

/** A change that was made: the schedule before it, and right after it. */
export interface Made {
  readonly before: ChatSchedule
  readonly after: ChatSchedule
}

/**
 * The schedule with a change taken back and everything else as it is now. null when what the change touched is not as the change
 * left it. A plan gets the slot back that it had, also when that has passed meanwhile: it is told of late rather than never.
 */
export function undo({ before, after }: Made, current: ChatSchedule, now: Instant): ScheduleChange | null {
  const chat = undoChat({ before, after }, current)
  const former = byNumber(before.plans)
  const left = byNumber(after.plans)
  const present = byNumber(current.plans)
  const touched = new Set([...former.keys(), ...left.keys()].filter((at) => !isSame(former.get(at), left.get(at))))
  if (chat === null || [...touched].some((number) => !isSame(left.get(number), present.get(number)))) return null
  const isZoneBack = chat.timeZone !== current.chat.timeZone
  const others = current.plans
    .filter(({ number }) => !touched.has(number))
    .map((plan) =>
      isZoneBack ? { ...plan, nextSlotAt: slotBack(plan, former.get(plan.number), chat.timeZone, now) } : plan,
    )
  const back = before.plans.filter(({ number }) => touched.has(number))
  const plans = [...others, ...back].toSorted((a, b) => a.number - b.number)
  return plans.length === 0 || plans.length > maxPlans ? null : { chat, plans }
}

function undoChat({ before, after }: Made, { chat }: ChatSchedule): ScheduleChange['chat'] | null {
  const names = ['timeZone', 'quietHours', 'mutedUntil'] as const
  const touched = names.filter((name) => !isEqual(before.chat[name], after.chat[name]))
  if (touched.some((name) => !isEqual(chat[name], after.chat[name]))) return null
  const { timeZone, quietHours, mutedUntil } = chat
  const back = Object.fromEntries(touched.map((name) => [name, before.chat[name]])) as Partial<ScheduleChange['chat']>
  return { timeZone, quietHours, mutedUntil, ...back }
}

/** Of a plan that the change of the zone moved, and nothing else. */
function slotBack(plan: Plan, former: Plan | undefined, timeZone: string, now: Instant): Instant | null {
  if (!plan.enabled || plan.schedule.kind === 'instant') return plan.nextSlotAt
  return isSame(plan, former) ? (former?.nextSlotAt ?? null) : nextSlotAt(plan.schedule, timeZone, now)
}

function byNumber(plans: readonly Plan[]): ReadonlyMap<number, Plan> {
  return new Map(plans.map((plan) => [plan.number, plan]))
}

function isSame(one: Plan | undefined, other: Plan | undefined): boolean {
  return isEqual(one && choicesOf(one), other && choicesOf(other))
}

function choicesOf({ schedule, threadId, watchNumbers, channelIds, tellsWhenEmpty, enabled }: Plan): PlanChoices {
  return { schedule, threadId, watchNumbers, channelIds, tellsWhenEmpty, enabled }
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
