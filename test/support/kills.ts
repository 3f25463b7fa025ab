import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Fault } from '../../sandbox/faults.ts'
import type { Message } from '../../sandbox/world.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makeLongDigest } from './digests.ts'
import { forgetUpdates } from './forget-updates.ts'
import { firstPlan } from './plans.ts'

const program = new URL('vestnik-under-test.ts', import.meta.url)
const checkNode = new URL('../../src/check-node.js', import.meta.url)
const postsEach = 30
const day = 86_400_000

export interface KillStory {
  readonly chats: number
  readonly kills: number
  /** In [0, 1). */
  readonly random: () => number
}

export interface KillReport {
  readonly kills: number
  /** Parts of digests in all chats, each once. */
  readonly parts: number
  /** Parts that came a second time. Several chats may have a part on its way when the process is killed. */
  readonly doubled: number
  /** Of these, such as came beside another one of the same chat and kill: none, but for those whose answer was lost. */
  readonly crowded: number
  /** Times that Telegram, or the network, failed on purpose. */
  readonly faults: number
  /** Among them, messages that arrived and whose answer was lost: each comes twice. */
  readonly lostAnswers: number
  /** Chats that lack a post, or have one out of order. */
  readonly wrongChats: readonly number[]
  /** 429s that came of our own pace. */
  readonly provoked: number
  /** Messages that left although Telegram had asked to send none. */
  readonly impatient: number
}

/**
 * Digests wait for so many chats; a process that delivers them is killed with SIGKILL at random moments, while the sandbox answers
 * 429 and 500 and loses requests and answers; it is started again each time, and at last left to finish.
 */
export async function playKills({ chats, kills, random }: KillStory): Promise<KillReport> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'vestnik-kill-')), (path) => rm(path, { recursive: true }))
  const sandbox = stack.use(await startSandbox({ keptCalls: Infinity }))
  const database = join(folder, 'vestnik.db')
  const chatIds = Array.from({ length: chats }, () => sandbox.world.addPerson({ firstName: 'Reader' }).id)
  for (const id of chatIds) sandbox.world.say(id, id, '/start')
  await forgetUpdates(sandbox)
  await fill(database, chatIds)

  const arrivals = watchArrivals(sandbox)
  const misfortune = createMisfortune(sandbox, random)
  const isDone = (): boolean => chatIds.every((id) => postsIn(sandbox, id).flat().includes(postsEach))
  // Two messages a chat; the kills are spread over most of them.
  const mostMessages = Math.max(1, Math.floor((3 * chats) / kills))
  for (let kill = 0; kill < kills; kill += 1) {
    misfortune.add()
    const child = start(sandbox, database)
    await afterMessages(sandbox, 1 + Math.floor(random() * mostMessages), child, isDone)
    child.kill('SIGKILL')
    misfortune.killedAt.push(Date.now())
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  const last = start(sandbox, database)
  await afterMessages(sandbox, Infinity, last, isDone)
  last.kill('SIGTERM')
  await once(last, 'exit')
  return judge(sandbox, chatIds, { kills, misfortune, arrivals })
}

/** A digest of two messages for each chat. */
async function fill(database: string, chatIds: readonly number[]): Promise<void> {
  const store = openStore({ path: database, analyzer: createStemAnalyzer() })
  const now = Date.now()
  for (const id of chatIds) {
    const chat = { id, kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
    await store.chats.ensure({ ...chat, nextSlotAt: now + 30 * day, now })
    const plan = await firstPlan(store, id)
    await store.digests.recordDigest({
      planId: plan.id,
      chatId: id,
      slotAt: now,
      digest: makeLongDigest(now, postsEach),
      postIds: [],
      now,
    })
  }
  await store.close()
}

function start(sandbox: Sandbox, database: string): ChildProcess {
  return spawn(process.execPath, [`--import=${checkNode.href}`, fileURLToPath(program)], {
    env: {
      BOT_TOKEN: sandbox.token,
      TELEGRAM_API_ROOT: sandbox.botApiRoot,
      TELEGRAM_WEB_ROOT: sandbox.webRoot,
      DATABASE_PATH: database,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

/** Resolves with the so-many-th message of the bot, when there is nothing left to wait for, or when the child ends. */
async function afterMessages(
  { world }: Sandbox,
  count: number,
  child: ChildProcess,
  isDone: () => boolean = () => false,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let seen = 0
  const end = world.subscribe((event) => {
    if (event.type !== 'message') return
    seen += 1
    if (seen >= count || isDone()) resolve()
  })
  child.once('exit', () => resolve())
  if (isDone()) resolve()
  await promise.finally(end)
}

interface Misfortune {
  readonly killedAt: number[]
  /** When Telegram asked to send nothing, and for how long. */
  readonly pauses: { readonly at: number; readonly ms: number }[]
  readonly faults: Fault[]
  readonly lostAnswers: Fault[]
  /** Something goes wrong with one of the next messages. */
  add(): void
}

function createMisfortune({ faults }: Sandbox, random: () => number): Misfortune {
  const match = { method: 'sendMessage' } as const
  const kinds = ['flood', 'status', 'drop', 'drop-after-effect'] as const
  const made: Misfortune = {
    killedAt: [],
    pauses: [],
    faults: [],
    lostAnswers: [],
    add: () => {
      const kind = kinds[Math.floor(random() * kinds.length)] ?? 'drop'
      if (kind !== 'flood') {
        const fault = faults.add(kind === 'status' ? { match, kind, status: 500 } : { match, kind })
        made.faults.push(fault)
        if (kind === 'drop-after-effect') made.lostAnswers.push(fault)
        return
      }
      const body = {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 1',
        parameters: { retry_after: 1 },
      }
      const fault = faults.add({ match, kind: 'status', status: 429, body })
      made.faults.push(fault)
      void fault.hit().then(() => made.pauses.push({ at: Date.now(), ms: 1000 }))
    },
  }
  return made
}

/** When each message arrived, by chat and message id. */
function watchArrivals({ world }: Sandbox): ReadonlyMap<string, number> {
  const arrivals = new Map<string, number>()
  world.subscribe((event) => {
    if (event.type === 'message') arrivals.set(`${event.chatId} ${event.message.message_id}`, Date.now())
  })
  return arrivals
}

/**
 * Parts that came twice beyond one for each chat and kill. A copy belongs to the process that sent the message it repeats: what a
 * process had sent may still arrive after its kill, though before the next one says its first word.
 */
function countCrowded(
  { world, calls }: Sandbox,
  chatIds: readonly number[],
  arrivals: ReadonlyMap<string, number>,
): number {
  const startedAt = calls.filter(({ method }) => method === 'getMe').map(({ at }) => at)
  const seen = new Set<string>()
  let crowded = 0
  for (const chatId of chatIds) {
    const messages = world.messages(chatId).filter((message) => postsOf(message).length > 0)
    for (const [index, message] of messages.entries()) {
      const former = messages[index - 1]
      if (former === undefined || postsOf(former)[0] !== postsOf(message)[0]) continue
      const at = arrivals.get(`${chatId} ${former.message_id}`) ?? 0
      const key = `${chatId} ${startedAt.findLast((start) => start <= at) ?? 'none'}`
      if (seen.has(key)) crowded += 1
      seen.add(key)
    }
  }
  return crowded
}

/** The posts of each message of the bot, in their order. */
function postsIn({ world }: Sandbox, chatId: number): readonly (readonly number[])[] {
  return world
    .messages(chatId)
    .map(postsOf)
    .filter((posts) => posts.length > 0)
}

function postsOf({ entities = [] }: Message): readonly number[] {
  const ids = entities.map(({ url }) => Number(/t\.me\/news\/(\d+)$/.exec(url ?? '')?.[1] ?? Number.NaN))
  return ids.filter((id) => !Number.isNaN(id))
}

/** Requests that had left when an answer came may arrive so much later; as much may pass until a pause is written down. */
const underWayMs = 250

function judge(
  sandbox: Sandbox,
  chatIds: readonly number[],
  {
    kills,
    misfortune,
    arrivals,
  }: { readonly kills: number; readonly misfortune: Misfortune; readonly arrivals: ReadonlyMap<string, number> },
): KillReport {
  const wanted = Array.from({ length: postsEach }, (_, index) => index + 1)
  const received = chatIds.map((id) => ({ id, messages: postsIn(sandbox, id) }))
  const distinct = received.map(({ id, messages }) => ({
    id,
    messages: messages.filter((posts, index) => posts[0] !== messages[index - 1]?.[0]),
  }))
  const total = received.reduce((sum, { messages }) => sum + messages.length, 0)
  const parts = distinct.reduce((sum, { messages }) => sum + messages.length, 0)
  const sends = sandbox.calls.filter(({ method }) => method === 'sendMessage')
  const kept = misfortune.pauses.filter(
    ({ at }) => !misfortune.killedAt.some((kill) => kill >= at && kill < at + underWayMs),
  )
  return {
    kills,
    parts,
    doubled: total - parts,
    crowded: countCrowded(sandbox, chatIds, arrivals),
    lostAnswers: misfortune.lostAnswers.filter(({ hits }) => hits > 0).length,
    faults: misfortune.faults.filter(({ hits }) => hits > 0).length,
    wrongChats: distinct.filter(({ messages }) => String(messages.flat()) !== String(wanted)).map(({ id }) => id),
    provoked: sends.filter(({ status }) => status === 429).length,
    impatient: sends.filter(({ at }) => kept.some((pause) => at > pause.at + underWayMs && at < pause.at + pause.ms))
      .length,
  }
}
