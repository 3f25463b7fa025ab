import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Post } from '../../src/domain/post.ts'
import { type Archive, openArchive } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Chat 1 follows a channel with so many posts, and all of them are in the archive. */
async function openNews(posts: number, recheckMs: readonly number[] = []): Promise<Archive> {
  const archive = await openArchive({ recheckMs })
  addChannel(archive, 'News', posts)
  await archive.addChat(1)
  await archive.following.follow(1, '@news', signal)
  await archive.settle()
  return archive
}

function addChannel({ sandbox, clock }: Archive, name: string, posts: number): void {
  const telegramId = sandbox.channels.names().length + 42
  sandbox.channels.add({ name, title: name, description: '', subscribers: 5, telegramId, preview: true })
  for (let index = 0; index < posts; index += 1) {
    sandbox.channels.publish(name, { text: `news number ${index}`, publishedAt: clock.now() - (posts - index) * 1000 })
  }
}

async function pollAfter(archive: Archive, ms: number): Promise<void> {
  archive.clock.advance(ms)
  await archive.settle()
}

async function stored({ store }: Archive): Promise<readonly Post[]> {
  const channel = await store.channels.findByName('News')
  const posts = await store.posts.listPage({ channelId: channel?.id ?? 0, afterId: 0, limit: 1000 })
  return posts.toSorted((a, b) => a.messageId - b.messageId)
}

const gone = async (archive: Archive): Promise<number[]> =>
  (await stored(archive)).filter((post) => post.deletedAt !== null).map((post) => post.messageId)

const html = { 'content-type': 'text/html' }

describe('a post that the channel took back', () => {
  it('stays, marked with the two looks between which it went', async () => {
    await using archive = await openNews(8)
    const seenAt = archive.clock.now()
    archive.sandbox.channels.delete('News', 8)
    archive.sandbox.channels.delete('News', 5)
    await pollAfter(archive, hour)
    assert.deepEqual(await gone(archive), [5, 8])
    const post = (await stored(archive)).at(-1)
    assert.deepEqual([post?.lastSeenAt, post?.deletedAt, post?.text], [seenAt, archive.clock.now(), 'news number 7'])
  })

  it('is not marked while its own page still shows it', async () => {
    await using archive = await openNews(8)
    const page = await (await fetch(`${archive.sandbox.webRoot}/s/News`)).text()
    const blocks = page.split(/(?=<div class="tgme_widget_message_wrap)/)
    const without = blocks.filter((block) => !block.includes('data-post="News/5"')).join('')
    assert.equal(without.split('data-post=').length, 8, 'one post of eight is missing')
    archive.sandbox.faults.add({
      match: { server: 'web', path: '/s/' },
      kind: 'status',
      status: 200,
      body: without,
      headers: html,
    })
    await pollAfter(archive, hour)
    assert.deepEqual([await gone(archive), archive.faults], [[], []])
  })

  it('is not marked while nobody can say, and is when somebody can', async () => {
    await using archive = await openNews(8)
    archive.sandbox.channels.delete('News', 5)
    archive.sandbox.faults.add({ match: { server: 'web', path: 'embed=1' }, kind: 'status', status: 500, times: 1 })
    await pollAfter(archive, hour)
    assert.deepEqual([await gone(archive), archive.faults], [[], []])
    await pollAfter(archive, hour)
    assert.deepEqual(await gone(archive), [5])
  })

  it('is no longer marked when it is seen again', async () => {
    await using archive = await openNews(8)
    const page = await (await fetch(`${archive.sandbox.webRoot}/s/News`)).text()
    archive.sandbox.channels.delete('News', 5)
    await pollAfter(archive, hour)
    assert.deepEqual(await gone(archive), [5])
    archive.sandbox.faults.add({
      match: { server: 'web', path: '/s/' },
      kind: 'status',
      status: 200,
      body: page,
      headers: html,
      times: 1,
    })
    await pollAfter(archive, hour)
    assert.deepEqual(await gone(archive), [])
  })

  it('among many is believed only while another channel shows its posts', async () => {
    await using archive = await openNews(16)
    addChannel(archive, 'Other', 3)
    await archive.following.follow(1, '@other', signal)
    for (let id = 4; id <= 12; id += 1) archive.sandbox.channels.delete('News', id)
    archive.sandbox.faults.add({
      match: { server: 'web', path: '/s/Other' },
      kind: 'status',
      status: 302,
      headers: { location: '/Other' },
    })
    await pollAfter(archive, hour)
    assert.deepEqual(await gone(archive), [])
    archive.sandbox.faults.clear()
    for (let polls = 0; polls < 4; polls += 1) await pollAfter(archive, 2 * hour)
    assert.deepEqual(await gone(archive), [4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('costs a poll five questions at most', async () => {
    await using archive = await openNews(16)
    addChannel(archive, 'Other', 3)
    await archive.following.follow(1, '@other', signal)
    for (let id = 4; id <= 12; id += 1) archive.sandbox.channels.delete('News', id)
    await pollAfter(archive, hour)
    assert.deepEqual(await gone(archive), [8, 9, 10, 11, 12])
  })
})

describe('a post that is read again on schedule', () => {
  it('shows its edit though it is no longer on the newest page', async () => {
    await using archive = await openNews(30, [day, 3 * day])
    archive.sandbox.channels.edit('News', 2, { text: 'said otherwise' })
    await pollAfter(archive, hour)
    assert.equal((await stored(archive))[1]?.text, 'news number 1')
    for (let polls = 0; polls < 3; polls += 1) await pollAfter(archive, day)
    const [, post] = await stored(archive)
    assert.equal(post?.text, 'said otherwise')
    const [archived] = await archive.store.archive.findVersions(post === undefined ? [] : [post])
    assert.deepEqual(
      archived?.versions.map(({ text }) => text),
      ['news number 1', 'said otherwise'],
    )
  })

  it('is found deleted though it is no longer on the newest page', async () => {
    await using archive = await openNews(30, [day])
    archive.sandbox.channels.delete('News', 2)
    for (let polls = 0; polls < 3; polls += 1) await pollAfter(archive, day)
    assert.deepEqual(await gone(archive), [2])
  })

  it('is read as often as the schedule says, and no more', async () => {
    await using archive = await openNews(1, [hour, day])
    for (const ms of [2 * hour, hour, hour, day, day, day]) await pollAfter(archive, ms)
    const [post] = await stored(archive)
    const samples = await archive.store.checks.listSamples(post?.id ?? 0)
    const first = post?.firstSeenAt ?? 0
    assert.deepEqual(
      samples.map(({ seenAt }) => (seenAt - first) / hour),
      [0, 2, 28],
    )
  })

  it('has no new version for views, votes and addresses, and one for what is attached', async () => {
    await using archive = await openNews(1)
    archive.sandbox.channels.edit('News', 1, { views: 900 })
    await pollAfter(archive, hour)
    assert.equal((await stored(archive))[0]?.changedAt, null)
    archive.sandbox.channels.edit('News', 1, { media: [{ kind: 'photo' }] })
    await pollAfter(archive, hour)
    const [post] = await stored(archive)
    assert.equal(post?.changedAt, archive.clock.now())
  })
})
