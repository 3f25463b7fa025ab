import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../sandbox/sandbox.ts'
import { root, startWords } from './start-words.ts'
import { median, report, round } from './measure.ts'

const runs = 7
/** After its start the process is left alone for so long before its memory is read. */
const idleMs = 5000

interface Started {
  readonly readyMs: number
  readonly rssMb: number | null
}

/** From the start of the process to its first question to Telegram for updates; then, if wanted, its memory. */
async function start(withMemory: boolean): Promise<Started> {
  await using sandbox = await startSandbox({ demoCast: true })
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-bench-'))
  const startedAt = performance.now()
  const child = spawn(process.execPath, startWords, {
    cwd: root,
    env: {
      BOT_TOKEN: sandbox.token,
      TELEGRAM_API_ROOT: sandbox.botApiRoot,
      TELEGRAM_WEB_ROOT: sandbox.webRoot,
      DATABASE_PATH: join(folder, 'vestnik.db'),
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  })
  while (!sandbox.calls.some((call) => call.method.toLowerCase() === 'getupdates')) await new Promise(setImmediate)
  const readyMs = performance.now() - startedAt
  if (withMemory) await new Promise((resolve) => setTimeout(resolve, idleMs))
  const rssMb = withMemory ? rssOf(child.pid ?? 0) : null
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  await rm(folder, { recursive: true })
  return { readyMs, rssMb }
}

function rssOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

async function bareNode(): Promise<number> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
  return performance.now() - startedAt
}

const ready: number[] = []
const bare: number[] = []
await start(false)
for (let index = 0; index < runs; index += 1) {
  ready.push((await start(false)).readyMs)
  bare.push(await bareNode())
}
report({
  case: 'cold start, until updates are asked for',
  size: 'empty database',
  unit: 'ms',
  median: round(median(ready)),
  peer: 'node -e 0',
  peerMedian: round(median(bare)),
  ratio: round(median(bare) / median(ready)),
})
const { rssMb } = await start(true)
report({ case: 'memory when idle', size: 'empty database', unit: 'MB (RSS)', median: round(rssMb ?? 0) })
