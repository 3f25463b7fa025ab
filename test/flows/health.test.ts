import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { HealthLine } from '../../src/domain/health.ts'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { type Archive, openArchive } from '../support/archive.ts'
import { createTestClock } from '../support/clock.ts'

const signal = AbortSignal.timeout(120_000)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Chats 1 and 2 follow so many channels with a post each. */
async function openChannels(count: number, given: Partial<Parameters<typeof openArchive>[0]> = {}): Promise<Archive> {
  const archive = await openArchive({ backfill: 0, ...given })
  for (const chatId of [1, 2]) await archive.addChat(chatId)
  for (let index = 0; index < count; index += 1) {
    const name = nameOf(index)
    const telegramId = 42 + index
    archive.sandbox.channels.add({ name, title: name, description: '', subscribers: 980, telegramId, preview: true })
    archive.sandbox.channels.publish(name, { text: 'first words' })
    for (const chatId of [1, 2]) await archive.following.follow(chatId, `@${name}`, signal)
  }
  await archive.settle()
  return archive
}

const nameOf = (index: number): string => `Channel${index}`

/** The loops run as they do, every ten minutes unless told, for so long; each round the living channels may post. */
async function live(archive: Archive, ms: number, each: () => void = () => {}, roundMs = 10 * minute): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += roundMs) {
    archive.clock.advance(roundMs)
    each()
    await archive.settle()
    await archive.health.run(signal)
  }
}

/** The lines of every notice for a chat that waits, each taken once. */
async function told({ store, clock }: Archive, chatId = 1): Promise<readonly (readonly HealthLine[])[]> {
  const notices: (readonly HealthLine[])[] = []
  for (;;) {
    const now = clock.now()
    const parcels = await store.outbox.claimDue({ now, leaseUntil: now + 1, limit: 10 })
    if (parcels.length === 0) return notices
    for (const parcel of parcels) {
      if (parcel.chatId === chatId && 'lines' in parcel.content) notices.push(parcel.content.lines)
      await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now })
    }
  }
}

const inShort = (notices: readonly (readonly HealthLine[])[]): string[][] =>
  notices.map((lines) => lines.map(({ kind, isEnd, name }) => `${name} ${kind}${isEnd ? ' end' : ''}`))

describe('what is told of channels', () => {
  it('a preview that was switched off is told once to all who follow, and once that it is back', async () => {
    await using archive = await openChannels(2)
    archive.sandbox.channels.updateProfile('Channel0', { preview: false })
    await live(archive, 30 * minute)
    assert.deepEqual(await told(archive), [])
    await live(archive, 3 * day, () => {}, 30 * minute)
    const now = archive.clock.now()
    const parcels = await archive.store.outbox.claimDue({ now, leaseUntil: now + 1, limit: 10 })
    assert.deepEqual(
      parcels.map(({ chatId }) => chatId).toSorted((a, b) => a - b),
      [1, 2],
    )
    archive.clock.advance(1)
    assert.deepEqual(inShort(await told(archive)), [['@Channel0 preview']])
    archive.sandbox.channels.updateProfile('Channel0', { preview: true })
    await live(archive, 2 * hour)
    assert.deepEqual(inShort(await told(archive)), [['@Channel0 preview end']])
  })

  it('a channel that cannot be reached is told after a day, while others are read', async () => {
    await using archive = await openChannels(2)
    const match = { server: 'web', path: 'Channel0' } as const
    archive.sandbox.faults.add({ match, kind: 'status', status: 500, times: Infinity })
    await live(archive, 23 * hour)
    assert.deepEqual(await told(archive), [])
    await live(archive, 4 * hour)
    assert.deepEqual(inShort(await told(archive)), [['@Channel0 unreachable']])
    archive.sandbox.faults.clear()
    await live(archive, 2 * hour)
    assert.deepEqual(inShort(await told(archive)), [['@Channel0 unreachable end']])
  })

  it('nobody is told anything while Telegram answers nobody, nor because it did not', async () => {
    await using archive = await openChannels(4)
    archive.sandbox.faults.add({ match: { server: 'web' }, kind: 'status', status: 500, times: Infinity })
    await live(archive, 3 * day, () => {}, 30 * minute)
    archive.sandbox.faults.clear()
    await live(archive, 3 * hour)
    assert.deepEqual(await told(archive), [])
  })

  it('a process that was asleep does not cry for the time in which nobody looked', async () => {
    await using archive = await openChannels(2)
    const match = { server: 'web', path: 'Channel0' } as const
    archive.sandbox.faults.add({ match, kind: 'status', status: 500, times: Infinity })
    await live(archive, hour)
    archive.clock.advance(9 * day)
    await live(archive, hour)
    assert.deepEqual(await told(archive), [])
  })

  it('marks are told when Telegram sets them and when it takes them off', async () => {
    await using archive = await openChannels(1)
    archive.sandbox.channels.updateProfile('Channel0', { warning: 'scam' })
    await live(archive, 2 * hour)
    archive.sandbox.channels.updateProfile('Channel0', { warning: 'fake' })
    await live(archive, 2 * hour)
    assert.deepEqual(inShort(await told(archive)), [['@Channel0 scam'], ['@Channel0 scam end', '@Channel0 fake']])
  })

  it('a fall of subscribers by a fifth within a week is told once', async () => {
    await using archive = await openChannels(1)
    await live(archive, day)
    archive.sandbox.channels.updateProfile('Channel0', { subscribers: 700 })
    await live(archive, 10 * day, () => {}, 30 * minute)
    const notices = await told(archive)
    assert.deepEqual(inShort(notices), [['@Channel0 subscribers']])
    assert.deepEqual(notices[0]?.[0]?.values, { from: 980, to: 700 })
  })

  it('silence beyond the rhythm of the channel is told once, and its end once', async () => {
    await using archive = await openChannels(1)
    const roundMs = 30 * minute
    const publish = (): void => {
      if (archive.clock.now() % (12 * hour) < roundMs) archive.sandbox.channels.publish('Channel0', { text: 'news' })
    }
    await live(archive, 20 * day, publish, roundMs)
    assert.deepEqual(await told(archive), [])
    await live(archive, 3 * day, () => {}, roundMs)
    const notices = await told(archive)
    assert.deepEqual([inShort(notices), notices[0]?.[0]?.values], [[['@Channel0 silent']], { days: 1 }])
    await live(archive, day, publish, roundMs)
    assert.deepEqual(inShort(await told(archive)), [['@Channel0 silent end']])
  })
})

describe('to whom it is told', () => {
  it('one message, however many channels it is about', async () => {
    await using archive = await openChannels(30)
    for (let index = 0; index < 29; index += 1) {
      archive.sandbox.channels.updateProfile(nameOf(index), { warning: 'fake' })
    }
    await live(archive, 2 * hour)
    const notices = await told(archive)
    assert.deepEqual(
      notices.map((lines) => lines.length),
      [29],
    )
  })

  it('a chat that does not want news of channels hears nothing', async () => {
    await using archive = await openChannels(1)
    await archive.store.chats.changeSettings(1, { channelNews: false })
    archive.sandbox.channels.updateProfile('Channel0', { warning: 'scam' })
    await live(archive, 2 * hour)
    assert.equal((await archive.store.outbox.counts(1)).waiting, 0)
    assert.equal((await archive.store.outbox.counts(2)).waiting, 1)
  })

  it('the end is told to those who were told of the beginning', async () => {
    await using archive = await openChannels(1)
    await archive.store.chats.changeSettings(2, { channelNews: false })
    archive.sandbox.channels.updateProfile('Channel0', { warning: 'scam' })
    await live(archive, 2 * hour)
    await archive.store.chats.changeSettings(2, { channelNews: true })
    await archive.addChat(3)
    await archive.following.follow(3, '@Channel0', signal)
    archive.sandbox.channels.updateProfile('Channel0', { warning: undefined } as object)
    await live(archive, 2 * hour)
    const waiting = async (id: number): Promise<number> => (await archive.store.outbox.counts(id)).waiting
    assert.deepEqual([await waiting(1), await waiting(2), await waiting(3)], [2, 0, 0])
  })

  it('a restart neither repeats nor loses it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vestnik-health-'))
    try {
      const clock = createTestClock(Date.UTC(2026, 2, 1, 12))
      await using sandbox = await startSandbox({ now: clock.now })
      const shared = { path: join(folder, 'vestnik.db'), sandbox, clock }
      {
        await using first = await openChannels(2, shared)
        sandbox.channels.updateProfile('Channel0', { preview: false })
        await live(first, 3 * hour)
      }
      await using second = await openArchive({ backfill: 0, ...shared })
      await live(second, 3 * hour)
      assert.deepEqual(inShort(await told(second)), [['@Channel0 preview']])
      sandbox.channels.updateProfile('Channel0', { preview: true })
      await live(second, 2 * hour)
      assert.deepEqual(inShort(await told(second)), [['@Channel0 preview end']])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
