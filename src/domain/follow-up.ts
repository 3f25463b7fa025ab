import type { Language } from './chat.ts'
import type { PostVersion } from './archive.ts'
import type { Post } from './post.ts'
import type { Instant } from './time.ts'

/** A chat's post that was changed in substance after the chat had it. */
export interface EditedItem {
  readonly kind: 'edited'
  readonly channelName: string
  readonly messageId: number
  /** When the chat was sent the post. */
  readonly receivedAt: Instant
  /** The words around what changed, as the chat had them and as they are now; bounded. */
  readonly former: string
  readonly latter: string
}

/** A chat's post that its channel took back. */
export interface DeletedItem {
  readonly kind: 'deleted'
  readonly channelName: string
  readonly messageId: number
  readonly receivedAt: Instant
  /** How it began; empty for one without words. */
  readonly beginning: string
  /** The looks between which it went; the first is null when it is not known. */
  readonly after: Instant | null
  readonly before: Instant
}

/** What became of posts that a chat was sent: one message. Plain data, as a digest is. */
export interface FollowUp {
  readonly kind: 'follow-up'
  readonly language: Language
  readonly timeZone: string
  readonly madeAt: Instant
  /** At least one. */
  readonly items: readonly (EditedItem | DeletedItem)[]
  /** Further posts, which are counted only. */
  readonly more: number
}

/** A post that was changed or taken back after a chat was sent it, and that nobody has looked at yet. */
export interface WaitingFollowUp {
  readonly post: Post
  readonly channelName: string
  readonly kind: 'edited' | 'deleted'
  readonly noticedAt: Instant
  readonly receivedAt: Instant
  /** What the chat was sent; null when that is not known. */
  readonly sent: PostVersion | null
  /** The chat still follows the channel. */
  readonly isFollowed: boolean
}

/** What is told to those who were sent a post that was changed or taken back since. */
export interface FollowUpStore {
  /**
   * A chat for which something waits, and all of that, the oldest first, at most `limit`: one where nothing was added since
   * `quietSince`, or where something waits since before `waitingSince`. Null: there is none.
   */
  findDue(request: {
    readonly quietSince: Instant
    readonly waitingSince: Instant
    readonly limit: number
  }): Promise<{ readonly chatId: number; readonly waiting: readonly WaitingFollowUp[] } | null>
  /**
   * Settles what was found and puts the message into the outbox, if any. All or nothing: false when something was settled
   * or changed meanwhile, so that nobody is told twice. What was settled without being told waits anew with the next edit.
   */
  record(record: {
    readonly chatId: number
    readonly settled: readonly {
      readonly postId: number
      readonly kind: 'edited' | 'deleted'
      readonly noticedAt: Instant
      readonly isTold: boolean
    }[]
    readonly content: FollowUp | null
    readonly now: Instant
  }): Promise<boolean>
}
