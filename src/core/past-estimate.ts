import type { Completeness } from '../domain/completeness.ts'
import type { Instant } from '../domain/time.ts'

/** How many posts lie before those that are held, and how long it takes to fetch them. */
export interface PastEstimate {
  readonly posts: number
  readonly ms: number
}

/** A page holds about so many messages, the items of an album counted one by one. */
const messagesAPage = 20

/**
 * What is before the message id `before`, published since `untilAt` (null: ever), as if the channel had always been as it is in
 * the posts that are held: as many posts to the id, and to the day. Never more posts than there are ids.
 */
export function estimatePast(
  held: Pick<Completeness, 'posts' | 'first' | 'last' | 'albumMembers'>,
  goal: {
    readonly before: number
    readonly untilAt: Instant | null
    /** At most so many posts. */
    readonly left: number
    readonly requestsPerSecond: number
  },
): PastEstimate {
  const { first, last } = held
  const ids = Math.max(goal.before - 1, 0)
  if (first === null || last === null || ids === 0) return { posts: 0, ms: 0 }
  const spanIds = last.messageId - first.messageId + 1
  const everything = ids * Math.min(held.posts / spanIds, 1)
  const posts = Math.min(
    everything,
    goal.left,
    postsSince(held.posts, first.publishedAt, last.publishedAt, goal.untilAt),
  )
  const messagesAPost = 1 + held.albumMembers / held.posts
  const pages = Math.ceil((posts * messagesAPost) / messagesAPage)
  return { posts: Math.round(posts), ms: Math.ceil((pages / goal.requestsPerSecond) * 1000) }
}

function postsSince(posts: number, firstAt: Instant, lastAt: Instant, untilAt: Instant | null): number {
  if (untilAt === null) return Infinity
  const spanMs = Math.max(lastAt - firstAt, 1)
  return (posts / spanMs) * Math.max(firstAt - untilAt, 0)
}
