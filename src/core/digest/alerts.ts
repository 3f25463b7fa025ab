import type { GatheredPost } from '../../domain/digest.ts'
import type { AlertHour } from '../../domain/store.ts'
import { hour, type Instant, minute } from '../../domain/time.ts'

/** Hits within so long after an alert go with the next one. */
export const alertSpacingMs = minute
/** Messages of an album may arrive one by one, all within so long. */
export const albumSettleMs = 700
/** A query has so many posts an hour told at once, unless told otherwise; the rest of that hour is told as a number. */
export const usualAlertsAnHour = 20
/** A post that was published longer ago is no news: it came while nobody looked, and is told as such. */
const freshForMs = hour

/** What an instant plan says now. `wakeAt`: when what is held back is due; null: nothing is. */
export type Telling =
  | { readonly kind: 'nothing'; readonly wakeAt: Instant | null }
  /** All at once, however much it is. */
  | { readonly kind: 'catch_up'; readonly sinceAt: Instant }
  | {
      readonly kind: 'alert'
      readonly posts: readonly GatheredPost[]
      readonly hours: readonly AlertHour[]
      readonly wakeAt: Instant | null
    }
  /** The hour of a query that flooded is over: these are the posts it was kept from telling. */
  | { readonly kind: 'flood'; readonly query: string | null; readonly posts: readonly GatheredPost[] }

/**
 * Decides what an instant plan says of what has gathered, oldest first. A post counts against the first of its queries that
 * has something left of its hour, and waits while none has: until the first of their hours is over.
 */
export function decideAlerts(
  gathered: readonly GatheredPost[],
  hours: readonly AlertHour[],
  { now, alertsAnHour }: { readonly now: Instant; readonly alertsAnHour: number },
): Telling {
  const late = gathered.filter(({ publishedAt, edited }) => !edited && publishedAt < now - freshForMs)
  const held = new Map<string | null, AlertHour>()
  for (const one of hours) if (one.posts >= alertsAnHour) held.set(one.query, one)
  const isHeld = (post: GatheredPost): boolean => queriesOf(post).every((query) => held.has(query))
  const over = [...held.values()].filter((one) => !isRunning(one, now)).sort((a, b) => a.startedAt - b.startedAt)
  for (const { query } of over) {
    const posts = gathered.filter((post) => isHeld(post) && queriesOf(post).includes(query))
    if (posts.length > 0) return { kind: 'flood', query, posts }
    held.delete(query)
  }
  const lateAndFree = late.filter((post) => !isHeld(post))
  if (lateAndFree.length > 0) return { kind: 'catch_up', sinceAt: Math.min(...late.map((post) => post.publishedAt)) }
  return tellWithin(
    gathered,
    hours.filter((one) => isRunning(one, now)),
    { now, alertsAnHour },
  )
}

function tellWithin(
  gathered: readonly GatheredPost[],
  running: readonly AlertHour[],
  { now, alertsAnHour }: { readonly now: Instant; readonly alertsAnHour: number },
): Telling {
  const counts = new Map(running.map((one) => [one.query, one]))
  const posts: GatheredPost[] = []
  const touched = new Set<string | null>()
  let wakeAt: Instant | null = null
  for (const post of gathered) {
    const queries = queriesOf(post)
    const open = queries.find((query) => (counts.get(query)?.posts ?? 0) < alertsAnHour)
    if (open === undefined) {
      const ends = queries.map((query) => (counts.get(query)?.startedAt ?? now) + hour)
      wakeAt = Math.min(wakeAt ?? Infinity, ...ends)
      continue
    }
    const known = counts.get(open)
    counts.set(open, { query: open, startedAt: known?.startedAt ?? now, posts: (known?.posts ?? 0) + 1 })
    touched.add(open)
    posts.push(post)
  }
  if (posts.length === 0) return { kind: 'nothing', wakeAt }
  return { kind: 'alert', posts, hours: [...counts.values()].filter(({ query }) => touched.has(query)), wakeAt }
}

function queriesOf({ queries }: GatheredPost): readonly (string | null)[] {
  return queries.length === 0 ? [null] : queries
}

/** An hour that begins after now is of a clock that was set back. */
function isRunning({ startedAt }: AlertHour, now: Instant): boolean {
  return startedAt <= now && now < startedAt + hour
}
