import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PostContent } from '../../src/domain/post.ts'
import type { PushOutcome } from '../../src/domain/pushed.ts'
import { verifyChains } from '../../src/flows/verify.ts'
import { type Archive, openArchive } from '../support/archive.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const profile = { name: 'herald_demo', telegramId: 77, title: 'Herald' }
const minute = 60_000

/** A channel that somebody follows, with what a page of it showed last, if anything. */
async function openFollowed(): Promise<Archive> {
  const archive = await openArchive()
  const { store, clock } = archive
  await archive.addChat(1)
  const now = clock.now()
  const channel = await store.channels.add(makeProfile({ name: profile.name }), { now, backfill: 0 })
  await store.chats.follow({ chatId: 1, channelId: channel.id, sinceAt: now, now })
  return archive
}

async function idOf({ store }: Archive): Promise<number> {
  return (await store.channels.findByName(profile.name))?.id ?? 0
}

function push(archive: Archive, content: PostContent, about: { saidAt?: number; albumKey?: string } = {}) {
  const { saidAt = content.publishedAt, albumKey = null } = about
  const now = archive.clock.now()
  return archive.store.channels.recordPushed({ profile, post: { content, saidAt, albumKey }, now })
}

async function show(archive: Archive, ...posts: readonly PostContent[]): Promise<void> {
  const now = archive.clock.now()
  await archive.store.channels.recordPage({
    channelId: await idOf(archive),
    profile: makeProfile(profile),
    posts,
    cursor: null,
    backfill: null,
    leaseUntil: now,
    now,
  })
}

async function postsOf(archive: Archive) {
  const request = { channelIds: [await idOf(archive)], afterId: 0, fromAt: null, beforeAt: null, limit: 100 }
  return archive.store.archive.listPage(request)
}

async function textsOf(archive: Archive): Promise<readonly (readonly string[])[]> {
  return (await postsOf(archive)).map(({ versions }) => versions.map(({ text }) => text))
}

function photo(messageId: number, text = ''): PostContent {
  return makePost({ messageId, publishedAt: 0, text, media: [{ kind: 'photo', url: null, messageId }] })
}

function album(albumIds: readonly number[], text: string): PostContent {
  const media = albumIds.map((messageId) => ({ kind: 'photo' as const, url: 'https://cdn.example/x', messageId }))
  return makePost({ messageId: albumIds[0] ?? 0, publishedAt: 0, text, albumIds, media })
}

const first = makePost({ messageId: 5, publishedAt: 0, text: 'First' })

describe('a post that is pushed', () => {
  it('makes the number of the channel known, where no page has', async () => {
    await using archive = await openFollowed()
    assert.equal(await push(archive, first), 'inserted')
    assert.equal((await archive.store.channels.findByName(profile.name))?.telegramId, 77)
  })

  it('of another channel that has the name now is not taken', async () => {
    await using archive = await openFollowed()
    await push(archive, first)
    const post = { content: makePost({ messageId: 6 }), saidAt: 0, albumKey: null }
    const other = { ...profile, telegramId: 78 }
    const outcome = await archive.store.channels.recordPushed({ profile: other, post, now: archive.clock.now() })
    assert.equal(outcome, 'unwanted')
  })

  it('keeps what it said before as a version, and comes again without one', async () => {
    await using archive = await openFollowed()
    const edit = { ...first, text: 'Edited', edited: true }
    const outcomes: PushOutcome[] = [
      await push(archive, first),
      await push(archive, edit, { saidAt: 1000 }),
      await push(archive, edit, { saidAt: 1000 }),
      await push(archive, first),
    ]
    assert.deepEqual(outcomes, ['inserted', 'changed', 'known', 'stale'])
    assert.deepEqual(await textsOf(archive), [['First', 'Edited']])
  })

  it('changes nothing when a page has shown later words', async () => {
    await using archive = await openFollowed()
    await show(archive, { ...first, text: 'Edited twice', edited: true })
    assert.equal(await push(archive, first), 'stale')
    assert.equal(await push(archive, { ...first, text: 'Edited' }, { saidAt: 1000 }), 'stale')
    assert.deepEqual(await textsOf(archive), [['Edited twice']])
  })

  it('tells the words that pages leave to the app, however late, and they are no edit', async () => {
    await using archive = await openFollowed()
    const hidden = { ...first, kind: 'unsupported' as const, text: '' }
    await show(archive, hidden)
    await push(archive, first)
    await show(archive, hidden)
    assert.deepEqual(await textsOf(archive), [['First']])
    assert.equal((await postsOf(archive))[0]?.post.kind, 'post')
    const edit = { ...first, text: 'Edited', edited: true }
    assert.equal(await push(archive, edit, { saidAt: 1000 }), 'changed', 'a page without words was no look at them')
  })

  it('goes on where the words that a page told break off, however late; other words are a version', async () => {
    await using archive = await openFollowed()
    const full = { ...first, text: 'First words, and 🕊 more' }
    const described = { ...first, kind: 'unsupported' as const, text: 'First words, a…' }
    await show(archive, described)
    assert.equal(await push(archive, full), 'changed')
    assert.deepEqual(await textsOf(archive), [[full.text]])
    await show(archive, { ...described, messageId: 6, text: 'Second' })
    const { clock } = archive
    clock.advance(minute)
    const second = { ...first, messageId: 6 }
    assert.equal(await push(archive, { ...second, text: 'What it said before' }), 'stale')
    assert.equal(await push(archive, { ...second, text: 'Third' }, { saidAt: clock.now() }), 'changed')
    assert.deepEqual(await textsOf(archive), [[full.text], ['Second', 'Third']])
  })

  it('of before it was taken back is a version, and no sign that it is there', async () => {
    await using archive = await openFollowed()
    const { clock, store } = archive
    await show(archive, first)
    clock.advance(2 * minute)
    const deletedAt = clock.now()
    await store.channels.recordDeleted(await idOf(archive), [first.messageId], deletedAt)
    clock.advance(minute)
    const edit = { ...first, text: 'Edited', edited: true }
    assert.equal(await push(archive, edit, { saidAt: deletedAt - minute }), 'changed')
    assert.equal((await postsOf(archive))[0]?.post.deletedAt, deletedAt)
    assert.deepEqual(await textsOf(archive), [['First', 'Edited']])
    await push(archive, { ...first, text: 'There again' }, { saidAt: deletedAt + minute })
    assert.equal((await postsOf(archive))[0]?.post.deletedAt, null)
    assert.deepEqual((await verifyChains(store)).breaks, [])
  })

  it('that was edited is not edited back by a page that was made before', async () => {
    await using archive = await openFollowed()
    const now = archive.clock.now()
    await push(archive, first)
    await push(archive, { ...first, text: 'Edited' }, { saidAt: now })
    archive.clock.advance(minute)
    await show(archive, first)
    assert.deepEqual(await textsOf(archive), [['First', 'Edited']])
    archive.clock.advance(10 * minute)
    await show(archive, first)
    assert.deepEqual(await textsOf(archive), [['First', 'Edited', 'First']], 'a page that comes later is believed')
  })

  it('is matched once, and again when it is edited', async () => {
    await using archive = await openFollowed()
    await push(archive, first)
    await archive.matching.drain()
    await push(archive, first)
    assert.equal(await archive.store.posts.countUnmatched(), 0)
    await push(archive, { ...first, text: 'Edited' }, { saidAt: 1000 })
    assert.equal(await archive.store.posts.countUnmatched(), 1)
  })
})

describe('an album that is pushed', () => {
  const items = [photo(5, 'Words'), photo(6), photo(7)]

  it('is one post with the id of its first item, in whatever order the items come', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      await using archive = await openFollowed()
      for (const index of order) await push(archive, items[index] ?? first, { albumKey: 'a' })
      const stored = await postsOf(archive)
      assert.deepEqual(
        stored.map(({ post, versions }) => [post.messageId, post.albumIds, post.text, versions.length]),
        [[5, [5, 6, 7], 'Words', 1]],
      )
      assert.deepEqual(
        stored[0]?.post.media.map((media) => 'messageId' in media && media.messageId),
        [5, 6, 7],
      )
      assert.deepEqual((await verifyChains(archive.store)).breaks, [])
    }
  })

  it('joins the post that a page has shown', async () => {
    await using archive = await openFollowed()
    await show(archive, album([5, 6, 7], 'Words'))
    for (const item of items) await push(archive, item, { albumKey: 'a' })
    assert.deepEqual(await textsOf(archive), [['Words']])
  })

  it('of which the first item was lost takes its id from the page that shows it', async () => {
    await using archive = await openFollowed()
    for (const item of items.slice(1)) await push(archive, item, { albumKey: 'a' })
    await show(archive, album([5, 6, 7], 'Words'))
    const stored = await postsOf(archive)
    assert.deepEqual(
      stored.map(({ post, versions }) => [post.messageId, post.text, versions.length]),
      [[5, 'Words', 1]],
    )
    assert.deepEqual((await verifyChains(archive.store)).breaks, [])
  })

  it('of which a late item tells of the time before it was taken back, stays marked', async () => {
    await using archive = await openFollowed()
    const [first, ...others] = items.map((item) => ({ ...item, publishedAt: archive.clock.now() - minute }))
    await push(archive, first ?? photo(5), { albumKey: 'a' })
    const deletedAt = archive.clock.now()
    await archive.store.channels.recordDeleted(await idOf(archive), [5], deletedAt)
    for (const item of others) await push(archive, item, { albumKey: 'a' })
    const [stored] = await postsOf(archive)
    assert.deepEqual([stored?.post.albumIds, stored?.post.deletedAt], [[5, 6, 7], deletedAt])
  })

  it('has other words when the item that had them is edited, and none when they are taken away', async () => {
    await using archive = await openFollowed()
    for (const item of items) await push(archive, item, { albumKey: 'a' })
    await push(archive, photo(5, 'Other words'), { albumKey: 'a', saidAt: 1000 })
    await push(archive, photo(6), { albumKey: 'a', saidAt: 2000 })
    await push(archive, photo(5), { albumKey: 'a', saidAt: 3000 })
    assert.deepEqual(await textsOf(archive), [['Words', 'Other words', '']])
  })
})

function admit({ store, clock }: Archive): Promise<boolean> {
  return store.channels.recordAdmission({ profile, isAdmitted: true, now: clock.now() })
}

describe('a wish', () => {
  it('is fulfilled once, and what the chat asked for since is kept for it', async () => {
    await using archive = await openArchive()
    await archive.addChat(1)
    const { store, clock } = archive
    await store.channels.recordWish(1, 'HERALD_demo', clock.now())
    assert.deepEqual([await admit(archive), await admit(archive)], [true, false])
    const [channel] = await store.channels.listFollowed(1)
    assert.deepEqual([channel?.name, channel?.telegramId, channel?.isAdmitted], [profile.name, 77, true])
  })

  it('keeps the posts of a channel that was about to be forgotten', async () => {
    await using archive = await openFollowed()
    const { store, clock } = archive
    await show(archive, first)
    await store.chats.unfollow(1, await idOf(archive))
    const day = 24 * 60 * minute
    await store.retention.recordUnfollowed(clock.now())
    await store.channels.recordWish(1, profile.name, clock.now())
    await admit(archive)
    const expiring = await store.retention.listExpiring({ unfollowedBefore: clock.now() + day, followedBefore: null })
    assert.deepEqual(expiring, [])
  })

  it('belongs to its chat, moves with it, and goes with it', async () => {
    await using archive = await openArchive()
    await archive.addChat(1)
    await archive.addChat(2)
    const { store, clock } = archive
    for (const chatId of [1, 2]) await store.channels.recordWish(chatId, profile.name, clock.now())
    await store.chats.forget(1)
    await store.chats.recordMigration(2, 3)
    await admit(archive)
    assert.equal((await store.channels.listFollowed(1)).length, 0)
    assert.equal((await store.channels.listFollowed(3)).length, 1)
  })
})
