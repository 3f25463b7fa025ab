import { toDocument } from '../core/query/document.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Post } from '../domain/post.ts'
import type { Match, Reader, Readers, Store, UnmatchedPost } from '../domain/store.ts'
import { type Clock, type Instant, minute } from '../domain/time.ts'
import { createWatchIndex, type WatchIndex } from './watch-index.ts'

const postsAtOnce = 200
const postLeaseMs = minute

export interface Matching {
  /** Matches one batch of waiting posts; true when more may be waiting. */
  run(): Promise<boolean>
  /** Matches until nothing is waiting. */
  drain(): Promise<void>
}

interface MatchParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}

/** The loop that finds, for every new or changed post, who wants it. */
export function createMatching(parts: MatchParts): Matching {
  const watches = createWatchIndex(parts)
  // One batch at a time: whoever drains must also wait for the batch that the loop has taken.
  let last: Promise<unknown> = Promise.resolve()
  const run = (): Promise<boolean> => {
    const batch = last.then(() => matchBatch(parts, watches))
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

async function matchBatch({ store, clock, analyzer }: MatchParts, watches: WatchIndex): Promise<boolean> {
  const now = clock.now()
  const waiting = await store.posts.claimUnmatched({ now, leaseUntil: now + postLeaseMs, limit: postsAtOnce })
  if (waiting.length === 0) return false
  // After the claim: a watch that changes from here on starts a new round of its posts, which this batch cannot settle.
  await watches.refresh()
  const { found, defects } = findWatches(waiting, watches, analyzer, now)
  const readers = await store.posts.findReaders(byChannel(found))
  await store.posts.recordMatches({
    posts: found.map(({ post, round }) => ({ id: post.id, round })),
    matches: found.flatMap((one) => toMatches(one, readers.get(one.post.channelId))),
    now: clock.now(),
  })
  if (defects.length > 0) throw defects[0]
  return waiting.length === postsAtOnce
}

interface Found {
  readonly post: Post
  readonly round: number
  /** Watches that the post fits, whether or not their chats follow the channel. */
  readonly watchIds: readonly number[]
}

function findWatches(
  waiting: readonly UnmatchedPost[],
  watches: WatchIndex,
  analyzer: Analyzer,
  now: Instant,
): { readonly found: readonly Found[]; readonly defects: readonly unknown[] } {
  const found: Found[] = []
  const defects: unknown[] = []
  for (const { post, channelName, round } of waiting) {
    try {
      found.push({ post, round, watchIds: watches.match(toDocument(post, channelName, analyzer), now) })
    } catch (error) {
      // It waits on, and must not keep back the posts beside it.
      defects.push(error)
    }
  }
  return { found, defects }
}

function byChannel(found: readonly Found[]): { channelId: number; watchIds: number[] }[] {
  const watchIds = new Map<number, Set<number>>()
  for (const { post, watchIds: ids } of found) {
    const known = watchIds.get(post.channelId) ?? new Set()
    for (const id of ids) known.add(id)
    watchIds.set(post.channelId, known)
  }
  return [...watchIds].map(([channelId, ids]) => ({ channelId, watchIds: [...ids] }))
}

/** What each reader of the post's channel wants it for. */
function toMatches({ post, watchIds }: Found, readers: Readers | undefined): Match[] {
  const matches: Match[] = []
  const add = (reader: Reader | undefined, watchId: number | null): void => {
    if (reader !== undefined && isFor(reader, post)) matches.push({ chatId: reader.chatId, postId: post.id, watchId })
  }
  for (const id of watchIds) add(readers?.byWatch.get(id), id)
  for (const reader of readers?.ofEveryPost ?? []) add(reader, null)
  return matches
}

function isFor({ followedSinceAt, sinceAt }: Reader, { publishedAt, changedAt, firstSeenAt }: Post): boolean {
  const saidAt = Math.max(publishedAt, changedAt ?? 0)
  const seenAt = changedAt ?? firstSeenAt
  return saidAt >= followedSinceAt && seenAt >= sinceAt
}
