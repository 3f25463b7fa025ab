import type { ExportedPost, ExportFormat, ExportSubject } from '../core/export/format.ts'
import { toDocument } from '../core/query/document.ts'
import { evaluate } from '../core/query/evaluate.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Channel } from '../domain/channel.ts'
import type { Query } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** What to take out of the archive: what fits all of it. */
export interface Selection {
  readonly channels: readonly Channel[]
  /** null: every post. */
  readonly query: Query | null
  readonly fromAt: Instant | null
  readonly beforeAt: Instant | null
}

export interface ArchiveParts {
  readonly store: Pick<Store, 'archive'>
  readonly clock: Clock
  readonly analyzer: Analyzer
}

/** What is in memory of the archive at any time. */
const postsAtOnce = 200

/** The posts of a selection, oldest first, a page at a time; others get their turn between two pages. */
export async function* readArchive(
  { store, clock, analyzer }: ArchiveParts,
  { channels, query, fromAt, beforeAt }: Selection,
  signal?: AbortSignal,
): AsyncGenerator<ExportedPost> {
  const byId = new Map(channels.map((channel) => [channel.id, channel]))
  const now = clock.now()
  for (let afterId = 0; byId.size > 0;) {
    const page = await store.archive.listPage({
      channelIds: [...byId.keys()],
      afterId,
      fromAt,
      beforeAt,
      limit: postsAtOnce,
    })
    for (const archived of page) {
      const channel = byId.get(archived.post.channelId)
      if (channel === undefined) continue
      if (query === null || fits(query, archived.post, channel)) yield { ...archived, channel }
    }
    const last = page.at(-1)
    if (last === undefined || page.length < postsAtOnce) return
    afterId = last.post.id
    await clock.sleep(0, signal)
  }

  function fits(wanted: Query, post: ExportedPost['post'], channel: Channel): boolean {
    // As in a search: notices such as "Channel photo updated" are nothing that people look for.
    return post.kind !== 'service' && evaluate(wanted, toDocument(post, channel.name, analyzer), now) !== null
  }
}

/** An export, piece by piece. */
export async function* writeExport(
  posts: AsyncIterable<ExportedPost>,
  format: ExportFormat,
  subject: ExportSubject,
): AsyncGenerator<string> {
  yield format.head(subject)
  for await (const post of posts) yield format.item(post)
  yield format.tail()
}
