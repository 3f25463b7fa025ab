import { type Applied, applyInput, removePlan } from '../core/schedule/apply.ts'
import {
  editPlan,
  firstSchedule,
  maxPlans,
  type PlanEdit,
  withChat,
  withNewPlan,
  withPlans,
} from '../core/schedule/change.ts'
import { muteUntil } from '../core/schedule/mute.ts'
import { parseScheduleInput } from '../core/schedule/parse-schedule.ts'
import type { MuteEnd, ScheduleFault } from '../core/schedule/schedule-input.ts'
import { nextSlots } from '../core/schedule/slots.ts'
import { type Made, undo } from '../core/schedule/undo.ts'
import type { Chat, Plan, Watch } from '../domain/chat.ts'
import type { ChatSchedule, ScheduleChange } from '../domain/chat-schedule.ts'
import type { Channel } from '../domain/channel.ts'
import { AppError } from '../domain/errors.ts'
import type { QuietHours, Schedule } from '../domain/schedule.ts'
import type { Store } from '../domain/store.ts'
import type { Clock, Instant } from '../domain/time.ts'

export type { Made, PlanEdit }

export interface PlanView {
  readonly plan: Plan
  /** The next three slots; none for a plan that is off, or tells at once. */
  readonly nextAt: readonly Instant[]
}

/** When a chat is told, of what and where. */
export interface ScheduleView {
  readonly chat: Chat
  readonly plans: readonly PlanView[]
  readonly watches: readonly Watch[]
  readonly channels: readonly Channel[]
}

export interface ScheduleDone {
  readonly kind: 'off' | 'on' | 'quiet' | 'muted' | 'zone' | 'removed' | 'undone'
  readonly view: ScheduleView
  /** What `undo` takes back. */
  readonly made: Made
}

/** What became of what was typed. */
export type ScheduleOutcome =
  | { readonly kind: 'shown'; readonly view: ScheduleView }
  | ScheduleDone
  /** `number`: of the plan. */
  | { readonly kind: 'set' | 'added'; readonly view: ScheduleView; readonly number: number; readonly made: Made }
  /** There are several plans: which is meant? */
  | (Extract<Applied, { readonly kind: 'ask' }> & { readonly view: ScheduleView })
  | Extract<Applied, { readonly kind: 'no plan' | 'too many' | 'last' }>
  | ScheduleFault

/** Each change is made of the schedule as it is at that moment: of two at once, neither is lost. */
export interface Scheduling {
  /** Reads what was typed after /schedule, and does it. A new plan speaks in the topic where it was asked for. */
  change(chatId: number, input: string, threadId: number | null): Promise<ScheduleOutcome>
  view(chatId: number): Promise<ScheduleView>
  /** A plan of every day that is off until somebody has set it; null when there are too many. */
  add(chatId: number, threadId: number | null): Promise<Plan | null>
  /** null when the chat has no such plan, or no other. */
  remove(chatId: number, number: number): Promise<ScheduleDone | null>
  /** Nothing happens when the chat has no plan of that number. */
  edit(chatId: number, number: number, edit: PlanEdit): Promise<void>
  /** Each plan of the chat keeps its times, by the clock of the new zone. */
  setTimeZone(chatId: number, timeZone: string): Promise<ScheduleDone>
  setQuietHours(chatId: number, hours: QuietHours | null): Promise<void>
  /** null: speak again. Nothing happens when that moment has been, or is more than a year away. */
  mute(chatId: number, end: MuteEnd | null): Promise<void>
  /** Takes a change back; null when what it touched has been changed since. */
  undo(chatId: number, made: Made): Promise<ScheduleDone | null>
}

const shownSlots = 3

interface Parts {
  readonly store: Store
  readonly clock: Clock
}

export function createScheduling(parts: Parts): Scheduling {
  const { store, clock } = parts
  const write = createWrite(store)
  const done = async (kind: ScheduleDone['kind'], made: Made): Promise<ScheduleDone> => {
    return { kind, view: await view(parts, made.after.chat.id), made }
  }
  return {
    view: (chatId) => view(parts, chatId),
    change: async (chatId, text, threadId) => changeByWords(parts, { chatId, text, threadId }),
    add: async (chatId, threadId) => {
      const now = clock.now()
      const plan = { schedule: firstSchedule, threadId, enabled: false }
      const made = await write(chatId, (before) =>
        before.plans.length < maxPlans ? withNewPlan(before, plan, now) : null,
      )
      return made === null ? null : addedBy(made)
    },
    remove: async (chatId, number) => {
      const made = await write(chatId, (before) => {
        const applied = removePlan(before, number)
        return applied.kind === 'removed' ? applied.change : null
      })
      return made === null ? null : done('removed', made)
    },
    edit: async (chatId, number, edit) => {
      const now = clock.now()
      const changesOf = (plan: Plan) => (plan.number === number ? editPlan(plan, edit) : null)
      await write(chatId, (before) => withPlans(before, changesOf, now))
    },
    setTimeZone: async (chatId, timeZone) => {
      const now = clock.now()
      const made = await write(chatId, (before) => withChat(before, { timeZone }, now))
      return done('zone', made ?? missing())
    },
    setQuietHours: async (chatId, quietHours) => {
      const now = clock.now()
      await write(chatId, (before) => withChat(before, { quietHours }, now))
    },
    mute: async (chatId, end) => {
      const now = clock.now()
      await write(chatId, (before) => {
        const mutedUntil = end === null ? null : muteUntil(end, before.chat.timeZone, now)
        return end !== null && mutedUntil === null ? null : withChat(before, { mutedUntil }, now)
      })
    },
    undo: async (chatId, made) => {
      const now = clock.now()
      const back = await write(chatId, (current) => undo(made, current, now))
      return back === null ? null : done('undone', back)
    },
  }
}

type Write = (chatId: number, change: (before: ChatSchedule) => ScheduleChange | null) => Promise<Made | null>

function createWrite({ schedules }: Store): Write {
  return (chatId, change) => schedules.change(chatId, change)
}

async function changeByWords(
  parts: Parts,
  { chatId, text, threadId }: { readonly chatId: number; readonly text: string; readonly threadId: number | null },
): Promise<ScheduleOutcome> {
  if (parseScheduleInput(text).kind === 'show') return { kind: 'shown', view: await view(parts, chatId) }
  const now = parts.clock.now()
  const understood: Applied[] = []
  const made = await parts.store.schedules.change(chatId, (before) => {
    const input = parseScheduleInput(text, (wanted) => scheduleOf(before, wanted))
    const applied = applyInput(before, input, { threadId, now })
    understood.push(applied)
    return 'change' in applied ? applied.change : null
  })
  return toOutcome(await view(parts, chatId), understood.at(-1) ?? missing(), made)
}

function toOutcome(shown: ScheduleView, applied: Applied, made: Made | null): ScheduleOutcome {
  switch (applied.kind) {
    case 'fault':
    case 'no plan':
    case 'too many':
    case 'last':
      return applied
    case 'shown':
      return { kind: 'shown', view: shown }
    case 'ask':
      return { ...applied, view: shown }
    case 'set':
      return { kind: 'set', number: applied.number, view: shown, made: made ?? missing() }
    case 'added':
      return { kind: 'added', number: addedBy(made ?? missing()).number, view: shown, made: made ?? missing() }
    default:
      return { kind: applied.kind, view: shown, made: made ?? missing() }
  }
}

/** Of the plan that is named, or of the first. */
function scheduleOf({ plans }: ChatSchedule, wanted: number | 'new' | null): Schedule | null {
  const one = wanted === null ? plans[0] : plans.find(({ number }) => number === wanted)
  return one?.schedule ?? null
}

/** The plan that a change has added. */
function addedBy({ before, after }: Made): Plan {
  const known = new Set(before.plans.map(({ number }) => number))
  return after.plans.find(({ number }) => !known.has(number)) ?? missing()
}

function missing(): never {
  throw new AppError('not_found', 'chat is not known')
}

async function view({ store, clock }: Parts, chatId: number): Promise<ScheduleView> {
  const chat = (await store.chats.find(chatId)) ?? missing()
  const plans = await store.digests.listPlans(chatId)
  const now = clock.now()
  return {
    chat,
    plans: plans.map((plan) => ({ plan, nextAt: plan.enabled ? slotsOf(plan, chat, now) : [] })),
    watches: await store.watches.list(chatId),
    channels: await store.channels.listFollowed(chatId),
  }
}

/** From the slot that the plan waits for: it may be later than the schedule says, when the clock was set back. */
function slotsOf({ schedule, nextSlotAt: nextAt }: Plan, { timeZone }: Chat, now: Instant): readonly Instant[] {
  return nextSlots(schedule, timeZone, Math.max(now, (nextAt ?? 0) - 1), shownSlots)
}
