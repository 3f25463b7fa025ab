import { toDocument } from '../core/query/document.ts'
import { evaluateIndexed, indexDocument } from '../core/query/evaluate.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Post } from '../domain/post.ts'
import type { Query } from '../domain/query.ts'
import type { Audience, Match, Store } from '../domain/store.ts'
import { type Clock, type Instant, minute } from '../domain/time.ts'

const postsAtOnce = 200
const postLeaseMs = minute
const maxCachedQueries = 10_000

export interface Matching {
  /** Matches one batch of waiting posts; true when more may be waiting. */
  run(): Promise<boolean>
  /** Matches until nothing is waiting. */
  drain(): Promise<void>
}

/** The loop that finds, for every new or changed post, who wants it. */
export function createMatching({
  store,
  clock,
  analyzer,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): Matching {
  const parse = createQueryCache(analyzer)
  const matchBatch = async (): Promise<boolean> => {
    const now = clock.now()
    const waiting = await store.posts.claimUnmatched({ now, leaseUntil: now + postLeaseMs, limit: postsAtOnce })
    if (waiting.length === 0) return false
    const channelIds = [...new Set(waiting.map(({ post }) => post.channelId))]
    const audience = await store.posts.findAudience(channelIds)
    const posts: { id: number; round: number }[] = []
    const matches: Match[] = []
    const defects: unknown[] = []
    for (const { post, channelName, round } of waiting) {
      try {
        const readers = audience.get(post.channelId) ?? []
        matches.push(...matchPost({ post, channelName, now }, readers, parse, analyzer))
        posts.push({ id: post.id, round })
      } catch (error) {
        // It waits on, and must not keep back the posts beside it.
        defects.push(error)
      }
    }
    await store.posts.recordMatches({ posts, matches, now: clock.now() })
    if (defects.length > 0) throw defects[0]
    return waiting.length === postsAtOnce
  }
  // One batch at a time: whoever drains must also wait for the batch that the loop has taken.
  let last: Promise<unknown> = Promise.resolve()
  const run = (): Promise<boolean> => {
    const batch = last.then(matchBatch)
    last = batch.catch(() => undefined)
    return batch
  }
  return {
    run,
    drain: async () => {
      while (await run());
    },
  }
}

/** What each reader of the post's channel wants it for. Equal queries of several chats are evaluated once. */
function matchPost(
  { post, channelName, now }: { readonly post: Post; readonly channelName: string; readonly now: Instant },
  audience: readonly Audience[],
  parse: (canonical: string) => Query | null,
  analyzer: Analyzer,
): Match[] {
  if (audience.length === 0) return []
  const document = indexDocument(toDocument(post, channelName, analyzer))
  const verdicts = new Map<string, boolean>()
  const fits = (canonical: string): boolean => {
    const known = verdicts.get(canonical)
    if (known !== undefined) return known
    const query = parse(canonical)
    const verdict = query !== null && evaluateIndexed(query, document, now) !== null
    verdicts.set(canonical, verdict)
    return verdict
  }
  return audience.flatMap((chat) => matchChat(post, chat, fits))
}

function matchChat(post: Post, chat: Audience, fits: (canonical: string) => boolean): Match[] {
  const saidAt = Math.max(post.publishedAt, post.changedAt ?? 0)
  if (saidAt < chat.followedSinceAt) return []
  const seenAt = post.changedAt ?? post.firstSeenAt
  if (chat.watches.length === 0) {
    return seenAt >= chat.gatherSinceAt ? [{ chatId: chat.chatId, postId: post.id, watchId: null }] : []
  }
  return chat.watches
    .filter((watch) => seenAt >= watch.sinceAt && fits(watch.query))
    .map((watch) => ({ chatId: chat.chatId, postId: post.id, watchId: watch.id }))
}

/** Parsed queries by their canonical text. Clearing a full cache only costs parsing again. */
function createQueryCache(analyzer: Analyzer): (canonical: string) => Query | null {
  const cache = new Map<string, Query | null>()
  return (canonical) => {
    const known = cache.get(canonical)
    if (known !== undefined) return known
    const parsed = parseQuery(canonical, analyzer)
    const query = parsed.ok ? parsed.query : null
    if (cache.size >= maxCachedQueries) cache.clear()
    cache.set(canonical, query)
    return query
  }
}
