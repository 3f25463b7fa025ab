import { cursorAfter } from '../core/cursor.ts'
import { parseChannelRefs, type ChannelRef } from '../core/channel-ref.ts'
import type { Channel, ChannelProfile, FetchFault } from '../domain/channel.ts'
import type { Plan } from '../domain/chat.ts'
import { type Landing, type Source, SourceError } from '../domain/source.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day, type Instant, minute } from '../domain/time.ts'
import { findFollowed } from './find-followed.ts'
import { withHiddenWords } from './hidden-words.ts'
import { checkIdentity } from './identity.ts'

/** How many channels one chat may follow. */
export const maxFollowedChannels = 500
/** A new follower's first digest reaches this far back. */
const firstDigestReachMs = day
/** A poll that is no older tells as much as asking again. */
const trustedForMs = day
const firstPageLeaseMs = 2 * minute

export type FollowOutcome =
  | { readonly kind: 'followed'; readonly channel: Channel }
  | { readonly kind: 'already'; readonly channel: Channel }
  /** Telegram shows no public preview under this name; `landing` says what its own page shows instead. For a channel, the wish is kept. */
  | { readonly kind: 'no_preview'; readonly name: string; readonly landing: Landing }
  | { readonly kind: 'unreachable'; readonly name: string; readonly fault: FetchFault }
  | {
      readonly kind: 'invalid'
      readonly input: string
      readonly reason: Extract<ChannelRef, { kind: 'invalid' }>['reason']
    }
  | { readonly kind: 'limit'; readonly limit: number }

export type UnfollowOutcome =
  | { readonly kind: 'unfollowed'; readonly channel: Channel }
  /** `input` is what was written. */
  | { readonly kind: 'not_followed'; readonly input: string }

export interface Following {
  /** Follows every channel named in the text (at most 20), one outcome each, in order. Empty when it names none. */
  follow(chatId: number, text: string, signal: AbortSignal): Promise<readonly FollowOutcome[]>
  /**
   * Stops following every channel named in the text, or the one whose title the text is; one outcome each, in order. Empty
   * when it names none.
   */
  unfollow(chatId: number, text: string): Promise<readonly UnfollowOutcome[]>
  /** By title. */
  list(chatId: number): Promise<readonly Channel[]>
}

interface FollowParts {
  readonly store: Store
  readonly source: Source
  readonly clock: Clock
  /** Past posts to fetch when a channel is first followed. */
  readonly backfillPosts: number
  readonly pollMinMs: number
}

export function createFollowing(parts: FollowParts): Following {
  const { store } = parts
  return {
    follow: async (chatId, text, signal) => {
      const outcomes: FollowOutcome[] = []
      for (const ref of parseChannelRefs(text)) outcomes.push(await followOne(parts, chatId, ref, signal))
      return outcomes
    },
    unfollow: async (chatId, text) => {
      const followed = await store.channels.listFollowed(chatId)
      const outcomes = await findNamed(store, followed, text)
      for (const outcome of outcomes) {
        if (outcome.kind === 'unfollowed') await store.chats.unfollow(chatId, outcome.channel.id)
        else await store.channels.dropWish(chatId, outcome.input.replace(/^@/, ''))
      }
      return outcomes
    },
    list: (chatId) => store.channels.listFollowed(chatId),
  }
}

async function findNamed(
  store: Store,
  followed: readonly Channel[],
  text: string,
): Promise<readonly UnfollowOutcome[]> {
  const named = new Map(
    parseChannelRefs(text).map((ref) => {
      const input = ref.kind === 'channel' ? `@${ref.name}` : ref.input
      return [input.toLowerCase(), input]
    }),
  )
  const outcomes: UnfollowOutcome[] = []
  for (const [key, input] of named) {
    const channel = key.startsWith('@') ? await findFollowed(store, followed, key.slice(1)) : undefined
    outcomes.push(channel === undefined ? { kind: 'not_followed', input } : { kind: 'unfollowed', channel })
  }
  // A name goes first: anybody may give a channel the name of another for its title.
  if (outcomes.some(({ kind }) => kind === 'unfollowed')) return outcomes
  const wanted = text.trim().toLowerCase()
  // A channel that has lost its name is called by its number, which reads like no name.
  const titled =
    followed.find(({ name }) => name.toLowerCase() === wanted) ??
    followed.find(({ title }) => title.trim().toLowerCase() === wanted)
  return titled === undefined ? outcomes : [{ kind: 'unfollowed', channel: titled }]
}

async function followOne(
  parts: FollowParts,
  chatId: number,
  ref: ChannelRef,
  signal: AbortSignal,
): Promise<FollowOutcome> {
  if (ref.kind === 'invalid') return { kind: 'invalid', input: ref.input, reason: ref.reason }
  const { store, clock } = parts
  const followed = await store.channels.listFollowed(chatId)
  const same = followed.find((channel) => channel.name.toLowerCase() === ref.name.toLowerCase())
  if (same !== undefined && same.lastFault !== 'identity_changed') return { kind: 'already', channel: same }
  if (followed.length >= maxFollowedChannels) return { kind: 'limit', limit: maxFollowedChannels }

  const channel = await findOrRead(parts, ref.name, signal)
  if ('kind' in channel) {
    const isWish = channel.kind === 'no_preview' && channel.landing.kind === 'channel'
    if (isWish) await store.channels.recordWish(chatId, ref.name, clock.now())
    return channel
  }
  const now = clock.now()
  const plans = await store.digests.listPlans(chatId)
  const sinceAt = plans.some(tellsAtOnce) ? now : now - firstDigestReachMs
  const added = await store.chats.follow({ chatId, channelId: channel.id, sinceAt, now })
  return { kind: added ? 'followed' : 'already', channel }
}

/** Whether a plan would tell at once of what is hours old. */
export function tellsAtOnce({ enabled, schedule }: Plan): boolean {
  return enabled && schedule.kind === 'instant'
}

/** A channel that nobody followed for long may have lost its preview since. */
function isHealthy({ failures, lastSuccessAt, lastFault, isAdmitted }: Channel, now: Instant): boolean {
  if (isAdmitted && lastFault !== 'identity_changed') return true
  return failures === 0 && lastSuccessAt !== null && now - lastSuccessAt < trustedForMs
}

/** The channel of the archive that is in good health, or what its first page says. */
async function findOrRead(parts: FollowParts, name: string, signal: AbortSignal): Promise<Channel | FollowOutcome> {
  const { store, source, clock } = parts
  const known = await store.channels.findByName(name)
  // A former name may be that of another channel by now.
  const isNamed = known?.name.toLowerCase() === name.toLowerCase()
  if (known !== null && isNamed && isHealthy(known, clock.now())) return known
  try {
    const page = await source.fetchPage(name, { kind: 'newest' }, signal)
    const now = clock.now()
    // The first time that another channel answers under a name, it is said; whoever still wants the name means that channel.
    const takesName = known?.lastFault === 'identity_changed'
    const channel = await store.channels.add(page.profile, { now, backfill: parts.backfillPosts, takesName })
    await refuseOther(parts, channel, page.profile)
    if (channel.cursor === 0) {
      const posts = await withHiddenWords({ source, store }, channel, page, signal)
      await recordFirstPage(parts, channel, posts, page.profile)
    }
    return (await store.channels.findByName(page.profile.name)) ?? channel
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    if (error.fault === 'preview_unavailable' && known !== null && !isNamed) return known
    if (error.fault !== 'preview_unavailable') return { kind: 'unreachable', name, fault: error.fault }
    return describeLanding(source, name, signal)
  }
}

async function refuseOther({ store, clock }: FollowParts, channel: Channel, profile: ChannelProfile): Promise<void> {
  try {
    checkIdentity(channel, profile)
  } catch (error) {
    if (error instanceof SourceError) {
      const { id: channelId, nextPollAt } = channel
      await store.channels.recordFailure({ channelId, fault: error.fault, nextPollAt, now: clock.now() })
    }
    throw error
  }
}

async function recordFirstPage(
  { store, clock, backfillPosts, pollMinMs }: FollowParts,
  channel: Channel,
  posts: Awaited<ReturnType<Source['fetchPage']>>['posts'],
  profile: Awaited<ReturnType<Source['fetchPage']>>['profile'],
): Promise<void> {
  const now = clock.now()
  await store.channels.recordPage({
    channelId: channel.id,
    profile,
    posts,
    cursor: cursorAfter(posts),
    backfill: { left: Math.max(0, backfillPosts - posts.length), before: posts[0]?.messageId ?? null },
    leaseUntil: now + firstPageLeaseMs,
    now,
  })
  await store.channels.recordPollEnd({ channelId: channel.id, nextPollAt: now + pollMinMs, now })
}

async function describeLanding(source: Source, name: string, signal: AbortSignal): Promise<FollowOutcome> {
  try {
    return { kind: 'no_preview', name, landing: await source.describe(name, signal) }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    return { kind: 'no_preview', name, landing: { kind: 'contact', title: null } }
  }
}
