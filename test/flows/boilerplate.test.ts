import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { createAnswering } from '../../src/flows/answer.ts'
import { groupsOf } from '../support/groups-of.ts'
import { type Archive, openArchive, reader } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const hour = 3_600_000
const footer = '🎯 Подписывайся на Маяк\n\n📩 Прислать новость'

async function openFollowed(posts: number): Promise<Archive> {
  const archive = await openArchive()
  const { sandbox, clock } = archive
  sandbox.channels.add({ name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true })
  for (let index = 1; index <= posts; index += 1) {
    const text = `Мост номер ${index} открыт\n\n${footer}`
    sandbox.channels.publish('News', { text, publishedAt: clock.now() - (posts - index + 1) * 60_000 })
  }
  await archive.addChat(1)
  return archive
}

async function gathered({ store }: Archive): Promise<number[]> {
  return (await store.digests.findGathered(1, 100)).posts.map((post) => post.messageId)
}

describe('boilerplate', () => {
  it('is set aside before the first posts of a channel are matched', async () => {
    await using archive = await openFollowed(20)
    await archive.watching.add(reader, 'новость')
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    assert.deepEqual(await gathered(archive), [])
    await archive.watching.add(reader, 'мост')
    await archive.settle()
    assert.equal((await gathered(archive)).length, 20)
  })

  it('fills no extract, in digests and in answers', async () => {
    await using archive = await openFollowed(20)
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    const answering = createAnswering({ store: archive.store, clock: archive.clock, analyzer: createStemAnalyzer() })
    const latest = await answering.latest({ chatId: 1, channelName: 'news', limit: 1 })
    assert.deepEqual(latest.kind === 'found' && latest.hits.map((hit) => hit.extract), ['Мост номер 20 открыт'])
    const found = await answering.search({ chat: reader, text: 'подписывайся', position: null, limit: 5 })
    assert.deepEqual(found.kind === 'found' && found.hits, [])
    await archive.digesting.sendNow(1)
    const [parcel] = await archive.store.outbox.claimDue({
      now: archive.clock.now(),
      leaseUntil: Number.MAX_SAFE_INTEGER,
      limit: 1,
    })
    const items = groupsOf(parcel?.content).flatMap(({ channels }) => channels.flatMap((channel) => channel.items))
    assert.equal(items.length, 20)
    assert.deepEqual(new Set(items.map(({ quote }) => quote?.text)), new Set(['']))
    assert.deepEqual(
      new Set(items.map(({ headline }) => headline?.replace(/\d+/, 'N'))),
      new Set(['Мост номер N открыт']),
    )
  })

  it('learnt late sends nothing again', async () => {
    await using archive = await openFollowed(14)
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    await archive.digesting.sendNow(1)
    assert.deepEqual(await gathered(archive), [])
    archive.clock.advance(hour)
    archive.sandbox.channels.publish('News', { text: `Мост номер 15 открыт\n\n${footer}` })
    archive.clock.advance(hour)
    await archive.settle()
    while (await archive.learning.run());
    await archive.settle()
    const channel = await archive.store.channels.findByName('News')
    const first = await archive.store.posts.findByMessageId(channel?.id ?? 0, 1)
    assert.ok((first?.boilerplate.length ?? 0) > 0, 'it is learnt, and marked in the posts that were sent')
    assert.deepEqual(await gathered(archive), [15])
  })
})
