import type { Instant } from './time.ts'

export interface RetentionStore {
  /** Writes down since when channels have no follower. What was never followed was imported, and is left alone. */
  recordUnfollowed(now: Instant): Promise<void>
  /** Channels of which posts may have outlived their time, by id. `followedBefore` null: in followed channels none do. */
  listExpiring(limits: {
    /** Nobody has followed the channel since. */
    readonly unfollowedBefore: Instant
    /** Posts of followed channels that were published earlier have outlived their time. */
    readonly followedBefore: Instant | null
  }): Promise<readonly ExpiringChannel[]>
  /**
   * Deletes posts of one channel, of its next `limit` ones from the post after `afterId`, with all that belongs to them, the
   * search index too. The newest `keepNewest` posts stay, with `keepMatched` those that were gathered for a chat or sent, and
   * with `keepPinned` those that a later notice of a pinned post quotes from their beginning, and these notices.
   */
  deletePosts(request: {
    readonly channelId: number
    readonly publishedBefore: Instant
    readonly keepMatched: boolean
    readonly keepPinned: boolean
    readonly keepNewest: number
    readonly afterId: number
    readonly limit: number
  }): Promise<{
    readonly deleted: number
    /** Go on after this post; null when the end is reached. */
    readonly nextAfterId: number | null
  }>
  /** Deletes a channel that has neither followers nor posts. False when it has. */
  deleteChannel(channelId: number): Promise<boolean>
}

export interface ExpiringChannel {
  readonly channelId: number
  readonly name: string
  readonly isFollowed: boolean
}

/** Something that is done to the archive as a whole, now and then. */
export type ChoreName = 'retention' | 'backup'

export interface Chore {
  readonly doneAt: Instant | null
  /** What was done the last time: plain data. */
  readonly done: Readonly<Record<string, string | number>> | null
  /** When it failed since; null when the last time went well. */
  readonly failedAt: Instant | null
  readonly failure: string | null
}

/** What became of chores, for whoever runs this Vestnik. */
export interface ChoreStore {
  recordDone(chore: {
    readonly name: ChoreName
    readonly done: Readonly<Record<string, string | number>>
    readonly now: Instant
  }): Promise<void>
  recordFailed(chore: { readonly name: ChoreName; readonly failure: string; readonly now: Instant }): Promise<void>
  find(name: ChoreName): Promise<Chore>
}

/** What is in a copy of the database. */
export interface CopyReport {
  readonly schema: number
  readonly channels: number
  readonly posts: number
  readonly chats: number
  readonly bytes: number
}

/** A folder of copies of the database, each named by the second it was begun. */
export interface BackupFolder {
  /** When the copies were begun, newest first. */
  list(): Promise<readonly Instant[]>
  /** Makes a copy, whole and checked, or none. */
  make(at: Instant): Promise<CopyReport>
  /** Removes the copy that was begun then. */
  remove(at: Instant): Promise<void>
}
