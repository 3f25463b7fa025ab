import { existsSync, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { examine, type Probe } from './cli/doctor.ts'
import type { Command } from './cli/arguments.ts'
import { printCopy } from './cli/copies.ts'
import { exportPosts } from './cli/export.ts'
import { checkHealth } from './cli/health.ts'
import { importPosts } from './cli/import.ts'
import type { Output } from './cli/output.ts'
import { readLines } from './cli/input.ts'
import { search } from './cli/search.ts'
import { runTextTool } from './cli/text-tools.ts'
import { usage } from './cli/usage.ts'
import { fold } from './cli/fold.ts'
import { UsageError } from './cli/usage-error.ts'
import { systemClock } from './clock.ts'
import { openSource, refusedPagesFolder } from './app.ts'
import { type Config, settings } from './config.ts'
import { createDictionaryAnalyzer } from './core/text/dictionary/dictionary-analyzer.ts'
import { SourceError } from './domain/source.ts'
import { describeBreaks, describeHead, verifyChains } from './flows/verify.ts'
import { copyDatabase } from './sqlite/copy.ts'
import { lockDatabase } from './sqlite/database.ts'
import { inspectDatabase } from './sqlite/inspect.ts'
import { restoreDatabase } from './sqlite/restore.ts'
import { openStore } from './sqlite/store.ts'
import { probeBotApi } from './telegram/probe.ts'
import { readDictionaries } from './dictionaries.ts'
import { createDispatcher } from './http/dispatcher.ts'
import { listRefusedPages } from './tme/refused-pages.ts'

/** Runs a command of the command line; the exit code. Throws UsageError. */
export async function runTool(
  command: Exclude<Command, { readonly name: 'run' }>,
  config: Config,
  { input, output }: { readonly input: Readable; readonly output: Output },
): Promise<number> {
  if (command.name === 'help') {
    await output.line(usage)
    return 0
  }
  if (command.name === 'doctor') {
    const probes = [...createProbes(config), ...(command.verify ? [createChainProbe(config)] : [])]
    return (await examine(probes, { output, databasePath: config.databasePath })) ? 0 : 1
  }
  if (command.name === 'explain' || command.name === 'match' || command.name === 'query') {
    return runTextTool(command, {
      analyzer: createDictionaryAnalyzer(readDictionaries()),
      lines: readLines(input),
      output,
      now: systemClock.now(),
    })
  }
  if (command.name === 'fold') {
    await fold({ analyzer: createDictionaryAnalyzer(readDictionaries()), lines: readLines(input), output })
    return 0
  }
  if (command.name === 'restore') return restore(config, command.file, output)
  if (command.name === 'import') return bringIn(config, command, output)
  if (!existsSync(config.databasePath)) throw new UsageError(`there is no database at ${config.databasePath} yet`)
  if (command.name === 'backup') {
    await printCopy(output, command.file, await copyDatabase(config.databasePath, command.file))
    return 0
  }
  const analyzer = createDictionaryAnalyzer(readDictionaries())
  const store = openStore({ path: config.databasePath, analyzer, readonly: true })
  try {
    if (command.name === 'health') return (await checkHealth({ store, clock: systemClock, output })) ? 0 : 1
    if (command.name === 'search') await search({ store, clock: systemClock, analyzer, output }, command)
    else await exportPosts({ store, clock: systemClock, analyzer, output }, command)
    return 0
  } finally {
    await store.close()
  }
}

/** The bot must not run meanwhile: one process writes to a database. */
async function bringIn(
  config: Config,
  request: { readonly file: string; readonly channel: string | null },
  output: Output,
): Promise<number> {
  const unlock = lockDatabase(config.databasePath)
  try {
    const store = openStore({
      path: config.databasePath,
      analyzer: createDictionaryAnalyzer(readDictionaries()),
    })
    try {
      const { backfillPosts } = config
      await importPosts({ store, clock: systemClock, output, backfillPosts }, request)
    } finally {
      await store.close()
    }
    return 0
  } finally {
    unlock()
  }
}

async function restore({ databasePath }: Config, file: string, output: Output): Promise<number> {
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`)
  const { report, keptAs } = restoreDatabase({ from: file, databasePath, now: systemClock.now() })
  await printCopy(output, databasePath, report)
  if (keptAs !== null) await output.line(`what was there before is in ${keptAs}`)
  return 0
}

/** Walks the chains over versions: slow in a large archive, so only on demand. */
function createChainProbe({ databasePath }: Config): Probe {
  return {
    name: 'chain of versions',
    run: async () => {
      if (!existsSync(databasePath)) return 'there is no archive yet'
      const analyzer = createDictionaryAnalyzer(readDictionaries())
      const store = openStore({ path: databasePath, analyzer, readonly: true })
      try {
        const { links, breaks, heads } = await verifyChains(store)
        if (breaks.length > 0) throw new Error(describeBreaks(breaks))
        return [`${links} links, none of them broken`, ...heads.map(describeHead)].join('\n')
      } finally {
        await store.close()
      }
    },
  }
}

function createProbes(config: Config): readonly Probe[] {
  return [
    {
      name: 'settings',
      run: async () => `${settings.length} read; times in ${config.defaultTimeZone}; ${describeAccess(config)}`,
    },
    {
      name: 'database',
      run: async () => {
        if (!existsSync(config.databasePath)) return `none at ${config.databasePath} yet; the first start makes it`
        const { schema, channels, posts, chats } = inspectDatabase(config.databasePath)
        // What was written last is beside it for a while.
        const files = [config.databasePath, `${config.databasePath}-wal`].filter((path) => existsSync(path))
        const megabytes = (files.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6).toFixed(1)
        return `sound; schema ${schema}, ${channels} channels, ${posts} posts, ${chats} chats, ${megabytes} MB`
      },
    },
    {
      name: 'previews',
      run: async (signal) => {
        await using stack = new AsyncDisposableStack()
        try {
          await openSource(config, stack).fetchPage(wellKnownChannel, { kind: 'newest' }, signal)
        } catch (error) {
          // An answer without a preview is an answer all the same.
          if (!(error instanceof SourceError && error.fault === 'preview_unavailable')) throw error
        }
        return `${config.telegramWebRoots.join(' or ')} answers`
      },
    },
    {
      name: 'refused pages',
      run: async () => {
        const folder = refusedPagesFolder(config.databasePath)
        const pages = listRefusedPages(folder)
        const [newest] = pages
        if (newest === undefined) return 'none is kept'
        return `${pages.length} kept in ${folder}, the newest of @${newest.name} at ${newest.at}`
      },
    },
    {
      name: 'bot',
      run: async (signal) => {
        if (config.botToken === null) throw new Error('BOT_TOKEN is not set; @BotFather gives one')
        await using stack = new AsyncDisposableStack()
        const dispatcher = stack.adopt(createDispatcher(config.botProxy), (agent) => agent.destroy())
        const username = await probeBotApi({
          token: config.botToken,
          apiRoot: config.telegramApiRoot,
          dispatcher,
          signal,
        })
        return `${config.telegramApiRoot} answers; the bot is @${username}`
      },
    },
  ]
}

/** Telegram's own channel. */
const wellKnownChannel = 'telegram'

function describeAccess(config: Config): string {
  return config.allowedIds.size === 0 ? 'everyone may use the bot' : `${config.allowedIds.size} ids may use the bot`
}
