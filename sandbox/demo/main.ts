import { once } from 'node:events'
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts'
import { addDemoChannels } from './demo-channels.ts'
import { playScript } from './script.ts'
import { startVestnik } from './vestnik-process.ts'

/** Where the chat page is, when the port is free. */
const usualPort = 8787

process.exitCode = process.argv.includes('--script') ? await script() : await demo()

/** Plays a conversation, prints it, and checks it: 0 when all went as it should. */
async function script(): Promise<number> {
  await using sandbox = await startSandbox({ demoCast: true })
  addDemoChannels(sandbox.channels, Date.now())
  await using vestnik = await startVestnik(sandbox)
  const problem = await playScript(sandbox, (line) => process.stdout.write(`${line}\n`)).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  )
  if (problem === null) return 0
  process.stderr.write(`\nThe conversation went wrong: ${problem}\n\nLog of Vestnik:\n${vestnik.log()}\n`)
  return 1
}

/** Runs until Ctrl-C. */
async function demo(): Promise<number> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await using sandbox = await startOnUsualPort({ demoCast: true })
  addDemoChannels(sandbox.channels, Date.now())
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  await using vestnik = await startVestnik(sandbox, { DEFAULT_TIME_ZONE: timeZone })
  process.stdout.write(
    [
      'Vestnik is running against a stand-in for Telegram. Nothing leaves this machine.',
      '',
      `  The chat:             ${sandbox.botApiRoot}/`,
      `  The channels' pages:  ${sandbox.channels
        .names()
        .map((name) => `${sandbox.webRoot}/s/${name}`)
        .join('\n                        ')}`,
      '',
      'Open the chat, press Start, and send: /follow @putdomoj_demo',
      'Ctrl-C ends it; the database of the demo goes with it.',
      '',
    ].join('\n'),
  )
  const code = await Promise.race([stopped.then(() => 0), vestnik.ended])
  if (code !== 0) process.stderr.write(`Vestnik ended by itself:\n${vestnik.log()}\n`)
  return code
}

async function startOnUsualPort(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await startSandbox({ ...options, botPort: usualPort })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    return startSandbox(options)
  }
}
