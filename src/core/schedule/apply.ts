import type { ChatSchedule, ScheduleChange } from '../../domain/chat-schedule.ts'
import type { Instant } from '../../domain/time.ts'
import { maxPlans, withChat, withNewPlan, withPlans } from './change.ts'
import { muteUntil } from './mute.ts'
import type { ScheduleFault, ScheduleInput } from './schedule-input.ts'

/** What was understood comes to. `change`: what is to be done; without one there is nothing to do. */
export type Applied =
  | { readonly kind: 'shown' }
  | { readonly kind: 'off' | 'on' | 'quiet' | 'muted' | 'zone' | 'removed'; readonly change: ScheduleChange }
  | { readonly kind: 'set'; readonly number: number; readonly change: ScheduleChange }
  | { readonly kind: 'added'; readonly change: ScheduleChange }
  /** There are several plans: which is meant? */
  | ({ readonly kind: 'ask' } & Pick<Setting, 'schedule' | 'timeZone' | 'quiet'>)
  | { readonly kind: 'no plan'; readonly number: number }
  | { readonly kind: 'too many'; readonly limit: number }
  /** The last plan is switched off, not removed. */
  | { readonly kind: 'last' }
  | ScheduleFault

type Setting = Extract<ScheduleInput, { readonly kind: 'set' }>

/** Where and when it was asked. A new plan speaks in the topic where it was asked for. */
export interface Asked {
  readonly threadId: number | null
  readonly now: Instant
}

/** What an input does to the schedule of a chat. */
export function applyInput(before: ChatSchedule, input: ScheduleInput, asked: Asked): Applied {
  const { now } = asked
  switch (input.kind) {
    case 'fault':
      return input
    case 'show':
      return { kind: 'shown' }
    case 'zone':
      return { kind: 'zone', change: withChat(before, chatChanges(input), now) }
    case 'quiet':
      return { kind: 'quiet', change: withChat(before, { quietHours: input.hours }, now) }
    case 'mute': {
      const mutedUntil = input.end === null ? null : muteUntil(input.end, before.chat.timeZone, now)
      if (input.end !== null && mutedUntil === null) return muteFault
      return { kind: 'muted', change: withChat(before, { mutedUntil }, now) }
    }
    case 'remove':
      return removePlan(before, input.plan)
    case 'off':
    case 'on':
      return setEnabled(before, input, now)
    default:
      return setPlan(before, input, asked)
  }
}

const muteFault: ScheduleFault = { kind: 'fault', code: 'mute_end', position: 0, input: '', suggestions: [] }

/** Takes a plan away, if it is there and not the last one. */
export function removePlan(before: ChatSchedule, number: number): Applied {
  const plans = before.plans.filter((plan) => plan.number !== number)
  if (plans.length === before.plans.length) return { kind: 'no plan', number }
  return plans.length === 0 ? { kind: 'last' } : { kind: 'removed', change: { ...before, plans } }
}

function setEnabled(
  before: ChatSchedule,
  { kind, plan: wanted }: { readonly kind: 'on' | 'off'; readonly plan: number | null },
  now: Instant,
): Applied {
  const isMeant = (number: number): boolean => wanted === null || number === wanted
  if (!before.plans.some(({ number }) => isMeant(number))) return { kind: 'no plan', number: wanted ?? 0 }
  const enabled = kind === 'on'
  return { kind, change: withPlans(before, ({ number }) => (isMeant(number) ? { enabled } : null), now) }
}

/** What is said of zone and quiet hours beside a rhythm. */
function chatChanges({ timeZone, quiet }: Pick<Setting, 'timeZone' | 'quiet'>): Partial<ScheduleChange['chat']> {
  return { ...(timeZone === null ? {} : { timeZone }), ...(quiet === undefined ? {} : { quietHours: quiet }) }
}

function setPlan(before: ChatSchedule, setting: Setting, { threadId, now }: Asked): Applied {
  const { plan: wanted, schedule } = setting
  const [only, ...others] = before.plans
  if (wanted === null && others.length > 0) return { ...setting, kind: 'ask' }
  const number = wanted ?? only?.number ?? 'new'
  const zoned = withChat(before, chatChanges(setting), now)
  if (number === 'new') {
    if (before.plans.length >= maxPlans) return { kind: 'too many', limit: maxPlans }
    return { kind: 'added', change: withNewPlan(zoned, { schedule, threadId, enabled: true }, now) }
  }
  if (!before.plans.some((plan) => plan.number === number)) return { kind: 'no plan', number }
  const change = withPlans(zoned, (plan) => (plan.number === number ? { schedule, enabled: true } : null), now)
  return { kind: 'set', number, change }
}
