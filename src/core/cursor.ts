import type { PostContent } from '../domain/post.ts'

/**
 * The highest message id that these posts take up, the later items of an album included, so that a page `after` it cannot
 * begin within the album. null for no posts. They stand in ascending order.
 */
export function cursorAfter(posts: readonly PostContent[]): number | null {
  const last = posts.at(-1)
  return last === undefined ? null : Math.max(last.messageId, ...last.albumIds)
}
