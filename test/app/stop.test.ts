import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Digest } from '../../src/domain/digest.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { startProgram } from '../support/vestnik-process.ts'
import { makeLongDigest } from '../support/digests.ts'
import { firstPlan } from '../support/plans.ts'

const readerId = 101
const posts = 60

describe('a Vestnik that is told to stop', { concurrency: 2, timeout: 180_000 }, () => {
  it('amid a backfill, with a page on its way, ends within five seconds, and the next start fetches the rest', async () => {
    await using scene = await openScene()
    const { sandbox, database } = scene
    const page = sandbox.faults.add({ match: { server: 'web', path: 'before=' }, kind: 'hang', times: Infinity })
    await prepare(database, null)
    await using first = scene.start()
    await page.hit()
    await stopInTime(first)
    page.remove()
    assert.equal(await countPosts(database), 20)

    const filled = sandbox.faults.add({ match: { server: 'web', path: `before=21` }, kind: 'delay', ms: 0 })
    await using second = scene.start()
    await filled.hit()
    await stopInTime(second)
    assert.ok((await countPosts(database)) >= 40)
  })

  it('amid a delivery, with a message on its way, ends within five seconds, and doubles and loses no part', async () => {
    await using scene = await openScene()
    const { sandbox, database } = scene
    await prepare(database, makeLongDigest(Date.now(), posts))
    const slow = sandbox.faults.add({ match: { method: 'sendMessage' }, kind: 'delay', ms: 700 })
    await using first = scene.start()
    await slow.hit()
    await stopInTime(first)

    await using second = scene.start()
    await sandbox.world.waitForMessage(readerId, (message) => linksIn(message).includes(posts), { timeoutMs: 60_000 })
    await stopInTime(second)
    const received = sandbox.world.messages(readerId).flatMap(linksIn)
    assert.deepEqual(
      received,
      Array.from({ length: posts }, (_, index) => index + 1),
    )
  })
})

interface Scene extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly database: string
  start(): ReturnType<typeof startProgram>
}

async function openScene(): Promise<Scene> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'vestnik-stop-')), (path) => rm(path, { recursive: true }))
  const sandbox = stack.use(await startSandbox({ demoCast: true, enforceFloodLimits: false }))
  sandbox.channels.add({ name: 'news', title: 'News', description: '', subscribers: 1, telegramId: 9, preview: true })
  for (let index = 1; index <= posts; index += 1) sandbox.channels.publish('news', { text: `Post ${index}` })
  sandbox.world.say(readerId, readerId, '/start')
  const database = join(folder, 'vestnik.db')
  const settings = {
    BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: sandbox.botApiRoot,
    TELEGRAM_WEB_ROOT: sandbox.webRoot,
    DATABASE_PATH: database,
    WEB_REQUESTS_PER_SECOND: '100',
  }
  const resources = stack.move()
  return {
    sandbox,
    database,
    start: () => startProgram([], settings, folder),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

async function stopInTime(program: ReturnType<typeof startProgram>): Promise<void> {
  const toldAt = performance.now()
  program.kill('SIGTERM')
  const { code, stdout, stderr } = await program.ended
  assert.equal(code, 0, stdout + stderr)
  assert.ok(performance.now() - toldAt < 5000)
}

/** A reader who follows the channel, with a digest on its way or without. */
async function prepare(database: string, digest: Digest | null): Promise<void> {
  const store = openStore({ path: database, analyzer: createStemAnalyzer() })
  const now = Date.now()
  const chat = { id: readerId, kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
  await store.chats.ensure({ ...chat, nextSlotAt: now + 1e9, now })
  const profile = { name: 'news', title: 'News', description: null, subscribers: null, telegramId: 9 }
  const channel = await store.channels.add(profile, { now, backfill: 200 })
  await store.chats.follow({ chatId: readerId, channelId: channel.id, sinceAt: 0, now })
  const { id: planId } = await firstPlan(store, readerId)
  if (digest !== null) {
    await store.digests.recordDigest({ planId, chatId: readerId, slotAt: now, digest, postIds: [], now })
  }
  await store.close()
}

async function countPosts(database: string): Promise<number> {
  const store = openStore({ path: database, analyzer: createStemAnalyzer(), readonly: true })
  const count = await store.posts.count()
  await store.close()
  return count
}

function linksIn(message: { readonly entities?: readonly { readonly url?: string }[] }): number[] {
  return (message.entities ?? []).flatMap(({ url }) => {
    const match = /t\.me\/news\/(\d+)$/.exec(url ?? '')
    return match === null ? [] : [Number(match[1])]
  })
}
