import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Post } from '../../src/domain/post.ts'
import { type Archive, openArchive } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const minute = 60_000

async function openNews(): Promise<Archive> {
  const archive = await openArchive()
  const profile = { name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true }
  archive.sandbox.channels.add(profile)
  for (const text of ['one', 'two']) archive.sandbox.channels.publish('News', { text })
  await archive.addChat(1)
  return archive
}

async function textOf({ store }: Archive, id: number): Promise<Post | null> {
  const channel = await store.channels.findByName('News')
  return await store.posts.findByMessageId(channel?.id ?? 0, id)
}

describe('posts that the preview leaves to the app', () => {
  it('have the words that are told to other sites, and keep them', async () => {
    await using archive = await openNews()
    archive.sandbox.channels.publish('News', { kind: 'unsupported', text: 'скрытые слова' })
    await archive.following.follow(1, '@news', signal)
    archive.sandbox.channels.publish('News', { kind: 'unsupported', text: 'ещё слова' })
    archive.clock.advance(60 * minute)
    await archive.settle()
    archive.clock.advance(60 * minute)
    await archive.settle()
    assert.deepEqual(
      [await textOf(archive, 3), await textOf(archive, 4)].map((post) => [post?.kind, post?.text, post?.changedAt]),
      [
        ['unsupported', 'скрытые слова', null],
        ['unsupported', 'ещё слова', null],
      ],
    )
  })

  it('stay without words when these cannot be had, and are not asked for again', async () => {
    await using archive = await openNews()
    await archive.following.follow(1, '@news', signal)
    archive.sandbox.faults.add({ match: { server: 'web', path: /News\/3$/i }, kind: 'status', status: 500, times: 1 })
    archive.sandbox.channels.publish('News', { kind: 'unsupported', text: 'скрытые слова' })
    for (let poll = 0; poll < 2; poll += 1) {
      archive.clock.advance(60 * minute)
      await archive.settle()
    }
    assert.equal((await textOf(archive, 3))?.text, '')
    assert.equal(archive.faults.length, 0)
  })

  it('do not take the description of the channel for their words', async () => {
    await using archive = await openNews()
    archive.sandbox.channels.updateProfile('News', { description: 'О чём мы пишем' })
    archive.sandbox.channels.publish('News', { kind: 'unsupported', text: 'О чём мы пишем' })
    await archive.following.follow(1, '@news', signal)
    assert.equal((await textOf(archive, 3))?.text, '')
  })
})
