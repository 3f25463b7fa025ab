import type { Store } from '../domain/store.ts'
import { type Clock, day, hour, type Instant } from '../domain/time.ts'
import type { ExpiringChannel } from '../domain/upkeep.ts'

/** How long posts are kept. */
export interface RetentionRules {
  /** Posts of followed channels; null: as long as somebody follows. */
  readonly days: number | null
  /** Posts of a channel that nobody follows any more, from then on. */
  readonly unfollowedDays: number
  /** Posts that were gathered for a chat or sent to one are kept. */
  readonly keepMatched: boolean
  /** Posts that the channel pinned, as far as its notices tell, are kept. */
  readonly keepPinned: boolean
}

export interface Retention {
  /** Deletes, once an hour, what has outlived its time, a few hundred posts a step; false when nothing is left to do. */
  run(signal: AbortSignal): Promise<boolean>
}

const everyMs = hour
/** One transaction looks at so many posts: other work waits no longer than that takes. */
const postsAtOnce = 300
/**
 * The newest page of a followed channel shows these over and over: a post deleted here would come back, and be taken for
 * news.
 */
const keptOfFollowed = 100

interface RetentionParts {
  readonly store: Pick<Store, 'retention' | 'chores' | 'outbox'>
  readonly clock: Clock
  readonly rules: RetentionRules
  /** A round is over that deleted something. */
  readonly onDeleted: (round: { readonly posts: number; readonly channels: number }) => void
}

/** A digest that was sent is kept so long, so that its pages can be turned, and no longer than posts are. */
const sentDigestDays = 30
/** One transaction erases so many. */
const digestsAtOnce = 100

/** The loop that forgets. Where a round stands is all that it remembers; a round that is cut short begins anew. */
export function createRetention(parts: RetentionParts): Retention {
  let round: Round | null = null
  let nextAt: Instant = -Infinity
  return {
    run: async (signal) => {
      const now = parts.clock.now()
      if (round === null) {
        // A clock that was set back is no reason to wait until it has caught up.
        if (now < nextAt && nextAt - now <= everyMs) return false
        round = await begin(parts, now)
      }
      if (await step(parts, round)) {
        // Others get their turn between two steps.
        await parts.clock.sleep(0, signal)
        return true
      }
      await end(parts, round)
      round = null
      nextAt = now + everyMs
      return false
    },
  }
}

interface Round {
  readonly startedAt: Instant
  readonly waiting: ExpiringChannel[]
  afterId: number
  posts: number
  channels: number
}

async function begin({ store, rules }: RetentionParts, now: Instant): Promise<Round> {
  const sentBefore = now - Math.min(sentDigestDays, rules.days ?? Infinity) * day
  while ((await store.outbox.eraseSent(sentBefore, digestsAtOnce)) === digestsAtOnce);
  await store.retention.recordUnfollowed(now)
  const waiting = await store.retention.listExpiring({
    unfollowedBefore: now - rules.unfollowedDays * day,
    followedBefore: rules.days === null ? null : now - rules.days * day,
  })
  return { startedAt: now, waiting: [...waiting], afterId: 0, posts: 0, channels: 0 }
}

/** False when the round is over. */
async function step({ store, rules }: RetentionParts, round: Round): Promise<boolean> {
  const channel = round.waiting[0]
  if (channel === undefined) return false
  const { deleted, nextAfterId } = await store.retention.deletePosts({
    channelId: channel.channelId,
    publishedBefore: channel.isFollowed ? round.startedAt - (rules.days ?? Infinity) * day : Infinity,
    keepMatched: rules.keepMatched,
    keepPinned: rules.keepPinned,
    keepNewest: channel.isFollowed ? keptOfFollowed : 0,
    afterId: round.afterId,
    limit: postsAtOnce,
  })
  round.posts += deleted
  round.afterId = nextAfterId ?? 0
  if (nextAfterId === null) {
    round.waiting.shift()
    // Without its row, whoever follows the channel again gets it from the beginning.
    if (!channel.isFollowed && (await store.retention.deleteChannel(channel.channelId))) round.channels += 1
  }
  return true
}

async function end({ store, onDeleted }: RetentionParts, { startedAt, posts, channels }: Round): Promise<void> {
  if (posts === 0 && channels === 0) return
  await store.chores.recordDone({ name: 'retention', done: { posts, channels }, now: startedAt })
  onDeleted({ posts, channels })
}
