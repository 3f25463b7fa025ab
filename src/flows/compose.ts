import { composeDigest } from '../core/digest/compose.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Chat, Plan } from '../domain/chat.ts'
import type { Digest, GatheredPost } from '../domain/digest.ts'
import type { FoldedGroup } from '../domain/fold.ts'
import type { Query } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import type { FoldGathered } from './fold.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** One digest holds at most so many posts; the rest waits for the next one. */
export const maxDigestPosts = 500

export interface DigestParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
  /** Matches what is stored and not yet matched, so that a digest holds all there is. */
  readonly matchPending: () => Promise<void>
  /** So many posts an hour of one query are told at once. Absent: the usual number. */
  readonly alertsAnHour?: number
}

/** What the flows that tell of posts share. */
export interface TellingParts extends DigestParts {
  readonly fold: FoldGathered
}

export interface DigestOf {
  readonly chat: Chat
  readonly plans: readonly Plan[]
  readonly threadId: number | null
  readonly slotAt: Instant
}

export interface Found {
  /** Oldest first. */
  readonly posts: readonly GatheredPost[]
  readonly leftOver: number
}

export async function gather({ store }: DigestParts, { chat, plans, threadId }: DigestOf): Promise<Found> {
  const of = { planIds: plans.map((plan) => plan.id), threadId }
  const { posts, total } = await store.digests.findGathered(chat.id, maxDigestPosts, of)
  return { posts, leftOver: total - posts.length }
}

export async function composePosts(
  { store, analyzer }: Pick<DigestParts, 'store' | 'analyzer'>,
  {
    chat,
    slotAt,
    posts,
    folds,
    leftOver,
  }: Pick<DigestOf, 'chat' | 'slotAt'> & Found & { readonly folds?: readonly FoldedGroup[] },
): Promise<Digest> {
  const watches = await store.watches.list(chat.id)
  const viewsByChannel = await store.digests.findViews([...new Set(posts.map(({ channelName }) => channelName))])
  return composeDigest({
    gathered: posts,
    folds: folds ?? [],
    queryOrder: watches.map((watch) => watch.query),
    watchNumbers: new Map(watches.map(({ query, number }) => [query, number])),
    viewsByChannel,
    length: chat.settings.digestLength,
    isRich: chat.settings.richMessages,
    language: chat.language,
    timeZone: chat.timeZone,
    slotAt,
    leftOver,
    parse: (canonical) => parsed(canonical, analyzer),
    analyzer,
  })
}

function parsed(canonical: string, analyzer: Analyzer): Query | null {
  const result = parseQuery(canonical, analyzer)
  return result.ok ? result.query : null
}
