import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Archive, openArchive } from '../support/archive.ts'

const signal = AbortSignal.timeout(60_000)
const day = 86_400_000

async function openNews(): Promise<Archive> {
  const archive = await openArchive()
  const profile = { name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true }
  archive.sandbox.channels.add(profile)
  archive.sandbox.channels.publish('News', { text: 'one' })
  await archive.addChat(1)
  await archive.following.follow(1, '@news', signal)
  await archive.settle()
  return archive
}

async function followAgain({ following }: Archive): Promise<unknown> {
  await following.unfollow(1, '@news')
  const [outcome] = await following.follow(1, '@news', signal)
  return outcome?.kind === 'unreachable' ? outcome.fault : outcome?.kind
}

describe('following a channel that the archive knows', () => {
  it('asks Telegram nothing when it was read not long ago', async () => {
    await using archive = await openNews()
    archive.sandbox.faults.add({ match: { server: 'web' }, kind: 'status', status: 500 })
    assert.equal(await followAgain(archive), 'followed')
  })

  it('tells that it has lost its preview since anybody followed it', async () => {
    await using archive = await openNews()
    await archive.following.unfollow(1, '@news')
    archive.clock.advance(2 * day)
    archive.sandbox.channels.updateProfile('News', { preview: false })
    assert.equal(await followAgain(archive), 'no_preview')
  })

  it('tells that another channel has taken its name', async () => {
    await using archive = await openNews()
    archive.clock.advance(2 * day)
    archive.sandbox.channels.updateProfile('News', { telegramId: 43 })
    assert.equal(await followAgain(archive), 'identity_changed')
  })
})
