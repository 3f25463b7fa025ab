import type { Channel } from '../domain/channel.ts'
import type { PostContent } from '../domain/post.ts'

/** What a backfill takes from a page of the past, and what is left of it afterwards. */
export interface TakenBack {
  readonly posts: readonly PostContent[]
  readonly left: number
  readonly before: number
}

/**
 * The posts of a page, oldest first, that the backfill of the channel asks for; null when it has reached its end. A page that
 * reaches behind the date bound is the last one.
 */
export function takeBack(
  page: readonly PostContent[],
  { backfillLeft, backfillUntilAt }: Pick<Channel, 'backfillLeft' | 'backfillUntilAt'>,
  before: number,
): TakenBack | null {
  const older = page.filter((post) => post.messageId < before).slice(-backfillLeft)
  const posts = older.filter((post) => backfillUntilAt === null || post.publishedAt >= backfillUntilAt)
  const [oldest] = posts
  if (oldest === undefined) return null
  const left = posts.length < older.length ? 0 : backfillLeft - posts.length
  return { posts, left, before: oldest.messageId }
}
