import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Archive, openArchive } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const minute = 60_000
const hour = 60 * minute
const names = ['Alpha', 'Bravo', 'Charlie', 'Delta']

/** Chat 1 follows four channels with a post each, all of them read. */
async function openFour(): Promise<Archive> {
  const archive = await openArchive({ backfill: 0 })
  await archive.addChat(1)
  for (const [index, name] of names.entries()) {
    const telegramId = 42 + index
    archive.sandbox.channels.add({ name, title: name, description: '', subscribers: 5, telegramId, preview: true })
    archive.sandbox.channels.publish(name, { text: 'first words' })
    await archive.following.follow(1, `@${name}`, signal)
  }
  await archive.settle()
  return archive
}

async function settleAfter(archive: Archive, ms: number): Promise<void> {
  archive.clock.advance(ms)
  await archive.settle()
}

/** Chat 1 follows one channel, which has just lost its preview. */
async function openOne(): Promise<Archive> {
  const archive = await openArchive({ backfill: 0 })
  await archive.addChat(1)
  const profile = { name: 'Alpha', title: 'Alpha', description: '', subscribers: 5, telegramId: 42, preview: true }
  archive.sandbox.channels.add(profile)
  archive.sandbox.channels.publish('Alpha', { text: 'first words' })
  await archive.following.follow(1, '@alpha', signal)
  await archive.settle()
  archive.sandbox.channels.updateProfile('Alpha', { preview: false })
  return archive
}

const failuresOf = async ({ store }: Archive): Promise<number[]> =>
  (await store.channels.listAll()).map(({ failures }) => failures)

const everything = { match: { server: 'web', path: '/s/' }, times: Infinity } as const

describe('while Telegram answers nobody', () => {
  for (const [name, status] of [
    ['403', 403],
    ['500', 500],
  ] as const) {
    it(`polls stop after three channels got ${name}, and nothing is held against the others`, async () => {
      await using archive = await openFour()
      const fault = archive.sandbox.faults.add({ ...everything, kind: 'status', status })
      await settleAfter(archive, hour)
      assert.deepEqual([fault.hits, archive.turns], [3, ['open']])
      assert.deepEqual(
        (await failuresOf(archive)).toSorted((a, b) => a - b),
        [0, 0, 1, 1],
      )
    })
  }

  it('polls stop when no connection comes about', async () => {
    await using archive = await openFour()
    archive.sandbox.faults.add({ ...everything, kind: 'drop' })
    await settleAfter(archive, hour)
    assert.deepEqual(archive.turns, ['open'])
    assert.equal(archive.breaker.phase(), 'open')
  })

  it('one request a pause is made, of a channel that was up, and the pauses grow', async () => {
    await using archive = await openFour()
    const fault = archive.sandbox.faults.add({ ...everything, kind: 'status', status: 500 })
    await settleAfter(archive, hour)
    const before = await failuresOf(archive)
    const hits: number[] = []
    for (let round = 0; round < 4; round += 1) {
      await settleAfter(archive, 31_000)
      await archive.settle()
      hits.push(fault.hits)
    }
    assert.deepEqual(hits, [4, 4, 5, 5])
    assert.deepEqual(await failuresOf(archive), before)
  })

  it('when it answers again, all that was due is polled, and no post is lost', async () => {
    await using archive = await openFour()
    archive.sandbox.faults.add({ ...everything, kind: 'status', status: 500 })
    await settleAfter(archive, hour)
    for (const name of names) archive.sandbox.channels.publish(name, { text: 'while nobody could look' })
    archive.sandbox.faults.clear()
    await settleAfter(archive, 31_000)
    assert.deepEqual(archive.turns, ['open', 'closed'])
    await settleAfter(archive, hour)
    assert.equal(await archive.store.posts.count(), 8)
    assert.deepEqual(await failuresOf(archive), [0, 0, 0, 0])
  })

  it('one 429 stops all polls for as long as the server asks', async () => {
    await using archive = await openFour()
    const headers = { 'retry-after': '600' }
    const fault = archive.sandbox.faults.add({ ...everything, kind: 'status', status: 429, headers, times: 1 })
    await settleAfter(archive, hour)
    assert.equal(fault.hits, 1)
    assert.equal(archive.breaker.phase(), 'open')
    assert.deepEqual(await failuresOf(archive), [0, 0, 0, 0])
    archive.clock.advance(9 * minute)
    assert.equal(archive.breaker.phase(), 'open')
    await settleAfter(archive, minute)
    assert.equal(archive.breaker.phase(), 'closed')
  })
})

describe('channels that vanish', () => {
  it('all at once are not believed to be gone', async () => {
    await using archive = await openFour()
    for (const name of names) archive.sandbox.channels.updateProfile(name, { preview: false })
    await settleAfter(archive, hour)
    assert.deepEqual(archive.turns, ['open'])
    assert.deepEqual(await failuresOf(archive), [0, 0, 0, 0])
  })

  it('are believed to be gone while another is up', async () => {
    await using archive = await openFour()
    for (const name of names.slice(0, 2)) archive.sandbox.channels.updateProfile(name, { preview: false })
    await settleAfter(archive, hour)
    const channels = await archive.store.channels.listAll()
    assert.deepEqual(
      channels.map(({ lastFault, confirmedFailures }) => [lastFault, confirmedFailures]),
      [
        ['preview_unavailable', 1],
        ['preview_unavailable', 1],
        [null, 0],
        [null, 0],
      ],
    )
    assert.equal(archive.breaker.phase(), 'closed')
  })

  it('three of four are told from trouble: the one that is left is asked', async () => {
    await using archive = await openFour()
    for (const name of names.slice(0, 3)) archive.sandbox.channels.updateProfile(name, { preview: false })
    for (let round = 0; round < 6; round += 1) await settleAfter(archive, hour)
    assert.deepEqual(
      (await failuresOf(archive)).map((failures) => failures > 0),
      [true, true, true, false],
    )
    assert.equal(archive.breaker.phase(), 'closed')
  })
})

describe('the only channel that is followed', () => {
  it('has lost its preview when Telegram shows the channel and not its posts', async () => {
    await using archive = await openOne()
    await settleAfter(archive, hour)
    assert.equal((await archive.store.channels.findByName('Alpha'))?.confirmedFailures, 1)
  })

  it('may be hidden by a soft ban when the card of a person comes instead', async () => {
    await using archive = await openOne()
    const card = await (await fetch(`${archive.sandbox.webRoot}/nobody_is_here`)).text()
    const headers = { 'content-type': 'text/html' }
    const match = { server: 'web', path: /^\/Alpha/ } as const
    archive.sandbox.faults.add({ match, kind: 'status', status: 200, body: card, headers, times: Infinity })
    await settleAfter(archive, hour)
    const channel = await archive.store.channels.findByName('Alpha')
    assert.deepEqual([channel?.lastFault, channel?.confirmedFailures], ['preview_unavailable', 0])
  })
})
