import { findCanaries } from '../core/canary.ts'
import type { Channel } from '../domain/channel.ts'
import { type ChannelPage, type PostCheck, type Source, SourceError } from '../domain/source.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, hour } from '../domain/time.ts'

/** Each costs a request, so one poll may ask about only so many posts; the next poll goes on with the others. */
const maxAsked = 5
/** When more than so many vanish at once, the trouble may be at the other end. */
const maxVanishedCalmly = 5
/** A post that is not on the page, and yet not gone, is left alone for so long. */
const doubtMs = hour

interface RecheckParts {
  readonly store: Store
  readonly source: Source
  readonly clock: Clock
}

/**
 * Asks about posts one by one: those that are missing from the channel's newest page, whether they are gone, and those that
 * are due to be read again and stand on older pages. Trouble ends the round; what was not asked is asked with a later poll.
 */
export async function recheck(
  parts: RecheckParts,
  channel: Channel,
  newest: ChannelPage,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock } = parts
  const missing = new Set(await findMissing(parts, channel, newest, signal))
  const due = await store.checks.findDue({ channelId: channel.id, now: clock.now(), limit: maxAsked - missing.size })
  for (const messageId of new Set([...missing, ...due])) {
    const check = await ask(parts, newest.profile.name, messageId, signal)
    if (check === null) return
    await record(parts, channel, { messageId, isMissing: missing.has(messageId) }, check)
  }
}

/** Posts that the page should show and does not, as far as that can be trusted. */
async function findMissing(
  parts: RecheckParts,
  channel: Channel,
  { posts, profile }: ChannelPage,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const { messageIds, total } = await parts.store.checks.findMissing({
    channelId: channel.id,
    fromId: posts[0]?.messageId ?? 0,
    shownIds: posts.map(({ messageId }) => messageId),
    now: parts.clock.now(),
    limit: maxAsked,
  })
  if (total === 0) return []
  if (posts.length > 0 && total <= maxVanishedCalmly) return messageIds
  const shown = posts.at(-1)?.messageId ?? null
  return (await isTrustworthy(parts, channel, { name: profile.name, shown }, signal)) ? messageIds : []
}

/**
 * Whether Telegram shows what is surely there: the posts of another channel that is known to be up. Where no other is
 * followed, a post that the page itself shows has to be shown by its own page too.
 */
async function isTrustworthy(
  parts: RecheckParts,
  channel: Channel,
  own: { readonly name: string; readonly shown: number | null },
  signal: AbortSignal,
): Promise<boolean> {
  const channels = await parts.store.channels.listAll()
  const [canary] = findCanaries(channels, { exceptId: channel.id, answeredId: null })
  if (canary === undefined) {
    if (own.shown === null) return false
    return (await ask(parts, own.name, own.shown, signal))?.kind === 'there'
  }
  try {
    return (await parts.source.fetchPage(canary.name, { kind: 'newest' }, signal)).posts.length > 0
  } catch (error) {
    if (signal.aborted || !(error instanceof SourceError)) throw error
    return false
  }
}

/** Null when nobody could be asked. */
async function ask(
  { source }: RecheckParts,
  name: string,
  messageId: number,
  signal: AbortSignal,
): Promise<PostCheck | null> {
  try {
    return await source.checkPost(name, messageId, signal)
  } catch (error) {
    if (signal.aborted || !(error instanceof SourceError)) throw error
    // Whoever is told to wait must wait with everything.
    if (error.fault === 'rate_limited') throw error
    return error.fault === 'markup_changed' ? { kind: 'unclear' } : null
  }
}

async function record(
  { store, clock }: RecheckParts,
  channel: Channel,
  { messageId, isMissing }: { readonly messageId: number; readonly isMissing: boolean },
  check: PostCheck,
): Promise<void> {
  const now = clock.now()
  if (check.kind === 'gone') return store.channels.recordDeleted(channel.id, [messageId], now)
  // What Telegram leaves to its apps says nothing here that is not known.
  const post = check.kind === 'there' && check.post.kind === 'post' ? check.post : null
  await store.checks.recordChecked({
    channelId: channel.id,
    messageId,
    post,
    doubtedUntil: isMissing || post === null ? now + doubtMs : now,
    now,
  })
}
