import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { type ChainBreak, type ChainHead, describeBreaks, verifyChains } from '../../src/flows/verify.ts'
import { openDatabase } from '../../src/sqlite/database.ts'
import { openArchive } from '../support/archive.ts'
import { makeProfile } from '../support/posts.ts'

const folder = mkdtempSync(join(tmpdir(), 'vestnik-verify-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const hour = 3_600_000
const signal = AbortSignal.timeout(60_000)

/** What is found after somebody ran this on the database of a channel with three posts, of which the second was edited twice
and the third taken back. */
async function verifyAfter(
  tampering: string,
): Promise<{ links: number; breaks: readonly ChainBreak[]; heads: readonly ChainHead[] }> {
  const path = join(folder, `${(files += 1)}.db`)
  await using archive = await openArchive({ path })
  const { channels } = archive.sandbox
  channels.add({ name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true })
  for (const text of ['one', 'two', 'three']) channels.publish('News', { text })
  await archive.addChat(1)
  await archive.following.follow(1, '@news', signal)
  for (const html of ['<b>two</b>', '<b>two</b> and a half', 'two and <i>a half</i>', 'nothing']) {
    channels.edit('News', 2, { html })
    archive.clock.advance(hour)
    await archive.settle()
  }
  channels.delete('News', 3)
  archive.clock.advance(hour)
  await archive.settle()
  const db = openDatabase(path, { readonly: false })
  db.exec(tampering)
  db.close()
  return verifyChains(archive.store)
}

const version = (messageId: number, seq: number) => ({ kind: 'version', channelName: 'News', messageId, seq }) as const

describe('the chain of versions', () => {
  it('holds over new posts, edits, deletions and changes of the formatting alone, and tells where it ends', async () => {
    const { links, breaks, heads } = await verifyAfter('')
    assert.deepEqual([links, breaks], [8, []])
    assert.deepEqual([heads[0]?.channelName, heads[0]?.seq, heads[0]?.link.length], ['News', 8, 64])
  })

  const tamperings: Readonly<Record<string, readonly [string, readonly ChainBreak[]]>> = {
    'the text of a post': ["UPDATE posts SET text = 'another' WHERE message_id = 3", [version(3, 3)]],
    'when a post was published': [
      'UPDATE posts SET published_at = published_at + 1000 WHERE message_id = 1',
      [version(1, 1)],
    ],
    'what a post said before': ["UPDATE post_versions SET text = 'never' WHERE revision = 2", [version(2, 6)]],
    'whether a post said something before': ['DELETE FROM post_versions WHERE revision = 1', [version(2, 4)]],
    'when it was recorded': [
      'UPDATE version_links SET recorded_at = 5 WHERE seq = 2',
      [{ kind: 'link', channelName: 'News', seq: 2 }],
    ],
    'whether a post was deleted': [
      'UPDATE posts SET deleted_at = NULL WHERE message_id = 3',
      [{ kind: 'deletion', channelName: 'News', messageId: 3, seq: 8 }],
    ],
    'when a post was deleted': [
      'UPDATE posts SET deleted_at = deleted_at - 60000 WHERE message_id = 3',
      [{ kind: 'deletion', channelName: 'News', messageId: 3, seq: 8 }],
    ],
    'when a post was last there': [
      'UPDATE posts SET last_seen_at = last_seen_at - 60000 WHERE message_id = 3',
      [{ kind: 'deletion', channelName: 'News', messageId: 3, seq: 8 }],
    ],
    'the order of two links': [
      'UPDATE version_links SET seq = -1 WHERE seq = 5; UPDATE version_links SET seq = 5 WHERE seq = 6; UPDATE version_links SET seq = 6 WHERE seq = -1',
      [
        { kind: 'link', channelName: 'News', seq: 5 },
        { kind: 'link', channelName: 'News', seq: 6 },
        { kind: 'link', channelName: 'News', seq: 7 },
        version(2, 6),
      ],
    ],
    'a link that is left out': [
      'DELETE FROM version_links WHERE seq = 3',
      [{ kind: 'link', channelName: 'News', seq: 4 }],
    ],
  }
  for (const [what, [sql, expected]] of Object.entries(tamperings)) {
    it(`shows where somebody changed ${what}`, async () => {
      const { breaks } = await verifyAfter(sql)
      assert.deepEqual(breaks, expected)
      assert.match(
        describeBreaks(breaks),
        /@News breaks at link \d|t\.me\/News\/\d is not (what|marked as) link \d recorded/,
      )
    })
  }

  it('holds when a post that was taken back is there again, and shows where somebody hides that it was', async () => {
    const path = join(folder, `${(files += 1)}.db`)
    await using archive = await openArchive({ path })
    const { channels } = archive.sandbox
    channels.add({ name: 'News', title: 'News', description: '', subscribers: 5, telegramId: 42, preview: true })
    for (const text of ['one', 'two']) channels.publish('News', { text })
    await archive.addChat(1)
    await archive.following.follow(1, '@news', signal)
    const channel = (await archive.store.channels.findByName('news'))!
    const everything = { channelIds: [channel.id], afterId: 0, fromAt: null, beforeAt: null, limit: 10 }
    const posts = (await archive.store.archive.listPage(everything)).map(({ post }) => post)
    channels.delete('News', 2)
    archive.clock.advance(hour)
    await archive.settle()
    const now = archive.clock.now()
    const profile = makeProfile({ name: 'News', telegramId: 42 })
    await archive.store.channels.recordPage({
      channelId: channel.id,
      profile,
      posts,
      cursor: 2,
      backfill: null,
      leaseUntil: 0,
      now,
    })
    const db = openDatabase(path, { readonly: false })
    assert.deepEqual(db.prepare('SELECT kind FROM version_links ORDER BY seq').pluck().all().slice(-2), [
      'deleted',
      'restored',
    ])
    assert.deepEqual((await verifyChains(archive.store)).breaks, [])
    db.exec('UPDATE posts SET deleted_at = 5, last_seen_at = 4 WHERE message_id = 2')
    db.close()
    const { breaks } = await verifyChains(archive.store)
    assert.deepEqual(breaks, [{ kind: 'deletion', channelName: 'News', messageId: 2, seq: 4 }])
  })

  it('does not miss a post that outlived its time', async () => {
    assert.deepEqual((await verifyAfter('DELETE FROM posts WHERE message_id = 2')).breaks, [])
  })
})
