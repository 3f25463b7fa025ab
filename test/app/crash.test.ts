import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'

const readerId = 101
const posts = 45
const program = new URL('../support/vestnik-under-test.ts', import.meta.url)

/** Every commit of the four loops. */
const commits = ['channels.recordPage', 'posts.recordMatches', 'digests.recordDigest', 'outbox.recordPartSent']

describe('a Vestnik that is killed', { concurrency: 2, timeout: 60_000 }, () => {
  for (const commit of commits) {
    for (const moment of ['before', 'after'] as const) {
      it(`${moment} ${commit} loses no post and no digest, and doubles at most the part in flight`, async () => {
        await using stack = new AsyncDisposableStack()
        const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'vestnik-crash-')), (path) =>
          rm(path, { recursive: true }),
        )
        const sandbox = stack.use(await startSandbox({ demoCast: true, enforceFloodLimits: false }))
        const database = join(folder, 'vestnik.db')
        publish(sandbox)
        sandbox.world.say(readerId, readerId, '/start')
        await prepare(database)

        const killed = start(sandbox, database, { KILL_AT: `${commit}:${moment}` })
        assert.equal(await killed.signal, 'SIGKILL')
        const restarted = stack.adopt(start(sandbox, database, {}), async (running) => {
          running.stop()
          await running.signal
        })
        await sandbox.world.waitForMessage(readerId, (message) => linksIn(message).includes(posts), {
          timeoutMs: 20_000,
        })
        restarted.stop()
        await restarted.signal

        const links = sandbox.world
          .messages(readerId)
          .map(linksIn)
          .filter((ids) => ids.length > 0)
        const inFlightWasDoubled = commit === 'outbox.recordPartSent' && moment === 'before'
        const once = inFlightWasDoubled ? links.slice(1) : links
        assert.deepEqual(
          once.flat(),
          Array.from({ length: posts }, (_, index) => index + 1),
        )
        if (inFlightWasDoubled) assert.deepEqual(links[0], links[1])
        await assertStored(database)
      })
    }
  }
})

function publish({ channels }: Sandbox): void {
  channels.add({ name: 'news', title: 'News', description: '', subscribers: 1, telegramId: 9, preview: true })
  for (let index = posts; index > 0; index -= 1) {
    channels.publish('news', {
      text: `Post number ${posts - index + 1}. ${'Something to say about it. '.repeat(10)}`,
      publishedAt: Date.now() - index * 60_000,
    })
  }
}

/** A reader who follows the channel, and whose digest is due. */
async function prepare(database: string): Promise<void> {
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
  await store.close()
}

function start(sandbox: Sandbox, database: string, more: Record<string, string>) {
  const child = spawn(
    process.execPath,
    [`--import=${new URL('../../src/check-node.js', import.meta.url).href}`, program.pathname],
    {
      env: {
        BOT_TOKEN: sandbox.token,
        TELEGRAM_API_ROOT: sandbox.botApiRoot,
        TELEGRAM_WEB_ROOT: sandbox.webRoot,
        DATABASE_PATH: database,
        WEB_REQUESTS_PER_SECOND: '100',
        LOG_LEVEL: 'warn',
        HOLD_DIGEST_UNTIL: String(posts),
        ...more,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  return {
    signal: once(child, 'exit').then(([, signal]) => signal as string | null),
    stop: () => child.kill('SIGTERM'),
  }
}

function linksIn(message: { readonly entities?: readonly { readonly url?: string }[] }): number[] {
  return (message.entities ?? []).flatMap(({ url }) => {
    const match = /t\.me\/news\/(\d+)$/.exec(url ?? '')
    return match === null ? [] : [Number(match[1])]
  })
}

async function assertStored(database: string): Promise<void> {
  const store = openStore({ path: database, analyzer: createStemAnalyzer(), readonly: true })
  const outbox = await store.outbox.counts(readerId)
  assert.equal(await store.posts.count(), posts)
  assert.equal(outbox.waiting, 0)
  await store.close()
}
