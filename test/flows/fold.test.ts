import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { Store } from '../../src/domain/store.ts'
import { day, hour, minute } from '../../src/domain/time.ts'
import { createDigesting } from '../../src/flows/digest.ts'
import { createMatching } from '../../src/flows/match.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createTestClock } from '../support/clock.ts'
import { addPlan, setPlan } from '../support/plans.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const text = 'Паром сел на мель у острова Кижи, на борту было 40 туристов, пострадавших нет, спасатели уже работают'

/** Chat 1 follows the channels "one" and "two" and is told of every post at once, or when it asks. */
async function openDesk(schedule: 'instant' | 'daily') {
  const clock = createTestClock(Date.UTC(2026, 2, 2, 12))
  const analyzer = createStemAnalyzer()
  const store = openMemoryStore({ analyzer })
  const now = clock.now()
  const about = { id: 1, kind: 'supergroup', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
  await store.chats.ensure({ ...about, nextSlotAt: now + 30 * day, now })
  const ids = new Map<string, number>()
  for (const name of ['one', 'two']) {
    const { id } = await store.channels.add(makeProfile({ name }), { now, backfill: 0 })
    await store.chats.follow({ chatId: 1, channelId: id, sinceAt: 0, now })
    ids.set(name, id)
  }
  if (schedule === 'instant') {
    await setPlan(store, { chatId: 1, number: 1, schedule: { kind: 'instant' }, nextSlotAt: null })
  }
  const matching = createMatching({ store, clock, analyzer })
  const digestingOn = (on: Store) => createDigesting({ store: on, clock, analyzer, matchPending: matching.drain })
  const digesting = digestingOn(store)
  let messageId = 0
  const post = async (name: 'one' | 'two', content: Partial<PostContent>): Promise<number> => {
    clock.advance(2 * minute)
    messageId += 1
    const at = clock.now()
    const posts = [makePost({ messageId, publishedAt: at, ...content })]
    const page = { posts, cursor: null, backfill: null, leaseUntil: at, now: at }
    await store.channels.recordPage({ channelId: ids.get(name) ?? 0, profile: makeProfile({ name }), ...page })
    await matching.drain()
    return messageId
  }
  const parcels = async (): Promise<number> => {
    const due = { now: clock.now(), leaseUntil: clock.now() + 1, limit: 10 }
    const taken = await store.outbox.claimDue(due)
    for (const { id: parcelId } of taken) {
      await store.outbox.recordPartSent({ parcelId, part: 0, parts: 1, now: clock.now() })
    }
    return taken.length
  }
  /** How many parcels an alert about the post makes. */
  const alert = async (name: 'one' | 'two', content: Partial<PostContent>): Promise<number> => {
    await post(name, content)
    await digesting.run()
    return parcels()
  }
  return { clock, store, digesting, digestingOn, post, parcels, alert }
}

describe('a text that was sent', () => {
  it('is no alert again when another channel repeats it, and nothing waits for it', async () => {
    const { store, alert } = await openDesk('instant')
    assert.equal(await alert('one', { text }), 1)
    assert.equal(await alert('two', { text: `❗️${text}` }), 0)
    assert.equal((await store.digests.findGathered(1, 10)).total, 0)
    await store.close()
  })

  it('is an alert again when it changed in substance', async () => {
    const { store, alert } = await openDesk('instant')
    assert.equal(await alert('one', { text }), 1)
    assert.equal(await alert('two', { text: text.replace('40 туристов', '45 туристов') }), 1)
    await store.close()
  })

  it('is not in the digests of the days after it, and is told again after a week', async () => {
    const { clock, store, digesting, post } = await openDesk('daily')
    await post('one', { text })
    assert.equal((await digesting.sendNow(1)).kind, 'queued')
    clock.advance(day)
    await post('two', { text })
    assert.equal((await digesting.sendNow(1)).kind, 'nothing')
    clock.advance(6 * day + hour)
    await post('two', { text })
    assert.equal((await digesting.sendNow(1)).kind, 'queued')
    await store.close()
  })

  it('is told once when /digest is pressed while an alert about another post with it is on its way', async () => {
    const { clock, store, post, digesting, digestingOn, parcels } = await openDesk('daily')
    const [, two] = await store.channels.listFollowed(1)
    const alerts = { schedule: { kind: 'instant' }, threadId: null, watchNumbers: null, tellsWhenEmpty: false } as const
    const channelIds = [two?.id ?? 0]
    await addPlan(store, { ...alerts, channelIds, enabled: true, chatId: 1, nextSlotAt: null })
    await post('one', { text })
    let isPressed = false
    const findFoldable: Store['digests']['findFoldable'] = async (request) => {
      const found = await store.digests.findFoldable(request)
      if (isPressed) return found
      isPressed = true
      await post('two', { text })
      clock.advance(minute)
      await digesting.run()
      return found
    }
    const asked = digestingOn({ ...store, digests: { ...store.digests, findFoldable } })
    assert.equal((await asked.sendNow(1)).kind, 'nothing')
    assert.equal(await parcels(), 1)
    await store.close()
  })

  it('is known in a forward by its origin, however short it is', async () => {
    const { store, alert, post } = await openDesk('instant')
    const id = await post('one', { text: 'Отбой' })
    assert.equal(await alert('one', { text: 'Другое' }), 1)
    const forward = { name: 'One', channel: 'One', id, author: null }
    assert.equal(await alert('two', { text: 'Отбой', forward }), 0)
    assert.equal(await alert('two', { text: 'Отбой' }), 1)
    await store.close()
  })
})
