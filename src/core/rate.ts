import type { Instant } from '../domain/time.ts'

/** A token bucket at one moment: so many actions at once, and then so many a second. Plain data. */
export interface Bucket {
  /** Most tokens it holds. */
  readonly burst: number
  readonly perSecond: number
  /** Tokens at `countedAt`; below zero when some were taken in advance. */
  readonly tokens: number
  readonly countedAt: Instant
}

/** A full bucket. `burst` is at least 1, `perSecond` above zero; throws RangeError otherwise. */
export function createBucket(limits: { readonly burst: number; readonly perSecond: number }, now: Instant): Bucket {
  const { burst, perSecond } = limits
  if (!(burst >= 1) || !(perSecond > 0)) throw new RangeError('a bucket needs a burst of 1 and a rate above 0')
  return { burst, perSecond, tokens: burst, countedAt: now }
}

/** A bucket whose last token was taken at that instant; -Infinity makes a full one. Throws as `createBucket` does. */
export function createEmptyBucket(
  limits: { readonly burst: number; readonly perSecond: number },
  emptyAt: Instant,
): Bucket {
  return { ...createBucket(limits, emptyAt), tokens: 0 }
}

/**
 * Takes one token, in advance if there is none: wait `waitMs`, then act without asking again. Callers are served in the order
 * in which they take, none sooner than the rate allows.
 */
export function take(bucket: Bucket, now: Instant): { readonly state: Bucket; readonly waitMs: number } {
  const filled = refill(bucket, now)
  const tokens = filled.tokens - 1
  const missingMs = tokens < 0 ? (-tokens / bucket.perSecond) * 1000 : 0
  // A clock that was set back must not let anybody act before the moment up to which tokens were counted.
  const behindMs = Math.max(filled.countedAt - now, 0)
  return { state: { ...filled, tokens }, waitMs: Math.ceil(missingMs) + (missingMs > 0 ? behindMs : 0) }
}

/** How long a caller would have to wait that took a token now. */
export function waitMsOf(bucket: Bucket, now: Instant): number {
  return take(bucket, now).waitMs
}

function refill(bucket: Bucket, now: Instant): Bucket {
  if (now <= bucket.countedAt) return bucket
  const gained = ((now - bucket.countedAt) / 1000) * bucket.perSecond
  return { ...bucket, tokens: Math.min(bucket.burst, bucket.tokens + gained), countedAt: now }
}

/**
 * At most so many messages within any span of time, wherever they are counted between leaving and being answered. Plain data.
 */
export interface Span {
  readonly most: number
  readonly spanMs: number
  /** An answer that takes longer is not waited for. */
  readonly flightMs: number
  /** By when the last messages have arrived, ascending; never more than `most`. */
  readonly arrivedBy: readonly Instant[]
}

/** A span that was used up at that instant; -Infinity makes a free one. Throws RangeError below one message or 1 ms. */
export function createUsedSpan(limits: Omit<Span, 'arrivedBy'>, usedUpAt: Instant): Span {
  if (!(limits.most >= 1) || !(limits.spanMs >= 1)) throw new RangeError('a span needs one message and 1 ms')
  return { ...limits, arrivedBy: Array.from({ length: limits.most }, () => usedUpAt) }
}

/** A message leaves. `by`: what `arrive` is to be told. */
export function leave(span: Span, now: Instant): { readonly state: Span; readonly by: Instant } {
  // A clock that was set back does not bring the next one forward.
  const by = Math.max(now + span.flightMs, span.arrivedBy[0] ?? now)
  return { state: put(span, span.arrivedBy, by), by }
}

/** A message that left was answered: it has arrived. Later than `by` it changes nothing. */
export function arrive(span: Span, by: Instant, now: Instant): Span {
  const at = span.arrivedBy.lastIndexOf(by)
  return at < 0 || now >= by ? span : put(span, span.arrivedBy.toSpliced(at, 1), now)
}

function put(span: Span, others: readonly Instant[], at: Instant): Span {
  return { ...span, arrivedBy: [...others, at].sort((a, b) => a - b).slice(-span.most) }
}

/** How long the next message has to wait. */
export function spanWaitMs({ most, spanMs, arrivedBy }: Span, now: Instant): number {
  return Math.max((arrivedBy.at(-most) ?? -Infinity) + spanMs - now, 0)
}
