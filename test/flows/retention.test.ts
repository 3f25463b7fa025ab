import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, beforeEach, describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Query } from '../../src/domain/query.ts'
import type { Store } from '../../src/domain/store.ts'
import { createRetention, type RetentionRules } from '../../src/flows/retention.ts'
import { openDatabase } from '../../src/sqlite/database.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { exported, imported } from '../support/exporting.ts'
import { makePost, makeProfile } from '../support/posts.ts'
import { firstPlan } from '../support/plans.ts'

const root = mkdtempSync(join(tmpdir(), 'vestnik-retention-'))
after(() => rmSync(root, { recursive: true }))
const day = 86_400_000
const hour = 3_600_000
const t0 = Date.UTC(2026, 2, 1)
const analyzer = createStemAnalyzer()
const signal = AbortSignal.timeout(60_000)
const word: Query = { kind: 'word', text: 'post', match: 'any_form', terms: analyzer.termsOf('post') }
const defaults: RetentionRules = { days: null, unfollowedDays: 30, keepMatched: true, keepPinned: true }

function many(count: number, days: number): number[] {
  return Array.from({ length: count }, () => days)
}

describe('retention', () => {
  let path: string
  let store: Store
  let clock: TestClock
  let rounds: { posts: number; channels: number }[]
  beforeEach(() => {
    path = join(mkdtempSync(join(root, 'case-')), 'vestnik.db')
    store = openStore({ path, analyzer })
    clock = createTestClock(t0)
    rounds = []
  })
  afterEach(() => store.close())

  const start = (rules: Partial<RetentionRules> = {}) => {
    const retention = createRetention({
      store,
      clock,
      rules: { ...defaults, ...rules },
      onDeleted: (round) => rounds.push(round),
    })
    return async (): Promise<number> => {
      let steps = 1
      while (await retention.run(signal)) steps += 1
      return steps
    }
  }
  /** A channel with posts that were published so many days before t0. */
  const addChannel = async (name: string, daysAgo: readonly number[]): Promise<number> => {
    const profile = makeProfile({ name })
    const { id } = await store.channels.add(profile, { now: t0, backfill: 0 })
    const posts = daysAgo.map((days, index) => makePost({ messageId: index + 1, publishedAt: t0 - days * day }))
    await store.channels.recordPage({
      channelId: id,
      profile,
      posts,
      cursor: 1,
      backfill: null,
      leaseUntil: 0,
      now: t0,
    })
    return id
  }
  const follow = async (chatId: number, channelId: number): Promise<void> => {
    const about = { kind: 'private', language: 'en', timeZone: 'UTC', digestTime: '09:00' } as const
    await store.chats.ensure({ id: chatId, ...about, nextSlotAt: t0, now: t0 })
    await store.chats.follow({ chatId, channelId, sinceAt: 0, now: t0 })
  }
  const search = async (channelId: number): Promise<number> =>
    (
      await store.posts.search({
        query: word,
        channelIds: [channelId],
        order: 'newest',
        position: null,
        limit: 1000,
        now: t0,
      })
    ).posts.length

  it('leaves the posts of a channel alone while somebody follows it', async () => {
    const id = await addChannel('news', many(200, 1000))
    await follow(1, id)
    const run = start()
    await run()
    clock.advance(400 * day)
    await run()
    assert.equal(await store.posts.count(), 200)
  })

  it('deletes them thirty days after the last follower left, and the channel with them', async () => {
    const id = await addChannel('news', many(20, 1))
    await follow(1, id)
    await follow(2, id)
    const run = start()
    await store.chats.unfollow(1, id)
    await run()
    clock.advance(40 * day)
    await run()
    assert.equal(await store.posts.count(), 20)
    await store.chats.forget(2)
    clock.advance(hour)
    await run()
    clock.advance(30 * day)
    await run()
    assert.equal(await store.posts.count(), 20)
    clock.advance(hour + 1)
    await run()
    assert.equal(await store.posts.count(), 0)
    assert.equal(await store.channels.findByName('news'), null)
    assert.deepEqual(rounds, [{ posts: 20, channels: 1 }])
  })

  it('begins to count anew when somebody comes back', async () => {
    const id = await addChannel('news', many(5, 1))
    await follow(1, id)
    const run = start()
    await store.chats.unfollow(1, id)
    await run()
    clock.advance(29 * day)
    await follow(2, id)
    await run()
    await store.chats.unfollow(2, id)
    clock.advance(2 * day)
    await run()
    clock.advance(29 * day)
    await run()
    assert.equal(await store.posts.count(), 5)
  })

  it('deletes by age where it was told to, but for the newest hundred, which the page shows anyhow', async () => {
    const id = await addChannel('news', [...many(50, 90), ...many(70, 80), ...many(10, 5)])
    await follow(1, id)
    const run = start({ days: 30 })
    await run()
    assert.equal(await store.posts.count(), 100)
    assert.equal(await search(id), 100)
  })

  it('keeps what was gathered for a chat or sent to it, unless it was told not to', async () => {
    const id = await addChannel('news', [...many(10, 90), ...many(100, 1)])
    await follow(1, id)
    const [first, second] = await store.archive.listPage({
      channelIds: [id],
      afterId: 0,
      fromAt: null,
      beforeAt: null,
      limit: 2,
    })
    const gathered = [first!.post.id, second!.post.id]
    const unmatched = await store.posts.claimUnmatched({ now: t0, leaseUntil: t0, limit: 500 })
    await store.posts.recordMatches({
      posts: unmatched.map(({ post, round }) => ({ id: post.id, round })),
      matches: gathered.map((postId) => ({ chatId: 1, postId, watchId: null })),
      now: t0,
    })
    const plan = await firstPlan(store, 1)
    const digest = { language: 'en', timeZone: 'UTC', slotAt: t0, postCount: 1, leftOver: 0, groups: [] } as const
    await store.digests.recordDigest({
      planId: plan.id,
      chatId: 1,
      slotAt: t0,
      digest,
      postIds: [first!.post.id],
      now: t0,
    })
    await start({ days: 30 })()
    assert.equal(await store.posts.count(), 102)
    await start({ days: 30, keepMatched: false })()
    assert.equal(await store.posts.count(), 100)
  })

  /** Old posts of a followed channel, below a hundred new ones. */
  const addOld = async (texts: readonly (string | { readonly pinned: string })[]): Promise<number> => {
    const id = await addChannel('news', [])
    await follow(1, id)
    const old = texts.map((text, index) => {
      const at = { messageId: index + 1, publishedAt: t0 - (90 - index) * day }
      if (typeof text === 'string') return makePost({ ...at, text })
      const notice = { kind: 'service', serviceKind: 'pinned', text: `News pinned «${text.pinned}»` } as const
      return makePost({ ...at, ...notice, pinned: text.pinned })
    })
    const recent = many(100, 1).map((_, index) => makePost({ messageId: 1000 + index, publishedAt: t0 - day }))
    const page = { channelId: id, profile: makeProfile({ name: 'news' }), posts: [...old, ...recent] }
    await store.channels.recordPage({ ...page, cursor: 1, backfill: null, leaseUntil: 0, now: t0 })
    return id
  }
  const oldTexts = async (channelId: number): Promise<string[]> => {
    const range = { channelIds: [channelId], afterId: 0, fromAt: null, beforeAt: t0 - 2 * day, limit: 100 }
    return (await store.archive.listPage(range)).map(({ post }) => post.text)
  }

  it('keeps a post that a later notice quotes, and the notice, round after round', async () => {
    const id = await addOld([
      'Rules of the channel:\n\nbe kind to each other',
      'another post',
      { pinned: 'Rules of the channel: be kind…' },
      'Rules of the channel: be kind, once more',
    ])
    const run = start({ days: 30 })
    await run()
    clock.advance(hour)
    await run()
    assert.deepEqual(await oldTexts(id), [
      'Rules of the channel:\n\nbe kind to each other',
      'News pinned «Rules of the channel: be kind…»',
    ])
  })

  it('keeps no pinned post where it was told not to', async () => {
    const id = await addOld(['Rules of the channel', { pinned: 'Rules of the channel' }])
    await start({ days: 30, keepPinned: false })()
    assert.deepEqual(await oldTexts(id), [])
  })

  it('keeps nothing for a notice that quotes no words', async () => {
    const id = await addOld(['Rules of the channel', { pinned: '…' }])
    await start({ days: 30 })()
    assert.deepEqual(await oldTexts(id), ['News pinned «…»'])
  })

  it('never touches a channel that was imported and never followed', async () => {
    await addChannel('news', many(5, 1))
    const file = join(root, 'news.jsonl')
    writeFileSync(file, await exported(store))
    const other = openMemoryStore({ analyzer })
    await imported(other, file)
    const retention = createRetention({ store: other, clock, rules: { ...defaults, days: 1 }, onDeleted: () => {} })
    while (await retention.run(signal));
    clock.advance(400 * day)
    while (await retention.run(signal));
    assert.equal(await other.posts.count(), 5)
    await other.close()
  })

  it('takes what belongs to a post along: versions, index, matches', async () => {
    const id = await addChannel('news', many(3, 1))
    const profile = makeProfile({ name: 'news' })
    const changed = [makePost({ messageId: 1, text: 'another post', publishedAt: t0 - day })]
    await store.channels.recordPage({
      channelId: id,
      profile,
      posts: changed,
      cursor: 1,
      backfill: null,
      leaseUntil: 0,
      now: t0,
    })
    await follow(1, id)
    await store.chats.unfollow(1, id)
    const run = start({ unfollowedDays: 0 })
    await run()
    clock.advance(hour)
    await run()
    const db = openDatabase(path, { readonly: true })
    for (const table of ['posts', 'post_versions', 'matches', 'posts_fts', 'channels']) {
      assert.equal(db.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get(), 0, table)
    }
    assert.equal(db.pragma('integrity_check', { simple: true }), 'ok')
    db.close()
  })

  it('works in small steps, once an hour, and tells of it', async () => {
    const id = await addChannel('news', many(1000, 1))
    await follow(1, id)
    await store.chats.unfollow(1, id)
    const run = start({ unfollowedDays: 0 })
    await run()
    clock.advance(hour)
    assert.ok((await run()) > 4)
    assert.equal(await run(), 1)
    assert.deepEqual(rounds, [{ posts: 1000, channels: 1 }])
    const chore = await store.chores.find('retention')
    assert.deepEqual([chore.doneAt, chore.done], [t0 + hour, { posts: 1000, channels: 1 }])
  })

  it('goes on with its work after a stop in the middle', async () => {
    const id = await addChannel('news', many(1000, 1))
    await follow(1, id)
    await store.chats.unfollow(1, id)
    await start({ unfollowedDays: 0 })()
    clock.advance(hour)
    const first = createRetention({ store, clock, rules: { ...defaults, unfollowedDays: 0 }, onDeleted: () => {} })
    await first.run(signal)
    assert.equal(await store.posts.count(), 700)
    await start({ unfollowedDays: 0 })()
    assert.equal(await store.posts.count(), 0)
  })
})
