import type { Instant } from './time.ts'

/** A post as a reader is told of it who is shown another with the same text. */
export interface FoldedCopy {
  readonly postId: number
  readonly messageId: number
  /** Username in canonical case, without "@". */
  readonly channelName: string
  readonly channelTitle: string
  readonly publishedAt: Instant
}

/** Posts with the same text, of which one is shown. */
export interface FoldedGroup {
  /** The earliest of the gathered posts. */
  readonly lead: number
  /** The other gathered posts with its text, and those that were sent to the chat before; oldest first. */
  readonly copies: readonly FoldedCopy[]
  /** The chat was sent the text on a former day, in one of the copies: it is not to be shown again. */
  readonly sentBefore: boolean
  /** The lead of the first group of its story; its own when it stands alone. */
  readonly story: number
}
