import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { verifyChains } from '../../src/flows/verify.ts'
import { openDatabase } from '../../src/sqlite/database.ts'
import { migrate, readMigrations } from '../../src/sqlite/migrate.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const folder = mkdtempSync(join(tmpdir(), 'vestnik-chain-'))
after(() => rmSync(folder, { recursive: true }))
const t0 = Date.UTC(2026, 2, 1, 12)
const minute = 60_000

/**
 * What the first Vestnik with chains had written, to the letter, of three posts: the second was edited, of the first a word was made
 * bold, and the third was taken back, which was no link then.
 */
const archive = `
  INSERT INTO channels (id, name, telegram_id, title, cursor, next_poll_at, added_at, last_success_at)
    VALUES (1, 'News', 42, 'News', 3, 0, 0, 1772366700000);
  INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, album_ids_json, media_json,
    first_seen_at, changed_at, revision, match_round, deleted_at, last_seen_at) VALUES
    (1858460870246401, 1, 1, 1772366400000, 'post', 'Мост закрыт', '[{"type":"bold","offset":0,"length":4}]', 0, '[]', '[]',
      1772366580000, NULL, 1, 1, NULL, 1772366700000),
    (1858460933160962, 1, 2, 1772366460000, 'post', 'Погибли 14 человек', '[]', 1, '[]',
      '[{"kind":"photo","url":"https://cdn.example/a.jpg","messageId":2}]', 1772366580000, 1772366640000, 2, 2, NULL, 1772366700000),
    (1858460996075523, 1, 3, 1772366520000, 'post', 'Никто не погиб', '[]', 0, '[]', '[]',
      1772366580000, NULL, 1, 1, 1772366760000, 1772366700000);
  INSERT INTO post_versions (post_id, revision, text, entities_json, replaced_at, seen_at, media_json)
    VALUES (1858460933160962, 1, 'Погибли 12 человек', '[]', 1772366640000, 1772366580000,
      '[{"kind":"photo","url":"https://cdn.example/a.jpg","messageId":2}]');
  INSERT INTO version_links (channel_id, seq, post_id, kind, recorded_at, telegram_id, digest, link) VALUES
    (1, 1, 1858460870246401, 'new', 1772366580000, 42, 'a5618eb811b57a00bd16b027d6c822e888917d173d258324943426e835902d06',
      '048c4d6af55ea1f2b5335163f42a4680618e0e85a31477e08f54329ca014929a'),
    (1, 2, 1858460933160962, 'new', 1772366580000, 42, '9354b717d202f8f86538b44ce49712b498b1baa79624db7614fc8a7f930c11ae',
      '80ea93ba0ac9567174234b6f3defbfecd59d0accd763d17453ca4573bba84c86'),
    (1, 3, 1858460996075523, 'new', 1772366580000, 42, 'a3e2ecd347b17def964c8f347f8ff943b096d0f1b80f6f0cba603ecefae9a0d8',
      '3b513b094166a08a83012ad9a5728f366e7be10403c88a53ff2f60e60e8086d4'),
    (1, 4, 1858460933160962, 'changed', 1772366640000, 42, '7788c21ccee041ded6b8966d8ad06acec6256fdcec464303f8bfbd5ac3abccd6',
      '1921a387bb3cd49e0801929aa5ee7905eca505549f30036664ac253da8a68dcb'),
    (1, 5, 1858460870246401, 'revised', 1772366700000, 42, 'db4a1b0d2ad2fb231daeef0cc86afb89c7566098f3b5ac02578880c54a56fe1d',
      '85250a7679f4c2b44615561ee79fd0fb734bcf6098823b39060ad135e46cd747');`

/** A database as that version left it, after somebody ran `tampering` on it, as this version opens it. */
function openOld(name: string, tampering = '') {
  const path = join(folder, name)
  const db = openDatabase(path)
  const all = readMigrations()
  const marks = all.findIndex((one) => one.name.endsWith('_what_changed.sql'))
  migrate(db, all.slice(0, marks))
  db.exec(archive + tampering)
  db.close()
  return openStore({ path, analyzer: createStemAnalyzer() })
}

it('a chain of an older archive holds after the migrations, and goes on with edits and marks of deletion', async () => {
  const store = openOld('old.db')
  const former = await verifyChains(store)
  assert.deepEqual(former.breaks, [])
  assert.deepEqual(former.heads, [
    { channelName: 'News', seq: 5, link: '85250a7679f4c2b44615561ee79fd0fb734bcf6098823b39060ad135e46cd747' },
  ])
  const edited = makePost({ messageId: 1, publishedAt: t0, text: 'Мост открыт' })
  const again = makePost({ messageId: 3, publishedAt: t0 + 2 * minute, text: 'Никто не погиб' })
  await store.channels.recordDeleted(1, [2], t0 + 10 * minute)
  const page = { channelId: 1, cursor: 3, backfill: null, leaseUntil: 0, now: t0 + 11 * minute }
  await store.channels.recordPage({
    ...page,
    profile: makeProfile({ name: 'News', telegramId: 42 }),
    posts: [edited, again],
  })
  const links = await store.chain.listLinks({ channelId: 1, afterSeq: 5, limit: 10 })
  assert.deepEqual(
    links.map(({ seq, kind }) => [seq, kind]),
    [
      [6, 'deleted'],
      [7, 'changed'],
      [8, 'restored'],
    ],
  )
  assert.deepEqual((await verifyChains(store)).breaks, [])
  await store.close()
})

it('what somebody changed in an older archive shows after the migrations', async () => {
  const store = openOld(
    'tampered.db',
    "UPDATE post_versions SET text = 'Погибших нет'; DELETE FROM version_links WHERE seq = 1",
  )
  assert.deepEqual((await verifyChains(store)).breaks, [
    { kind: 'link', channelName: 'News', seq: 2 },
    { kind: 'version', channelName: 'News', messageId: 2, seq: 2 },
  ])
  await store.close()
})
