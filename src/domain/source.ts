import type { ChannelProfile, FetchFault } from './channel.ts'
import type { PostContent } from './post.ts'

/** Which page of a channel: the newest posts, or those next to a message id (exclusive). */
export type PagePosition =
  | { readonly kind: 'newest' }
  | { readonly kind: 'before'; readonly messageId: number }
  | { readonly kind: 'after'; readonly messageId: number }

export interface ChannelPage {
  readonly profile: ChannelProfile
  /** Oldest first, by ascending message id, without repeats. Empty only when the page itself says that there are no posts. */
  readonly posts: readonly PostContent[]
}

/**
 * What stands behind a name without a preview. `contact` is the card that people and unused names share, so it is no proof
 * that nobody is there.
 */
export interface Landing {
  readonly kind: 'channel' | 'group' | 'bot' | 'contact'
  readonly title: string | null
}

/** What became of a post. `unclear`: Telegram says neither that it is there nor that it is not. */
export type PostCheck =
  { readonly kind: 'there'; readonly post: PostContent } | { readonly kind: 'gone' } | { readonly kind: 'unclear' }

/**
 * Where posts are pulled from. Guarantees:
 * - a page that could not be read in full throws a SourceError; it never becomes an empty page;
 * - every post has the date, the text and the id that stand in the page; nothing is invented;
 * - a request keeps to the polite rate and ends when `signal` aborts.
 */
export interface Source {
  /** What Telegram's landing page for a name says, for a name that has no public preview. Throws SourceError. */
  describe(name: string, signal: AbortSignal): Promise<Landing>
  fetchPage(channelName: string, position: PagePosition, signal: AbortSignal): Promise<ChannelPage>
  /**
   * The begin of a post's words as it is told to other sites: for posts whose words the page leaves to the app. Null when
   * nothing is told; of a post that is not there it may be the description of the channel. Throws SourceError.
   */
  describePost(channelName: string, messageId: number, signal: AbortSignal): Promise<string | null>
  /** Asks about one post. It is `gone` only when Telegram says so in words. Throws SourceError. */
  checkPost(channelName: string, messageId: number, signal: AbortSignal): Promise<PostCheck>
}

/** Why a page could not be had. */
export class SourceError extends Error {
  readonly fault: FetchFault
  /** How long the server asked us to wait; null when it did not say. */
  readonly retryAfterMs: number | null

  constructor(fault: FetchFault, message: string, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(message, options)
    this.name = 'SourceError'
    this.fault = fault
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}
