import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { createMatching } from '../../src/flows/match.ts'
import { type Archive, openArchive, reader } from '../support/archive.ts'
import { setChat } from '../support/plans.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const minute = 60_000

interface Followed extends Archive {
  /** The channel shows one more post. */
  publish(text: string): Promise<void>
  /** The channel shows one more post, which is matched at once; the queries for which chat 1 has it. */
  show(text: string): Promise<readonly string[]>
  /** What chat 1 has gathered, by the queries. */
  gathered(): Promise<readonly (readonly string[])[]>
}

/** Chat 1 follows a channel. */
async function openFollowed(): Promise<Followed> {
  const archive = await openArchive()
  const { store, clock } = archive
  await archive.addChat(1)
  const channel = await store.channels.add(makeProfile({ name: 'News' }), { now: clock.now(), backfill: 0 })
  await store.chats.follow({ chatId: 1, channelId: channel.id, sinceAt: 0, now: clock.now() })
  let messageId = 0
  const publish = async (text: string): Promise<void> => {
    clock.advance(minute)
    messageId += 1
    const now = clock.now()
    const posts = [makePost({ messageId, text, publishedAt: now })]
    const profile = makeProfile({ name: 'News' })
    const page = { channelId: channel.id, profile, posts, cursor: null, backfill: null, leaseUntil: now, now }
    await store.channels.recordPage(page)
  }
  const find = async () => (await store.digests.findGathered(1, 100)).posts
  const show = async (text: string): Promise<readonly string[]> => {
    await publish(text)
    await archive.matching.drain()
    return (await find()).find((post) => post.messageId === messageId)?.queries ?? []
  }
  return { ...archive, publish, show, gathered: async () => (await find()).map((post) => post.queries) }
}

describe('matching', () => {
  it('takes up at the next post what was added, paused, resumed and removed', async () => {
    await using archive = await openFollowed()
    const { watching } = archive
    await watching.add(reader, 'кот')
    await watching.add(reader, 'пёс')
    assert.deepEqual(await archive.show('Кот и пёс'), ['кот', 'пёс'])
    await watching.setPaused(1, 1, true)
    await watching.add(reader, 'лис')
    assert.deepEqual(await archive.show('Кот, пёс и лис'), ['пёс', 'лис'])
    await watching.setPaused(1, 1, false)
    await watching.remove(1, 2)
    assert.deepEqual(await archive.show('Кот, пёс и лис'), ['кот', 'лис'])
  })

  it('gives nothing to a chat that was forgotten, and goes on for others', async () => {
    await using archive = await openFollowed()
    await archive.addChat(2)
    const channel = await archive.store.channels.findByName('news')
    await archive.store.chats.follow({ chatId: 2, channelId: channel?.id ?? 0, sinceAt: 0, now: archive.clock.now() })
    await archive.watching.add(reader, 'кот')
    await archive.watching.add({ ...reader, id: 2 }, 'кот')
    await archive.show('Кот')
    await archive.store.chats.forget(2)
    assert.deepEqual(await archive.show('Коты'), ['кот'])
    await archive.addChat(2)
    assert.equal((await archive.store.digests.findGathered(2, 10)).total, 0)
  })

  it('knows all watches after a restart, and what changes from then on', async () => {
    await using archive = await openFollowed()
    const { store, clock, watching } = archive
    await watching.add(reader, 'кот')
    await watching.add(reader, 'пёс')
    await archive.show('Кот')
    const restarted = createMatching({ store, clock, analyzer: createStemAnalyzer() })
    await archive.publish('Кот и пёс')
    await restarted.drain()
    await watching.remove(1, 1)
    await watching.add(reader, 'лис')
    await archive.publish('Кот, пёс и лис')
    await restarted.drain()
    assert.deepEqual(await archive.gathered(), [['пёс'], ['пёс', 'лис']])
  })

  it('reads all watches again when it fell too far behind', async () => {
    await using archive = await openFollowed()
    const { store, clock, watching } = archive
    let lists = 0
    const watches: Store['watches'] = {
      ...store.watches,
      findChanges: async () => null,
      listActive: async (page) => {
        lists += 1
        return store.watches.listActive(page)
      },
    }
    const matching = createMatching({ store: { ...store, watches }, clock, analyzer: createStemAnalyzer() })
    await watching.add(reader, 'кот')
    await archive.publish('Кот')
    await matching.drain()
    await watching.remove(1, 1)
    await watching.add(reader, 'лис')
    await archive.publish('Кот и лис')
    await matching.drain()
    assert.deepEqual(await archive.gathered(), [['лис']])
    assert.equal(lists, 2)
  })

  it('looks for a channel, and for days of the time zone of the chat', async () => {
    await using archive = await openFollowed()
    const { store, clock } = archive
    await archive.watching.add(reader, 'кот in:@news')
    await archive.watching.add(reader, 'кот in:@other')
    // 22:30 in UTC is the next day in Kyiv.
    clock.set(Date.UTC(2026, 2, 1, 22, 29))
    await archive.watching.add(reader, 'кот after:2026-03-02')
    assert.deepEqual(await archive.show('Кот'), ['кот in:@news'])
    await setChat(store, 1, { timeZone: 'Europe/Kyiv' })
    assert.deepEqual(await archive.show('Кот'), ['кот in:@news', 'кот after:2026-03-02'])
  })
})
