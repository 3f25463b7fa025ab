import type { PostContent, Reaction } from './post.ts'
import type { Instant } from './time.ts'

/** What readers had made of a post at one time. */
export interface PostSample {
  readonly seenAt: Instant
  readonly views: number | null
  readonly reactions: readonly Reaction[]
}

/**
 * A link of a channel's chain. `new`: the post was stored; `changed`: it got a new version; `revised`: its last version reads
 * the same and is formatted otherwise, or has a link preview now, and takes the place of the one before. `deleted`: the channel
 * no longer has it; `restored`: it was seen again.
 */
export interface VersionLink {
  /** Rising by one, from 1. */
  readonly seq: number
  readonly postId: number
  readonly kind: 'new' | 'changed' | 'revised' | 'deleted' | 'restored'
  readonly recordedAt: Instant
  /** Telegram's number of the channel as it was known then. */
  readonly telegramId: number | null
  /** Of the version; of a deletion or its end, of what is known of it. */
  readonly digest: string
  /** Hash of this link and, through the one before, of all before it. */
  readonly link: string
}

/** The chains over versions, one a channel. Links are only added, in the transaction that stores the version. */
export interface ChainStore {
  /** In their order, from the one after `afterSeq`. */
  listLinks(request: {
    readonly channelId: number
    readonly afterSeq: number
    readonly limit: number
  }): Promise<readonly VersionLink[]>
}

/** Which posts are to be asked about one by one, and what came of it. Service messages never are. */
export interface CheckStore {
  /**
   * Posts from `fromId` on that are stored, not marked as deleted and not among those shown, the newest first: the first
   * `limit` of them, and how many there are, a thousand for more. Those that were asked about shortly before are left out.
   */
  findMissing(request: {
    readonly channelId: number
    readonly fromId: number
    readonly shownIds: readonly number[]
    readonly now: Instant
    readonly limit: number
  }): Promise<{ readonly messageIds: readonly number[]; readonly total: number }>
  /** Posts whose next reading is due, the longest waiting first. */
  findDue(request: {
    readonly channelId: number
    readonly now: Instant
    readonly limit: number
  }): Promise<readonly number[]>
  /**
   * The post was asked about and is there, or nothing is known of it: it is not missing before `doubtedUntil`, and its next
   * reading is the one after now. `post` is what it says, recorded as `recordPage` does; null leaves what is stored.
   */
  recordChecked(check: {
    readonly channelId: number
    readonly messageId: number
    readonly post: PostContent | null
    readonly doubtedUntil: Instant
    readonly now: Instant
  }): Promise<void>
  /** Oldest first. */
  listSamples(postId: number): Promise<readonly PostSample[]>
}
