import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Source } from '../../src/domain/source.ts'
import { type Archive, openArchive, reader } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const minute = 60_000

async function openNews(options: { backfill?: number; posts?: number } = {}): Promise<Archive> {
  const archive = await openArchive(options)
  archive.sandbox.channels.add({
    name: 'News',
    title: 'News',
    description: '',
    subscribers: 5,
    telegramId: 42,
    preview: true,
  })
  publish(archive, options.posts ?? 0)
  await archive.addChat(1)
  return archive
}

function publish({ sandbox, clock }: Archive, count: number): void {
  for (let index = 0; index < count; index += 1) {
    sandbox.channels.publish('News', {
      text: `news number ${index}`,
      publishedAt: clock.now() - (count - index) * 1000,
    })
  }
}

async function storedIds({ store }: Archive): Promise<number[]> {
  const channel = await store.channels.findByName('News')
  const posts = await store.posts.listPage({ channelId: channel?.id ?? 0, afterId: 0, limit: 10_000 })
  return posts.map((post) => post.messageId).sort((a, b) => a - b)
}

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

describe('collecting', () => {
  it('gives each channel its turn, the longest waiting first, when there are more polls than time', async () => {
    const asked: string[] = []
    const wrapSource = (source: Source): Source => ({
      describe: (name, at) => source.describe(name, at),
      describePost: (name, id, at) => source.describePost(name, id, at),
      checkPost: (name, id, at) => source.checkPost(name, id, at),
      fetchPage: (name, position, at) => {
        asked.push(name)
        return source.fetchPage(name, position, at)
      },
    })
    await using archive = await openArchive({ wrapSource })
    await archive.addChat(1)
    const names = Array.from({ length: 5 }, (_, index) => `news${index}`)
    for (const [index, name] of names.entries()) {
      const profile = { title: name, description: '', subscribers: 1, telegramId: 50 + index, preview: true }
      archive.sandbox.channels.add({ name, ...profile })
      archive.sandbox.channels.publish(name, { text: 'words' })
      await archive.following.follow(1, `@${name}`, signal)
    }
    asked.length = 0
    for (let turn = 0; turn < 20; turn += 1) {
      archive.clock.advance(20 * minute)
      await archive.collecting.run(signal)
    }
    assert.deepEqual(
      names.map((name) => asked.filter((one) => one === name).length),
      [4, 4, 4, 4, 4],
    )
  })

  it('fills back exactly as many posts as asked for', async () => {
    await using archive = await openNews({ backfill: 70, posts: 150 })
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    assert.deepEqual(await storedIds(archive), upTo(150, 81))
  })

  it('fills back all there is when there is less', async () => {
    await using archive = await openNews({ backfill: 200, posts: 45 })
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    assert.deepEqual(await storedIds(archive), upTo(45))
    assert.equal((await archive.store.channels.findByName('News'))?.backfillLeft, 0)
  })

  it('finds every post of a burst between two polls', async () => {
    await using archive = await openNews({ posts: 3 })
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    archive.clock.advance(60 * minute)
    publish(archive, 200)
    await archive.settle()
    assert.deepEqual(await storedIds(archive), upTo(203))
  })

  it('a catch-up that breaks off goes on from where it was, and loses nothing', async () => {
    await using archive = await openNews({ posts: 3 })
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    archive.clock.advance(60 * minute)
    publish(archive, 200)
    archive.sandbox.faults.add({ match: { server: 'web', path: /after=43/ }, kind: 'status', status: 500, times: 1 })
    await archive.settle()
    assert.equal(archive.faults.length, 1)
    assert.equal((await archive.store.channels.findByName('News'))?.cursor, 43)
    archive.clock.advance(60 * minute)
    await archive.settle()
    assert.deepEqual(await storedIds(archive), upTo(203))
    assert.equal((await archive.store.channels.findByName('News'))?.failures, 0)
  })

  it('reads back from the newest page where pages after the cursor come without their posts', async () => {
    await using archive = await openNews({ posts: 3 })
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    archive.clock.advance(60 * minute)
    publish(archive, 100)
    const { faults } = archive.sandbox
    const answer = { status: 200, headers: { 'content-type': 'text/html' }, body: await emptyPage(archive) }
    faults.add({ match: { server: 'web', path: 'after=' }, kind: 'status', ...answer, times: Infinity })
    const broken = faults.add({ match: { server: 'web', path: 'before=44' }, kind: 'status', ...answer, times: 1 })
    await archive.settle()
    assert.deepEqual(await storedIds(archive), [...upTo(3), ...upTo(103, 44)], 'what was read is kept')
    assert.equal((await archive.store.channels.findByName('News'))?.cursor, 3, 'the cursor waits')
    broken.remove()
    archive.clock.advance(60 * minute)
    await archive.settle()
    assert.deepEqual(await storedIds(archive), upTo(103))
    assert.equal((await archive.store.channels.findByName('News'))?.cursor, 103)
  })

  it('sees an edit on the newest page, keeps the former text and matches it again', async () => {
    await using archive = await openNews({ posts: 2 })
    await archive.following.follow(1, '@news', signal)
    await archive.watching.add(reader, 'ротация')
    await archive.settle()
    assert.equal((await archive.store.digests.findGathered(1, 10)).total, 0)
    archive.clock.advance(60 * minute)
    archive.sandbox.channels.edit('News', 2, { text: 'обещают ротацию' })
    await archive.settle()
    const { posts } = await archive.store.digests.findGathered(1, 10)
    assert.deepEqual(
      posts.map((post) => [post.messageId, post.edited]),
      [[2, true]],
    )
  })

  it('an unreadable page is a fault of the channel, and stores nothing', async () => {
    await using archive = await openNews({ posts: 2 })
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    archive.clock.advance(60 * minute)
    archive.sandbox.faults.add({
      match: { server: 'web' },
      kind: 'status',
      status: 200,
      body: '<html><body>Something else</body></html>',
      headers: { 'content-type': 'text/html' },
    })
    await archive.settle()
    assert.equal(archive.faults[0]?.error.fault, 'markup_changed')
    const channel = await archive.store.channels.findByName('News')
    assert.deepEqual([channel?.failures, channel?.lastFault, channel?.cursor], [1, 'markup_changed', 2])
  })

  it('refuses a name that another channel has taken over', async () => {
    await using archive = await openNews({ posts: 2 })
    await archive.following.follow(1, '@news', signal)
    await archive.settle()
    archive.clock.advance(60 * minute)
    archive.sandbox.channels.updateProfile('News', { telegramId: 43 })
    publish(archive, 1)
    await archive.settle()
    assert.equal(archive.faults[0]?.error.fault, 'identity_changed')
    assert.deepEqual(await storedIds(archive), [1, 2])
  })

  it('"No posts found" under load neither moves the cursor nor ends the backfill', async () => {
    await using archive = await openNews({ posts: 60 })
    await archive.following.follow(1, '@news', signal)
    const empty = await emptyPage(archive)
    archive.sandbox.faults.add({
      match: { server: 'web', path: /before=/ },
      kind: 'status',
      status: 200,
      body: empty,
      headers: { 'content-type': 'text/html' },
      times: 1,
    })
    await archive.settle()
    assert.deepEqual(await storedIds(archive), upTo(60))
  })

  it('the cursor stands behind the whole of an album, so that no page begins within it', async () => {
    await using archive = await openNews({ posts: 2 })
    await archive.following.follow(1, '@news', signal)
    archive.clock.advance(60 * minute)
    archive.sandbox.channels.publish('News', { media: [{ kind: 'photo' }, { kind: 'photo' }, { kind: 'photo' }] })
    await archive.settle()
    assert.equal((await archive.store.channels.findByName('News'))?.cursor, 5)
  })

  it('"No posts found" for the newest posts too is no proof that the backfill has ended', async () => {
    await using archive = await openNews({ posts: 60 })
    await archive.following.follow(1, '@news', signal)
    const headers = { 'content-type': 'text/html' }
    const body = await emptyPage(archive)
    archive.sandbox.faults.add({ match: { server: 'web' }, kind: 'status', status: 200, body, headers, times: 5 })
    await archive.settle()
    archive.sandbox.faults.clear()
    archive.clock.advance(60 * minute)
    await archive.settle()
    assert.deepEqual(await storedIds(archive), upTo(60))
  })
})

/** What the sandbox shows for a channel without posts, under the name of the channel with posts. */
async function emptyPage({ sandbox }: Archive): Promise<string> {
  const profile = sandbox.channels.profile('News')
  assert.ok(profile)
  sandbox.channels.add({ ...profile, name: 'Empty', telegramId: 77 })
  const response = await fetch(`${sandbox.webRoot}/s/Empty`)
  return (await response.text()).replaceAll('Empty', 'News')
}
