import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openDatabase } from '../../src/sqlite/database.ts'
import { migrate, readMigrations } from '../../src/sqlite/migrate.ts'

describe('the migration to versions with a time', () => {
  it('works out when former versions were first seen, and takes channels for followed', () => {
    const db = openDatabase(':memory:')
    const all = readMigrations()
    migrate(
      db,
      all.slice(
        0,
        all.findIndex(({ name }) => name.endsWith('_retention.sql')),
      ),
    )
    db.exec(`
      INSERT INTO channels (id, name, title, next_poll_at, added_at) VALUES (1, 'a', 'A', 0, 0);
      INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, album_ids_json, media_json,
        first_seen_at, changed_at, revision) VALUES (5, 1, 1, 0, 'post', 'three', '[]', 1, '[]', '[]', 100, 300, 3);
      INSERT INTO post_versions (post_id, revision, text, entities_json, replaced_at)
        VALUES (5, 1, 'one', '[]', 200), (5, 2, 'two', '[]', 300);
    `)
    migrate(db, all)
    const versions = db.prepare('SELECT text, seen_at, media_json FROM post_versions ORDER BY revision').raw().all()
    assert.deepEqual(versions, [
      ['one', 100, null],
      ['two', 200, null],
    ])
    assert.deepEqual(db.prepare('SELECT was_followed, unfollowed_at FROM channels').raw().all(), [[1, null]])
    db.close()
  })
})
