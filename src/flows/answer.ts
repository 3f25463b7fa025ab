import { toPlainDocument } from '../core/query/document.ts'
import { findWords } from '../core/query/evaluate.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import { maskSpans } from '../core/text/boilerplate/mask.ts'
import { extract } from '../core/text/extract.ts'
import type { Channel } from '../domain/channel.ts'
import type { Query, QueryFault, Span } from '../domain/query.ts'
import type { FoundPost, Position, Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'

/** A post in an answer, with an extract of its text around the matched words. */
export interface Hit extends FoundPost {
  readonly extract: string
  /** Matched words, as spans of `extract`. */
  readonly highlights: readonly Span[]
}

export type SearchOutcome =
  | {
      readonly kind: 'found'
      /** Canonical text of the query. */
      readonly canonical: string
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
    readonly chatId: number
    readonly text: string
    readonly position: Position | null
    readonly limit: number
  }): Promise<SearchOutcome>
  /** The newest posts of the chat's channels, or of one of them. */
  latest(request: {
    readonly chatId: number
    readonly channelName: string | null
    readonly limit: number
  }): Promise<LatestOutcome>
}

const extractLength = 240

export function createAnswering({
  store,
  clock,
  analyzer,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): Answering {
  const toHit = (found: FoundPost, query: Query | null): Hit => {
    const text = maskSpans(found.post.text, found.post.boilerplate)
    const spans = query === null ? [] : findWords(query, toPlainDocument(text, analyzer))
    return { ...found, ...extract(text, spans, extractLength) }
  }
  return {
    search: async ({ chatId, text, position, limit }) => {
      const parsed = parseQuery(text, analyzer)
      if (!parsed.ok) return { kind: 'fault', fault: parsed.fault, input: text }
      const channels = await store.channels.listFollowed(chatId)
      if (channels.length === 0) return { kind: 'no_channels' }
      const { posts, next } = await store.posts.search({
        query: parsed.query,
        channelIds: channels.map((channel) => channel.id),
        order: parsed.order,
        position,
        limit,
        now: clock.now(),
      })
      return {
        kind: 'found',
        canonical: parsed.canonical,
        hits: posts.map((post) => toHit(post, parsed.query)),
        next,
      }
    },
    latest: async ({ chatId, channelName, limit }) => {
      const followed = await store.channels.listFollowed(chatId)
      if (followed.length === 0 && channelName === null) return { kind: 'no_channels' }
      const wanted = channelName === null ? followed : followed.filter(isNamed(channelName))
      if (wanted.length === 0) return { kind: 'not_followed', name: channelName ?? '' }
      const posts = await store.posts.latest({ channelIds: wanted.map((channel) => channel.id), limit })
      return { kind: 'found', hits: posts.map((post) => toHit(post, null)) }
    },
  }
}

function isNamed(name: string): (channel: Channel) => boolean {
  const wanted = name.toLowerCase()
  return (channel) => channel.name.toLowerCase() === wanted
}
