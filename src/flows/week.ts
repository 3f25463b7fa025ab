import { dayEdges } from '../core/trend/days.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Channel } from '../domain/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Query } from '../domain/query.ts'
import type { AboutCount } from '../domain/search.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day, type Instant } from '../domain/time.ts'
import { between, countPeriods } from './count-periods.ts'

const weekDays = 7
/** Of more, those with the most posts are shown. */
const maxQueries = 8
const maxChannels = 5

/** What was found in the last seven days, today so far included, and in the same time of the week before. */
export interface WeekLine {
  readonly count: AboutCount
  readonly before: AboutCount
  /** Of each day, oldest first. */
  readonly days: readonly number[]
}

export interface Week {
  readonly kind: 'found'
  readonly fromAt: Instant
  readonly untilAt: Instant
  /** Posts that match any query; all posts for a chat without queries. */
  readonly total: WeekLine
  /** Those with the most posts first. */
  readonly queries: readonly (WeekLine & { readonly number: number; readonly query: string })[]
  readonly channels: readonly (WeekLine & { readonly name: string; readonly title: string })[]
  /** Active queries that are not among those shown. */
  readonly moreQueries: number
}

export type WeekOutcome = Week | { readonly kind: 'no_channels' }

export interface Summing {
  week(chat: Pick<Chat, 'id' | 'timeZone'>): Promise<WeekOutcome>
}

interface WeekParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}

/** A query of the chat as it is counted. */
interface Saved {
  readonly number: number
  readonly text: string
  readonly query: Query
}

export function createSumming(parts: WeekParts): Summing {
  return {
    week: async (chat) => {
      const channels = await parts.store.channels.listFollowed(chat.id)
      if (channels.length === 0) return { kind: 'no_channels' }
      const edges = dayEdges(parts.clock.now(), chat.timeZone, weekDays)
      const saved = await readSaved(parts, chat)
      const count = counterOf(parts, edges)
      const all: Query = { kind: 'or', queries: saved.map(({ query }) => query) }
      const any = saved.length === 0 ? null : saved.length === 1 ? (saved[0]?.query ?? null) : all
      const channelIds = channels.map(({ id }) => id)
      const busiest = await busiestOf(saved, ({ query }) => count.week(query, channelIds), maxQueries)
      const loudest = await busiestOf(channels, ({ id }) => count.week(any, [id]), maxChannels)
      return {
        kind: 'found',
        fromAt: edges[0] ?? 0,
        untilAt: parts.clock.now(),
        total: await count.line(any, channelIds),
        queries: await inOrder(busiest, async ({ number, text, query }) => ({
          number,
          query: text,
          ...(await count.line(query, channelIds)),
        })),
        channels: await inOrder(loudest, async ({ id, name, title }: Channel) => ({
          name,
          title,
          ...(await count.line(any, [id])),
        })),
        moreQueries: saved.length - busiest.length,
      }
    },
  }
}

/** The active queries of the chat; a text that is no query any more is left out. */
async function readSaved({ store, analyzer }: WeekParts, chat: Pick<Chat, 'id' | 'timeZone'>): Promise<Saved[]> {
  const watches = await store.watches.list(chat.id)
  return watches.flatMap(({ number, query: text, paused }) => {
    const parsed = paused ? null : parseQuery(text, analyzer, { timeZone: chat.timeZone })
    return parsed?.ok === true ? [{ number, text, query: parsed.query }] : []
  })
}

function counterOf(parts: WeekParts, edges: readonly Instant[]) {
  const now = parts.clock.now()
  const fromAt = edges[0] ?? now
  const count = async (query: Query | null, channelIds: readonly number[], from: Instant, until: Instant) => {
    const { count: found, exact } = await parts.store.posts.countAbout({
      query: between(query, from, until),
      channelIds,
      now,
    })
    return { count: found, exact }
  }
  const week = (query: Query | null, channelIds: readonly number[]): Promise<AboutCount> =>
    count(query, channelIds, fromAt, now)
  return {
    week,
    line: async (query: Query | null, channelIds: readonly number[]): Promise<WeekLine> => ({
      count: await week(query, channelIds),
      before: await count(query, channelIds, fromAt - weekDays * day, now - weekDays * day),
      days: (await countPeriods(parts, { query, channelIds, edges })).map((one) => one.count),
    }),
  }
}

/** Those with the most posts, those with none left out. */
async function busiestOf<Item>(
  items: readonly Item[],
  countOf: (item: Item) => Promise<AboutCount>,
  limit: number,
): Promise<readonly Item[]> {
  const counted = await inOrder(items, async (item) => ({ item, count: (await countOf(item)).count }))
  return counted
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, limit)
    .map(({ item }) => item)
}

async function inOrder<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const made: Result[] = []
  for (const item of items) made.push(await make(item))
  return made
}
