import type { Document } from '../core/query/document.ts'
import { createQueryIndex, type QueryIndex } from '../core/query/index/query-index.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Store } from '../domain/store.ts'
import type { ActiveWatch } from '../domain/watches.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** Others get their turn between pages: reading a query takes some twenty microseconds. */
const watchesAtOnce = 500

/** The active watches of all chats, ready to be asked about posts: a cache of what the store has. */
export interface WatchIndex {
  /** Catches up with the store; the first time, and after too many changes, by reading all of them. */
  refresh(): Promise<void>
  /** Ids of the watches that a post fits, whoever's they are. */
  match(document: Document, now: Instant): readonly number[]
}

export function createWatchIndex({
  store,
  clock,
  analyzer,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): WatchIndex {
  let index = createQueryIndex()
  /** The change that the index has come to; null when it was never filled. */
  let reached: number | null = null

  async function fill(): Promise<void> {
    const filled = createQueryIndex()
    // Changes from here on are asked for afterwards, whether or not the pages show them.
    const latest = await store.watches.latestChange()
    let afterId = 0
    for (;;) {
      const page = await store.watches.listActive({ afterId, limit: watchesAtOnce })
      for (const watch of page) put(filled, watch, analyzer)
      const last = page.at(-1)
      if (last === undefined || page.length < watchesAtOnce) break
      afterId = last.id
      await clock.sleep(0)
    }
    index = filled
    reached = latest
  }

  return {
    refresh: async () => {
      const changes = reached === null ? null : await store.watches.findChanges(reached)
      if (changes === null) {
        await fill()
        return
      }
      for (const id of changes.inactiveIds) index.remove(id)
      for (const watch of changes.active) put(index, watch, analyzer)
      reached = changes.latest
    },
    match: (document, now) => index.match(document, now),
  }
}

/** A query that can no longer be read finds nothing. */
function put(index: QueryIndex, { id, query, timeZone }: ActiveWatch, analyzer: Analyzer): void {
  const parsed = parseQuery(query, analyzer, { timeZone })
  if (parsed.ok) index.set(id, parsed.query)
  else index.remove(id)
}
