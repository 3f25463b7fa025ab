import { editSchedule, type ScheduleEdit } from '../core/schedule/edit.ts'
import { muteUntil } from '../core/schedule/mute.ts'
import { parseScheduleInput } from '../core/schedule/parse-schedule.ts'
import type { MuteEnd, ScheduleFault, ScheduleInput } from '../core/schedule/schedule-input.ts'
import { nextSlotAt, nextSlots } from '../core/schedule/slots.ts'
import type { Chat, Plan, Watch } from '../domain/chat.ts'
import type { Channel } from '../domain/channel.ts'
import { AppError } from '../domain/errors.ts'
import { everyDay, type QuietHours, type Schedule } from '../domain/schedule.ts'
import type { PlanChoices, Store } from '../domain/store.ts'
import type { Clock, Instant } from '../domain/time.ts'

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
  readonly kind: 'off' | 'on' | 'quiet' | 'muted' | 'zone' | 'removed'
  readonly view: ScheduleView
}

/** What became of what was typed. */
export type ScheduleOutcome =
  | { readonly kind: 'shown'; readonly view: ScheduleView }
  | ScheduleDone
  /** `number`: of the plan. */
  | { readonly kind: 'set' | 'added'; readonly view: ScheduleView; readonly number: number }
  /** There are several plans: which is meant? */
  | { readonly kind: 'ask'; readonly view: ScheduleView; readonly schedule: Schedule; readonly timeZone: string | null }
  | { readonly kind: 'no plan'; readonly number: number }
  | { readonly kind: 'too many'; readonly limit: number }
  /** The last plan is switched off, not removed. */
  | { readonly kind: 'last' }
  | ScheduleFault

/** A change of a plan by a button. */
export type PlanEdit =
  | ScheduleEdit
  | { readonly kind: 'toggle watch'; readonly number: number }
  | { readonly kind: 'toggle channel'; readonly channelId: number }
  /** It speaks there from now on: in a topic, or with null in the chat itself. */
  | { readonly kind: 'move'; readonly threadId: number | null }
  | { readonly kind: 'all watches' | 'all channels' | 'toggle empty' | 'toggle enabled' }

export interface Scheduling {
  /** Reads what was typed after /schedule, and does it. A new plan speaks in the topic where it was asked for. */
  change(chatId: number, input: string, threadId: number | null): Promise<ScheduleOutcome>
  view(chatId: number): Promise<ScheduleView>
  /** A plan of every day that is off until somebody has set it; null when there are too many. */
  add(chatId: number, threadId: number | null): Promise<Plan | null>
  /** False when the chat has no such plan, or no other. */
  remove(chatId: number, number: number): Promise<boolean>
  /** The plan as it is after the edit; null when the chat has no plan of that number. */
  edit(chatId: number, number: number, edit: PlanEdit): Promise<PlanView | null>
  /** Each plan of the chat keeps its times, by the clock of the new zone. */
  setTimeZone(chatId: number, timeZone: string): Promise<void>
  setQuietHours(chatId: number, hours: QuietHours | null): Promise<void>
  /** null: speak again. False when that moment has been, or is more than a year away. */
  mute(chatId: number, end: MuteEnd | null): Promise<boolean>
}

const maxPlans = 20
const shownSlots = 3
const firstSchedule: Schedule = { kind: 'times', days: everyDay, times: ['18:00'] }

interface Parts {
  readonly store: Store
  readonly clock: Clock
}

export function createScheduling(parts: Parts): Scheduling {
  const { store } = parts
  return {
    view: (chatId) => view(parts, chatId),
    change: async (chatId, text, threadId) => {
      const before = await view(parts, chatId)
      const input = parseScheduleInput(text, (wanted) => scheduleOf(before, wanted))
      return apply(parts, before, input, threadId)
    },
    add: (chatId, threadId) =>
      store.digests.addPlan({
        chatId,
        limit: maxPlans,
        nextSlotAt: null,
        ...planOf(firstSchedule, threadId),
        enabled: false,
      }),
    remove: (chatId, number) => store.digests.removePlan(chatId, number),
    edit: async (chatId, number, edit) => {
      const { chat, plans } = await view(parts, chatId)
      const plan = plans.find((one) => one.plan.number === number)?.plan
      if (plan === undefined) return null
      await write(parts, chat, { ...plan, ...editPlan(plan, edit) }, plan)
      return (await view(parts, chatId)).plans.find((one) => one.plan.number === number) ?? null
    },
    setTimeZone: async (chatId, timeZone) => setTimeZone(parts, await view(parts, chatId), timeZone),
    setQuietHours: (chatId, hours) => store.chats.setQuietHours(chatId, hours),
    mute: async (chatId, end) => mute(parts, (await view(parts, chatId)).chat, end),
  }
}

/** Of the plan that is named, or of the first. */
function scheduleOf({ plans }: ScheduleView, wanted: number | 'new' | null): Schedule | null {
  const one = wanted === null ? plans[0] : plans.find(({ plan }) => plan.number === wanted)
  return one?.plan.schedule ?? null
}

async function view({ store, clock }: Parts, chatId: number): Promise<ScheduleView> {
  const chat = await store.chats.find(chatId)
  if (chat === null) throw new AppError('not_found', 'chat is not known')
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

async function apply(
  parts: Parts,
  before: ScheduleView,
  input: ScheduleInput,
  threadId: number | null,
): Promise<ScheduleOutcome> {
  const { chat } = before
  switch (input.kind) {
    case 'fault':
      return input
    case 'show':
      return { kind: 'shown', view: before }
    case 'zone':
      await setTimeZone(parts, before, input.timeZone)
      return { kind: 'zone', view: await view(parts, chat.id) }
    case 'quiet':
      await parts.store.chats.setQuietHours(chat.id, input.hours)
      return { kind: 'quiet', view: await view(parts, chat.id) }
    case 'mute': {
      const isDone = await mute(parts, chat, input.end)
      return isDone ? { kind: 'muted', view: await view(parts, chat.id) } : muteFault
    }
    case 'remove':
      return remove(parts, before, input.plan)
    case 'off':
    case 'on':
      return setEnabled(parts, before, input)
    default:
      return set(parts, before, input, threadId)
  }
}

const muteFault: ScheduleFault = { kind: 'fault', code: 'mute_end', position: 0, input: '', suggestions: [] }

async function remove(parts: Parts, before: ScheduleView, number: number): Promise<ScheduleOutcome> {
  if (!before.plans.some(({ plan }) => plan.number === number)) return { kind: 'no plan', number }
  const isDone = await parts.store.digests.removePlan(before.chat.id, number)
  return isDone ? { kind: 'removed', view: await view(parts, before.chat.id) } : { kind: 'last' }
}

async function setEnabled(
  parts: Parts,
  before: ScheduleView,
  { kind, plan: number }: { readonly kind: 'on' | 'off'; readonly plan: number | null },
): Promise<ScheduleOutcome> {
  const plans = before.plans.filter(({ plan }) => number === null || plan.number === number)
  if (plans.length === 0) return { kind: 'no plan', number: number ?? 0 }
  for (const { plan } of plans) await write(parts, before.chat, { ...plan, enabled: kind === 'on' })
  return { kind, view: await view(parts, before.chat.id) }
}

async function set(
  parts: Parts,
  before: ScheduleView,
  { plan: wanted, schedule, timeZone }: Extract<ScheduleInput, { kind: 'set' }>,
  threadId: number | null,
): Promise<ScheduleOutcome> {
  const [only, ...others] = before.plans
  if (wanted === null && others.length > 0) return { kind: 'ask', view: before, schedule, timeZone }
  const target = wanted === null ? only : before.plans.find(({ plan }) => plan.number === wanted)
  if (target === undefined && typeof wanted === 'number') return { kind: 'no plan', number: wanted }
  if (wanted === 'new' && before.plans.length >= maxPlans) return { kind: 'too many', limit: maxPlans }
  if (timeZone !== null) await setTimeZone(parts, before, timeZone)
  const { chat } = await view(parts, before.chat.id)
  if (target !== undefined && wanted !== 'new') {
    const { number } = target.plan
    await write(parts, chat, { ...target.plan, schedule, enabled: true })
    return { kind: 'set', number, view: await view(parts, chat.id) }
  }
  const choices = planOf(schedule, threadId)
  const nextSlotAt = slotAfter(parts, chat, choices)
  const added = await parts.store.digests.addPlan({ chatId: chat.id, limit: maxPlans, nextSlotAt, ...choices })
  if (added === null) return { kind: 'too many', limit: maxPlans }
  return { kind: 'added', number: added.number, view: await view(parts, chat.id) }
}

/** Of all queries and channels. */
function planOf(schedule: Schedule, threadId: number | null): PlanChoices {
  return { schedule, threadId, watchNumbers: null, channelIds: null, tellsWhenEmpty: false, enabled: true }
}

async function write(
  parts: Parts,
  chat: Chat,
  { number, ...plan }: PlanChoices & { readonly number: number },
  before: Plan | null = null,
): Promise<void> {
  // What leaves the rhythm alone leaves its slot alone, which may be due this moment.
  const keepsSlot = before !== null && before.enabled === plan.enabled && before.schedule === plan.schedule
  const { schedule, threadId, watchNumbers, channelIds, tellsWhenEmpty, enabled } = plan
  await parts.store.digests.setPlan({
    chatId: chat.id,
    number,
    schedule,
    threadId,
    watchNumbers,
    channelIds,
    tellsWhenEmpty,
    enabled,
    nextSlotAt: keepsSlot ? before.nextSlotAt : slotAfter(parts, chat, plan),
  })
}

function slotAfter(
  { clock }: Parts,
  { timeZone }: Chat,
  { schedule, enabled }: Pick<PlanChoices, 'schedule' | 'enabled'>,
): Instant | null {
  return enabled ? nextSlotAt(schedule, timeZone, clock.now()) : null
}

async function setTimeZone({ store, clock }: Parts, { chat, plans }: ScheduleView, timeZone: string): Promise<void> {
  const timed = plans.filter(({ plan }) => plan.enabled && plan.schedule.kind !== 'instant')
  const slots = timed.map(({ plan }) => [plan.number, nextSlotAt(plan.schedule, timeZone, clock.now())] as const)
  await store.chats.setTimeZone(chat.id, timeZone, new Map(slots))
}

async function mute({ store, clock }: Parts, chat: Chat, end: MuteEnd | null): Promise<boolean> {
  const until = end === null ? null : muteUntil(end, chat.timeZone, clock.now())
  if (end !== null && until === null) return false
  await store.chats.setMuted(chat.id, until)
  return true
}

function editPlan(plan: Plan, edit: PlanEdit): Partial<PlanChoices> {
  switch (edit.kind) {
    case 'toggle watch':
      return { watchNumbers: toggled(plan.watchNumbers, edit.number) }
    case 'toggle channel':
      return { channelIds: toggled(plan.channelIds, edit.channelId) }
    case 'all watches':
      return { watchNumbers: null }
    case 'all channels':
      return { channelIds: null }
    case 'move':
      return { threadId: edit.threadId }
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
