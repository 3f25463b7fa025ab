import { leadOf } from '../core/fold/lead-of.ts'
import { createProfiling, type ProfileText } from '../core/fold/profile.ts'
import { dayEdges } from '../core/trend/days.ts'
import { findRise } from '../core/trend/rise.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Channel } from '../domain/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Query, QueryFault } from '../domain/query.ts'
import type { AboutCount } from '../domain/search.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, type Instant } from '../domain/time.ts'
import type { PeriodCount, Rise } from '../domain/trend.ts'
import { between, countPeriods } from './count-periods.ts'
import { type Hit, toHit } from './hit.ts'
import { readQuery } from './read-query.ts'

export const defaultTrendDays = 30
export const maxTrendDays = 366
/** Bars of a picture that stand for a day each; a longer time has a bar a week. */
const maxDailyBars = 92
const daysAWeek = 7
/** What is usual is learnt from so many days. */
const baselineDays = 56
/** Of a busy day so many posts are looked at for the one that explains it. */
const lookedForLead = 200

export type TrendingChat = Pick<Chat, 'id' | 'timeZone'>

export interface Trend {
  readonly kind: 'found'
  readonly canonical: string
  readonly days: number
  /** Days, or weeks where the time is long, oldest first; those before the first post of the archive are left out. */
  readonly bars: readonly PeriodCount[]
  readonly total: AboutCount & { readonly channels: number }
  /** The bar with the most posts, and the post of it that `leadOf` chooses; null when there are none. */
  readonly busiest: { readonly bar: PeriodCount; readonly lead: Hit | null } | null
  /** Today is unusual for the query. */
  readonly rise: Rise | null
}

export type TrendOutcome =
  | Trend
  | { readonly kind: 'no_channels' }
  | { readonly kind: 'fault'; readonly fault: QueryFault; readonly input: string }

export interface Trending {
  /** How often the posts of the chat's channels matched a query over the last `days`, today included. */
  trend(chat: TrendingChat, text: string, days: number): Promise<TrendOutcome>
  /**
   * Whether today is unusual for a query in the chat's channels, by the days before. Channels whose archive does not reach back
   * so far count for nothing: they would make a rise by being new.
   */
  findRise(chat: TrendingChat, query: Query): Promise<Rise | null>
}

interface TrendParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
  readonly profileOf: ProfileText
}

export function createTrending(given: Omit<TrendParts, 'profileOf'>): Trending {
  const parts = { ...given, profileOf: createProfiling(given.analyzer) }
  return {
    trend: async (chat, text, days) => {
      const parsed = await readQuery(parts, text, chat.timeZone)
      if (!parsed.ok) return { kind: 'fault', fault: parsed.fault, input: text }
      const channels = await parts.store.channels.listFollowed(chat.id)
      if (channels.length === 0) return { kind: 'no_channels' }
      return follow(parts, chat, { query: parsed.query, canonical: parsed.canonical, channels, days })
    },
    findRise: async (chat, query) => {
      const channels = await parts.store.channels.listFollowed(chat.id)
      return riseOf(parts, chat, query, channels)
    },
  }
}

async function follow(
  parts: TrendParts,
  chat: TrendingChat,
  asked: {
    readonly query: Query
    readonly canonical: string
    readonly channels: readonly Channel[]
    readonly days: number
  },
): Promise<Trend> {
  const { query, canonical, channels, days } = asked
  const channelIds = channels.map(({ id }) => id)
  const now = parts.clock.now()
  const barDays = days > maxDailyBars ? daysAWeek : 1
  const edges = dayEdges(now, chat.timeZone, days).filter((_, index) => (days - index) % barDays === 0)
  const begins = Math.min(...(await firstPosts(parts, channels)).values())
  const bars = (await countPeriods(parts, { query, channelIds, edges })).filter(({ untilAt }) => untilAt > begins)
  const sinceAt = bars[0]?.fromAt ?? now
  const total = await parts.store.posts.countAbout({ query, channelIds, sinceAt, now })
  const busiest = bars.toSorted((a, b) => b.count - a.count)[0]
  return {
    kind: 'found',
    canonical,
    days,
    bars,
    total,
    busiest:
      busiest === undefined || busiest.count === 0
        ? null
        : { bar: busiest, lead: await findLead(parts, { query, channelIds, bar: busiest }) },
    rise: await riseOf(parts, chat, query, channels),
  }
}

async function riseOf(
  parts: TrendParts,
  chat: TrendingChat,
  query: Query,
  channels: readonly Channel[],
): Promise<Rise | null> {
  const edges = dayEdges(parts.clock.now(), chat.timeZone, baselineDays + 1)
  const first = await firstPosts(parts, channels)
  const channelIds = channels.map(({ id }) => id).filter((id) => (first.get(id) ?? Infinity) < (edges[0] ?? 0))
  if (channelIds.length === 0) return null
  return findRise((await countPeriods(parts, { query, channelIds, edges })).map(({ count }) => count))
}

/** When the oldest post of each channel was published; channels without a post are left out. */
async function firstPosts({ store }: TrendParts, channels: readonly Channel[]): Promise<ReadonlyMap<number, Instant>> {
  const first = new Map<number, Instant>()
  for (const { id } of channels) {
    const [post] = await store.posts.listPage({ channelId: id, afterId: 0, limit: 1 })
    if (post !== undefined) first.set(id, post.publishedAt)
  }
  return first
}

/** The post that tells what that time was about. */
async function findLead(
  { store, clock, analyzer, profileOf }: TrendParts,
  {
    query,
    channelIds,
    bar,
  }: { readonly query: Query; readonly channelIds: readonly number[]; readonly bar: PeriodCount },
): Promise<Hit | null> {
  const within = between(query, bar.fromAt, bar.untilAt)
  const search = { query: within, channelIds, order: 'newest', position: null, limit: lookedForLead } as const
  const { posts } = await store.posts.search({ ...search, now: clock.now() })
  const lead = leadOf(posts, profileOf)
  return lead === null ? null : toHit(lead, query, analyzer)
}
