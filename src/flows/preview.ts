import type { Analyzer } from '../core/text/analyzer.ts'
import type { Query } from '../domain/query.ts'
import type { AboutCount } from '../domain/search.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day } from '../domain/time.ts'
import { type Hit, toHit } from './hit.ts'
import { suggestQueries } from './suggest.ts'

/** What a query would have found in the channels of a chat. */
export interface Preview {
  /** Of the last seven days. */
  readonly week: AboutCount & { readonly channels: number }
  /** The share of those days' posts that match, where there are enough of them to tell; null otherwise. */
  readonly share: number | null
  /** The newest posts that match, whatever their age. */
  readonly newest: readonly Hit[]
  /** Queries that find something, when this one does not: canonical texts. */
  readonly suggestions: readonly string[]
}

export interface Previewing {
  /** null for a chat that follows no channels. */
  preview(chatId: number, query: Query): Promise<Preview | null>
  /** How many posts of the last seven days match, in the channels of the chat; null when it follows none. */
  countWeek(chatId: number, query: Query): Promise<AboutCount | null>
}

export const previewDays = 7
const shownPosts = 3
/** With fewer posts a share says nothing. */
const postsToJudge = 20

export function createPreviewing(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): Previewing {
  const { store, clock, analyzer } = parts
  const channelIdsOf = async (chatId: number): Promise<readonly number[]> =>
    (await store.channels.listFollowed(chatId)).map(({ id }) => id)

  return {
    countWeek: async (chatId, query) => {
      const now = clock.now()
      const channelIds = await channelIdsOf(chatId)
      if (channelIds.length === 0) return null
      return store.posts.countAbout({ query, channelIds, sinceAt: now - previewDays * day, now })
    },
    preview: async (chatId, query) => {
      const channelIds = await channelIdsOf(chatId)
      if (channelIds.length === 0) return null
      const now = clock.now()
      const sinceAt = now - previewDays * day
      const search = { query, channelIds, order: 'newest', position: null, limit: shownPosts, now } as const
      const [{ posts }, week, total] = await Promise.all([
        store.posts.search(search),
        store.posts.countAbout({ query, channelIds, sinceAt, now }),
        store.posts.totalSince({ channelIds, sinceAt }),
      ])
      return {
        week,
        share: total.count < postsToJudge ? null : Math.min(1, week.count / total.count),
        newest: posts.map((found) => toHit(found, query, analyzer)),
        suggestions: posts.length > 0 ? [] : await suggestQueries(parts, query, channelIds),
      }
    },
  }
}
