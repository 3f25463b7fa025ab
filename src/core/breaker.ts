import type { FetchFault } from '../domain/channel.ts'
import { hour, type Instant, minute, second } from '../domain/time.ts'

/** What polls of late say about the way to Telegram. Plain data. */
export interface Breaker {
  /** Failed polls since the last answer, the latest last, one a channel. */
  readonly failed: readonly { readonly channelId: number; readonly at: Instant }[]
  /** null: nothing is wrong with the way, and the breaker is closed. */
  readonly trouble: BreakerTrouble | null
}

export interface BreakerTrouble {
  readonly sinceAt: Instant
  /** Nobody is polled before; then one channel is asked, as a probe. */
  readonly untilAt: Instant
  /** Probes that have failed. */
  readonly probes: number
}

/** `half_open`: the pause is over, and one channel may be asked whether all is well again. */
export type BreakerPhase = 'closed' | 'open' | 'half_open'

export interface PollTrouble {
  readonly channelId: number
  readonly fault: FetchFault
  /** How long the server asked us to wait; null when it did not say. */
  readonly retryAfterMs: number | null
  readonly now: Instant
  /** In [0, 1), for jitter. */
  readonly random: number
}

export const closedBreaker: Breaker = { failed: [], trouble: null }

/** So many channels fail, without an answer from any in between, before that is trouble of ours or of Telegram. */
const channelsInTrouble = 3
const windowMs = 10 * minute
const firstPauseMs = 30 * second
const maxPauseMs = 15 * minute
/** No server stops us for longer. */
const maxRetryAfterMs = 6 * hour
const jitterPart = 0.2

/** Faults of the way and not of one channel. A lost preview may be either: whoever asks a canary knows. */
const faultsOfTheWay: ReadonlySet<FetchFault> = new Set([
  'blocked',
  'rate_limited',
  'server_error',
  'network',
  'timeout',
])

/** Whether the fault may lie on the way to Telegram; others are answers, or say nothing. */
export function isFaultOfTheWay(fault: FetchFault): boolean {
  return faultsOfTheWay.has(fault)
}

export function phaseOf({ trouble }: Breaker, now: Instant): BreakerPhase {
  if (trouble === null) return 'closed'
  // A clock that was set back keeps nobody waiting for the time it was set back by.
  const isOver = now >= trouble.untilAt || now < trouble.sinceAt
  return isOver ? 'half_open' : 'open'
}

/**
 * The breaker after a failed poll. It opens when three channels failed within ten minutes and none answered in between, or
 * at once when the server asks for fewer requests. A failed probe makes the next pause twice as long, up to a quarter of an hour;
 * none is shorter than the server asks.
 */
export function afterFailure(breaker: Breaker, poll: PollTrouble): Breaker {
  if (!isFaultOfTheWay(poll.fault)) return breaker
  if (breaker.trouble !== null) return openBreaker(breaker, poll)
  const { channelId, now } = poll
  const others = breaker.failed.filter((one) => one.channelId !== channelId && now - one.at < windowMs)
  const failed = [...others, { channelId, at: now }].slice(-channelsInTrouble)
  const next = { ...breaker, failed }
  return failed.length >= channelsInTrouble || poll.fault === 'rate_limited' ? openBreaker(next, poll) : next
}

/** A channel answered. While the breaker is open it may be one that was asked before: what the server asked for stands. */
export function afterAnswer(breaker: Breaker, now: Instant): Breaker {
  return phaseOf(breaker, now) === 'open' ? breaker : closedBreaker
}

/**
 * Opens the breaker, or keeps it open for longer: when a probe has failed, or when a poll that was under way is told to wait.
 */
export function openBreaker(breaker: Breaker, poll: Omit<PollTrouble, 'channelId' | 'fault'>): Breaker {
  const { now, random } = poll
  const askedMs = Math.min(poll.retryAfterMs ?? 0, maxRetryAfterMs)
  const { trouble, failed } = breaker
  if (trouble !== null && phaseOf(breaker, now) === 'open') {
    return { failed, trouble: { ...trouble, untilAt: Math.max(trouble.untilAt, now + askedMs) } }
  }
  const probes = trouble === null ? 0 : trouble.probes + 1
  const ownMs = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.min(probes, 20))
  const scale = 1 - jitterPart + 2 * jitterPart * random
  const sinceAt = Math.min(trouble?.sinceAt ?? failed[0]?.at ?? now, now)
  return { failed: [], trouble: { sinceAt, probes, untilAt: now + Math.ceil(Math.max(ownMs * scale, askedMs)) } }
}
