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
 * left it. A plan that has told nothing since gets the slot back that it had, also when that has passed meanwhile: it is told of late
 * rather than never.
 */
export function undo({ before, after }: Made, current: ChatSchedule, now: Instant): ScheduleChange | null {
  const chat = undoChat({ before, after }, current)
  const former = byNumber(before.plans)
  const left = byNumber(after.plans)
  const present = byNumber(current.plans)
  const touched = new Set([...former.keys(), ...left.keys()].filter((at) => !isSame(former.get(at), left.get(at))))
  if (chat === null || [...touched].some((number) => !isSame(left.get(number), present.get(number)))) return null
  const back = (plan: Plan): Plan => {
    if (!plan.enabled || plan.schedule.kind === 'instant') return plan
    const was = former.get(plan.number)
    const isAsWas = isSame(plan, was) && chat.timeZone === before.chat.timeZone
    const hasTold = present.get(plan.number)?.lastDigestAt !== was?.lastDigestAt && present.has(plan.number)
    const keepsSlot = was !== undefined && isAsWas && !hasTold
    return { ...plan, nextSlotAt: keepsSlot ? was.nextSlotAt : nextSlotAt(plan.schedule, chat.timeZone, now) }
  }
  const others = current.plans.filter(({ number }) => !touched.has(number))
  const plans = [
    ...(chat.timeZone === current.chat.timeZone ? others : others.map(back)),
    ...before.plans.filter(({ number }) => touched.has(number)).map(back),
  ]
  if (plans.length === 0 || plans.length > maxPlans) return null
  return { chat, plans: plans.toSorted((a, b) => a.number - b.number) }
}

function undoChat({ before, after }: Made, { chat }: ChatSchedule): ScheduleChange['chat'] | null {
  const names = ['timeZone', 'quietHours', 'mutedUntil'] as const
  const touched = names.filter((name) => !isEqual(before.chat[name], after.chat[name]))
  if (touched.some((name) => !isEqual(chat[name], after.chat[name]))) return null
  const { timeZone, quietHours, mutedUntil } = chat
  const back = Object.fromEntries(touched.map((name) => [name, before.chat[name]])) as Partial<ScheduleChange['chat']>
  return { timeZone, quietHours, mutedUntil, ...back }
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
