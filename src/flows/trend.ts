import { createProfiling } from '../core/fold/profile.ts'
import { dayEdges } from '../core/trend/days.ts'
import type { Channel } from '../domain/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Query, QueryFault } from '../domain/query.ts'
import type { AboutCount } from '../domain/search.ts'
import type { DatedRise, PeriodCount } from '../domain/trend.ts'
import { countPeriods } from './count-periods.ts'
import { findLead, type LeadParts } from './find-lead.ts'
import type { Hit } from './hit.ts'
import { readQuery } from './read-query.ts'
import { findBaseline, riseOf } from './rises.ts'

export const defaultTrendDays = 30
export const maxTrendDays = 366
/** Bars of a picture that stand for a day each; a longer time has a bar a week. */
const maxDailyBars = 92
const daysAWeek = 7

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
  /** The last 24 hours are unusual for the query. */
  readonly rise: DatedRise | null
}

export type TrendOutcome =
  | Trend
  | { readonly kind: 'no_channels' }
  | { readonly kind: 'fault'; readonly fault: QueryFault; readonly input: string }

export interface Trending {
  /** How often the posts of the chat's channels matched a query over the last `days`, today included. */
  trend(chat: TrendingChat, text: string, days: number): Promise<TrendOutcome>
}

export function createTrending(given: Omit<LeadParts, 'profileOf'>): Trending {
  const parts = { ...given, profileOf: createProfiling(given.analyzer) }
  return {
    trend: async (chat, text, days) => {
      const parsed = await readQuery(parts, text, chat.timeZone)
      if (!parsed.ok) return { kind: 'fault', fault: parsed.fault, input: text }
      const channels = await parts.store.channels.listFollowed(chat.id)
      if (channels.length === 0) return { kind: 'no_channels' }
      return follow(parts, chat, { query: parsed.query, canonical: parsed.canonical, channels, days })
    },
  }
}

async function follow(
  parts: LeadParts,
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
  const begins = Math.min(...(await parts.store.posts.findFirstPublished(channelIds)).values())
  const bars = (await countPeriods(parts, { query, channelIds, edges })).filter(({ untilAt }) => untilAt > begins)
  const sinceAt = bars[0]?.fromAt ?? now
  const total = await parts.store.posts.countAbout({ query, channelIds, sinceAt, now })
  const busiest = bars.toSorted((a, b) => b.count - a.count)[0]
  const baseline = await findBaseline(parts, chat, now)
  return {
    kind: 'found',
    canonical,
    days,
    bars,
    total,
    busiest:
      busiest === undefined || busiest.count === 0
        ? null
        : {
            bar: busiest,
            lead: await findLead(parts, { query, channelIds, fromAt: busiest.fromAt, untilAt: busiest.untilAt }),
          },
    rise: baseline === null ? null : await riseOf(parts, query, baseline),
  }
}
