import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openApp } from '../../src/app.ts'
import { parseConfig } from '../../src/config.ts'
import { createLogger } from '../../src/log.ts'
import { holding } from '../support/holding-store.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { setPlan } from '../support/plans.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'

const readerId = 101
const program = new URL('../support/vestnik-under-test.ts', import.meta.url)

/** Every commit of the four loops, for a digest of several parts and for an alert. */
const commits = ['channels.recordPage', 'posts.recordMatches', 'digests.recordDigest', 'outbox.recordPartSent']
const plans = [
  { plan: 'digest', posts: 45 },
  { plan: 'alert', posts: 15 },
] as const
const cases = plans.flatMap((about) =>
  commits.flatMap((commit) => (['before', 'after'] as const).map((moment) => ({ ...about, commit, moment }))),
)

describe('a Vestnik that is killed', { concurrency: 4, timeout: 300_000 }, () => {
  for (const { plan, posts, commit, moment } of cases) {
    it(`${moment} ${commit} loses no post and no ${plan}, and doubles at most the part in flight`, async () => {
      await using stack = new AsyncDisposableStack()
      const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'vestnik-crash-')), (path) =>
        rm(path, { recursive: true }),
      )
      const sandbox = stack.use(await startSandbox({ demoCast: true, enforceFloodLimits: false }))
      const database = join(folder, 'vestnik.db')
      publish(sandbox, posts)
      sandbox.world.say(readerId, readerId, '/start')
      await prepare(database, plan)

      const killed = { KILL_AT: `${commit}:${moment}`, HOLD_DIGEST_UNTIL: String(posts) }
      assert.equal(await startKilled(sandbox, database, killed), 'SIGKILL')
      const restarted = stack.use(await restart(sandbox, database, posts))
      const inFlightWasDoubled = commit === 'outbox.recordPartSent' && moment === 'before'
      const isLast = (message: Parameters<typeof linksIn>[0]): boolean => linksIn(message).includes(posts)
      // What is sent in one message was sent before the process was killed, and comes again.
      const wanted = inFlightWasDoubled && plan === 'alert' ? 2 : 1
      await sandbox.world.waitForMessage(
        readerId,
        (message) => isLast(message) && sandbox.world.messages(readerId).filter(isLast).length >= wanted,
        { timeoutMs: 60_000 },
      )
      await restarted.stop()

      const links = sandbox.world
        .messages(readerId)
        .map(linksIn)
        .filter((ids) => ids.length > 0)
      if (plan === 'digest') assert.ok(links.length > 1, 'one message would prove nothing of parts')
      const once = inFlightWasDoubled ? links.slice(1) : links
      assert.deepEqual(
        once.flat(),
        Array.from({ length: posts }, (_, index) => index + 1),
      )
      if (inFlightWasDoubled) assert.deepEqual(links[0], links[1])
      await assertStored(database, posts)
    })
  }
})

function publish({ channels }: Sandbox, posts: number): void {
  channels.add({ name: 'news', title: 'News', description: '', subscribers: 1, telegramId: 9, preview: true })
  for (let index = posts; index > 0; index -= 1) {
    channels.publish('news', {
      // A headline is a sentence: long ones, so that the digest takes several messages.
      text: `Post number ${posts - index + 1} says ${'at some length '.repeat(6)}what there is to say. And more of it.`,
      publishedAt: Date.now() - index * 60_000,
    })
  }
}

/** A reader who follows the channel, and whose digest is due, or who is told at once. */
async function prepare(database: string, plan: 'digest' | 'alert'): Promise<void> {
  const store = openStore({ path: database, analyzer: createStemAnalyzer() })
  const now = Date.now()
  await store.chats.ensure({
    id: readerId,
    kind: 'private',
    language: 'en',
    timeZone: 'UTC',
    digestTime: '09:00',
    nextSlotAt: now,
    now,
  })
  const profile = { name: 'news', title: 'News', description: null, subscribers: null, telegramId: 9 }
  const channel = await store.channels.add(profile, { now, backfill: 200 })
  await store.chats.follow({ chatId: readerId, channelId: channel.id, sinceAt: 0, now })
  // One message after another: parts are what may be lost or doubled.
  await store.chats.changeSettings(readerId, { digestLength: 'full' })
  if (plan === 'alert') {
    await setPlan(store, { chatId: readerId, number: 1, schedule: { kind: 'instant' }, nextSlotAt: null })
  }
  await store.close()
}

/** A process of its own that kills itself around a commit. */
function startKilled(sandbox: Sandbox, database: string, more: Record<string, string>): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [`--import=${new URL('../../src/check-node.js', import.meta.url).href}`, program.pathname],
    { env: { ...settings(sandbox, database), ...more }, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  return once(child, 'exit').then(([, signal]) => signal as string | null)
}

/** Another Vestnik on the same database, in this process. */
async function restart(sandbox: Sandbox, database: string, posts: number) {
  const parsed = parseConfig(settings(sandbox, database))
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  const app = await openApp(parsed.config, createLogger(parsed.config), {
    wrapStore: (store) => holding(store, posts),
  })
  const signal = new AbortController()
  const running = app.run(signal.signal)
  const stop = async (): Promise<void> => {
    signal.abort()
    await running
    await app[Symbol.asyncDispose]()
  }
  return { stop, [Symbol.asyncDispose]: stop }
}

function settings(sandbox: Sandbox, database: string): Record<string, string> {
  return {
    BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: sandbox.botApiRoot,
    TELEGRAM_WEB_ROOT: sandbox.webRoot,
    DATABASE_PATH: database,
    WEB_REQUESTS_PER_SECOND: '100',
    LOG_LEVEL: 'error',
  }
}

function linksIn(message: { readonly entities?: readonly { readonly url?: string }[] }): number[] {
  return (message.entities ?? []).flatMap(({ url }) => {
    const match = /t\.me\/news\/(\d+)$/.exec(url ?? '')
    return match === null ? [] : [Number(match[1])]
  })
}

async function assertStored(database: string, posts: number): Promise<void> {
  const store = openStore({ path: database, analyzer: createStemAnalyzer(), readonly: true })
  const outbox = await store.outbox.counts(readerId)
  assert.equal(await store.posts.count(), posts)
  assert.equal(outbox.waiting, 0)
  await store.close()
}
