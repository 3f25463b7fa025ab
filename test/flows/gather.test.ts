import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { createDigesting } from '../../src/flows/digest.ts'
import { createMatching } from '../../src/flows/match.ts'
import { groupsOf } from '../support/groups-of.ts'
import { type Archive, openArchive, reader } from '../support/archive.ts'
import { makePost, makeProfile } from '../support/posts.ts'
import { firstPlan, setPlan } from '../support/plans.ts'

const signal = AbortSignal.timeout(60_000)
const minute = 60_000
const hour = 60 * minute

/** A channel whose five posts are 30, 20, 10, 2 and 1 hours old, and a chat that follows it. */
async function openFollowed(): Promise<Archive> {
  const archive = await openArchive()
  const { sandbox, clock } = archive
  sandbox.channels.add({ name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true })
  for (const age of [30, 20, 10, 2, 1]) {
    sandbox.channels.publish('News', { text: `письмо ${age}`, publishedAt: clock.now() - age * hour })
  }
  await archive.addChat(1)
  await archive.following.follow(1, '@news', signal)
  await archive.settle()
  return archive
}

async function gathered({ store }: Archive, chatId = 1): Promise<number[]> {
  return (await store.digests.findGathered(chatId, 100)).posts.map((post) => post.messageId)
}

async function publish(archive: Archive, text: string): Promise<void> {
  archive.clock.advance(hour)
  archive.sandbox.channels.publish('News', { text })
  archive.clock.advance(hour)
  await archive.settle()
}

/** A page that shows one more post, number 99. */
async function showPost({ store, clock }: Archive, text: string): Promise<void> {
  const channel = await store.channels.findByName('News')
  const now = clock.now()
  await store.channels.recordPage({
    channelId: channel?.id ?? 0,
    profile: makeProfile({ name: 'News' }),
    posts: [makePost({ messageId: 99, text, publishedAt: now })],
    cursor: null,
    backfill: null,
    leaseUntil: now,
    now,
  })
}

describe('what is gathered for a digest', () => {
  it('of a newly followed channel, the posts of the last day', async () => {
    await using archive = await openFollowed()
    assert.deepEqual(await gathered(archive), [2, 3, 4, 5])
  })

  it('of a channel that others follow already, the posts of the last day too', async () => {
    await using archive = await openFollowed()
    await archive.addChat(2)
    await archive.following.follow(2, '@news', signal)
    await archive.matching.drain()
    assert.deepEqual(await gathered(archive, 2), [2, 3, 4, 5])
  })

  it('what comes later, once it is there', async () => {
    await using archive = await openFollowed()
    await archive.digesting.sendNow(1)
    assert.deepEqual(await gathered(archive), [])
    await publish(archive, 'news')
    assert.deepEqual(await gathered(archive), [6])
  })

  it('for a new query, what came since the last digest and not before', async () => {
    await using archive = await openFollowed()
    await archive.watching.add(reader, 'отпуск')
    await archive.digesting.run()
    await archive.digesting.sendNow(1)
    await publish(archive, 'ещё одно письмо')
    await archive.store.digests.recordDigest(await emptyDigest(archive))
    await publish(archive, 'третье письмо')
    await archive.watching.add(reader, 'письма')
    await archive.matching.drain()
    assert.deepEqual(await gathered(archive), [7])
  })

  it('for the first query before any digest, the matches of the last day', async () => {
    await using archive = await openFollowed()
    await archive.watching.add(reader, '"письмо 10"')
    await archive.matching.drain()
    assert.deepEqual(await gathered(archive), [3])
  })

  it('a post that was edited so that it matches now', async () => {
    await using archive = await openFollowed()
    await archive.watching.add(reader, 'ротация')
    await archive.settle()
    assert.deepEqual(await gathered(archive), [])
    archive.clock.advance(hour)
    archive.sandbox.channels.edit('News', 4, { text: 'ротации не будет' })
    archive.clock.advance(hour)
    await archive.settle()
    assert.deepEqual(await gathered(archive), [4])
  })

  it('every post again when the last query is removed', async () => {
    await using archive = await openFollowed()
    await archive.watching.add(reader, 'ничего')
    await archive.store.digests.recordDigest(await emptyDigest(archive))
    await publish(archive, 'one')
    assert.deepEqual(await gathered(archive), [])
    await archive.watching.remove(1, 1)
    await archive.matching.drain()
    assert.deepEqual(await gathered(archive), [6])
  })

  it('nothing that a paused query slept through before the last digest', async () => {
    await using archive = await openFollowed()
    await archive.watching.add(reader, 'письмо')
    await archive.watching.add(reader, 'отпуск')
    await archive.matching.drain()
    await archive.digesting.sendNow(1)
    await archive.watching.setPaused(1, 1, true)
    await publish(archive, 'письмо во время паузы')
    await archive.store.digests.recordDigest(await emptyDigest(archive))
    await archive.watching.setPaused(1, 1, false)
    await archive.addChat(2)
    await archive.following.follow(2, '@news', signal)
    await archive.matching.drain()
    assert.deepEqual(await gathered(archive), [])
  })

  it('a query finds inflected forms', async () => {
    await using archive = await openFollowed()
    await archive.watching.add(reader, 'мобилизованный домой')
    await publish(archive, 'Верните мобилизованных домой!')
    await publish(archive, 'Мобилизованные — без слов')
    assert.deepEqual(await gathered(archive), [6])
  })
})

describe('a digest', () => {
  it('holds each post once, under its queries, and is not composed twice', async () => {
    await using archive = await openFollowed()
    await archive.watching.add(reader, 'письмо')
    await archive.watching.add(reader, '"письмо 2"')
    const outcome = await archive.digesting.sendNow(1)
    assert.deepEqual(outcome, { kind: 'queued', postCount: 4, leftOver: 0 })
    const [parcel] = await archive.store.outbox.claimDue({
      now: archive.clock.now(),
      leaseUntil: archive.clock.now() + hour,
      limit: 1,
    })
    assert.ok(parcel)
    const items = groupsOf(parcel.content).flatMap((group) => group.channels.flatMap((channel) => channel.items))
    assert.deepEqual(
      items.map((item) => item.messageId).sort((a, b) => a - b),
      [2, 3, 4, 5],
    )
    assert.deepEqual(items.find((item) => item.messageId === 4)?.alsoMatches, ['"письмо 2"'])
    assert.equal((await archive.digesting.sendNow(1)).kind, 'nothing')
  })

  it('whose hour passed while nobody was there is made once, and the next hour is ahead', async () => {
    await using archive = await openFollowed()
    await setPlan(archive.store, { chatId: 1, number: 1, nextSlotAt: archive.clock.now() + hour })
    archive.clock.advance(3 * 24 * hour)
    await archive.settle()
    await archive.digesting.run()
    await archive.digesting.run()
    assert.equal((await archive.store.outbox.counts(1)).waiting, 1)
    const plan = await firstPlan(archive.store, 1)
    const ahead = (plan.nextSlotAt ?? 0) - archive.clock.now()
    assert.ok(ahead > 0 && ahead <= 24 * hour)
  })

  it('whose hour passed while nobody was there holds what was published meanwhile', async () => {
    await using archive = await openFollowed()
    await setPlan(archive.store, { chatId: 1, number: 1, nextSlotAt: archive.clock.now() + hour })
    archive.clock.advance(2 * hour)
    archive.sandbox.channels.publish('News', { text: 'meanwhile' })
    archive.clock.advance(24 * hour)
    await archive.digesting.run()
    assert.equal((await archive.store.outbox.counts(1)).waiting, 0)
    await archive.settle()
    archive.clock.advance(minute)
    await archive.digesting.run()
    assert.equal((await archive.store.outbox.counts(1)).waiting, 1)
    assert.deepEqual(await gathered(archive), [])
  })

  it('whose hour passed while nobody was there comes without a channel that is not polled in half an hour', async () => {
    await using archive = await openFollowed()
    await setPlan(archive.store, { chatId: 1, number: 1, nextSlotAt: archive.clock.now() + hour })
    archive.clock.advance(24 * hour)
    const waiting = []
    for (let passed = 0; passed <= 30; passed += 1) {
      await archive.digesting.run()
      waiting.push((await archive.store.outbox.counts(1)).waiting)
      archive.clock.advance(minute)
    }
    assert.deepEqual([waiting.indexOf(1), waiting.at(-1)], [30, 1])
  })

  it('whose hour is now waits for no channel', async () => {
    await using archive = await openFollowed()
    archive.clock.advance(24 * hour)
    await setPlan(archive.store, { chatId: 1, number: 1, nextSlotAt: archive.clock.now() - 1000 })
    await archive.digesting.run()
    assert.equal((await archive.store.outbox.counts(1)).waiting, 1)
  })

  it('asked for while a post arrives leaves that post to the next one', async () => {
    await using archive = await openFollowed()
    const { store, clock, matching } = archive
    const late = createDigesting({
      store,
      clock,
      analyzer: createStemAnalyzer(),
      matchPending: async () => {
        await matching.drain()
        clock.advance(1)
        await showPost(archive, 'late')
        clock.advance(1)
      },
    })
    await late.sendNow(1)
    await matching.drain()
    assert.deepEqual(await gathered(archive), [99])
  })

  it('that cannot be made keeps back no other', async () => {
    await using archive = await openFollowed()
    const { store, clock } = archive
    await archive.addChat(2)
    await archive.following.follow(2, '@news', signal)
    clock.advance(24 * hour)
    const findGathered: Store['digests']['findGathered'] = async (chatId, limit) => {
      if (chatId === 1) throw new Error('broken')
      return store.digests.findGathered(chatId, limit)
    }
    const digesting = createDigesting({
      store: { ...store, digests: { ...store.digests, findGathered } },
      clock,
      analyzer: createStemAnalyzer(),
      matchPending: archive.matching.drain,
    })
    await assert.rejects(digesting.run(), /broken/)
    assert.deepEqual([(await store.outbox.counts(1)).waiting, (await store.outbox.counts(2)).waiting], [0, 1])
  })

  it('holds what can be matched, though one post cannot', async () => {
    await using archive = await openFollowed()
    const { store, clock } = archive
    await showPost(archive, 'a poisoned text')
    const analyzer = createStemAnalyzer()
    const tokenize: typeof analyzer.tokenize = (text) => {
      if (text.includes('poison')) throw new Error('broken')
      return analyzer.tokenize(text)
    }
    await archive.addChat(2)
    await archive.following.follow(2, '@news', signal)
    const matching = createMatching({ store, clock, analyzer: { ...analyzer, tokenize } })
    await assert.rejects(matching.run(), /broken/)
    assert.deepEqual(await gathered(archive, 2), [2, 3, 4, 5])
    clock.advance(hour)
    await archive.matching.drain()
    assert.deepEqual(await gathered(archive, 2), [2, 3, 4, 5, 99])
  })

  it('without anything new is not sent', async () => {
    await using archive = await openFollowed()
    await archive.digesting.sendNow(1)
    archive.clock.advance(48 * hour)
    await archive.digesting.run()
    assert.equal((await archive.store.outbox.counts(1)).waiting, 1)
  })
})

/** A digest without posts, which only says when the last one was. */
async function emptyDigest({ store, clock }: Archive) {
  const plan = await firstPlan(store, 1)
  clock.advance(minute)
  const now = clock.now()
  return { planId: plan.id, chatId: 1, slotAt: now, digest: null, postIds: [], now }
}
