import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../src/app.ts'
import { systemClock } from '../src/clock.ts'
import { parseConfig } from '../src/config.ts'
import { createLogger } from '../src/log.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { median, quantile, report, round } from './measure.ts'

const runs = 60
/** Chats are told at most once a minute: each run tells another one. */
const queries = ['мобилизованных', 'ротация', 'зарплата', 'отпуск', 'госпиталь']
const album = [1, 2, 3]

/** From the commit that stores a post to the call that sends its alert, of a whole Vestnik over HTTP to a sandbox. */
async function measure(isAlbum: boolean): Promise<number[]> {
  const sandbox = await startSandbox({ enforceFloodLimits: false })
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-bench-'))
  const config = parseConfig({
    BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: sandbox.botApiRoot,
    TELEGRAM_WEB_ROOT: sandbox.webRoot,
    DATABASE_PATH: join(folder, 'vestnik.db'),
    LOG_LEVEL: 'silent',
  })
  if (!config.ok) throw new Error(config.problems.join('; '))
  const times: number[] = []
  {
    await using app = await openApp(config.config, createLogger(config.config))
    const stop = new AbortController()
    const running = app.run(stop.signal)
    for (let index = 0; index < runs; index += 1) times.push(await tellOne(index))
    stop.abort()
    await running

    async function tellOne(index: number): Promise<number> {
      const { store } = app
      const name = `bench${index}`
      const { id: chatId } = sandbox.world.addPerson({ firstName: name })
      sandbox.world.say(chatId, chatId, '/start')
      await sandbox.world.waitForMessage(chatId, ({ from }) => from?.is_bot === true, { timeoutMs: 10_000 })
      const now = Date.now()
      const profile = { name, telegramId: null, title: name, description: null, subscribers: null }
      const channel = await store.channels.add(profile, { now, backfill: 0 })
      await store.channels.recordPollEnd({ channelId: channel.id, nextPollAt: now + 3_600_000, now })
      await store.chats.follow({ chatId, channelId: channel.id, sinceAt: now - 1000, now })
      for (const query of queries) await store.watches.add({ chatId, query, sinceAt: now, now })
      await store.schedules.change(chatId, ({ chat, plans }) => ({
        chat,
        plans: plans.map((plan) => ({ ...plan, schedule: { kind: 'instant' }, nextSlotAt: null })),
      }))
      // At any moment between two beats of the process.
      await systemClock.sleep((index * 137) % 1000)
      const told = sandbox.world.messages(chatId).length
      await store.channels.recordPage({
        channelId: channel.id,
        profile,
        posts: [{ ...post, albumIds: isAlbum ? album : [], publishedAt: Date.now() }],
        cursor: null,
        backfill: null,
        leaseUntil: 0,
        now: Date.now(),
      })
      const storedAt = performance.now()
      while (sandbox.world.messages(chatId).length === told) await new Promise(setImmediate)
      return performance.now() - storedAt
    }
  }
  await sandbox[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
  return times
}

const post = {
  messageId: 1,
  kind: 'post',
  text: 'Верните мобилизованных домой: ротации нет, отпусков нет.',
  entities: [],
  edited: false,
  views: null,
  author: null,
  forward: null,
  reply: null,
  media: [],
  reactions: [],
  buttons: [],
  viaBot: null,
  serviceKind: null,
  pinned: null,
} as const

for (const isAlbum of [false, true]) {
  const times = await measure(isAlbum)
  report({
    case: `from the archive to the alert, ${isAlbum ? 'of an album' : 'of a post'}`,
    size: `${runs} posts`,
    unit: 'ms',
    median: round(median(times)),
    p95: round(quantile(times, 0.95)),
  })
}
