import * as fc from 'fast-check'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Reach } from '../../src/flows/backfill.ts'

/** The channels of a story, the busiest first. */
export const places = [0, 1, 2] as const
export type Place = (typeof places)[number]

export type PostSort = 'plain' | 'album' | 'gap' | 'service'

/**
 * Where a process ends without a word: `before`, `inside` or `after` the commit of a page; after the commit of matches; or while
 * it waits for a page. Its leases are left behind, and the next process takes them back when it `knows` itself to be the
 * only one.
 */
export interface Crash {
  readonly kind: 'crash'
  readonly at: 'before' | 'inside' | 'after' | 'matched' | 'fetching'
  readonly knows: boolean
}

/** What may happen between the channels and the archive. */
export type Step =
  | Crash
  | { readonly kind: 'publish'; readonly place: Place; readonly posts: readonly PostSort[] }
  /** `back`: counted from the newest post. */
  | { readonly kind: 'edit' | 'delete'; readonly place: Place; readonly back: number }
  | { readonly kind: 'fault'; readonly rule: FaultRule }
  /** More posts than a page holds, and a catch-up that breaks off. */
  | { readonly kind: 'broken burst'; readonly place: Place; readonly posts: number }
  | { readonly kind: 'empty page'; readonly place: Place; readonly times: number }
  /** From now on pages hold so many messages. */
  | { readonly kind: 'page size'; readonly messages: number }
  /** The channel's name gets other capitals, or becomes another one. */
  | { readonly kind: 'capitals' | 'rename'; readonly place: Place }
  | { readonly kind: 'advance'; readonly minutes: number }
  | { readonly kind: 'unfollow' | 'pause' | 'resume'; readonly place: Place }
  /** By the name as it is, or in capitals. */
  | { readonly kind: 'follow'; readonly place: Place; readonly capitals: boolean }
  | { readonly kind: 'backfill'; readonly place: Place; readonly reach: Reach }
  | { readonly kind: 'poll' | 'digest' | 'poll and digest' | 'reopen' }

const place = fc.oneof(
  { weight: 6, arbitrary: fc.constant(places[0]) },
  { weight: 3, arbitrary: fc.constant(places[1]) },
  { weight: 1, arbitrary: fc.constant(places[2]) },
)

const post = fc.oneof(
  { weight: 12, arbitrary: fc.constant('plain' as const) },
  { weight: 2, arbitrary: fc.constant('album' as const) },
  { weight: 2, arbitrary: fc.constant('gap' as const) },
  { weight: 1, arbitrary: fc.constant('service' as const) },
)

const path = fc.constantFrom('/s/', 'before=', 'after=', 'embed=')
const match = fc.record({ server: fc.constant('web' as const), path })
const times = fc.integer({ min: 1, max: 3 })

const fault: fc.Arbitrary<FaultRule> = fc.record({
  match,
  kind: fc.constantFrom('truncate' as const, 'drop' as const, 'drop-after-effect' as const, 'garbage' as const),
  times,
})

const serverError: fc.Arbitrary<FaultRule> = fc.record({
  match,
  kind: fc.constant('status' as const),
  status: fc.constantFrom(403, 429, 500, 502),
  times,
})

const crash: fc.Arbitrary<Crash> = fc.record({
  kind: fc.constant('crash' as const),
  at: fc.constantFrom('before' as const, 'inside' as const, 'after' as const, 'matched' as const, 'fetching' as const),
  knows: fc.boolean(),
})

const back = fc.integer({ min: 0, max: 30 })
const constant = <Kind extends string>(...kinds: readonly Kind[]): fc.Arbitrary<Kind> => fc.constantFrom(...kinds)

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: constant('broken burst'), place, posts: fc.integer({ min: 21, max: 60 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: constant('publish'),
      place,
      posts: fc.array(post, { minLength: 1, maxLength: 60, size: 'max' }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: constant('edit'), place, back }) },
  { weight: 2, arbitrary: fc.record({ kind: constant('delete'), place, back }) },
  { weight: 2, arbitrary: fc.record({ kind: constant('fault'), rule: fc.oneof(fault, serverError) }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('empty page'), place, times }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('page size'), messages: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('capitals', 'rename'), place }) },
  { weight: 4, arbitrary: fc.record({ kind: constant('advance'), minutes: fc.integer({ min: 0, max: 90 }) }) },
  { weight: 8, arbitrary: fc.record({ kind: constant('poll', 'poll', 'digest', 'poll and digest', 'reopen') }) },
  { weight: 2, arbitrary: crash },
  { weight: 1, arbitrary: fc.record({ kind: constant('unfollow'), place }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('follow'), place, capitals: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('pause', 'resume'), place }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: constant('backfill'), place, reach: constant('some', 'year', 'all') }),
  },
)

const minutesADay = 24 * 60

/** What happens in so many days, about every so many minutes; after each step there is a poll. */
export function drawSteps(life: {
  readonly days: number
  readonly meanPauseMinutes: number
  readonly seed: number
}): readonly Step[] {
  const { days, meanPauseMinutes, seed } = life
  const pause = fc.integer({ min: 0, max: 2 * meanPauseMinutes })
  const numRuns = Math.round((days * minutesADay) / meanPauseMinutes)
  const drawn = fc.sample(fc.tuple(anyStep, pause), { seed, numRuns })
  return drawn.flatMap(([step, minutes]): readonly Step[] => [step, { kind: 'advance', minutes }, { kind: 'poll' }])
}
