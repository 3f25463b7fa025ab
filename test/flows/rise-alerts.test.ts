import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, hour, minute } from '../../src/domain/time.ts'
import type { Parcel } from '../../src/domain/parcel.ts'
import type { RiseAlert } from '../../src/domain/rise-alert.ts'
import type { Archive } from '../support/archive.ts'
import { reader } from '../support/archive.ts'
import { openHarbour, publishBoats } from '../support/harbour.ts'
import { setChat } from '../support/plans.ts'

/** A chat whose query found two posts a day for sixty days, and that asked for alerts on its rises. */
async function openAsked(threadId: number | null = null): Promise<Archive> {
  const archive = await openHarbour(60)
  await archive.store.riseAlerts.set({ chatId: 1, number: 1, isOn: true, threadId, now: archive.clock.now() })
  return archive
}

/** So many posts come in now, and what is due is looked at after some time: the alerts that are made, as they would be sent. */
async function alertsAfter(archive: Archive, count: number, waitMs = hour): Promise<readonly Parcel[]> {
  publishBoats(archive, count, archive.clock.now())
  archive.clock.advance(waitMs)
  await archive.settle()
  return alertsNow(archive)
}

async function alertsNow({ clock, store, riseAlerting }: Archive): Promise<readonly Parcel[]> {
  while (await riseAlerting.run());
  const now = clock.now()
  const parcels = await store.outbox.claimDue({ now, leaseUntil: now + minute, limit: 10 })
  for (const { id: parcelId } of parcels) await store.outbox.recordPartSent({ parcelId, part: 0, parts: 1, now })
  return parcels
}

function risesOf(parcels: readonly Parcel[]): RiseAlert['rises'] {
  return parcels.flatMap(({ content }) => ('kind' in content && content.kind === 'rise' ? content.rises : []))
}

describe('an alert on a rise', () => {
  it('says the count, what is usual, and the post that tells what it is about', async () => {
    await using archive = await openAsked()
    const untilAt = archive.clock.now() + hour
    const [risen, ...others] = risesOf(await alertsAfter(archive, 20))
    assert.deepEqual(others, [])
    assert.deepEqual(risen?.rise, { count: 20, usual: 2, untilAt })
    assert.equal(risen.query, 'boat')
    assert.equal(risen.lead?.channelName, 'harbour')
    assert.match(risen.lead.extract, /^boats /)
  })

  it('comes only where it was asked for, and no more when it is not', async () => {
    await using archive = await openHarbour(60)
    assert.deepEqual(await alertsAfter(archive, 20), [])
    const asked = { chatId: 1, number: 1, threadId: null, now: archive.clock.now() }
    assert.equal(await archive.store.riseAlerts.set({ ...asked, isOn: true }), true)
    assert.equal(await archive.store.riseAlerts.set({ ...asked, number: 2, isOn: true }), false)
    assert.deepEqual([...(await archive.store.riseAlerts.list(1))], [1])
    // It is looked at at once.
    assert.equal(risesOf(await alertsNow(archive)).length, 1)
    assert.equal(await archive.store.riseAlerts.set({ ...asked, isOn: false }), true)
    archive.clock.advance(day)
    assert.deepEqual(await alertsAfter(archive, 40), [])
  })

  it('comes once in 24 hours', async () => {
    await using archive = await openAsked()
    assert.equal(risesOf(await alertsAfter(archive, 20)).length, 1)
    for (let hours = 0; hours < 20; hours += 4) assert.deepEqual(await alertsAfter(archive, 9, 4 * hour), [])
    archive.clock.advance(day)
    assert.equal(risesOf(await alertsAfter(archive, 60)).length, 1)
  })

  it('comes when the posts of a day have become many, however few come at a time', async () => {
    await using archive = await openAsked()
    const told: number[] = []
    for (let step = 0; step < 12; step += 1) {
      const rises = risesOf(await alertsAfter(archive, 1, 20 * minute))
      told.push(...rises.map(({ rise }) => rise.count))
    }
    assert.equal(told.length, 1)
    assert.ok(told[0]! > 5)
  })

  it('is not lost when posts come while the query is looked at', async () => {
    await using archive = await openAsked()
    const { store, clock } = archive
    await alertsNow(archive)
    publishBoats(archive, 3, clock.now())
    clock.advance(hour)
    await archive.settle()
    const now = clock.now()
    const [check] = await store.riseAlerts.claimDue({ now, leaseUntil: now + minute, limit: 9 })
    assert.ok(check)
    publishBoats(archive, 20, clock.now())
    clock.advance(30 * minute)
    await archive.settle()
    const checks = [{ ...check, restUntil: clock.now() }]
    await store.riseAlerts.record({ chatId: 1, threadId: null, checks, alert: null, now: clock.now() })
    assert.equal(risesOf(await alertsNow(archive)).length, 1)
    assert.deepEqual(await store.riseAlerts.claimDue({ now: clock.now() + hour, leaseUntil: 0, limit: 9 }), [])
  })

  it('waits while the chat is silent, and is then of the hours before', async () => {
    await using archive = await openAsked()
    const { store, clock } = archive
    await setChat(store, 1, { mutedUntil: clock.now() + 4 * hour })
    assert.deepEqual(await alertsAfter(archive, 20), [])
    clock.advance(3 * hour)
    const [risen] = risesOf(await alertsNow(archive))
    assert.equal(risen?.rise.untilAt, clock.now())
  })

  it('of several queries that rise together is one message, in the topic where it was asked for', async () => {
    await using archive = await openAsked(7)
    const { store, clock } = archive
    await archive.watching.add(reader, 'boats OR ships')
    await store.riseAlerts.set({ chatId: 1, number: 2, isOn: true, threadId: 7, now: clock.now() })
    const parcels = await alertsAfter(archive, 20)
    assert.deepEqual(
      parcels.map(({ threadId }) => threadId),
      [7],
    )
    assert.deepEqual(
      risesOf(parcels).map(({ watch }) => watch),
      [1, 2],
    )
  })

  it('is not made of a query that is paused, or of a chat that is gone', async () => {
    await using archive = await openAsked()
    const { store, clock } = archive
    await alertsNow(archive)
    await store.watches.setPaused({ chatId: 1, number: 1, paused: true, now: clock.now() })
    await store.riseAlerts.set({ chatId: 1, number: 1, isOn: false, threadId: null, now: clock.now() })
    await store.riseAlerts.set({ chatId: 1, number: 1, isOn: true, threadId: null, now: clock.now() })
    assert.deepEqual(await alertsAfter(archive, 20), [])
    await store.watches.setPaused({ chatId: 1, number: 1, paused: false, now: clock.now() })
    await store.chats.forget(1)
    assert.deepEqual(await store.riseAlerts.claimDue({ now: clock.now() + day, leaseUntil: 0, limit: 9 }), [])
  })
})
