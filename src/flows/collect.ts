import { cursorAfter } from '../core/cursor.ts'
import { longestGapMs, nextPollAt, type PollOutcome } from '../core/pacing.ts'
import { takeBack } from '../core/take-back.ts'
import { isFaultOfTheWay } from '../core/breaker.ts'
import type { Channel } from '../domain/channel.ts'
import { type ChannelPage, type Source, SourceError } from '../domain/source.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, minute } from '../domain/time.ts'
import type { PollBreaker } from './breaker.ts'
import { withHiddenWords } from './hidden-words.ts'
import { checkIdentity } from './identity.ts'
import { recheck } from './recheck.ts'

/** Longer than one page may take with its waits; renewed with every page. */
const channelLeaseMs = 2 * minute
/** Publication times that pacing looks at. */
const paceSample = 20
/** One catch-up reads at most so many pages each way; the next poll goes on from the cursor. */
const maxCatchUpPages = 500
/** After so many polls without a preview, each confirmed by a channel that is up, nobody else is asked any more. */
const confirmationsWanted = 3

export interface Collecting {
  /**
   * Polls one channel that is due, or fetches one page of a backfill; false when none was due, or the breaker is open. After
   * the pause of an open breaker one channel known to be up is asked first.
   */
  run(signal: AbortSignal): Promise<boolean>
}

interface CollectParts {
  readonly store: Store
  readonly source: Source
  readonly clock: Clock
  readonly breaker: PollBreaker
  readonly pollMinMs: number
  readonly pollMaxMs: number
  /** In [0, 1), for jitter. */
  readonly random: () => number
  readonly onFault: (channel: Channel, error: SourceError) => void
}

/** The loop that keeps the archive up to date. */
export function createCollecting(parts: CollectParts): Collecting {
  return {
    run: async (signal) => {
      if (!(await mayPoll(parts, signal))) return false
      const now = parts.clock.now()
      const [channel] = await parts.store.channels.claimDue({ now, leaseUntil: now + channelLeaseMs, limit: 1 })
      if (channel === undefined) return false
      try {
        await (channel.nextPollAt <= now ? poll(parts, channel, signal) : fillBack(parts, channel, signal))
      } catch (error) {
        if (signal.aborted) return false
        if (!(error instanceof SourceError)) throw error
        await settleFailure(parts, channel, error, signal)
      }
      return true
    },
  }
}

async function mayPoll({ breaker }: CollectParts, signal: AbortSignal): Promise<boolean> {
  const phase = breaker.phase()
  if (phase !== 'half_open') return phase === 'closed'
  try {
    return await breaker.probe(signal)
  } catch (error) {
    if (signal.aborted) return false
    throw error
  }
}

/**
 * Reads the newest page, which also shows edits, and what lies between it and the cursor. The cursor moves only over posts
 * without a gap, and only in the commit that stores them.
 */
async function poll(parts: CollectParts, channel: Channel, signal: AbortSignal): Promise<void> {
  const newest = await fetchPage(parts, channel, { kind: 'newest' }, signal)
  const first = newest.posts[0]
  const isFirstPoll = channel.cursor === 0
  const touches = isFirstPoll || first === undefined || first.messageId <= channel.cursor + 1
  let newPosts = await record(parts, channel, newest, {
    cursor: touches ? cursorAfter(newest.posts) : null,
    startBackfill: isFirstPoll,
  })
  if (!touches) newPosts += await catchUp(parts, channel, newest, signal)
  await recheck(parts, channel, newest, signal)
  await endPoll(parts, channel, { kind: 'ok', newPosts })
}

async function catchUp(
  parts: CollectParts,
  channel: Channel,
  newest: ChannelPage,
  signal: AbortSignal,
): Promise<number> {
  const goal = cursorAfter(newest.posts) ?? 0
  let cursor = channel.cursor
  let newPosts = 0
  for (let pages = 0; cursor < goal && pages < maxCatchUpPages; pages += 1) {
    const page = await fetchPage(parts, channel, { kind: 'after', messageId: cursor }, signal)
    const last = cursorAfter(page.posts) ?? 0
    // The newest page has shown posts after the cursor: a page without any is trouble at the other end, not the end.
    if (last <= cursor) return newPosts + (await reachBack(parts, channel, newest, { cursor, signal }))
    newPosts += await record(parts, channel, page, { cursor: last, startBackfill: false })
    cursor = last
  }
  return newPosts
}

/** The other way to the cursor, from the newest page back. What is read is kept; the cursor moves when it is reached. */
async function reachBack(
  parts: CollectParts,
  channel: Channel,
  newest: ChannelPage,
  { cursor, signal }: { readonly cursor: number; readonly signal: AbortSignal },
): Promise<number> {
  let newPosts = 0
  let [first] = newest.posts
  for (let pages = 0; first !== undefined && pages < maxCatchUpPages; pages += 1) {
    const page = await fetchPage(parts, channel, { kind: 'before', messageId: first.messageId }, signal)
    first = page.posts[0]
    if (first === undefined) break
    const isReached = first.messageId <= cursor + 1
    newPosts += await record(parts, channel, page, {
      cursor: isReached ? cursorAfter(newest.posts) : null,
      startBackfill: false,
    })
    if (isReached) return newPosts
  }
  throw new SourceError('server_error', 'pages neither after the cursor nor before the newest posts lead to the others')
}

/** Fetches one page of the past; live polls of other channels come between two pages. */
async function fillBack(parts: CollectParts, channel: Channel, signal: AbortSignal): Promise<void> {
  const before = channel.backfillBefore ?? channel.cursor
  const position = { kind: 'before', messageId: before } as const
  let page = await fetchPage(parts, channel, position, signal)
  if (page.posts.length === 0) {
    // Under load Telegram may say "no posts" where there are some: it has to say so twice, and not of the newest posts too.
    const newest = await fetchPage(parts, channel, { kind: 'newest' }, signal)
    if (newest.posts.length === 0) throw new SourceError('server_error', 'the channel seems to have lost its posts')
    // What was read is kept: its posts may be gone when the next poll comes.
    await record(parts, channel, newest, { cursor: null, startBackfill: false })
    page = await fetchPage(parts, channel, position, signal)
  }
  const taken = takeBack(page.posts, channel, before)
  if (taken === null) return endBackfill(parts, channel)
  const now = parts.clock.now()
  await parts.store.channels.recordPage({
    channelId: channel.id,
    profile: page.profile,
    posts: taken.posts,
    cursor: null,
    backfill: { left: taken.left, before: taken.before, leftBefore: channel.backfillLeft },
    leaseUntil: now + channelLeaseMs,
    now,
  })
  await parts.store.channels.recordPollEnd({ channelId: channel.id, nextPollAt: channel.nextPollAt, now })
}

async function endBackfill({ store, clock }: CollectParts, channel: Channel): Promise<void> {
  const now = clock.now()
  await store.channels.recordBackfillEnd(channel.id, channel.backfillLeft)
  await store.channels.recordPollEnd({ channelId: channel.id, nextPollAt: channel.nextPollAt, now })
}

async function fetchPage(
  { source, store, breaker }: CollectParts,
  channel: Channel,
  position: Parameters<Source['fetchPage']>[1],
  signal: AbortSignal,
): Promise<ChannelPage> {
  const page = await source.fetchPage(channel.name, position, signal)
  breaker.answered(channel.id)
  checkIdentity(channel, page.profile)
  return { ...page, posts: await withHiddenWords({ source, store }, channel, page, signal) }
}

async function record(
  { store, clock, pollMaxMs }: CollectParts,
  channel: Channel,
  page: ChannelPage,
  state: { readonly cursor: number | null; readonly startBackfill: boolean },
): Promise<number> {
  const now = clock.now()
  const left = Math.max(0, channel.backfillLeft - page.posts.length)
  const result = await store.channels.recordPage({
    channelId: channel.id,
    profile: page.profile,
    posts: page.posts,
    cursor: state.cursor,
    backfill: state.startBackfill ? { left, before: page.posts[0]?.messageId ?? null } : null,
    leaseUntil: now + channelLeaseMs,
    longestGapMs: longestGapMs(pollMaxMs),
    now,
  })
  return result.inserted
}

/** What is trouble of ours or of Telegram is not held against the channel: it stays due, and waits for the breaker. */
async function settleFailure(
  parts: CollectParts,
  channel: Channel,
  error: SourceError,
  signal: AbortSignal,
): Promise<void> {
  parts.onFault(channel, error)
  const verdict = await judge(parts, channel, error, signal)
  if (verdict === 'ours') {
    const { id: channelId, nextPollAt } = channel
    return parts.store.channels.recordPollEnd({ channelId, nextPollAt, now: parts.clock.now() })
  }
  await recordFailure(parts, channel, error, verdict === 'own')
}

async function judge(
  { breaker }: CollectParts,
  channel: Channel,
  error: SourceError,
  signal: AbortSignal,
): Promise<'own' | 'ours' | 'unclear'> {
  const { fault } = error
  const isLoss = fault === 'preview_unavailable' && channel.lastSuccessAt !== null
  if (!isLoss) return breaker.failed(channel, error) ? 'ours' : isFaultOfTheWay(fault) ? 'unclear' : 'own'
  if (breaker.phase() !== 'closed') return 'ours'
  return channel.confirmedFailures < confirmationsWanted ? breaker.judgeLoss(channel, error, signal) : 'own'
}

async function recordFailure(
  parts: CollectParts,
  channel: Channel,
  { fault, retryAfterMs }: SourceError,
  isConfirmed: boolean,
): Promise<void> {
  const next = await plan(parts, channel, {
    kind: 'failure',
    failures: channel.failures + 1,
    retryAfterMs,
    fault,
    isPushed: channel.isAdmitted,
  })
  await parts.store.channels.recordFailure({
    channelId: channel.id,
    fault,
    isConfirmed,
    longestGapMs: longestGapMs(parts.pollMaxMs),
    nextPollAt: next,
    now: parts.clock.now(),
  })
}

async function endPoll(parts: CollectParts, channel: Channel, outcome: PollOutcome): Promise<void> {
  const next = await plan(parts, channel, outcome)
  await parts.store.channels.recordPollEnd({ channelId: channel.id, nextPollAt: next, now: parts.clock.now() })
}

async function plan(parts: CollectParts, channel: Channel, outcome: PollOutcome): Promise<number> {
  return nextPollAt({
    recentPublishedAt: await parts.store.channels.recentPublishedAt(channel.id, paceSample),
    outcome,
    minMs: parts.pollMinMs,
    maxMs: parts.pollMaxMs,
    now: parts.clock.now(),
    jitter: parts.random(),
  })
}
