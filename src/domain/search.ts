import type { Post } from './post.ts'
import type { Query, SearchOrder } from './query.ts'
import type { Instant } from './time.ts'

export interface FoundPost {
  readonly post: Post
  readonly channelName: string
  readonly channelTitle: string
}

/** Where a page of results ended: at most 20 characters of a-z, 0-9, "." and "-", for the same query and order. */
export type Position = string

export interface SearchRequest {
  readonly query: Query
  readonly channelIds: readonly number[]
  readonly order: SearchOrder
  /** null: from the beginning. */
  readonly position: Position | null
  readonly limit: number
  /** For `last:`. */
  readonly now: Instant
}

export interface SearchPage {
  readonly posts: readonly FoundPost[]
  /** Where the next page starts; null when there is none. */
  readonly next: Position | null
  /** The archive is too large for this query: candidates were left unseen. `next` goes on with them where it can. */
  readonly truncated: boolean
}

export interface AboutCount {
  readonly count: number
  /** Otherwise an estimate. */
  readonly exact: boolean
}

export interface SimilarWord {
  /** As it is folded. */
  readonly word: string
  /** Posts with the word in any of its forms; a thousand stands for more. */
  readonly posts: number
}

/** What can be asked of the archive's posts. */
export interface PostSearch {
  /**
   * A page of the posts of these channels for which `evaluate` finds a match, service messages apart. A page that starts at the
   * position where another ended leaves out nothing and repeats nothing, whatever comes in between; of the best, posts that
   * came in after the first page are left out.
   */
  search(request: SearchRequest): Promise<SearchPage>
  /** How many posts a search would find, and in how many of the channels; quick, and about right where it is not exact. */
  countAbout(request: {
    readonly query: Query
    readonly channelIds: readonly number[]
    /** Only posts published since. */
    readonly sinceAt?: Instant | null
    readonly now: Instant
  }): Promise<AboutCount & { readonly channels: number }>
  /**
   * How many posts match a query between each instant and the next, oldest first; of what is too much to read, only the latest
   * stretches. null: there are fewer than `fewest` in the last one. Estimated where posts have to be looked at one by one and are
   * many.
   */
  countStretches(request: {
    readonly query: Query
    readonly channelIds: readonly number[]
    readonly edges: readonly Instant[]
    readonly fewest: number
    readonly now: Instant
  }): Promise<readonly number[] | null>
  /** When the oldest post of each channel was published; channels without a post are left out. */
  findFirstPublished(channelIds: readonly number[]): Promise<ReadonlyMap<number, Instant>>
  /** How many posts of these channels were published since; all when null. Counted as `countAbout` does. */
  totalSince(request: { readonly channelIds: readonly number[]; readonly sinceAt: Instant | null }): Promise<AboutCount>
  /** Words of the archive that may have been meant: one or two typing errors away, in at least two posts, the commonest first. */
  findSimilarWords(word: string, limit: number): Promise<readonly SimilarWord[]>
}
