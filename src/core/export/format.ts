import type { ArchivedPost } from '../../domain/archive.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Instant } from '../../domain/time.ts'

/** A post on its way out. */
export interface ExportedPost extends ArchivedPost {
  readonly channel: Pick<Channel, 'name' | 'title' | 'telegramId'>
}

/** What an export is about. */
export interface ExportSubject {
  /** For people: the channel's title, the query. */
  readonly title: string
  /** The channel's username, when it is one channel whole. */
  readonly channelName: string | null
  readonly madeAt: Instant
}

/** Writes an export piece by piece, so that none of it need be held. */
export interface ExportFormat {
  readonly extension: string
  head(subject: ExportSubject): string
  item(post: ExportedPost): string
  tail(): string
}
