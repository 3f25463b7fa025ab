import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { HealthKind, HealthStore } from '../../src/domain/health.ts'
import type { Store } from '../../src/domain/store.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makeProfile } from '../support/posts.ts'

type Round = Parameters<HealthStore['record']>[0]

const program = fileURLToPath(new URL('../support/recording-health.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'vestnik-health-kill-'))
after(() => rmSync(folder, { recursive: true }))
const t0 = Date.UTC(2026, 0, 2)
const chatIds = [1, 2]
const open = (path: string): Store => openStore({ path, analyzer: createStemAnalyzer() })

/** Two chats follow two channels, and know that the second is marked as a scam. Returns what happens next. */
async function prepare(path: string): Promise<Round> {
  const store = open(path)
  const chat = { kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00', nextSlotAt: 9e15 } as const
  for (const id of chatIds) await store.chats.ensure({ ...chat, id, now: t0 })
  const channels: number[] = []
  for (const name of ['first', 'second']) {
    const profile = makeProfile({ name, telegramId: channels.length + 1 })
    const { id } = await store.channels.add(profile, { now: t0, backfill: 0 })
    for (const chatId of chatIds) await store.chats.follow({ chatId, channelId: id, sinceAt: t0, now: t0 })
    channels.push(id)
  }
  const change = (index: number, kind: HealthKind, step: 'begin' | 'end') =>
    ({ channelId: channels[index] ?? 0, kind, step, isTold: true, beganAt: t0, values: {} }) as const
  await store.health.record({ changes: [change(1, 'scam', 'begin')], now: t0 })
  await takeNotices(store)
  await store.close()
  return { changes: [change(0, 'fake', 'begin'), change(1, 'scam', 'end')], now: t0 + 60_000 }
}

/** How the process that recorded the round has ended. */
async function record(path: string, round: Round, lastWords: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [program, path, JSON.stringify(round), lastWords], { stdio: 'inherit' })
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return signal
}

/** What every chat is told, each notice taken once. */
async function takeNotices(store: Store): Promise<readonly string[]> {
  const told: string[] = []
  for (;;) {
    const now = t0 + 3_600_000
    const [parcel] = await store.outbox.claimDue({ now, leaseUntil: now + 1, limit: 1 })
    if (parcel === undefined) return told.toSorted()
    const lines = 'lines' in parcel.content ? parcel.content.lines : []
    told.push(`${parcel.chatId}: ${lines.map(({ kind, isEnd }) => (isEnd ? `${kind} over` : kind)).join(', ')}`)
    await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now })
  }
}

const moments = {
  'it stored that something began': 'INSERT INTO health_episodes',
  'it stored whom it would tell': 'INSERT INTO health_told',
  'it stored that something is over': 'UPDATE health_episodes',
  'it stored the first of two notices': 'INSERT INTO parcels',
}

describe(
  'a process that is killed while it records the health of channels',
  { concurrency: 2, timeout: 180_000 },
  () => {
    for (const [moment, lastWords] of Object.entries(moments)) {
      it(`right after ${moment}, leaves nothing of it, and each chat is told once`, async () => {
        const path = join(folder, `${lastWords}.db`)
        const round = await prepare(path)
        assert.equal(await record(path, round, lastWords), 'SIGKILL')
        const store = open(path)
        assert.deepEqual(await takeNotices(store), [])
        assert.deepEqual([await store.health.record(round), await store.health.record(round)], [2, 0])
        assert.deepEqual(
          await takeNotices(store),
          chatIds.map((id) => `${id}: fake, scam over`),
        )
        await store.close()
      })
    }
  },
)
