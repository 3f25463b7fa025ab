import process from 'node:process'
import { existsSync } from 'node:fs'
import { openApp } from './app.ts'
import { type Command, parseCommand } from './cli/arguments.ts'
import { createOutput, OutputClosedError } from './cli/output.ts'
import { describeError, describeTrouble } from './cli/trouble.ts'
import { usage } from './cli/usage.ts'
import { UsageError } from './cli/usage-error.ts'
import { parseConfig, type Config } from './config.ts'
import { createLogger, redactSecrets } from './log.ts'
import { runTool } from './tools.ts'

/** Stopping takes no longer than this: what is not finished then is left to the next start. */
const shutdownTimeoutMs = 4500

const exit = { ok: 0, failure: 1, usage: 2 } as const

process.exitCode = await main(process.argv.slice(2))

async function main(words: readonly string[]): Promise<number> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    const command = parseCommand(words)
    const parsed = parseConfig(process.env)
    if (!parsed.ok)
      return complain(['Some settings are not right:', ...parsed.problems.map((problem) => `  ${problem}`)])
    return await run(command, parsed.config)
  } catch (error) {
    if (error instanceof UsageError) return complain([error.message, '', usage])
    return fail(describeError(error))
  }
}

async function run(command: Command, config: Config): Promise<number> {
  try {
    if (command.name === 'run') return await runBot(config)
    return await runTool(command, config, { input: process.stdin, output: createOutput(process.stdout) })
  } catch (error) {
    if (error instanceof OutputClosedError) return exit.ok
    // The command was right, and what it names is not there: how commands are written is not the point.
    if (error instanceof UsageError) return complain([error.message])
    return fail(describeTrouble(error, config.databasePath))
  }
}

async function runBot(config: Config): Promise<number> {
  if (config.botToken === null) {
    return complain([
      'BOT_TOKEN is not set. Ask @BotFather in Telegram for a bot and put its token into .env (see .env.example),',
      'or try Vestnik without Telegram: npm run demo',
    ])
  }
  const log = createLogger(config)
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
  stop.signal.addEventListener('abort', () => {
    log.info('stopping')
    setTimeout(() => process.exit(exit.failure), shutdownTimeoutMs).unref()
  })
  await using app = await openApp(config, log)
  log.info('started')
  await app.run(stop.signal)
  return exit.ok
}

function fail(reason: string): number {
  process.stderr.write(`Vestnik stopped: ${redactSecrets(reason)}\n`)
  return exit.failure
}

function complain(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`)
  return exit.usage
}
