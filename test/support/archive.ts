import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Channel } from '../../src/domain/channel.ts'
import type { Source, SourceError } from '../../src/domain/source.ts'
import type { Store } from '../../src/domain/store.ts'
import { createLearning, type Learning, learningFirst } from '../../src/flows/boilerplate.ts'
import { createPollBreaker, type PollBreaker } from '../../src/flows/breaker.ts'
import { type Collecting, createCollecting } from '../../src/flows/collect.ts'
import { createDigesting, type Digesting } from '../../src/flows/digest.ts'
import { createFollowingUp, type FollowingUp } from '../../src/flows/follow-up.ts'
import { createFollowing, type Following } from '../../src/flows/follow.ts'
import { createHealthWatching, type HealthWatching } from '../../src/flows/health.ts'
import { createMatching, type Matching } from '../../src/flows/match.ts'
import { createRiseAlerting, type RiseAlerting } from '../../src/flows/rise-alerts.ts'
import { createWatching, type Watching } from '../../src/flows/watch.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { openMemoryStore } from './memory-store.ts'
import { createLimiter } from '../../src/tme/limiter.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { createTestClock, type TestClock } from './clock.ts'

const startAt = Date.UTC(2026, 2, 1, 12)

/** The chat that `addChat(1)` adds, as flows about queries know it. */
export const reader = { id: 1, timeZone: 'UTC' } as const

/** A store, the previews of a sandbox over HTTP, and the flows between them, on a clock that moves by hand. */
export interface Archive extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly clock: TestClock
  readonly store: Store
  readonly source: Source
  readonly collecting: Collecting
  readonly breaker: PollBreaker
  /** What the log was told of the breaker: "open", "closed". */
  readonly turns: readonly string[]
  readonly health: HealthWatching
  readonly learning: Learning
  readonly matching: Matching
  readonly digesting: Digesting
  readonly following: Following
  readonly followingUp: FollowingUp
  readonly riseAlerting: RiseAlerting
  readonly watching: Watching
  readonly faults: readonly { readonly channel: Channel; readonly error: SourceError }[]
  /** Polls, matches and fills back until nothing is due. */
  settle(): Promise<void>
  addChat(id: number): Promise<void>
}

/** What an archive may share with one that was open before it. Whoever gives a sandbox closes it. */
export interface ArchiveOptions {
  readonly backfill?: number
  readonly path?: string
  readonly clock?: TestClock
  readonly sandbox?: Sandbox
  /** How long after its publication a post is read again; never unless told. */
  readonly recheckMs?: readonly number[]
  /** Stands between the previews and the flows. */
  readonly wrapSource?: (source: Source) => Source
  /** Stands between the store and the flows. */
  readonly wrapStore?: (store: Store) => Store
}

export async function openArchive(options: ArchiveOptions = {}): Promise<Archive> {
  await using stack = new AsyncDisposableStack()
  const clock = options.clock ?? createTestClock(startAt)
  const sandbox = options.sandbox ?? stack.use(await startSandbox({ now: clock.now }))
  const analyzer = createStemAnalyzer()
  const { path, recheckMs = [] } = options
  const opened = stack.adopt(
    path === undefined ? openMemoryStore({ analyzer, recheckMs }) : openStore({ path, analyzer, recheckMs }),
    (open) => open.close(),
  )
  const store = options.wrapStore?.(opened) ?? opened
  const dispatcher = stack.adopt(createDispatcher(null), (agent) => agent.destroy())
  const limiter = createLimiter({ perSecond: 10_000, clock: createTestClock(startAt), random: () => 0 })
  const web = createWebSource({ root: sandbox.webRoot, dispatcher, userAgent: 'test', limiter, clock })
  const source = options.wrapSource?.(web) ?? web
  const faults: { channel: Channel; error: SourceError }[] = []
  const turns: string[] = []
  const events = { onOpen: () => void turns.push('open'), onClose: () => void turns.push('closed') }
  const breaker = createPollBreaker({ store, source, clock, random: () => 0.5, events })
  const collecting = createCollecting({
    store,
    source,
    clock,
    breaker,
    pollMinMs: 60_000,
    pollMaxMs: 1_800_000,
    random: () => 0.5,
    onFault: (channel, error) => faults.push({ channel, error }),
  })
  const health = createHealthWatching({ store, clock, breaker, pollMaxMs: 1_800_000 })
  const learning = createLearning({ store, clock })
  const matching = learningFirst(learning, createMatching({ store, clock, analyzer }))
  const resources = stack.move()
  return {
    sandbox,
    clock,
    store,
    source,
    collecting,
    breaker,
    turns,
    health,
    learning,
    matching,
    digesting: createDigesting({ store, clock, analyzer, matchPending: matching.drain }),
    faults,
    followingUp: createFollowingUp({ store, clock }),
    riseAlerting: createRiseAlerting({ store, clock, analyzer }),
    following: createFollowing({ store, source, clock, backfillPosts: options.backfill ?? 200, pollMinMs: 60_000 }),
    watching: createWatching({ store, clock, analyzer }),
    settle: async () => {
      const signal = AbortSignal.timeout(60_000)
      while (await collecting.run(signal));
      signal.throwIfAborted()
      await matching.drain()
    },
    addChat: async (id) => {
      const now = clock.now()
      await store.chats.ensure({
        id,
        kind: 'private',
        language: 'en',
        timeZone: 'UTC',
        digestTime: '09:00',
        nextSlotAt: now + 86_400_000,
        now,
      })
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
