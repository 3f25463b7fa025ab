import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { groupsOf } from '../support/groups-of.ts'
import { type Archive, reader } from '../support/archive.ts'
import { openHarbour, publishBoats } from '../support/harbour.ts'
import { day, hour, minute } from '../../src/domain/time.ts'
import type { DatedRise } from '../../src/domain/trend.ts'

/** So many posts come in now, and after some time a digest is asked for: the rises that it tells. */
async function digestAfter(
  archive: Archive,
  count: number,
  waitMs = hour,
): Promise<readonly (DatedRise | undefined)[]> {
  const { clock, store } = archive
  publishBoats(archive, count, clock.now())
  clock.advance(waitMs)
  await archive.settle()
  await archive.digesting.sendNow(1)
  const now = clock.now()
  const parcels = await store.outbox.claimDue({ now, leaseUntil: now + minute, limit: 10 })
  for (const parcel of parcels) await store.outbox.recordPartSent({ parcelId: parcel.id, part: 0, parts: 1, now })
  return groupsOf(parcels.at(-1)?.content).map(({ rise }) => rise)
}

describe('a rise in a digest', () => {
  it('is said of a query that found far more in the last 24 hours than it does', async () => {
    await using archive = await openHarbour(60)
    const untilAt = archive.clock.now() + hour
    const [rise] = await digestAfter(archive, 20)
    assert.deepEqual(rise, { count: 20, usual: 2, untilAt })
  })

  it('is not said of what is usual', async () => {
    await using archive = await openHarbour(60)
    assert.deepEqual(await digestAfter(archive, 3), [undefined])
  })

  it('is said once, and again when there is one a day later', async () => {
    await using archive = await openHarbour(60)
    assert.ok((await digestAfter(archive, 20))[0])
    assert.deepEqual(await digestAfter(archive, 3), [undefined])
    archive.clock.advance(day - 2 * hour)
    assert.ok((await digestAfter(archive, 30))[0])
  })

  it('is not said where the archive does not reach back three weeks, and is where it does', async () => {
    await using young = await openHarbour(20)
    assert.deepEqual(await digestAfter(young, 20), [undefined])
    await using older = await openHarbour(24)
    assert.ok((await digestAfter(older, 20))[0])
  })

  it('is not made by a channel that is new', async () => {
    await using archive = await openHarbour(60)
    const { sandbox, clock, following } = archive
    sandbox.channels.add({
      name: 'newport',
      title: 'New',
      description: '',
      subscribers: 5,
      telegramId: 43,
      preview: true,
    })
    for (let index = 0; index < 20; index += 1)
      sandbox.channels.publish('newport', { text: `boat ${index}`, publishedAt: clock.now() - index * minute })
    await following.follow(1, '@newport', AbortSignal.timeout(60_000))
    assert.deepEqual(await digestAfter(archive, 2), [undefined])
  })

  it('is not said of a query that asks for dates, nor of one that nobody saved', async () => {
    await using archive = await openHarbour(60)
    await archive.watching.remove(1, 1)
    assert.deepEqual(await digestAfter(archive, 20), [undefined])
    await archive.watching.add(reader, 'boat last:2d')
    assert.deepEqual(await digestAfter(archive, 20), [undefined])
  })

  it('is said by name of a query whose posts all stand under another', async () => {
    await using archive = await openHarbour(60)
    await archive.watching.add(reader, 'boat OR ship')
    assert.ok((await digestAfter(archive, 20))[0])
    const told = await archive.store.digests.listRisesTold(1, null)
    assert.deepEqual([...told.keys()].toSorted(), ['boat', 'boat | ship'])
  })

  it('is said in every place that is told of it', async () => {
    await using archive = await openHarbour(60)
    assert.ok((await digestAfter(archive, 20))[0])
    const told = await archive.store.digests.listRisesTold(1, null)
    assert.deepEqual([...told.keys()], ['boat'])
    assert.equal((await archive.store.digests.listRisesTold(1, 7)).size, 0)
    await archive.watching.remove(1, 1)
    assert.equal((await archive.store.digests.listRisesTold(1, null)).size, 0)
  })
})
