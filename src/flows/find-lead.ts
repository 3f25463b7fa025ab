import { leadOf } from '../core/fold/lead-of.ts'
import type { ProfileText } from '../core/fold/profile.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Query } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { between } from './count-periods.ts'
import { type Hit, toHit } from './hit.ts'

/** Of a busy time so many posts are looked at for the one that explains it. */
const lookedForLead = 200

export interface LeadParts {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
  readonly profileOf: ProfileText
}

/** The post that tells what that time was about. */
export async function findLead(
  { store, clock, analyzer, profileOf }: LeadParts,
  {
    query,
    channelIds,
    fromAt,
    untilAt,
  }: {
    readonly query: Query
    readonly channelIds: readonly number[]
    readonly fromAt: Instant
    readonly untilAt: Instant
  },
): Promise<Hit | null> {
  const within = between(query, fromAt, untilAt)
  const search = { query: within, channelIds, order: 'newest', position: null, limit: lookedForLead } as const
  const { posts } = await store.posts.search({ ...search, now: clock.now() })
  const lead = leadOf(posts, profileOf)
  return lead === null ? null : toHit(lead, query, analyzer)
}
