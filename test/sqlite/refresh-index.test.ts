import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Analyzer } from '../../src/core/text/analyzer.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { openDatabase } from '../../src/sqlite/database.ts'
import { migrate, readMigrations } from '../../src/sqlite/migrate.ts'
import { firstIdAt } from '../../src/sqlite/post-id.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makePost, makeProfile, recordPosts } from '../support/posts.ts'

const stems = createStemAnalyzer()
const profile = makeProfile({ name: 'news' })
const postCount = 4500

/** Knows every word under a letter more than the other, and breaks down after so many texts. */
function otherAnalyzer(texts = Infinity): Analyzer & { readonly seen: () => number } {
  let seen = 0
  return {
    version: 'other',
    tokenize: (text) => {
      if ((seen += 1) > texts) throw new Error('the power is gone')
      return stems.tokenize(text).map((token) => ({ ...token, terms: token.terms.map((term) => `${term}x`) }))
    },
    createSeeker: stems.createSeeker,
    termsOf: (word) => stems.termsOf(word).map((term) => `${term}x`),
    languageOf: stems.languageOf,
    seen: () => seen,
  }
}

async function countFound(store: Store, analyzer: Analyzer): Promise<number> {
  const query = { kind: 'word', text: 'письма', match: 'any_form', terms: analyzer.termsOf('письма') } as const
  const channelIds = (await store.channels.listAll()).map(({ id }) => id)
  const request = { query, channelIds, order: 'newest', position: null, limit: postCount, now: 0 } as const
  return (await store.posts.search(request)).posts.length
}

describe('the index is made anew', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vestnik-index-'))
    path = join(folder, 'a.db')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const fill = async (): Promise<void> => {
    const posts = Array.from({ length: postCount }, (_, at) => makePost({ messageId: at + 1, text: `письмо ${at}` }))
    const store = openStore({ path, analyzer: stems })
    const channel = await store.channels.add(profile, { now: 0, backfill: 0 })
    await recordPosts(store, channel, posts)
    await store.close()
  }

  it('when another analyzer made it, with every post', async () => {
    await fill()
    const other = otherAnalyzer()
    const store = openStore({ path, analyzer: other })
    assert.deepEqual([await countFound(store, other), await countFound(store, stems)], [postCount, 0])
    await store.close()
  })

  it('from where it was, after a crash', async () => {
    await fill()
    assert.throws(() => openStore({ path, analyzer: otherAnalyzer(4100) }), /the power is gone/)
    const other = otherAnalyzer()
    const store = openStore({ path, analyzer: other })
    assert.equal(await countFound(store, other), postCount)
    assert.ok(other.seen() < postCount)
    await store.close()
  })

  it('of a database of the first schema, whose posts are kept', async () => {
    const db = openDatabase(path)
    migrate(db, readMigrations().slice(0, 1))
    db.exec("INSERT INTO channels (id, name, title, next_poll_at, added_at) VALUES (1, 'news', 'News', 0, 0)")
    const insert = db.prepare(
      `INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, album_ids_json, media_json,
         first_seen_at) VALUES (?, 1, ?, 1000, 'post', 'письмо', '[]', 0, '[]', '[]', 7)`,
    )
    for (const messageId of [1, 2, 3]) insert.run(firstIdAt(1000) + messageId, messageId)
    db.exec(
      "INSERT INTO posts_fts (rowid, terms) VALUES (1048577, 'c:1 old'); INSERT INTO index_version VALUES (1, 'stems-1')",
    )
    db.close()

    const store = openStore({ path, analyzer: stems })
    assert.equal(await countFound(store, stems), 3)
    const post = await store.posts.findByMessageId(1, 2)
    assert.deepEqual([post?.id, post?.firstSeenAt, post?.deletedAt], [firstIdAt(1000) + 2, 7, null])
    await store.channels.recordDeleted(1, [2], 9)
    assert.equal((await store.posts.findByMessageId(1, 2))?.deletedAt, 9)
    await store.close()
  })
})
