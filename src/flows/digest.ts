import { alertSpacingMs } from '../core/digest/alerts.ts'
import { silentUntil } from '../core/schedule/silence.ts'
import { nextSlotAt } from '../core/schedule/slots.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import type { Digest, Occasion } from '../domain/digest.ts'
import type { FoldedGroup } from '../domain/fold.ts'
import { AppError } from '../domain/errors.ts'
import type { DuePlan, PlanMove } from '../domain/store.ts'
import { day, hour, type Instant, minute } from '../domain/time.ts'
import { tellAtOnce } from './alerts.ts'
import { composePosts, type DigestOf, type DigestParts, type Found, gather, type TellingParts } from './compose.ts'
import { createFoldGathered, withCopies } from './fold.ts'
import { createMissedSlots, type MissedSlots } from './missed-slots.ts'
import { tellRises } from './rises.ts'

/** A channel that was not looked at for so long is mentioned. */
const gapWorthMentionMs = 2 * hour
const maxGaps = 20
/** A digest that comes so long after its slot says since when it was due. */
const lateMs = hour
const planLeaseMs = minute
const plansAtOnce = 50
/** While so many parcels wait for a place, what its plans have to tell gathers, and is one digest when there is room again. */
export const maxBacklog = 3
const backlogRetryMs = minute
/** How often a digest is composed anew because somebody else has just sent some of it. */
const maxTries = 5

export type DigestOutcome =
  | { readonly kind: 'queued'; readonly postCount: number; readonly leftOver: number }
  | { readonly kind: 'nothing'; readonly nextSlotAt: Instant | null }

export interface Digesting {
  /** Composes the digests and alerts that are due; true when more are waiting. */
  run(): Promise<boolean>
  /**
   * Sends what has gathered for all plans of the chat and was not sent yet, to the place that is named; it counts as delivered
   * wherever the plans speak.
   */
  sendNow(chatId: number, threadId?: number | null): Promise<DigestOutcome>
}

export function createDigesting(given: DigestParts): Digesting {
  const { store, clock } = given
  const parts = { ...given, fold: createFoldGathered(given) }
  const missed = createMissedSlots(given)
  return {
    run: async () => {
      const now = clock.now()
      const due = await store.digests.claimDue({ now, leaseUntil: now + planLeaseMs, limit: plansAtOnce })
      const ready = await readyOf(byTarget(due), missed, now)
      if (ready.length > 0) await parts.matchPending()
      const defects: unknown[] = []
      // A digest that cannot be made must not keep back those that are due after it.
      for (const plans of ready) await tell(parts, plans, now).catch((error: unknown) => defects.push(error))
      if (defects.length > 0) throw defects[0]
      return due.length === plansAtOnce
    },
    sendNow: async (chatId, threadId = null) => {
      // Before the matching: what is found after it belongs to the next digest, which begins at this moment.
      const now = clock.now()
      await parts.matchPending()
      const chat = await store.chats.find(chatId)
      if (chat === null) throw new AppError('not_found', 'chat is not known')
      return queueNow(parts, { chat, threadId, now })
    },
  }
}

/** Plans of one chat that speak in one place, and what they have in common. */
type Together = readonly [DuePlan, ...DuePlan[]]

function byTarget(due: readonly DuePlan[]): readonly Together[] {
  const groups = Map.groupBy(due, ({ chat, plan }) => `${chat.id} ${plan.threadId ?? ''}`)
  return [...groups.values()].map((plans) =>
    plans.toSorted((a, b) => a.plan.number - b.plan.number),
  ) as unknown as Together[]
}

/** Without those that have to wait for polls: they are due again when their lease ends. */
async function readyOf(due: readonly Together[], missed: MissedSlots, now: Instant): Promise<readonly Together[]> {
  const ready: Together[] = []
  for (const plans of due) if (!(await missed.wait(plans, now))) ready.push(plans)
  return ready
}

/** Plans that are due in one place at one time are one message. */
async function tell(parts: TellingParts, plans: Together, now: Instant): Promise<void> {
  const until = silentUntil(plans[0].chat, now) ?? (await roomAt(parts, plans[0], now))
  if (until !== null) {
    const waiting = plans.map(({ plan, slotAt }) => ({ planId: plan.id, slotAt }))
    return parts.store.digests.postpone(waiting, until)
  }
  const atOnce = plans.every(({ plan, waitingSince }) => plan.schedule.kind === 'instant' && waitingSince === null)
  if (!atOnce) return queueDue(parts, plans, now)
  for (const one of plans) {
    const sinceAt = await tellAtOnce(parts, one, now)
    if (sinceAt !== null) await queueDue(parts, [{ ...one, waitingSince: sinceAt }], now)
  }
}

/** When to look again whether the place can take more; null when it can. */
async function roomAt({ store }: TellingParts, { chat, plan }: DuePlan, now: Instant): Promise<Instant | null> {
  const backlog = await store.outbox.backlog(chat.id, plan.threadId)
  return backlog < maxBacklog ? null : now + backlogRetryMs
}

async function queueDue(parts: TellingParts, due: Together, now: Instant): Promise<void> {
  const [{ chat, plan, slotAt }] = due
  const occasion = occasionOf(due, now)
  const toldAt = occasion.kind === 'catch_up' ? now : slotAt
  const digestOf = { chat, plans: due.map((one) => one.plan), threadId: plan.threadId, slotAt: toldAt }
  const found = await gather(parts, digestOf)
  const tellsWhenEmpty = due.some((one) => one.plan.tellsWhenEmpty && one.plan.schedule.kind !== 'instant')
  const folded = await parts.fold({ chatId: chat.id, threadId: plan.threadId, now }, found.posts)
  const { leads, repeats, folds, foldedUpTo } = folded
  const isEmpty = leads.length === 0 && !tellsWhenEmpty
  const digest = isEmpty ? null : await compose(parts, digestOf, { ...found, folds, occasion })
  const [lead, ...otherPlans] = due.map((one) => moveOf(one, { now, hasRest: found.leftOver > 0 }))
  const { postIds, copyIds } = withCopies(leads, found.posts, folds)
  await parts.store.digests.recordDigest({
    ...(lead ?? { planId: plan.id, slotAt }),
    otherPlans,
    chatId: chat.id,
    threadId: plan.threadId,
    digest,
    postIds,
    copyIds,
    repeats,
    foldedUpTo,
    now,
  })
}

function moveOf(
  { plan, chat, slotAt, wakes }: DuePlan,
  { now, hasRest }: { readonly now: Instant; readonly hasRest: boolean },
): PlanMove {
  const rest = plan.schedule.kind === 'instant' && hasRest ? now + alertSpacingMs : null
  const next = nextSlotAt(plan.schedule, chat.timeZone, Math.max(now, slotAt)) ?? rest
  return { planId: plan.id, slotAt, nextSlotAt: next, wakes }
}

/** What had to wait, or comes late, says since when. */
function occasionOf(due: Together, now: Instant): Occasion {
  const waits = due.flatMap(({ slotAt, waitingSince }) =>
    waitingSince === null && now - slotAt < lateMs ? [] : [waitingSince ?? slotAt],
  )
  return waits.length === 0 ? { kind: 'slot' } : { kind: 'catch_up', sinceAt: Math.min(...waits) }
}

async function queueNow(
  parts: TellingParts,
  { chat, threadId, now }: { readonly chat: Chat; readonly threadId: number | null; readonly now: Instant },
): Promise<DigestOutcome> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const plans = await parts.store.digests.listPlans(chat.id)
    const found = await gather(parts, { chat, plans, threadId, slotAt: now })
    const [lead, ...others] = plans.map(({ id: planId }) => ({ planId, slotAt: now }))
    const { leads, repeats, folds, foldedUpTo } = await parts.fold({ chatId: chat.id, threadId, now }, found.posts)
    if (leads.length === 0 || lead === undefined) return { kind: 'nothing', nextSlotAt: firstSlot(plans) }
    const digest = await compose(parts, { chat, plans, threadId, slotAt: now }, { ...found, folds })
    const { postIds, copyIds } = withCopies(leads, found.posts, folds)
    const place = { chatId: chat.id, threadId, isAsked: true }
    const record = { ...lead, ...place, otherPlans: others, digest, postIds, copyIds, repeats, foldedUpTo, now }
    const { isStale } = await parts.store.digests.recordDigest(record)
    if (!isStale) return { kind: 'queued', postCount: digest.postCount, leftOver: digest.leftOver }
  }
  throw new AppError('busy', 'digests of the chat are being sent')
}

/** When a chat hears next by the clock; null when it does not. */
export function firstSlot(plans: readonly Plan[]): Instant | null {
  const slots = plans.flatMap(({ nextSlotAt: at }) => (at === null ? [] : [at]))
  return slots.length === 0 ? null : Math.min(...slots)
}

/** `occasion` absent: somebody asked for it. */
async function compose(
  parts: TellingParts,
  { chat, plans, threadId, slotAt }: DigestOf,
  {
    posts,
    leftOver,
    folds,
    occasion,
  }: Found & { readonly folds: readonly FoldedGroup[]; readonly occasion?: Occasion },
): Promise<Digest> {
  const { store } = parts
  const plain = await composePosts(parts, { chat, slotAt, posts, folds, leftOver })
  const digest = await tellRises(parts, { chat, threadId, slotAt }, plain)
  const lastAt = Math.min(...plans.map((plan) => plan.lastDigestAt ?? slotAt - day))
  const gaps = await store.completeness.findGaps({
    chatId: chat.id,
    fromAt: lastAt,
    untilAt: slotAt,
    longestMs: gapWorthMentionMs,
    limit: maxGaps,
  })
  const alerted = await store.digests.countAlerted(chat.id, lastAt, { planIds: plans.map(({ id }) => id), threadId })
  return {
    ...digest,
    ...(gaps.length > 0 && { gaps }),
    ...(alerted > 0 && { alerted }),
    ...(occasion !== undefined && { occasion }),
  }
}
