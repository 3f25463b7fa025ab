import { systemClock } from './clock.ts'
import { createChores } from './chores.ts'
import type { Config } from './config.ts'
import { startHeartbeat } from './cron/heartbeat.ts'
import { createLoop, type Loop } from './cron/loop.ts'
import { startNightly } from './cron/nightly.ts'
import { createDictionaryAnalyzer } from './core/text/dictionary/dictionary-analyzer.ts'
import type { Analyzer } from './core/text/analyzer.ts'
import type { Store } from './domain/store.ts'
import type { Source } from './domain/source.ts'
import type { Clock } from './domain/time.ts'
import { createAnswering } from './flows/answer.ts'
import { createBeating, readSendingBefore } from './flows/beat.ts'
import { createBackfilling } from './flows/backfill.ts'
import { createLearning, learningFirst } from './flows/boilerplate.ts'
import { createCollecting } from './flows/collect.ts'
import { type BreakerEvents, createPollBreaker, type PollBreaker } from './flows/breaker.ts'
import { createDelivering, type DeliveryEvents } from './flows/deliver.ts'
import { createDigesting } from './flows/digest.ts'
import { createExporting } from './flows/export.ts'
import { createFeedback } from './flows/feedback.ts'
import { createFollowingUp } from './flows/follow-up.ts'
import { createFollowing } from './flows/follow.ts'
import { createHealthWatching } from './flows/health.ts'
import { createHistoryReading } from './flows/history.ts'
import { createMatching } from './flows/match.ts'
import { createRiseAlerting } from './flows/rise-alerts.ts'
import { createScheduling } from './flows/schedule.ts'
import { createStatusReporting } from './flows/status.ts'
import { createTrending } from './flows/trend.ts'
import { createTroubleTelling, type TroubleTelling } from './flows/tell-trouble.ts'
import { createSumming } from './flows/week.ts'
import { createUpkeep } from './flows/upkeep.ts'
import { wakingStore } from './flows/wake.ts'
import { createWatching } from './flows/watch.ts'
import { readDictionaries } from './dictionaries.ts'
import { createDispatcher } from './http/dispatcher.ts'
import type { Logger } from './log.ts'
import { lockDatabase } from './sqlite/database.ts'
import { openStore } from './sqlite/store.ts'
import { createPictures } from './resvg/pictures.ts'
import type { SendingBefore } from './telegram/gate.ts'
import { createTelegram, type Telegram } from './telegram/telegram.ts'
import { createLimiter } from './tme/limiter.ts'
import { createRefusedPages, type RefusedPages } from './tme/refused-pages.ts'
import { createWebSource } from './tme/source.ts'

/** Pages are fetched this many at once; the limiter keeps their rate. */
const collectors = 2
/** Chats are served this many at once; the gate keeps Telegram's limits over all of them. */
const deliverers = 50
/** A channel that fails so often in a row is worth a warning; a single failure is the weather. */
const failuresWorthWarning = 3

/** What tests put in the place of the real thing. */
export interface Overrides {
  readonly clock?: Clock
  /** In [0, 1). */
  readonly random?: () => number
  readonly wrapStore?: (store: Store) => Store
}

/** A whole Vestnik. Disposing it closes everything in mirrored order; what was under way is finished or left to be done. */
export interface App extends AsyncDisposable {
  readonly store: Store
  /** Works until the signal aborts. Rejects when the bot cannot go on, for example because its token is refused. */
  run(signal: AbortSignal): Promise<void>
}

/** The one place where the parts are put together. Throws when the database is in use, newer, or cannot be opened. */
export async function openApp(config: Config, log: Logger, overrides: Overrides = {}): Promise<App> {
  await using stack = new AsyncDisposableStack()
  const clock = overrides.clock ?? systemClock
  const random = overrides.random ?? Math.random
  stack.defer(lockDatabase(config.databasePath))
  const analyzer = createDictionaryAnalyzer(readDictionaries())
  const opened = stack.adopt(openStore({ path: config.databasePath, analyzer, recheckMs: config.recheckMs }), (store) =>
    store.close(),
  )
  // The lock makes this process the only one: leases that are left belong to one that died.
  await opened.releaseLeases()
  const stop = new AbortController()
  const wake = { collect: () => {}, match: () => {}, digest: () => {}, deliver: () => {} }
  const store = wakingStore(overrides.wrapStore?.(opened) ?? opened, {
    wake: { match: () => wake.match(), digest: () => wake.digest(), deliver: () => wake.deliver() },
    clock,
    signal: stop.signal,
  })
  const refused = openRefusedPages(config, clock, log)
  const source = openSource(config, stack, { clock, random, refused })
  const breaker = openBreaker({ store, source, clock, random }, log)
  const learning = createLearning({ store, clock })
  const matching = learningFirst(learning, createMatching({ store, clock, analyzer }))
  const { alertsAnHour } = config
  const digesting = createDigesting({ store, clock, analyzer, matchPending: matching.drain, alertsAnHour })
  const before = await readSendingBefore({ store, clock })
  const telegram = openTelegram(
    { config, log, clock, random, store, source, breaker, analyzer },
    { before, digesting, stack, wake },
  )
  const { loops, upkeep } = createLoops({
    config,
    log,
    clock,
    random,
    store,
    source,
    breaker,
    analyzer,
    learning,
    matching,
    digesting,
    telegram,
    signal: stop.signal,
  })
  for (const name of ['collect', 'match', 'digest', 'deliver'] as const) wake[name] = () => kick(loops, name)
  stack.defer(() => Promise.all([...loops, upkeep].map((loop) => loop.idle())).then(() => undefined))
  stack.defer(() => stop.abort())
  const resources = stack.move()
  return {
    store,
    run: async (signal) => {
      await using heartbeat = startHeartbeat(loops)
      await using nightly = startNightly(upkeep, config.defaultTimeZone)
      void [heartbeat, nightly]
      for (const loop of loops) loop.kick()
      await telegram.run(signal)
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** The last pages that could not be read, kept beside the database. */
function openRefusedPages(config: Config, clock: Clock, log: Logger): RefusedPages {
  return createRefusedPages(refusedPagesFolder(config.databasePath), {
    clock,
    onTrouble: (error) => log.warn({ err: error }, 'a refused page could not be kept'),
  })
}

/** Public previews over the web, at the polite rate. */
export function openSource(
  config: Config,
  stack: AsyncDisposableStack,
  {
    clock = systemClock,
    random = Math.random,
    refused,
  }: { readonly clock?: Clock; readonly random?: () => number; readonly refused?: RefusedPages } = {},
): Source {
  const dispatcher = stack.adopt(createDispatcher(config.webProxy), (agent) => agent.destroy())
  const [root = '', ...fallbackRoots] = config.telegramWebRoots
  const limiter = createLimiter({ perSecond: config.webRequestsPerSecond, clock, random })
  return createWebSource({
    root,
    fallbackRoots,
    dispatcher,
    userAgent: config.userAgent,
    limiter,
    clock,
    ...(refused !== undefined && { refused }),
  })
}

/** Where pages that could not be understood are kept, beside the database. */
export function refusedPagesFolder(databasePath: string): string {
  return `${databasePath}-refused`
}

function kick(loops: readonly Loop[], name: string): void {
  for (const loop of loops) if (loop.name === name) loop.kick()
}

/** A pause that Telegram asks for outlives the process. */
function keepPause(until: number, { store, log }: Pick<Parts, 'store' | 'log'>): void {
  store.outbox.recordPause(until).catch((error: unknown) => log.error({ err: error }, 'a pause could not be kept'))
}

interface Parts {
  readonly config: Config
  readonly log: Logger
  readonly clock: Clock
  readonly random: () => number
  readonly store: Store
  readonly source: Source
  readonly breaker: PollBreaker
}

function openBreaker(parts: Pick<Parts, 'store' | 'source' | 'clock' | 'random'>, log: Logger): PollBreaker {
  const events: BreakerEvents = {
    onOpen: ({ untilAt: until }, { fault }) =>
      log.warn({ fault, until: new Date(until) }, 'Telegram does not answer, polls wait'),
    onClose: ({ sinceAt }) => log.info({ since: new Date(sinceAt) }, 'Telegram answers again, polls go on'),
  }
  return createPollBreaker({ ...parts, events })
}

function openTelegram(
  { config, log, clock, random, store, source, breaker, analyzer }: Parts & { readonly analyzer: Analyzer },
  links: {
    readonly before: Omit<SendingBefore, 'onPause'>
    readonly digesting: ReturnType<typeof createDigesting>
    readonly stack: AsyncDisposableStack
    /** Filled in when there are loops to be woken. */
    readonly wake: { readonly collect: () => void; readonly deliver: () => void }
  },
): Telegram {
  if (config.botToken === null) throw new Error('BOT_TOKEN is not set')
  const { backfillPosts, pollMinMs, webRequestsPerSecond: requestsPerSecond } = config
  const dispatcher = links.stack.adopt(createDispatcher(config.botProxy), (agent) => agent.destroy())
  return createTelegram({
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    dispatcher,
    store,
    clock,
    random,
    log,
    before: { ...links.before, onPause: (until) => keepPause(until, { store, log }) },
    pictures: createPictures(),
    flows: {
      following: createFollowing({ store, source, clock, backfillPosts, pollMinMs }),
      watching: createWatching({ store, clock, analyzer }),
      feedback: createFeedback({ store, clock, analyzer }),
      scheduling: createScheduling({ store, clock }),
      answering: createAnswering({ store, clock, analyzer }),
      backfilling: createBackfilling({ store, clock, pollMaxMs: config.pollMaxMs, requestsPerSecond }),
      exporting: createExporting({ store, clock, analyzer }),
      history: createHistoryReading({ store }),
      status: createStatusReporting({ store, clock, breaker, pollMinMs, requestsPerSecond }),
      trending: createTrending({ store, clock, analyzer }),
      summing: createSumming({ store, clock, analyzer }),
      digesting: links.digesting,
    },
    config: {
      allowedIds: config.allowedIds,
      adminIds: config.adminIds,
      defaultTimeZone: config.defaultTimeZone,
      defaultDigestTime: config.defaultDigestTime,
      backfillPosts: config.backfillPosts,
    },
    wakeCollect: () => links.wake.collect(),
    wakeDelivery: () => links.wake.deliver(),
  })
}

function openTroubleTelling({
  store,
  clock,
  log,
  telegram,
}: Pick<Parts, 'store' | 'clock' | 'log'> & { readonly telegram: Telegram }): TroubleTelling {
  const onNobody = (): void =>
    log.warn('a chat cannot be written to as it should, and none of its administrators either')
  return createTroubleTelling({ store, clock, findKeepers: telegram.findKeepers, onNobody })
}

function createLoops(
  parts: Parts & {
    readonly analyzer: Analyzer
    readonly learning: ReturnType<typeof createLearning>
    readonly matching: ReturnType<typeof createMatching>
    readonly digesting: ReturnType<typeof createDigesting>
    readonly telegram: Telegram
    readonly signal: AbortSignal
  },
): { readonly loops: readonly Loop[]; readonly upkeep: Loop } {
  const { config, log, clock, random, store, source, breaker, analyzer } = parts
  const { learning, matching, digesting, telegram, signal } = parts
  const collecting = createCollecting({
    store,
    source,
    clock,
    random,
    breaker,
    pollMinMs: config.pollMinMs,
    pollMaxMs: config.pollMaxMs,
    onFault: (channel, error) => {
      const isAlarm = error.fault === 'markup_changed' && channel.lastFault !== 'markup_changed'
      const level = isAlarm ? 'error' : channel.failures + 1 === failuresWorthWarning ? 'warn' : 'debug'
      log[level](
        { channel: channel.name, fault: error.fault, reason: error.message, failures: channel.failures + 1 },
        'channel could not be read',
      )
    },
  })
  const health = createHealthWatching({ store, clock, breaker, pollMaxMs: config.pollMaxMs })
  const delivering = createDelivering({
    store,
    messenger: telegram.messenger,
    clock,
    random,
    events: deliveryEvents(log),
  })
  const loop = (name: string, step: (signal: AbortSignal) => Promise<boolean>): Loop =>
    createLoop({ name, step, signal, clock, onDefect: (error) => log.error({ err: error, loop: name }, 'loop failed') })
  return {
    loops: [
      ...Array.from({ length: collectors }, () => loop('collect', collecting.run)),
      loop('match', matching.run),
      loop('boilerplate', learning.run),
      loop('digest', digesting.run),
      loop('health', health.run),
      loop('follow-up', createFollowingUp({ store, clock }).run),
      loop('rises', createRiseAlerting({ store, clock, analyzer }).run),
      ...Array.from({ length: deliverers }, () => loop('deliver', delivering.run)),
      loop('tell-trouble', openTroubleTelling(parts).run),
      loop('heartbeat', createBeating({ store, clock }).run),
      ...createChores(parts).map(({ name, run }) => loop(name, run)),
    ],
    upkeep: loop('upkeep', createUpkeep({ store, clock }).run),
  }
}

function deliveryEvents(log: Logger): DeliveryEvents {
  return {
    onDefect: (parcelId, reason) => log.error({ parcelId, reason }, 'formatting was refused, sent as plain text'),
    onTrouble: (parcelId, outcome) => log.warn({ parcelId, outcome: outcome.kind }, 'parcel was not delivered'),
    onBroken: (parcelId, error) => log.error({ parcelId, err: error }, 'a parcel could not be delivered'),
    onDoubt: (parcelId) => log.warn({ parcelId }, 'the process ended while a part was on its way: it may arrive twice'),
  }
}
