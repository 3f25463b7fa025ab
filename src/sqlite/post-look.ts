import type { Post } from '../domain/post.ts'
import type { Instant } from '../domain/time.ts'
import type { PostRow } from './post-row.ts'

/** When a post was looked at. */
export interface Look {
  readonly now: Instant
  /** When it said what it is said to say; earlier than now for what has waited on its way. */
  readonly seenAt: Instant
  /** It was told how often the post was seen, and how it was reacted to. */
  readonly hasCounts: boolean
}

/** A post that is stored: its row, and what the row says. */
export interface Known {
  readonly row: PostRow
  readonly before: Post
}

/** `more`: what was stored was not all of the post; it waits to be matched again and is no version. `other`: it was edited. */
export type Weight = 'same' | 'more' | 'other'
