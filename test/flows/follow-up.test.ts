import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FollowUp } from '../../src/domain/follow-up.ts'
import { type Archive, openArchive } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Chat 1 follows a channel, and was sent its posts: "Погибли 12 человек, news 1", and so on. */
async function openSent(posts: number): Promise<Archive> {
  const archive = await openArchive()
  const { sandbox, clock } = archive
  sandbox.channels.add({ name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true })
  for (let index = 1; index <= posts; index += 1) {
    sandbox.channels.publish('News', { text: textOf(index), publishedAt: clock.now() - (posts - index) * 1000 })
  }
  await archive.addChat(1)
  await archive.following.follow(1, '@news', signal)
  await archive.settle()
  await archive.digesting.sendNow(1)
  await takeParcels(archive)
  return archive
}

const textOf = (index: number): string => `Погибли 12 человек, сообщили власти области ${index}`

async function takeParcels({ store, clock }: Archive): Promise<readonly unknown[]> {
  const taken: unknown[] = []
  for (;;) {
    const now = clock.now()
    const [parcel] = await store.outbox.claimDue({ now, leaseUntil: now + minute, limit: 1 })
    if (parcel === undefined) return taken
    taken.push(parcel.content)
    await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now })
  }
}

/** Polls, and goes on for a while; what the chat is told meanwhile. */
async function toldAfter(archive: Archive, ms = hour): Promise<readonly FollowUp[]> {
  archive.clock.advance(ms)
  await archive.settle()
  archive.clock.advance(20 * minute)
  while (await archive.followingUp.run());
  return (await takeParcels(archive)) as FollowUp[]
}

const names = (told: readonly FollowUp[]): unknown =>
  told.map(({ items }) => items.map(({ kind, channelName }) => `${kind} ${channelName}`))

const kinds = (told: readonly FollowUp[]): unknown => told.map(({ items }) => items.map(({ kind }) => kind))

describe('who was sent a post', () => {
  it('is told once when it is changed in substance', async () => {
    await using archive = await openSent(3)
    const receivedAt = archive.clock.now()
    archive.sandbox.channels.edit('News', 2, { text: textOf(2).replace('12', '14') })
    const [told] = await toldAfter(archive)
    assert.deepEqual(told?.items, [
      {
        channelName: 'News',
        messageId: 2,
        receivedAt,
        kind: 'edited',
        former: textOf(2),
        latter: textOf(2).replace('12', '14'),
      },
    ])
    archive.sandbox.channels.edit('News', 2, { text: 'Никто не погиб' })
    assert.deepEqual(await toldAfter(archive), [])
  })

  it('is not told of a slip that was put right, and is of what follows it', async () => {
    await using archive = await openSent(1)
    archive.sandbox.channels.edit('News', 1, { text: textOf(1).replace('сообщили', 'сообщилы') })
    assert.deepEqual(await toldAfter(archive), [])
    archive.sandbox.channels.edit('News', 1, { text: textOf(1).replace('12', '20') })
    assert.deepEqual(kinds(await toldAfter(archive)), [['edited']])
  })

  it('is told when the channel takes it back, also after an edit', async () => {
    await using archive = await openSent(3)
    archive.sandbox.channels.edit('News', 2, { text: 'Никто не погиб' })
    assert.deepEqual(kinds(await toldAfter(archive)), [['edited']])
    archive.sandbox.channels.delete('News', 2)
    const [told] = await toldAfter(archive)
    assert.deepEqual(kinds(told === undefined ? [] : [told]), [['deleted']])
    assert.equal(told?.items[0]?.kind === 'deleted' && told.items[0].beginning, textOf(2))
  })

  it('is told of a deletion alone when the post was edited just before', async () => {
    await using archive = await openSent(3)
    archive.sandbox.channels.edit('News', 2, { text: 'Никто не погиб' })
    archive.clock.advance(hour)
    await archive.settle()
    archive.sandbox.channels.delete('News', 2)
    assert.deepEqual(kinds(await toldAfter(archive)), [['deleted']])
  })

  it('in words that other channels had as well is told of the post that was shown, once', async () => {
    await using archive = await openArchive()
    const { channels } = archive.sandbox
    await archive.addChat(1)
    const publish = (name: string, agoMinutes: number): void => {
      const publishedAt = archive.clock.now() - agoMinutes * minute
      channels.publish(name, { text: `${textOf(1)}, спасатели разбирают завалы дома`, publishedAt })
    }
    for (const [index, name] of ['First', 'Second', 'Third'].entries()) {
      channels.add({ name, title: name, description: '', subscribers: 5, telegramId: 42 + index, preview: true })
      channels.publish(name, { text: 'Старое', publishedAt: archive.clock.now() - 2 * day })
      await archive.following.follow(1, `@${name}`, signal)
    }
    publish('First', 3)
    publish('Second', 2)
    archive.clock.advance(hour)
    await archive.settle()
    await archive.digesting.sendNow(1)
    assert.equal((await takeParcels(archive)).length, 1)
    publish('Third', 1)
    archive.clock.advance(hour)
    await archive.settle()
    assert.equal((await archive.digesting.sendNow(1)).kind, 'nothing')
    const change = (each: (name: string) => void): Promise<readonly FollowUp[]> => {
      for (const name of ['First', 'Second', 'Third']) each(name)
      return toldAfter(archive)
    }
    const edited = await change((name) =>
      channels.edit(name, 2, { text: 'Погибли 14 человек, сообщили власти области' }),
    )
    assert.deepEqual(names(edited), [['edited First']])
    assert.deepEqual(names(await change((name) => channels.delete(name, 2))), [['deleted First']])
  })

  it('reads of many in one message, ten of them by name', async () => {
    await using archive = await openSent(14)
    for (let id = 1; id <= 12; id += 1) {
      archive.sandbox.channels.edit('News', id, { text: textOf(id).replace('12', '14') })
    }
    const told = await toldAfter(archive)
    assert.deepEqual([told.length, told[0]?.items.length, told[0]?.more], [1, 10, 2])
  })

  it('is told nothing after leaving the channel, with the setting off, or after thirty days', async () => {
    for (const leave of [
      async ({ store }: Archive) => {
        const channel = await store.channels.findByName('News')
        await store.chats.ensure({
          id: 2,
          kind: 'private',
          language: 'en',
          timeZone: 'UTC',
          digestTime: '09:00',
          nextSlotAt: 9e15,
          now: 0,
        })
        await store.chats.follow({ chatId: 2, channelId: channel?.id ?? 0, sinceAt: 9e15, now: 0 })
        await store.chats.unfollow(1, channel?.id ?? 0)
      },
      ({ store }: Archive) => store.chats.changeSettings(1, { followUps: false }),
      async ({ clock }: Archive) => clock.advance(31 * day),
    ]) {
      await using archive = await openSent(2)
      await leave(archive)
      archive.sandbox.channels.edit('News', 1, { text: 'Никто не погиб' })
      assert.deepEqual(await toldAfter(archive), [])
    }
  })

  it('is told nothing of a post that was changed or taken back before it was sent', async () => {
    await using archive = await openSent(1)
    archive.sandbox.channels.publish('News', { text: 'Суд разрешил акцию' })
    archive.sandbox.channels.publish('News', { text: 'Мост закрыт' })
    archive.clock.advance(hour)
    await archive.settle()
    archive.sandbox.channels.edit('News', 2, { text: 'Суд запретил акцию' })
    archive.sandbox.channels.delete('News', 3)
    archive.clock.advance(hour)
    await archive.settle()
    await archive.digesting.sendNow(1)
    const [digest] = await takeParcels(archive)
    const items = (digest as { groups: { channels: { items: { messageId: number; deleted?: boolean }[] }[] }[] }).groups
    assert.deepEqual(
      items[0]?.channels[0]?.items.map(({ messageId, deleted }) => [messageId, deleted === true]),
      [
        [2, false],
        [3, true],
      ],
    )
    assert.deepEqual(await toldAfter(archive), [])
  })

  it('is told when words lead elsewhere', async () => {
    await using archive = await openArchive()
    archive.sandbox.channels.add({
      name: 'News',
      title: 'News',
      description: '',
      subscribers: 5,
      telegramId: 42,
      preview: true,
    })
    archive.sandbox.channels.publish('News', { html: 'Сбор <a href="https://a.org/1">тут</a>' })
    await archive.addChat(1)
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    await archive.digesting.sendNow(1)
    await takeParcels(archive)
    archive.sandbox.channels.edit('News', 1, { html: 'Сбор <a href="https://b.org/1">тут</a>' })
    const [told] = await toldAfter(archive)
    assert.equal(told?.items[0]?.kind === 'edited' && told.items[0].latter, 'Сбор тут\nhttps://b.org/1')
  })

  it('is told nothing twice by two that looked at once', async () => {
    await using archive = await openSent(1)
    archive.sandbox.channels.edit('News', 1, { text: 'Никто не погиб' })
    archive.clock.advance(hour)
    await archive.settle()
    archive.clock.advance(20 * minute)
    await Promise.all([archive.followingUp.run(), archive.followingUp.run()])
    assert.equal((await takeParcels(archive)).length, 1)
  })
})
