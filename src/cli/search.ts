import { postUrl } from '../core/channel-ref.ts'
import { toJsonPost } from '../core/export/json-lines.ts'
import { toPlainDocument } from '../core/query/document.ts'
import { findWords } from '../core/query/evaluate.ts'
import { toSearchableText } from '../core/searchable-text.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import { extract } from '../core/text/extract.ts'
import type { Query } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import { channelsIn } from '../flows/read-query.ts'
import type { Output } from './output.ts'
import { readArchiveQuery } from './query-argument.ts'

const extractLength = 200

interface SearchParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
  readonly output: Output
}

/** Prints the posts of the whole archive that match, newest first unless the query asks for another order. */
export async function search(
  { store, clock, analyzer, output }: SearchParts,
  request: { readonly query: string; readonly json: boolean; readonly limit: number },
): Promise<void> {
  const { query, order } = await readArchiveQuery({ store, analyzer }, request.query)
  const now = clock.now()
  const channels = await store.channels.listAll()
  const channelIds = channels.map((channel) => channel.id)
  const { posts: found } = await store.posts.search({
    query,
    channelIds,
    order,
    position: null,
    limit: request.limit,
    now,
  })
  if (request.json) {
    const archived = await store.archive.findVersions(found.map(({ post }) => post))
    const byId = new Map(channels.map((channel) => [channel.id, channel]))
    for (const one of archived) {
      const channel = byId.get(one.post.channelId)
      if (channel !== undefined) await output.line(JSON.stringify(toJsonPost({ ...one, channel })))
    }
    return
  }
  for (const { post, channelName, channelTitle } of found) {
    const text = toSearchableText(post)
    const spans = findWords(query, toPlainDocument(text, analyzer))
    const when = new Date(post.publishedAt).toISOString().slice(0, 16).replace('T', ' ')
    await output.line(`${when}  ${channelTitle}  ${postUrl(channelName, post.messageId)}`)
    await output.line(`    ${extract(text, spans, extractLength).extract}`)
  }
  if (found.length === 0) await output.line(['Nothing found.', ...(await renderUnknown(store, query))].join(' '))
}

/** A name that no channel has, or had, finds nothing whatever the words. */
async function renderUnknown(store: Store, query: Query): Promise<readonly string[]> {
  const names = await Promise.all(
    channelsIn(query).map(async (name) => ((await store.channels.findByName(name)) === null ? [`@${name}`] : [])),
  )
  const unknown = names.flat()
  return unknown.length === 0 ? [] : [`There is no channel ${unknown.join(', ')} in the archive.`]
}
