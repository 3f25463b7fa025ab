import type { SandboxPost } from '../channels.ts'
import { lastIdOf } from './channel-registry.ts'

/** Which posts are asked for. Ids are exclusive but for `around`. */
export type Position =
  | { readonly kind: 'newest' }
  | { readonly kind: 'before'; readonly id: number }
  | { readonly kind: 'after'; readonly id: number }
  | { readonly kind: 'around'; readonly id: number }

export interface Selection {
  /** Oldest first. */
  readonly posts: readonly SandboxPost[]
  /** Whether there are posts before and after these. */
  readonly older: boolean
  readonly newer: boolean
}

/**
 * The posts of one page: as many as fit into `pageSize` messages, an album counting as many as it has items, but at least
 * one. An album is never cut: it stands on the page of its first item for `before`, of its last for `after`.
 */
export function selectPosts(posts: readonly SandboxPost[], position: Position, pageSize: number): Selection {
  const [from, to] = rangeOf(posts, position, pageSize)
  return { posts: posts.slice(from, to), older: from > 0, newer: to < posts.length }
}

function rangeOf(posts: readonly SandboxPost[], position: Position, pageSize: number): [number, number] {
  switch (position.kind) {
    case 'before': {
      const end = countWhile(posts, (post) => post.id < position.id)
      return [startBefore(posts, end, pageSize), end]
    }
    case 'after': {
      const start = countWhile(posts, (post) => lastIdOf(post) <= position.id)
      return [start, endAfter(posts, start, pageSize)]
    }
    case 'around': {
      const middle = countWhile(posts, (post) => lastIdOf(post) < position.id)
      const half = Math.ceil(pageSize / 2)
      return [startBefore(posts, middle, half), endAfter(posts, middle, half)]
    }
    default:
      return [startBefore(posts, posts.length, pageSize), posts.length]
  }
}

/** How many posts hold, where those that do come first; by halving, as the archive may be long. */
function countWhile(posts: readonly SandboxPost[], holds: (post: SandboxPost) => boolean): number {
  let [low, high] = [0, posts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(posts[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

function startBefore(posts: readonly SandboxPost[], end: number, size: number): number {
  let start = end
  for (let room = size; start > 0 && fits(posts[start - 1]!, room, start === end); start -= 1) {
    room -= messageCount(posts[start - 1]!)
  }
  return start
}

function endAfter(posts: readonly SandboxPost[], start: number, size: number): number {
  let end = start
  for (let room = size; end < posts.length && fits(posts[end]!, room, end === start); end += 1) {
    room -= messageCount(posts[end]!)
  }
  return end
}

function fits(post: SandboxPost, room: number, isFirst: boolean): boolean {
  return isFirst || messageCount(post) <= room
}

function messageCount(post: SandboxPost): number {
  return Math.max(1, post.albumIds.length)
}
