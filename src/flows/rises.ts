import { isDated } from '../core/query/dated.ts'
import { parseQuery } from '../core/query/parse-query.ts'
import { stretchEdges } from '../core/trend/days.ts'
import { fewestPosts, findRise, weeksToLearn } from '../core/trend/rise.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Chat } from '../domain/chat.ts'
import type { Digest, DigestGroup } from '../domain/digest.ts'
import type { Query } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, hour, type Instant } from '../domain/time.ts'
import type { DatedRise } from '../domain/trend.ts'

const daysAWeek = 7
/** The rise of a digest that comes later than this is that of the hour at which it comes. */
const lateMs = hour

/** The others may be told with the next digest. */
const maxOtherRises = 3

/** 24 hours and the days before them, in the channels of which all of that is in the archive. */
export interface RiseBaseline {
  readonly channelIds: readonly number[]
  /** From the oldest day to the end of the 24 hours. */
  readonly edges: readonly Instant[]
}

/** With what the 24 hours that end at `at` can be compared; null: no channel of the chat reaches back far enough. */
export async function findBaseline(
  { store }: { readonly store: Store },
  chat: Pick<Chat, 'id' | 'timeZone'>,
  at: Instant,
): Promise<RiseBaseline | null> {
  const channels = await store.channels.listFollowed(chat.id)
  const first = await store.posts.findFirstPublished(channels.map(({ id }) => id))
  const days = weeksToLearn([...first.values()], at) * daysAWeek
  const edges = stretchEdges(at, chat.timeZone, days + 1)
  const channelIds = [...first].filter(([, firstAt]) => firstAt < (edges[0] ?? 0)).map(([id]) => id)
  return channelIds.length === 0 ? null : { channelIds, edges }
}

/** Whether a query found unusually much in the last 24 hours of a baseline; null: no, or it asks for dates itself. */
export async function riseOf(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  query: Query,
  { channelIds, edges }: RiseBaseline,
): Promise<DatedRise | null> {
  if (isDated(query)) return null
  const counts = await store.posts.countStretches({
    query,
    channelIds,
    edges,
    fewest: fewestPosts,
    now: clock.now(),
  })
  const rise = counts === null ? null : findRise(counts)
  return rise === null ? null : { ...rise, untilAt: edges.at(-1) ?? 0 }
}

/**
 * Says in a digest which of its queries have risen. A rise is said once: not in a digest whose 24 hours began before the
 * end of those of which the place was told.
 */
export async function tellRises(
  parts: { readonly store: Store; readonly clock: Clock; readonly analyzer: Analyzer },
  { chat, threadId, slotAt }: { readonly chat: Chat; readonly threadId: number | null; readonly slotAt: Instant },
  digest: Digest,
): Promise<Digest> {
  const queries = queriesOf(digest)
  if (queries.size === 0) return digest
  const now = parts.clock.now()
  const baseline = await findBaseline(parts, chat, now - slotAt < lateMs ? slotAt : now)
  if (baseline === null) return digest
  const toldUntil = await parts.store.digests.listRisesTold(chat.id, threadId)
  const rises = new Map<string, DatedRise>()
  for (const text of queries) {
    const isTold = (toldUntil.get(text) ?? -Infinity) > (baseline.edges.at(-2) ?? 0)
    const query = isTold ? null : parse(text, chat, parts.analyzer)
    const rise = query === null ? null : await riseOf(parts, query, baseline)
    if (rise !== null) rises.set(text, rise)
  }
  return withRises(digest, rises)
}

/** Those of the groups, and those that posts match too. */
function queriesOf({ groups }: Digest): ReadonlySet<string> {
  const own = groups.flatMap(({ query }) => (query === null ? [] : [query]))
  const items = groups.flatMap(({ channels }) => channels.flatMap((channel) => channel.items))
  return new Set([...own, ...items.flatMap(({ alsoMatches }) => alsoMatches)])
}

function withRises(digest: Digest, rises: ReadonlyMap<string, DatedRise>): Digest {
  const groups = digest.groups.map((group): DigestGroup => {
    const rise = rises.get(group.query ?? '')
    return rise === undefined ? group : { ...group, rise }
  })
  const own = new Set(groups.map(({ query }) => query))
  const others = [...rises].flatMap(([query, rise]) => (own.has(query) ? [] : [{ query, rise }]))
  const otherRises = others.slice(0, maxOtherRises)
  return { ...digest, groups, ...(otherRises.length > 0 && { otherRises }) }
}

function parse(text: string, { timeZone }: Pick<Chat, 'timeZone'>, analyzer: Analyzer): Query | null {
  const parsed = parseQuery(text, analyzer, { timeZone })
  return parsed.ok ? parsed.query : null
}
