import type { Query } from '../domain/query.ts'
import type { AboutCount } from '../domain/search.ts'
import type { Store } from '../domain/store.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { PeriodCount } from '../domain/trend.ts'

interface Counted {
  /** null: every post. */
  readonly query: Query | null
  readonly channelIds: readonly number[]
  readonly edges: readonly Instant[]
}

/** How many posts matched between each instant and the next. */
export async function countPeriods(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { query, channelIds, edges }: Counted,
): Promise<readonly PeriodCount[]> {
  const bars: PeriodCount[] = []
  for (const [index, untilAt] of edges.slice(1).entries()) {
    const fromAt = edges[index] ?? untilAt
    const within = between(query, fromAt, untilAt)
    bars.push({
      fromAt,
      untilAt,
      ...pick(await store.posts.countAbout({ query: within, channelIds, now: clock.now() })),
    })
  }
  return bars
}

function pick({ count, exact }: AboutCount): AboutCount {
  return { count, exact }
}

/** The query, of posts published from one instant on and before another. */
export function between(query: Query | null, fromAt: Instant, untilAt: Instant): Query {
  const dates: readonly Query[] = [
    { kind: 'filter', filter: { name: 'after', date: '', at: fromAt } },
    { kind: 'filter', filter: { name: 'before', date: '', at: untilAt } },
  ]
  return { kind: 'and', queries: query === null ? dates : [query, ...dates] }
}
