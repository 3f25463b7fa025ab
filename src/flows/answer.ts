import type { Analyzer } from '../core/text/analyzer.ts'
import type { Chat } from '../domain/chat.ts'
import type { Query, QueryFault, SearchOrder } from '../domain/query.ts'
import type { AboutCount, Position } from '../domain/search.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import { findFollowed } from './find-followed.ts'
import { type Hit, toHit } from './hit.ts'
import { readQuery } from './read-query.ts'
import { suggestQueries } from './suggest.ts'

export type SearchOutcome =
  | {
      readonly kind: 'found'
      readonly query: Query
      readonly order: SearchOrder
      /** Canonical text of the query, with its order. */
      readonly canonical: string
      /** How many posts match in all; null but for the first page. */
      readonly count: AboutCount | null
      /** Queries that find something, when this one finds nothing: canonical texts. */
      readonly suggestions: readonly string[]
      /** Posts were left unseen: there are too many to look through for this query. */
      readonly truncated: boolean
      /** In the order asked for; empty when nothing matches, or nothing more. */
      readonly hits: readonly Hit[]
      /** Where the next page starts; null when there are no more. */
      readonly next: Position | null
    }
  | { readonly kind: 'no_channels' }
  | { readonly kind: 'fault'; readonly fault: QueryFault; readonly input: string }

export type LatestOutcome =
  | { readonly kind: 'found'; readonly hits: readonly Hit[] }
  | { readonly kind: 'no_channels' }
  | { readonly kind: 'not_followed'; readonly name: string }

export interface Answering {
  /** Posts of the chat's channels that match, a page of `limit`. */
  search(request: {
    readonly chat: Pick<Chat, 'id' | 'timeZone'>
    readonly text: string
    readonly position: Position | null
    readonly limit: number
  }): Promise<SearchOutcome>
  /** Posts that a parcel of the chat told of, newest first, and how many there are. */
  sent(request: {
    readonly chatId: number
    readonly parcelId: number
    readonly skip: number
    readonly limit: number
  }): Promise<{ readonly hits: readonly Hit[]; readonly total: number }>
  /** The newest posts of the chat's channels, or of one of them. */
  latest(request: {
    readonly chatId: number
    readonly channelName: string | null
    readonly limit: number
  }): Promise<LatestOutcome>
}

export function createAnswering({
  store,
  clock,
  analyzer,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): Answering {
  return {
    search: async ({ chat, text, position, limit }) => {
      const parsed = await readQuery({ store, analyzer }, text, chat.timeZone)
      if (!parsed.ok) return { kind: 'fault', fault: parsed.fault, input: text }
      const { query, order, canonical } = parsed
      const channelIds = (await store.channels.listFollowed(chat.id)).map((channel) => channel.id)
      if (channelIds.length === 0) return { kind: 'no_channels' }
      const now = clock.now()
      const page = await store.posts.search({ query, channelIds, order, position, limit, now })
      const count = position === null ? await store.posts.countAbout({ query, channelIds, now }) : null
      const hits = page.posts.map((found) => toHit(found, query, analyzer))
      const isNothing = position === null && hits.length === 0
      const suggestions = isNothing ? await suggestQueries({ store, clock, analyzer }, query, channelIds) : []
      const { next, truncated } = page
      return { kind: 'found', query, order, canonical, hits, count, suggestions, next, truncated }
    },
    sent: async (request) => {
      const { posts, total } = await store.digests.listSent(request)
      return { hits: posts.map((found) => toHit(found, null, analyzer)), total }
    },
    latest: async ({ chatId, channelName, limit }) => {
      const followed = await store.channels.listFollowed(chatId)
      if (followed.length === 0 && channelName === null) return { kind: 'no_channels' }
      const named = channelName === null ? undefined : await findFollowed(store, followed, channelName)
      const wanted = channelName === null ? followed : named === undefined ? [] : [named]
      if (wanted.length === 0) return { kind: 'not_followed', name: channelName ?? '' }
      const posts = await store.posts.latest({ channelIds: wanted.map((channel) => channel.id), limit })
      return { kind: 'found', hits: posts.map((found) => toHit(found, null, analyzer)) }
    },
  }
}
