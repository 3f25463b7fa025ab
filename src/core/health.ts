import type { HealthChange, HealthFacts, HealthKind, SubscriberSample } from '../domain/health.ts'
import { day, hour, type Instant } from '../domain/time.ts'

/** Of the world around one channel. */
export interface HealthView {
  readonly now: Instant
  /** When the channel is silent for unusually long; null when that cannot be said. */
  readonly silenceLimitMs: number | null
  /** When another channel was last read; null: never. */
  readonly othersReadAt: Instant | null
  /** A channel that was read within this time is looked at as it is meant to be. */
  readonly freshMs: number
}

/** Followers hear of the same kind of trouble of one channel at most once in so long. */
export const quietMs = 7 * day

const leastLossMs = hour
const leastLossPolls = 3
const unreachableMs = day
/** Below this a fifth is a handful. */
const leastSubscribers = 100
const keptPart = 0.8
const weekDays = 7

const kinds: readonly HealthKind[] = ['preview', 'unreachable', 'silent', 'scam', 'fake', 'subscribers']
/** Their end is worth a word. */
const kindsWithEnd: ReadonlySet<HealthKind> = new Set(['preview', 'unreachable', 'silent', 'scam', 'fake'])

/** Whether something is so; null: that cannot be said now, and all stays as it was. */
type Finding = {
  readonly isOn: boolean
  /** Since when it is so; absent: since now. */
  readonly sinceAt?: Instant
  readonly values: Readonly<Record<string, number>>
} | null

const isOff = { isOn: false, values: {} } as const

/**
 * What has changed in the health of a channel. Of each kind an episode begins only when none is open, and ends only when one is; an
 * end is told only if its beginning was. Idempotent: with its changes recorded, the same facts change nothing.
 */
export function assessHealth(facts: HealthFacts, view: HealthView): readonly HealthChange[] {
  return kinds.flatMap((kind) => {
    const finding = examine[kind](facts, view)
    return finding === null ? [] : changeOf(kind, finding, facts, view.now)
  })
}

function changeOf(
  kind: HealthKind,
  finding: NonNullable<Finding>,
  { open, lastToldAt }: HealthFacts,
  now: Instant,
): readonly HealthChange[] {
  const { isOn, values, sinceAt: beganAt = now } = finding
  const episode = open.find((one) => one.kind === kind)
  const mayTell = now - (lastToldAt[kind] ?? -Infinity) >= quietMs
  if (!isOn) {
    if (episode === undefined) return []
    return [{ kind, step: 'end', beganAt, isTold: episode.toldAt !== null && kindsWithEnd.has(kind), values }]
  }
  if (episode === undefined) return [{ kind, step: 'begin', beganAt, isTold: mayTell, values }]
  return episode.toldAt === null && mayTell ? [{ kind, step: 'tell', beganAt, isTold: true, values }] : []
}

const examine: Readonly<Record<HealthKind, (facts: HealthFacts, view: HealthView) => Finding>> = {
  preview: examinePreview,
  unreachable: examineReach,
  silent: examineSilence,
  scam: ({ labels }) => (labels === null ? null : { isOn: labels.includes('scam'), values: {} }),
  fake: ({ labels }) => (labels === null ? null : { isOn: labels.includes('fake'), values: {} }),
  subscribers: examineSubscribers,
}

/** Lost for at least an hour and three polls, while a channel known to be up was up; and no posts come in by another way. */
function examinePreview(facts: HealthFacts): Finding {
  if (isRead(facts) || facts.isAdmitted) return isOff
  const { lastFault, confirmedFailures, failingMs, lastSuccessAt } = facts
  if (lastFault !== 'preview_unavailable' || lastSuccessAt === null) return null
  const isSure = confirmedFailures >= leastLossPolls && failingMs >= leastLossMs
  return isSure ? { isOn: true, sinceAt: lastSuccessAt, values: {} } : null
}

/** Looked at in vain for a whole day, while other channels were read. */
function examineReach(facts: HealthFacts, { now, othersReadAt, freshMs }: HealthView): Finding {
  if (isRead(facts) || facts.isAdmitted) return isOff
  const { lastFault, failingMs, lastSuccessAt } = facts
  if (lastSuccessAt === null) return null
  const isOfAnotherKind = lastFault === 'preview_unavailable' || lastFault === 'identity_changed'
  const areOthersRead = othersReadAt !== null && now - othersReadAt <= freshMs
  const isOn = !isOfAnotherKind && areOthersRead && failingMs >= unreachableMs
  return isOn ? { isOn, sinceAt: lastSuccessAt, values: {} } : null
}

/** Silence ends with the last look: of the time in which nobody looked, as of a channel that is only pushed, nothing is said. */
function examineSilence(facts: HealthFacts, { now, silenceLimitMs, freshMs }: HealthView): Finding {
  const { lastPostAt, lastSuccessAt, addedAt, open } = facts
  if (lastPostAt === null || lastSuccessAt === null) return null
  const episode = open.find(({ kind }) => kind === 'silent')
  if (episode !== undefined) {
    const isOn = lastPostAt <= episode.beganAt
    const untilAt = isOn ? lastSuccessAt : lastPostAt
    return { isOn, sinceAt: episode.beganAt, values: daysOf(untilAt - episode.beganAt) }
  }
  if (silenceLimitMs === null || !isRead(facts) || now - lastSuccessAt > freshMs) return null
  // Who began to follow a channel that was silent already knows it.
  const isNews = lastPostAt + silenceLimitMs >= addedAt
  const silentMs = lastSuccessAt - lastPostAt
  return { isOn: isNews && silentMs > silenceLimitMs, sinceAt: lastPostAt, values: daysOf(silentMs) }
}

function daysOf(ms: number): { readonly days: number } {
  return { days: Math.max(1, Math.floor(ms / day)) }
}

/** By the count of the channel's page now, and by the sample of a day: one odd page proves nothing. */
function examineSubscribers({ subscribers, samples }: HealthFacts, { now }: HealthView): Finding {
  const latest = samples.at(-1)
  if (subscribers === null || latest === undefined) return null
  const before = highestOf(samples, Math.floor(now / day) - weekDays)
  const isFall = (count: number): boolean => highOf(count) <= keptPart * lowOf(before)
  const isOn = before >= leastSubscribers && isFall(subscribers) && isFall(latest.subscribers)
  return { isOn, values: { from: before, to: subscribers } }
}

function highestOf(samples: readonly SubscriberSample[], sinceDay: number): number {
  return samples.reduce((most, sample) => (sample.day >= sinceDay ? Math.max(most, sample.subscribers) : most), 0)
}

/** Pages round counts from a thousand on, to the first digit behind the point at the coarsest: "9.5K" is anything near it. */
function roundingOf(count: number): number {
  return count < 1e3 ? 0 : count < 1e6 ? 50 : 50_000
}

function highOf(count: number): number {
  return count + roundingOf(count)
}

function lowOf(count: number): number {
  return count - roundingOf(count)
}

function isRead({ failures, lastSuccessAt }: HealthFacts): boolean {
  return failures === 0 && lastSuccessAt !== null
}
