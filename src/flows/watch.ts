import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Watch } from '../domain/chat.ts'
import type { QueryFault } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day } from '../domain/time.ts'

/** How many queries one chat may save. */
export const maxWatches = 200

export type WatchOutcome =
  | { readonly kind: 'added'; readonly watch: Watch }
  | { readonly kind: 'already'; readonly watch: Watch }
  /** The chat had the query, but paused. */
  | { readonly kind: 'resumed'; readonly watch: Watch }
  | { readonly kind: 'fault'; readonly fault: QueryFault; readonly input: string }
  | { readonly kind: 'limit'; readonly limit: number }

export interface Watching {
  /**
   * Saves a query. It also looks through the posts since the last digest, or of the last day. A query that finds the same as
   * a saved one is that one.
   */
  add(chatId: number, text: string): Promise<WatchOutcome>
  list(chatId: number): Promise<readonly Watch[]>
  /** Whether two queries find the same: capital letters, ё for е and the like do not matter, but where they make a name. */
  isSame(one: string, other: string): boolean
  /** False when the chat has no watch of that number. */
  setPaused(chatId: number, number: number, paused: boolean): Promise<boolean>
  /** The removed watch, or null when the chat has none of that number. */
  remove(chatId: number, number: number): Promise<Watch | null>
}

export function createWatching({
  store,
  clock,
  analyzer,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): Watching {
  const isSame = (one: string, other: string): boolean => meaningOf(one, analyzer) === meaningOf(other, analyzer)
  return {
    add: async (chatId, text) => {
      const parsed = parseQuery(text, analyzer)
      if (!parsed.ok) return { kind: 'fault', fault: parsed.fault, input: text }
      const existing = await store.watches.list(chatId)
      const same = existing.find((watch) => isSame(watch.query, parsed.canonical))
      if (same?.paused === true) {
        await store.watches.setPaused({ chatId, number: same.number, paused: false, now: clock.now() })
        return { kind: 'resumed', watch: { ...same, paused: false } }
      }
      if (same !== undefined) return { kind: 'already', watch: same }
      if (existing.length >= maxWatches) return { kind: 'limit', limit: maxWatches }
      const now = clock.now()
      const plan = await store.digests.getPlan(chatId)
      const sinceAt = plan.lastDigestAt ?? now - day
      const { watch, added } = await store.watches.add({ chatId, query: parsed.canonical, sinceAt, now })
      return { kind: added ? 'added' : 'already', watch }
    },
    list: (chatId) => store.watches.list(chatId),
    isSame,
    setPaused: (chatId, number, paused) => store.watches.setPaused({ chatId, number, paused, now: clock.now() }),
    remove: (chatId, number) => store.watches.remove(chatId, number),
  }
}

/** What a query asks for, without how it was written; the text itself where it cannot be read. */
function meaningOf(text: string, analyzer: Analyzer): string {
  const parsed = parseQuery(text, analyzer)
  if (!parsed.ok) return text
  return JSON.stringify(parsed.query, (key, value: unknown) => (key === 'text' ? undefined : value))
}
