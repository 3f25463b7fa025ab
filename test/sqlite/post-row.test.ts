import assert from 'node:assert/strict'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { migrate, readMigrations } from '../../src/sqlite/migrate.ts'
import { postColumns, toPost } from '../../src/sqlite/post-row.ts'
import type { PostRow } from '../../src/sqlite/post-row.ts'

test('a post that an older version stored has none of the parts that it did not know', () => {
  const db = new Database(':memory:')
  const migrations = readMigrations()
  const before = migrations.findIndex(({ name }) => name.endsWith('_details.sql'))
  migrate(db, migrations.slice(0, before))
  db.exec(`INSERT INTO channels (id, name, title, next_poll_at, added_at) VALUES (1, 'news', 'News', 0, 0);
    INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, reply_json, album_ids_json, media_json, first_seen_at)
    VALUES (1, 1, 7, 0, 'post', 'words', '[]', 0, '{"channel":null,"id":3}', '[]', '[]', 0)`)
  migrate(db, migrations)
  const row = db.prepare<[], PostRow>(`SELECT ${postColumns} FROM posts p`).get()
  assert.ok(row)
  const { reply, reactions, buttons, viaBot, serviceKind, pinned } = toPost(row)
  assert.deepEqual(reply, { channel: null, id: 3, author: null, quote: null })
  assert.deepEqual([reactions, buttons, viaBot, serviceKind, pinned], [[], [], null, null, null])
  db.close()
})
