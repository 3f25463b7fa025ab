import type { Instant } from './time.ts'

/** What the posts of a query taught, as texts that a reader would look for words in. */
export interface Judged {
  /** Called not relevant, newest first. */
  readonly rejected: readonly string[]
  /** Sent to the chat and not called so, newest first. */
  readonly accepted: readonly string[]
}

/** What chats say of the posts that their queries found. */
export interface FeedbackStore {
  /**
   * Counts a post against the query that found it; once, however often it is told. Returns how many there are, or null when the chat
   * has no such watch, or was never sent the post.
   */
  recordRejected(rejected: {
    readonly chatId: number
    readonly number: number
    readonly postId: number
    readonly now: Instant
  }): Promise<{ readonly count: number; readonly isNew: boolean } | null>
  /** Whether the post counts against the query. */
  isRejected(rejected: { readonly chatId: number; readonly number: number; readonly postId: number }): Promise<boolean>
  /** The newest posts of a query, at most `limit` of each kind. */
  findJudged(wanted: { readonly chatId: number; readonly number: number; readonly limit: number }): Promise<Judged>
  /** How many posts count against each of the chat's queries, by number; queries with none are left out. */
  countRejected(chatId: number): Promise<ReadonlyMap<number, number>>
}
