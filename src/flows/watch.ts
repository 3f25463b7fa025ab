import { keyOf } from '../core/query/build-query.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import { printQuery } from '../core/query/print-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Chat, Watch } from '../domain/chat.ts'
import type { Query, QueryFault } from '../domain/query.ts'
import type { AboutCount } from '../domain/search.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day } from '../domain/time.ts'
import { tellsAtOnce } from './follow.ts'
import { createPreviewing, type Preview } from './preview.ts'
import { readQuery } from './read-query.ts'

/** How many queries one chat may save. */
export const maxWatches = 200

type Refusal =
  | { readonly kind: 'already'; readonly watch: Watch }
  | { readonly kind: 'fault'; readonly fault: QueryFault; readonly input: string }
  | { readonly kind: 'limit'; readonly limit: number }

export type WatchOutcome =
  Refusal | { readonly kind: 'added'; readonly watch: Watch } | { readonly kind: 'resumed'; readonly watch: Watch }

export type TryOutcome =
  | Refusal
  | {
      readonly kind: 'tried'
      readonly query: Query
      readonly canonical: string
      /** null for a chat that follows no channels. */
      readonly preview: Preview | null
    }

/** Whose query it is: dates are days of the chat's time zone. */
export type WatchingChat = Pick<Chat, 'id' | 'timeZone'>

export interface Watching {
  /** Reads a query and shows what it would have found; saves nothing. */
  try(chat: WatchingChat, text: string): Promise<TryOutcome>
  /**
   * Saves a query. It also looks through the posts since the last digest, or of the last day; not where a plan tells at once. A query that finds the same as
   * a saved one is that one, and works again if it was paused. An order of results is no part of it.
   */
  add(chat: WatchingChat, text: string): Promise<WatchOutcome>
  list(chatId: number): Promise<readonly Watch[]>
  /**
   * How many posts of the last seven days each of these finds; null for a chat that follows no channels, and
   * for a text that is no query any more.
   */
  countWeek(chat: WatchingChat, watches: readonly Watch[]): Promise<readonly (AboutCount | null)[]>
  /** Whether two queries find the same: capital letters, ё for е and the like do not matter, but where they make a name. */
  isSame(one: string, other: string): boolean
  /** False when the chat has no watch of that number. */
  setPaused(chatId: number, number: number, paused: boolean): Promise<boolean>
  /** The removed watch, or null when the chat has none of that number. */
  remove(chatId: number, number: number): Promise<Watch | null>
}

export function createWatching(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): Watching {
  const { store, clock, analyzer } = parts
  const previewing = createPreviewing(parts)
  const isSame = (one: string, other: string): boolean => meaningOf(one, analyzer) === meaningOf(other, analyzer)
  const read = async (chat: WatchingChat, text: string): Promise<ReadQuery | Refusal> => {
    const parsed = await readQuery(parts, text, chat.timeZone)
    if (!parsed.ok) return { kind: 'fault', fault: parsed.fault, input: text }
    const canonical = printQuery(parsed.query)
    const existing = await store.watches.list(chat.id)
    const watch = existing.find((one) => isSame(one.query, canonical))
    if (watch !== undefined) return { kind: 'already', watch }
    return existing.length >= maxWatches
      ? { kind: 'limit', limit: maxWatches }
      : { kind: 'read', query: parsed.query, canonical }
  }

  return {
    try: async (chat, text) => {
      const outcome = await read(chat, text)
      if (outcome.kind !== 'read') return outcome
      return { ...outcome, kind: 'tried', preview: await previewing.preview(chat.id, outcome.query) }
    },
    add: async (chat, text) => {
      const outcome = await read(chat, text)
      const now = clock.now()
      if (outcome.kind === 'already' && outcome.watch.paused) {
        await store.watches.setPaused({ chatId: chat.id, number: outcome.watch.number, paused: false, now })
        return { kind: 'resumed', watch: { ...outcome.watch, paused: false } }
      }
      if (outcome.kind !== 'read') return outcome
      const plans = await store.digests.listPlans(chat.id)
      const told = plans.flatMap(({ lastDigestAt }) => (lastDigestAt === null ? [] : [lastDigestAt]))
      const sinceAt = plans.some(tellsAtOnce) ? now : told.length === 0 ? now - day : Math.max(...told)
      const { watch, added } = await store.watches.add({ chatId: chat.id, query: outcome.canonical, sinceAt, now })
      return { kind: added ? 'added' : 'already', watch }
    },
    list: (chatId) => store.watches.list(chatId),
    countWeek: async (chat, watches) => {
      const counts: (AboutCount | null)[] = []
      for (const { query } of watches) {
        const parsed = parseQuery(query, analyzer, { timeZone: chat.timeZone })
        counts.push(parsed.ok ? await previewing.countWeek(chat.id, parsed.query) : null)
      }
      return counts
    },
    isSame,
    setPaused: (chatId, number, paused) => store.watches.setPaused({ chatId, number, paused, now: clock.now() }),
    remove: (chatId, number) => store.watches.remove(chatId, number),
  }
}

interface ReadQuery {
  readonly kind: 'read'
  readonly query: Query
  readonly canonical: string
}

/** What a query asks for, without how it was written; the text itself where it cannot be read. */
function meaningOf(text: string, analyzer: Analyzer): string {
  const parsed = parseQuery(text, analyzer)
  return parsed.ok ? keyOf(parsed.query) : text
}
