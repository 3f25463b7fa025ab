import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sandbox } from '../sandbox.ts'

const source = new URL('../../src/', import.meta.url)
const stopTimeoutMs = 6000

/** The very program that `npm start` runs, pointed at the sandbox, with a database that ends with it. */
export interface VestnikProcess extends AsyncDisposable {
  /** Resolves when the process has ended, with its exit code. */
  readonly ended: Promise<number>
  /** What it wrote to its log. */
  log(): string
}

export async function startVestnik(
  sandbox: Sandbox,
  settings: Readonly<Record<string, string>> = {},
): Promise<VestnikProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-demo-'))
  const child = spawn(
    process.execPath,
    [`--import=${new URL('check-node.js', source).href}`, fileURLToPath(new URL('main.ts', source))],
    {
      // Nothing of the surroundings: neither an .env nor a setting of the machine may leak into the demo.
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        BOT_TOKEN: sandbox.token,
        TELEGRAM_API_ROOT: sandbox.botApiRoot,
        TELEGRAM_WEB_ROOT: sandbox.webRoot,
        DATABASE_PATH: join(folder, 'vestnik.db'),
        POLL_MIN_SECONDS: '2',
        POLL_MAX_SECONDS: '10',
        WEB_REQUESTS_PER_SECOND: '5',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      log = (log + text).slice(-100_000)
    })
  }
  const ended = once(child, 'exit').then(([code]) => Number(code ?? 1))
  return {
    ended,
    log: () => log,
    [Symbol.asyncDispose]: async () => {
      await stop(child, ended)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  await ended
  clearTimeout(timer)
}
