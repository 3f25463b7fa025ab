import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { longestGapMs } from '../../src/core/pacing.ts'
import type { Completeness } from '../../src/domain/completeness.ts'
import { createBackfilling } from '../../src/flows/backfill.ts'
import { type Archive, openArchive } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const longestMs = longestGapMs(30 * minute)

async function openNews(options: { backfill?: number; posts?: number; everyMs?: number } = {}): Promise<Archive> {
  const archive = await openArchive({ backfill: options.backfill ?? 0 })
  const profile = { name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true }
  archive.sandbox.channels.add(profile)
  const posts = options.posts ?? 3
  for (let index = 0; index < posts; index += 1) {
    const publishedAt = archive.clock.now() - (posts - index) * (options.everyMs ?? minute)
    archive.sandbox.channels.publish('News', { text: `number ${index}`, publishedAt })
  }
  await archive.addChat(1)
  await archive.following.follow(1, '@news', signal)
  return archive
}

async function idOf({ store }: Archive): Promise<number> {
  return (await store.channels.findByName('News'))?.id ?? 0
}

async function find(archive: Archive): Promise<Completeness> {
  const now = archive.clock.now()
  return archive.store.completeness.find({ channelId: await idOf(archive), sinceAt: now - 30 * day, longestMs, now })
}

/** Polls every half hour for a while, as a Vestnik that is up does. */
async function pollFor(archive: Archive, ms: number): Promise<void> {
  for (let done = 0; done < ms; done += 20 * minute) {
    archive.clock.advance(20 * minute)
    await archive.settle()
  }
}

const backfillingOf = ({ store, clock }: Archive, requestsPerSecond = 1) =>
  createBackfilling({ store, clock, pollMaxMs: 30 * minute, requestsPerSecond })

const heldBy = async (archive: Archive): Promise<number> => (await find(archive)).posts

describe('completeness', () => {
  it('tells for every message id between the first and the last post what became of it', async () => {
    await using archive = await openNews()
    const { channels } = archive.sandbox
    channels.publish('News', { text: 'album', media: [{ kind: 'photo' }, { kind: 'photo' }, { kind: 'photo' }] })
    channels.publish('News', { text: 'pinned', kind: 'service' })
    channels.publish('News', { text: 'last', skipIds: 4 })
    await pollFor(archive, hour)
    await archive.store.channels.recordDeleted(await idOf(archive), [2], archive.clock.now())
    const { first, last, gaps, ...counts } = await find(archive)
    assert.deepEqual([first?.messageId, last?.messageId, gaps], [1, 12, []])
    assert.deepEqual(counts, { posts: 6, albumMembers: 2, service: 1, deleted: 1, neverShown: 4 })
  })

  it('keeps when nobody was looking, and not the time between two polls that came when they should', async () => {
    await using archive = await openNews()
    await pollFor(archive, 6 * hour)
    assert.deepEqual((await find(archive)).gaps, [])
    const fromAt = (await archive.store.channels.findByName('News'))?.lastSuccessAt
    archive.clock.advance(5 * hour)
    const downUntilAt = archive.clock.now()
    assert.deepEqual((await find(archive)).gaps, [{ fromAt, untilAt: downUntilAt }], 'one that goes on')
    await archive.settle()
    await pollFor(archive, hour)
    assert.deepEqual((await find(archive)).gaps, [{ fromAt, untilAt: downUntilAt }])
  })

  it('a digest mentions that a channel was not looked at, and the one after it does not', async () => {
    await using archive = await openNews()
    await pollFor(archive, hour)
    const digest = async () => {
      archive.sandbox.channels.publish('News', { text: 'something new' })
      await pollFor(archive, hour)
      await archive.digesting.sendNow(1)
      const now = archive.clock.now()
      const [parcel] = await archive.store.outbox.claimDue({ now, leaseUntil: now + minute, limit: 10 })
      assert.ok(parcel)
      await archive.store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now })
      return parcel.content.gaps?.map(({ channelName, fromAt, untilAt }) => [channelName, untilAt - fromAt > 3 * hour])
    }
    archive.clock.advance(4 * hour)
    assert.deepEqual(await digest(), [['News', true]])
    assert.equal(await digest(), undefined)
  })
})

describe('gaps', () => {
  it('from before a chat followed the channel are none of its business', async () => {
    await using archive = await openNews()
    await archive.following.unfollow(1, '@news')
    archive.clock.advance(9 * hour)
    const followedAt = archive.clock.now()
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    const request = { chatId: 1, fromAt: followedAt - day, longestMs: 2 * hour, limit: 10 }
    assert.equal((await find(archive)).gaps.length, 1)
    assert.deepEqual(await archive.store.completeness.findGaps({ ...request, untilAt: archive.clock.now() }), [])
  })

  it('are not made by a poll that is due in time, and go on while a channel fails', async () => {
    await using archive = await openNews()
    const request = { chatId: 1, fromAt: archive.clock.now() - day, longestMs: 2 * hour, limit: 10 }
    archive.clock.advance(minute)
    archive.sandbox.faults.add({ match: { server: 'web' }, kind: 'status', status: 500, times: Infinity })
    await pollFor(archive, 3 * hour)
    const untilAt = archive.clock.now()
    const gaps = await archive.store.completeness.findGaps({ ...request, untilAt })
    assert.deepEqual(
      gaps.map((gap) => [gap.channelName, gap.untilAt]),
      [['News', untilAt]],
    )
  })
})

describe('a backfill', () => {
  it('tells beforehand about how many posts there are and how long they take at the polite rate', async () => {
    await using archive = await openNews({ posts: 1000 })
    assert.deepEqual(await backfillingOf(archive, 0.1).estimate(1, 'news', 'all'), { posts: 980, ms: 490_000 })
  })

  it('of everything fetches every post', async () => {
    await using archive = await openNews({ posts: 150 })
    assert.equal(await backfillingOf(archive).start(1, 'news', 'all'), true)
    await archive.settle()
    assert.equal(await heldBy(archive), 150)
    assert.equal((await backfillingOf(archive).view(1, 'news'))?.left, null)
  })

  it('of a year ends with the first post of the year', async () => {
    await using archive = await openNews({ posts: 100, everyMs: 10 * day })
    await backfillingOf(archive).start(1, 'news', 'year')
    await archive.settle()
    assert.equal(await heldBy(archive), 36)
    assert.equal((await archive.store.channels.findByName('News'))?.backfillLeft, 0)
  })

  it('that is paused fetches nothing, and goes on from where it was', async () => {
    await using archive = await openNews({ posts: 150 })
    const backfilling = backfillingOf(archive)
    await backfilling.start(1, 'news', 'all')
    await archive.collecting.run(signal)
    await backfilling.setPaused(1, 'news', true)
    await archive.settle()
    assert.equal(await heldBy(archive), 40)
    await backfilling.setPaused(1, 'news', false)
    await archive.settle()
    assert.equal(await heldBy(archive), 150)
  })

  it('keeps a goal that was set while a page of another was on its way', async () => {
    await using archive = await openNews({ posts: 150, backfill: 30 })
    const now = archive.clock.now()
    const [claimed] = await archive.store.channels.claimDue({ now, leaseUntil: now + minute, limit: 1 })
    assert.ok(claimed)
    await backfillingOf(archive).start(1, 'news', 'all')
    await archive.store.channels.recordPage({
      channelId: claimed.id,
      profile: claimed,
      posts: [],
      cursor: null,
      backfill: { left: 0, before: 120, leftBefore: claimed.backfillLeft },
      leaseUntil: 0,
      now,
    })
    await archive.settle()
    assert.equal(await heldBy(archive), 150)
  })

  it('is no news: old posts wait for no digest', async () => {
    await using archive = await openNews({ posts: 150, everyMs: hour })
    await archive.settle()
    const before = (await archive.store.digests.findGathered(1, 0)).total
    await backfillingOf(archive).start(1, 'news', 'all')
    await archive.settle()
    assert.equal(await heldBy(archive), 150)
    assert.equal((await archive.store.digests.findGathered(1, 0)).total, Math.max(before, 24))
  })

  it('lets a poll that is due go first', async () => {
    await using archive = await openNews({ posts: 150 })
    await backfillingOf(archive).start(1, 'news', 'all')
    archive.sandbox.channels.publish('News', { text: 'new' })
    archive.clock.advance(30 * minute)
    await archive.collecting.run(signal)
    assert.equal((await archive.store.channels.findByName('News'))?.cursor, 151)
    assert.equal(await heldBy(archive), 21)
  })

  it('of a channel that somebody else follows cannot be begun', async () => {
    await using archive = await openNews({ posts: 150 })
    await archive.addChat(2)
    assert.equal(await backfillingOf(archive).start(2, 'news', 'all'), false)
    assert.equal(await backfillingOf(archive).setPaused(2, 'news', true), false)
  })
})
