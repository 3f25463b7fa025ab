import type { FetchFault } from '../domain/channel.ts'
import type { Instant } from '../domain/time.ts'
import { day } from '../domain/time.ts'

export type PollOutcome =
  | { readonly kind: 'ok'; readonly newPosts: number }
  | {
      readonly kind: 'failure'
      /** Failures in a row, this one included. */
      readonly failures: number
      /** How long the server asked us to wait; null when it did not say. */
      readonly retryAfterMs: number | null
      readonly fault: FetchFault
      /** Its posts come in by themselves: a page would only show that there is one again. */
      readonly isPushed?: boolean
    }

export interface PollRequest {
  /** When the channel's latest posts were published, newest first. */
  readonly recentPublishedAt: readonly Instant[]
  readonly outcome: PollOutcome
  readonly minMs: number
  readonly maxMs: number
  readonly now: Instant
  /** A random number in [0, 1), so that polls spread out. */
  readonly jitter: number
}

/** How many of the latest posts tell of a channel's pace. */
const consideredPosts = 50
/** How often a channel without a preview whose posts are pushed is looked at, for a preview that came. */
const previewLookMs = day
const jitterPart = 0.1
/** No server makes us wait longer. */
const maxRetryAfterMs = day

/** Trouble that the next poll will meet again: nobody waits for it at the usual pace. */
const lastingFaults: ReadonlySet<FetchFault> = new Set(['preview_unavailable', 'identity_changed'])

/**
 * When a channel is polled next: after the time in which a post is to be expected, or much sooner where that is long, within
 * [minMs, maxMs]; after a failure, twice as late every time, up to maxMs, and never before the server allows. All with 10 % of jitter.
 */
export function nextPollAt({ recentPublishedAt, outcome, minMs, maxMs, now, jitter }: PollRequest): Instant {
  const scale = 1 - jitterPart + 2 * jitterPart * jitter
  const bounded = (ms: number): number => Math.max(1, Math.min(Math.max(ms, minMs), maxMs)) * scale
  if (outcome.kind === 'ok')
    return now + Math.ceil(bounded(intervalMs(expectedGapMs(recentPublishedAt, outcome.newPosts, now), minMs)))
  if (outcome.isPushed === true && outcome.fault === 'preview_unavailable') {
    return now + Math.ceil(Math.max(maxMs, previewLookMs) * scale)
  }
  const asked = Math.min(outcome.retryAfterMs ?? 0, maxRetryAfterMs)
  return now + Math.ceil(Math.max(bounded(backoffMs(outcome.fault, outcome.failures, minMs)), asked))
}

/** A longer time between two successful polls is a gap: no channel is left alone for so long on purpose. */
export function longestGapMs(pollMaxMs: number): number {
  return 2 * pollMaxMs
}

function backoffMs(fault: FetchFault, failures: number, minMs: number): number {
  return lastingFaults.has(fault) ? Infinity : minMs * 2 ** Math.max(failures - 1, 0)
}

/**
 * Of some requests in all, those that make the mean of delay^k least are spread so that intervals grow with gap^(1 / (k + 1)):
 * with k = 1 the root of the optimal crawls of Cho and Garcia-Molina, which spares the mean, and lets the rarest posts wait for
 * long. With k = 1.5 the mean hardly loses, and the latest posts win.
 */
const gapExponent = 0.4
/** So many times the shortest interval are waited for a gap that is as long as it. Chosen by bench/pacing.ts. */
const spareFactor = 2.5

/** The gap itself while channels are busy: more polls would find nothing most of the time. */
function intervalMs(gapMs: number, minMs: number): number {
  return Math.min(gapMs, spareFactor * minMs * (gapMs / minMs) ** gapExponent)
}

/** The median gap between posts, or the silence since the last one where it is longer and nothing new was found. */
function expectedGapMs(publishedAt: readonly Instant[], newPosts: number, now: Instant): number {
  const recent = publishedAt.slice(0, consideredPosts)
  const [newest] = recent
  if (newest === undefined) return Infinity
  const silenceMs = newPosts > 0 ? 0 : Math.max(now - newest, 0)
  const gaps = recent.slice(1).map((at, index) => Math.abs((recent[index] ?? at) - at))
  return Math.max(gaps.length === 0 ? now - newest : median(gaps), silenceMs)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
