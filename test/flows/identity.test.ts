import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { createAnswering } from '../../src/flows/answer.ts'
import { createBackfilling } from '../../src/flows/backfill.ts'
import { createExporting } from '../../src/flows/export.ts'
import { createHistoryReading } from '../../src/flows/history.ts'
import { type Archive, openArchive, reader } from '../support/archive.ts'
import { exported, searched } from '../support/exporting.ts'

const signal = AbortSignal.timeout(60_000)
const hour = 3_600_000

/** Chat 1 follows @News with one post. */
async function openNews(): Promise<Archive> {
  const archive = await openArchive()
  addChannel(archive, 'News', 42)
  await archive.addChat(1)
  await archive.addChat(2)
  await archive.following.follow(1, '@news', signal)
  await archive.settle()
  return archive
}

function addChannel({ sandbox }: Archive, name: string, telegramId: number): void {
  sandbox.channels.add({
    name,
    title: `${name} ${telegramId}`,
    description: '',
    subscribers: 5,
    telegramId,
    preview: true,
  })
  sandbox.channels.publish(name, { text: `first words of ${telegramId}` })
}

const namesOf = async ({ following }: Archive, chatId: number): Promise<readonly string[]> =>
  (await following.list(chatId)).map(({ name }) => name)

/** What chats are told, each parcel taken once. */
async function told({ store, clock }: Archive): Promise<unknown> {
  const now = clock.now()
  const parcels = await store.outbox.claimDue({ now, leaseUntil: now + hour, limit: 10 })
  return parcels.map(({ chatId, content }) => [chatId, 'id' in content ? [content.id, content.values] : 'other'])
}

/** The channel is called Harbour from now on, and somebody follows it so. */
async function rename(archive: Archive): Promise<void> {
  archive.sandbox.channels.updateProfile('News', { name: 'Harbour' })
  await archive.following.follow(2, '@harbour', signal)
}

/** @News is another channel now, and chat 1 has been told when it asked. */
async function recycle(archive: Archive): Promise<void> {
  archive.sandbox.channels.updateProfile('News', { name: 'Elsewhere', preview: false })
  addChannel(archive, 'News', 77)
  archive.clock.advance(hour)
  await archive.settle()
}

describe('a channel that was renamed', () => {
  it('takes its new name, and keeps its posts and followers', async () => {
    await using archive = await openNews()
    await rename(archive)
    assert.deepEqual([await namesOf(archive, 1), await namesOf(archive, 2)], [['Harbour'], ['Harbour']])
    assert.equal((await archive.store.channels.listAll()).length, 1)
    assert.equal(await archive.store.posts.count(), 1)
  })

  it('its followers are told, once, in a parcel', async () => {
    await using archive = await openNews()
    await rename(archive)
    const values = { from: '@News', name: '@Harbour', title: 'News 42' }
    assert.deepEqual(await told(archive), [[1, ['channel-renamed', values]]])
    const { sandbox, clock } = archive
    for (const name of ['News', 'Harbour']) {
      clock.advance(48 * hour)
      sandbox.channels.updateProfile(sandbox.channels.names()[0] ?? '', { name })
      await archive.following.follow(1, `@${name}`, signal)
    }
    assert.equal((await archive.store.outbox.counts(2)).waiting, 1, 'of the way back alone')
  })

  it('is known again when it was followed under its new name while none of its posts could be seen', async () => {
    await using archive = await openNews()
    const { sandbox } = archive
    sandbox.channels.updateProfile('News', { name: 'Harbour' })
    const [post] = sandbox.channels.posts('Harbour')
    sandbox.channels.delete('Harbour', post?.id ?? 0)
    await archive.following.follow(2, '@harbour', signal)
    assert.equal((await archive.store.channels.listAll()).length, 2, 'without posts, nothing tells that it is the same')
    for (let index = 0; index < 30; index += 1) sandbox.channels.publish('Harbour', { text: `later ${index}` })
    archive.clock.advance(hour)
    await archive.settle()
    assert.deepEqual([await namesOf(archive, 1), await namesOf(archive, 2)], [['Harbour'], ['Harbour']])
    assert.equal((await archive.store.channels.listAll()).length, 1)
    assert.equal(await archive.store.posts.count(), 31)
    assert.equal((await archive.store.digests.findGathered(2, 0)).total, 31)
  })

  it('is polled under its new name', async () => {
    await using archive = await openNews()
    await rename(archive)
    archive.sandbox.channels.publish('Harbour', { text: 'second words' })
    archive.clock.advance(hour)
    await archive.settle()
    assert.equal(await archive.store.posts.count(), 2)
  })

  it('is found by its former name, and can be unfollowed by it', async () => {
    await using archive = await openNews()
    await rename(archive)
    assert.equal((await archive.store.channels.findByName('NEWS'))?.name, 'Harbour')
    const [outcome] = await archive.following.unfollow(1, '@news')
    assert.equal(outcome?.kind, 'unfollowed')
  })

  it('is asked for under its new name by the saved queries of its followers', async () => {
    await using archive = await openNews()
    await archive.watching.add(reader, 'second in:@news')
    await archive.watching.add({ ...reader, id: 2 }, 'second in:@news')
    await rename(archive)
    const queries = async (chatId: number) => (await archive.store.watches.list(chatId)).map(({ query }) => query)
    assert.deepEqual([await queries(1), await queries(2)], [['second in:@harbour'], ['second in:@news']])
    archive.sandbox.channels.publish('Harbour', { text: 'second words' })
    archive.clock.advance(hour)
    await archive.settle()
    assert.equal((await archive.store.digests.findGathered(1, 10)).total, 1)
  })

  it('is searched under its former name as well', async () => {
    await using archive = await openNews()
    await rename(archive)
    const { store, clock } = archive
    const answering = createAnswering({ store, clock, analyzer: createStemAnalyzer() })
    const found = await answering.search({ chat: reader, text: 'words in:@News', position: null, limit: 5 })
    assert.ok(found.kind === 'found')
    assert.deepEqual([found.canonical, found.hits.length], ['words in:@harbour', 1])
  })

  it('is found under its former name on the command line, in queries and exports', async () => {
    await using archive = await openNews()
    await rename(archive)
    const { store } = archive
    assert.match(await searched(store, 'words in:@News'), /t\.me\/Harbour\/1\n/)
    assert.equal(await searched(store, 'other in:@news'), 'Nothing found.\n')
    assert.equal(
      await searched(store, 'words in:@elsewhere'),
      'Nothing found. There is no channel @elsewhere in the archive.\n',
    )
    for (const request of [{ query: 'words in:@news' }, { channel: 'News' }]) {
      assert.match(await exported(store, request), /^\{"channel":"Harbour"/)
    }
  })

  it('is found under its former name by links to its posts, /status and /export', async () => {
    await using archive = await openNews()
    await rename(archive)
    const { store, clock } = archive
    const history = createHistoryReading({ store })
    const found = await history.find({ chatId: 1, text: 'https://t.me/news/1' })
    assert.ok(found.kind === 'found')
    assert.equal(found.channelName, 'Harbour')
    const backfilling = createBackfilling({ store, clock, pollMaxMs: hour, requestsPerSecond: 1 })
    assert.equal((await backfilling.view(1, 'News'))?.channel.name, 'Harbour')
    const exporting = createExporting({ store, clock, analyzer: createStemAnalyzer() })
    const offers = ['@news', 'words in:@news'].map((text) => exporting.offer({ chat: reader, text, signal }))
    assert.deepEqual(
      (await Promise.all(offers)).map((offer) => offer.kind === 'found' && [offer.canonical, offer.posts]),
      [
        ['@Harbour', 1],
        ['words in:@harbour', 1],
      ],
    )
  })

  it('is not followed twice by whoever asks for its former name', async () => {
    await using archive = await openNews()
    await rename(archive)
    const [outcome] = await archive.following.follow(1, '@news', signal)
    assert.equal(outcome?.kind, 'already')
  })
})

describe('a name that another channel has taken over', () => {
  it('can be followed as a channel of its own, and the old one stays in the archive as it was', async () => {
    await using archive = await openNews()
    await recycle(archive)
    assert.equal(archive.faults[0]?.error.fault, 'identity_changed')
    const [outcome] = await archive.following.follow(2, '@news', signal)
    assert.ok(outcome?.kind === 'followed')
    assert.deepEqual([outcome.channel.name, outcome.channel.telegramId], ['News', 77])
    const [old] = await archive.following.list(1)
    assert.deepEqual([old?.name, old?.telegramId], ['c/42', 42])
    const posts = await archive.store.posts.latest({ channelIds: [old?.id ?? 0], limit: 10 })
    assert.deepEqual(
      posts.map(({ post }) => post.text),
      ['first words of 42'],
    )
  })

  it('followers of the old one are told, once however often it is polled', async () => {
    await using archive = await openNews()
    await recycle(archive)
    assert.deepEqual(await told(archive), [[1, ['channel-recycled', { name: '@News', title: 'News 42' }]]])
    archive.clock.advance(hour)
    await archive.settle()
    assert.equal(archive.faults.length, 2)
    assert.equal((await archive.store.outbox.counts(1)).waiting, 1)
  })

  it('the channel that has lost it is not polled, and can be unfollowed by its number', async () => {
    await using archive = await openNews()
    await recycle(archive)
    await archive.following.follow(2, '@news', signal)
    archive.clock.advance(hour)
    await archive.settle()
    assert.equal(archive.faults.length, 1)
    const [outcome] = await archive.following.unfollow(1, 'c/42')
    assert.equal(outcome?.kind, 'unfollowed')
  })

  it('means the channel that has it now, to whoever searches; the other is asked for by its number', async () => {
    await using archive = await openNews()
    await recycle(archive)
    await archive.following.follow(2, '@news', signal)
    const { store } = archive
    const asked = async (query: string): Promise<readonly string[]> =>
      (await searched(store, query)).match(/first words of \d+/g) ?? []
    assert.deepEqual(await asked('words in:@news'), ['first words of 77'])
    assert.deepEqual(await asked('words in:c/42'), ['first words of 42'])
    assert.equal((await exported(store, { channel: 'news' })).match(/"url"/g)?.length, 1)
    assert.match(await exported(store, { channel: 'c/42' }), /first words of 42/)
    const history = createHistoryReading({ store })
    assert.equal((await history.find({ chatId: 1, text: 'https://t.me/news/1' })).kind, 'not_followed')
    const old = await history.find({ chatId: 1, text: 'https://t.me/c/42/1' })
    assert.ok(old.kind === 'found')
    assert.equal(old.post.text, 'first words of 42')
    assert.equal((await history.find({ chatId: 2, text: 'https://t.me/c/42/1' })).kind, 'not_followed')
  })

  it('a former name of a channel that has none now leads to it', async () => {
    await using archive = await openNews()
    await rename(archive)
    archive.sandbox.channels.updateProfile('Harbour', { name: 'Elsewhere', preview: false })
    addChannel(archive, 'Harbour', 77)
    archive.clock.advance(hour)
    await archive.settle()
    await archive.following.follow(2, '@harbour', signal)
    assert.match(await searched(archive.store, 'words in:@news'), /first words of 42/)
  })

  it('the channel that has lost it comes back under a new name', async () => {
    await using archive = await openNews()
    await recycle(archive)
    await archive.following.follow(2, '@news', signal)
    archive.sandbox.channels.updateProfile('Elsewhere', { preview: true })
    const [outcome] = await archive.following.follow(1, '@elsewhere', signal)
    assert.equal(outcome?.kind, 'already')
    assert.deepEqual(await namesOf(archive, 1), ['Elsewhere'])
  })
})

it('who does not want news of channels is told neither of a new name nor of a name that was taken over', async () => {
  await using archive = await openNews()
  await archive.following.follow(2, '@news', signal)
  await archive.store.chats.changeSettings(1, { channelNews: false })
  archive.sandbox.channels.updateProfile('News', { name: 'Harbour' })
  await archive.following.follow(2, '@harbour', signal)
  addChannel(archive, 'Later', 99)
  archive.sandbox.channels.updateProfile('Harbour', { name: 'Elsewhere', preview: false })
  addChannel(archive, 'Harbour', 77)
  archive.clock.advance(hour)
  await archive.settle()
  const waiting = async (chatId: number): Promise<number> => (await archive.store.outbox.counts(chatId)).waiting
  assert.deepEqual([await waiting(1), await waiting(2)], [0, 2])
})
