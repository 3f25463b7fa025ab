import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { startHeartbeat } from './cron/heartbeat.ts'
import { createLoop, type Loop } from './cron/loop.ts'
import { startNightly } from './cron/nightly.ts'
import { createDictionaryAnalyzer } from './core/text/dictionary/dictionary-analyzer.ts'
import type { Analyzer } from './core/text/analyzer.ts'
import type { Store } from './domain/store.ts'
import type { Source } from './domain/source.ts'
import { type Clock, second } from './domain/time.ts'
import { createAnswering } from './flows/answer.ts'
import { createBackfilling } from './flows/backfill.ts'
import { createBackups } from './flows/backup.ts'
import { createLearning, learningFirst } from './flows/boilerplate.ts'
import { createCollecting } from './flows/collect.ts'
import { createDelivering } from './flows/deliver.ts'
import { createDigesting } from './flows/digest.ts'
import { createExporting } from './flows/export.ts'
import { createFeedback } from './flows/feedback.ts'
import { createFollowing } from './flows/follow.ts'
import { createHistoryReading } from './flows/history.ts'
import { createMatching } from './flows/match.ts'
import { createRetention } from './flows/retention.ts'
import { createScheduling } from './flows/schedule.ts'
import { createStatusReporting } from './flows/status.ts'
import { createTrending } from './flows/trend.ts'
import { createSumming } from './flows/week.ts'
import { createUpkeep } from './flows/upkeep.ts'
import { createWatching } from './flows/watch.ts'
import { readDictionaries } from './dictionaries.ts'
import { createDispatcher } from './http/dispatcher.ts'
import type { Logger } from './log.ts'
import { createBackupFolder } from './sqlite/backup-folder.ts'
import { lockDatabase } from './sqlite/database.ts'
import { openStore } from './sqlite/store.ts'
import { createPictures } from './resvg/pictures.ts'
import { createTelegram, type Telegram } from './telegram/telegram.ts'
import { createLimiter } from './tme/limiter.ts'
import { createRefusedPages, type RefusedPages } from './tme/refused-pages.ts'
import { createWebSource } from './tme/source.ts'

/** Pages are fetched this many at once; the limiter keeps their rate. */
const collectors = 2
/** How often the process writes down that it is alive. */
const beatMs = 30 * second
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
  const store = overrides.wrapStore?.(opened) ?? opened
  const refused = createRefusedPages(refusedPagesFolder(config.databasePath), {
    clock,
    onTrouble: (error) => log.warn({ err: error }, 'a refused page could not be kept'),
  })
  const source = openSource(config, stack, { clock, random, refused })
  const stop = new AbortController()
  const learning = createLearning({ store, clock })
  const matching = learningFirst(learning, createMatching({ store, clock, analyzer }))
  const digesting = createDigesting({ store, clock, analyzer, matchPending: matching.drain })
  const wake = { collect: () => {}, deliver: () => {} }
  const telegram = openTelegram(
    { config, log, clock, random, store, source, analyzer },
    { digesting, stack, wakeCollect: () => wake.collect(), wakeDelivery: () => wake.deliver() },
  )
  const { loops, upkeep } = createLoops({
    config,
    log,
    clock,
    random,
    store,
    source,
    learning,
    matching,
    digesting,
    telegram,
    signal: stop.signal,
  })
  wake.collect = () => loops.filter((loop) => loop.name === 'collect').forEach((loop) => loop.kick())
  wake.deliver = () => loops.filter((loop) => loop.name === 'deliver').forEach((loop) => loop.kick())
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

interface Parts {
  readonly config: Config
  readonly log: Logger
  readonly clock: Clock
  readonly random: () => number
  readonly store: Store
  readonly source: Source
}

function openTelegram(
  { config, log, clock, random, store, source, analyzer }: Parts & { readonly analyzer: Analyzer },
  links: {
    readonly digesting: ReturnType<typeof createDigesting>
    readonly stack: AsyncDisposableStack
    readonly wakeCollect: () => void
    readonly wakeDelivery: () => void
  },
): Telegram {
  if (config.botToken === null) throw new Error('BOT_TOKEN is not set')
  const dispatcher = links.stack.adopt(createDispatcher(config.botProxy), (agent) => agent.destroy())
  return createTelegram({
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    dispatcher,
    store,
    clock,
    random,
    log,
    pictures: createPictures(),
    flows: {
      following: createFollowing({
        store,
        source,
        clock,
        backfillPosts: config.backfillPosts,
        pollMinMs: config.pollMinMs,
      }),
      watching: createWatching({ store, clock, analyzer }),
      feedback: createFeedback({ store, clock, analyzer }),
      scheduling: createScheduling({ store, clock }),
      answering: createAnswering({ store, clock, analyzer }),
      backfilling: createBackfilling({
        store,
        clock,
        pollMaxMs: config.pollMaxMs,
        requestsPerSecond: config.webRequestsPerSecond,
      }),
      exporting: createExporting({ store, clock, analyzer }),
      history: createHistoryReading({ store }),
      status: createStatusReporting({ store, clock }),
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
    wakeCollect: links.wakeCollect,
    wakeDelivery: links.wakeDelivery,
  })
}

function createLoops(
  parts: Parts & {
    readonly learning: ReturnType<typeof createLearning>
    readonly matching: ReturnType<typeof createMatching>
    readonly digesting: ReturnType<typeof createDigesting>
    readonly telegram: Telegram
    readonly signal: AbortSignal
  },
): { readonly loops: readonly Loop[]; readonly upkeep: Loop } {
  const { config, log, clock, random, store, source, learning, matching, digesting, telegram, signal } = parts
  const collecting = createCollecting({
    store,
    source,
    clock,
    random,
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
  const delivering = createDelivering({
    store,
    messenger: telegram.messenger,
    clock,
    random,
    events: {
      onDefect: (parcelId, reason) => log.error({ parcelId, reason }, 'formatting was refused, sent as plain text'),
      onTrouble: (parcelId, outcome) => log.warn({ parcelId, outcome: outcome.kind }, 'parcel was not delivered'),
    },
  })
  const loop = (name: string, step: (signal: AbortSignal) => Promise<boolean>): Loop =>
    createLoop({ name, step, signal, clock, onDefect: (error) => log.error({ err: error, loop: name }, 'loop failed') })
  return {
    loops: [
      ...Array.from({ length: collectors }, () => loop('collect', collecting.run)),
      loop('match', matching.run),
      loop('boilerplate', learning.run),
      loop('digest', digesting.run),
      loop('deliver', delivering.run),
      loop('heartbeat', createBeat(store, clock)),
      ...createChores(parts).map(({ name, run }) => loop(name, run)),
    ],
    upkeep: loop('upkeep', createUpkeep({ store, clock }).run),
  }
}

interface ChoreLoop {
  readonly name: string
  readonly run: (signal: AbortSignal) => Promise<boolean>
}

/** What is done to the archive as a whole, now and then. */
function createChores({ config, log, clock, store }: Pick<Parts, 'config' | 'log' | 'clock' | 'store'>): ChoreLoop[] {
  const retention = createRetention({
    store,
    clock,
    rules: {
      days: config.retentionDays,
      unfollowedDays: config.retentionUnfollowedDays,
      keepMatched: config.retentionKeepMatched,
    },
    onDeleted: (round) => log.info(round, 'posts that had outlived their time were deleted'),
  })
  const chores = [{ name: 'retention', run: retention.run }]
  if (config.backupDir === null) return chores
  const backups = createBackups({
    store,
    clock,
    folder: createBackupFolder({ databasePath: config.databasePath, folder: config.backupDir }),
    timeZone: config.defaultTimeZone,
    keep: config.backupKeep,
    onDone: ({ posts, bytes }) => log.info({ posts, bytes }, 'a backup was made'),
    onFailed: (error) => log.error({ err: error }, 'the backup failed'),
  })
  return [...chores, { name: 'backup', run: backups.run }]
}

function createBeat(store: Store, clock: Clock): () => Promise<boolean> {
  let lastAt = -Infinity
  return async () => {
    const now = clock.now()
    if (now - lastAt < beatMs && now >= lastAt) return false
    await store.heartbeat.record(now)
    lastAt = now
    return false
  }
}
