import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { createStemAnalyzer } from '../src/core/text/stem-analyzer.ts'
import { openStore } from '../src/sqlite/store.ts'
import { forgetUpdates } from '../test/support/forget-updates.ts'
import { generatePosts } from './corpus.ts'
import { report, round } from './measure.ts'
import { root, startWords } from './start-words.ts'
import { firstPlan } from '../test/support/plans.ts'

/**
 * Sending against a sandbox that enforces Telegram's limits, by the program as it is started: how many messages a second, whether any
 * was refused, and what a long queue costs. VESTNIK_BENCH_CHATS sets how many chats are due at once.
 */
const chats = Number(process.env['VESTNIK_BENCH_CHATS'] ?? 1000)
const queued = 100_000
const limitPerSecond = 30
const day = 86_400_000

interface Run {
  /** From the start of the process to the first message, and to the last. */
  readonly firstMs: number
  readonly lastMs: number
  readonly sent: number
  readonly refused: number
  readonly peakMb: number
}

type Store = ReturnType<typeof openStore>

/** Starts the program on a store that `fill` has filled for these people, and stops it when so many messages have come. */
async function run(
  people: number,
  messages: number,
  fill: (store: Store, ids: readonly number[]) => Promise<void>,
): Promise<Run> {
  await using sandbox = await startSandbox({ keptCalls: Infinity })
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-bench-'))
  const database = join(folder, 'vestnik.db')
  const ids = Array.from({ length: people }, () => sandbox.world.addPerson({ firstName: 'Reader' }).id)
  for (const id of ids) sandbox.world.say(id, id, '/start')
  await forgetUpdates(sandbox)
  const store = openStore({ path: database, analyzer: createStemAnalyzer() })
  await fill(store, ids)
  await store.close()

  const times: number[] = []
  const end = sandbox.world.subscribe((event) => {
    if (event.type === 'message') times.push(performance.now())
  })
  const startedAt = performance.now()
  const child = start(sandbox, database)
  let peakMb = 0
  while (times.length < messages && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    peakMb = Math.max(peakMb, rssOf(child.pid ?? 0))
  }
  end()
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
  await rm(folder, { recursive: true })
  return {
    firstMs: (times[0] ?? Number.NaN) - startedAt,
    lastMs: (times[messages - 1] ?? Number.NaN) - startedAt,
    sent: times.length,
    refused: sandbox.calls.filter(({ status }) => status === 429).length,
    peakMb,
  }
}

/** Any start but the first after an update finds its files stripped and compiled. */
function warmUp(): void {
  spawnSync(process.execPath, [...startWords, 'help'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
}

function start(sandbox: Sandbox, database: string): ChildProcess {
  return spawn(process.execPath, startWords, {
    cwd: root,
    env: {
      BOT_TOKEN: sandbox.token,
      TELEGRAM_API_ROOT: sandbox.botApiRoot,
      TELEGRAM_WEB_ROOT: sandbox.webRoot,
      DATABASE_PATH: database,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function rssOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

async function addChat(store: Store, id: number, nextSlotAt: number): Promise<void> {
  const chat = { id, kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
  await store.chats.ensure({ ...chat, nextSlotAt, now: Date.now() })
}

function tiny(slotAt: number) {
  const item = {
    postId: 1,
    messageId: 1,
    publishedAt: slotAt - day,
    extract: 'A post of some words.',
    highlights: [],
    edited: false,
    media: [],
    forwardedFrom: null,
    alsoMatches: [],
  }
  const groups = [{ query: null, channels: [{ name: 'news', title: 'News', items: [item] }] }]
  return { language: 'en' as const, timeZone: 'UTC', slotAt, postCount: 1, leftOver: 0, groups }
}

/** A hundred parcels for each of a thousand chats. */
async function queueMany(store: Store, ids: readonly number[]): Promise<void> {
  const now = Date.now()
  for (const id of ids) {
    await addChat(store, id, now + 30 * day)
    const { id: planId } = await firstPlan(store, id)
    for (let at = 0; at < queued / ids.length; at += 1) {
      const slotAt = now - at
      await store.digests.recordDigest({ planId, chatId: id, slotAt, digest: tiny(slotAt), postIds: [], now })
    }
  }
}

/** Chats that all want their digest now; there is a post for everybody. */
async function due(store: Store, ids: readonly number[]): Promise<void> {
  const now = Date.now()
  const profile = { name: 'news', title: 'News', description: null, subscribers: null, telegramId: 9 }
  const channel = await store.channels.add(profile, { now, backfill: 0 })
  for (const id of ids) {
    await addChat(store, id, now)
    await store.chats.follow({ chatId: id, channelId: channel.id, sinceAt: 0, now })
  }
  await store.channels.recordPage({
    channelId: channel.id,
    profile,
    posts: [...generatePosts(1, ['A post of some words.'])].map((post) => ({
      ...post,
      messageId: 1,
      publishedAt: now,
    })),
    cursor: 1,
    backfill: null,
    leaseUntil: now,
    now,
  })
}

warmUp()
const queue = await run(1000, 900, queueMany)
const perSecond = (899 * 1000) / (queue.lastMs - queue.firstMs)
const size = `${queued} waiting messages in 1000 chats, 900 sent`
report({
  case: 'sustained rate',
  size,
  unit: 'messages/s',
  median: round(perSecond),
  peer: "Telegram's limit",
  peerMedian: limitPerSecond,
  ratio: round(perSecond / limitPerSecond),
})
report({ case: 'refused with 429', size, unit: 'messages', median: queue.refused })
report({ case: 'from the start of the process to the first message', size, unit: 'ms', median: round(queue.firstMs) })
report({ case: 'memory at its highest', size, unit: 'MB (RSS)', median: round(queue.peakMb) })

const morning = await run(chats, chats, due)
const morningSize = `${chats} chats due at the same time, a digest each`
report({
  case: 'until the last has its digest',
  size: morningSize,
  unit: 's',
  median: round(morning.lastMs / 1000),
  peer: "Telegram's limit",
  peerMedian: round(chats / limitPerSecond),
  ratio: round(chats / limitPerSecond / (morning.lastMs / 1000)),
})
report({ case: 'refused with 429', size: morningSize, unit: 'messages', median: morning.refused })
report({ case: 'memory at its highest', size: morningSize, unit: 'MB (RSS)', median: round(morning.peakMb) })
