import type { Entity, Media, Post, PostContent } from './post.ts'
import type { Instant } from './time.ts'

/** What a post said at one time. */
export interface PostVersion {
  /** When it was first seen to say so. */
  readonly seenAt: Instant
  readonly text: string
  readonly entities: readonly Entity[]
  /** null: not kept, as of versions that were replaced before attachments were kept with them. */
  readonly media: readonly Media[] | null
}

/** A post with everything it was ever seen to say. */
export interface ArchivedPost {
  readonly post: Post
  /** Oldest first; the last is what the post says now. */
  readonly versions: readonly PostVersion[]
}

/** A post that comes from elsewhere. */
export interface ImportedPost {
  readonly content: PostContent
  /** Oldest first, at least one; the last is what `content` says. */
  readonly versions: readonly PostVersion[]
  /** Between which looks its channel took it back; left out for one that was there. */
  readonly deleted?: { readonly after: Instant | null; readonly before: Instant }
}

export interface ImportResult {
  /** Posts that were not there. */
  readonly inserted: number
  /** Posts that were there, and had another text in the import: it was added to their former versions. */
  readonly extended: number
  /** Posts that were there with all that the import had to say. */
  readonly known: number
}

/** The archive as a whole, for those who take it out and bring it in. */
export interface ArchiveStore {
  /** Posts of these channels, oldest first, from the post after `afterId`, published since `fromAt` and before `beforeAt`. */
  listPage(request: {
    readonly channelIds: readonly number[]
    readonly afterId: number
    readonly fromAt: Instant | null
    readonly beforeAt: Instant | null
    readonly limit: number
  }): Promise<readonly ArchivedPost[]>
  /** The same posts with their versions. */
  findVersions(posts: readonly Post[]): Promise<readonly ArchivedPost[]>
  /**
   * Stores posts from elsewhere. What is there stays the current text of its post, and a text that it never had becomes one
   * of its former versions. Imported posts are no news: they wait neither to be matched nor for a digest, and the channel's
   * cursor stays where it is. Idempotent.
   */
  importPosts(request: {
    readonly channelId: number
    readonly posts: readonly ImportedPost[]
    readonly now: Instant
  }): Promise<ImportResult>
}
