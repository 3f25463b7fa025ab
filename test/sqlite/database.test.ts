import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { DatabaseInUseError, lockDatabase, openDatabase, withoutSync } from '../../src/sqlite/database.ts'
import { migrate, readMigrations, schemaVersion } from '../../src/sqlite/migrate.ts'

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-test-'))
  try {
    await run(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

it('only what may be fetched again is committed without waiting for the disk', () => {
  const db = openDatabase(':memory:')
  const level = (): unknown => db.pragma('synchronous', { simple: true })
  const [full, normal] = [2, 1]
  assert.equal(level(), full)
  assert.equal(withoutSync(db, level), normal)
  assert.equal(level(), full)
  assert.throws(() =>
    withoutSync(db, () => {
      throw new Error('no')
    }),
  )
  assert.equal(level(), full)
  db.close()
})

describe('migrations', () => {
  it('bring an empty database to the newest schema, once', () => {
    const db = openDatabase(':memory:')
    migrate(db)
    assert.equal(schemaVersion(db), readMigrations().length)
    migrate(db)
    db.close()
  })

  it('leave no row of a chat behind when its id changes: each chat_id follows, through whatever table it points to', () => {
    const db = openDatabase(':memory:')
    migrate(db)
    const rows = db
      .prepare<[], { name: string; target: string | null; rule: string | null }>(
        `SELECT t.name, f."table" AS target, f.on_update AS rule
         FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.name = 'chat_id'
         LEFT JOIN pragma_foreign_key_list(t.name) f ON f."from" = 'chat_id'
         WHERE t.type = 'table'`,
      )
      .all()
    const follow = new Set(['chats'])
    for (let known = 0; known < follow.size;) {
      known = follow.size
      for (const { name, target, rule } of rows) if (rule === 'CASCADE' && follow.has(target ?? '')) follow.add(name)
    }
    const left = rows.filter(({ name }) => !follow.has(name)).map(({ name }) => name)
    assert.ok(rows.length > 5)
    assert.deepEqual(left, [])
    db.close()
  })

  it('happen whole or not at all', () => {
    const db = openDatabase(':memory:')
    const good = { number: 1, name: 'good', sql: 'CREATE TABLE a (x INTEGER) STRICT' }
    const bad = { number: 2, name: 'bad', sql: 'CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE broken (' }
    assert.throws(() => migrate(db, [good, bad]))
    assert.equal(schemaVersion(db), 1)
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
    assert.deepEqual(tables, ['a'])
    db.close()
  })

  it('have the channels of an older archive learnt from the posts that are there', () => {
    const db = openDatabase(':memory:')
    const all = readMigrations()
    const before = all.findIndex(({ name }) => name.endsWith('_boilerplate.sql'))
    migrate(db, all.slice(0, before))
    db.exec(
      `INSERT INTO channels (id, name, title, next_poll_at, added_at) VALUES (1, 'a', 'A', 0, 0), (2, 'b', 'B', 0, 0)`,
    )
    const insert = db.prepare(
      `INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, album_ids_json, media_json,
         first_seen_at) VALUES (?, 1, ?, 0, 'post', 'x', '[]', 0, '[]', '[]', 0)`,
    )
    for (let id = 1; id <= 20; id += 1) insert.run(id, id)
    migrate(db, all)
    assert.deepEqual(db.prepare('SELECT boilerplate_new_posts FROM channels ORDER BY id').pluck().all(), [20, 0])
    assert.deepEqual(db.prepare('SELECT DISTINCT boilerplate_json FROM posts').pluck().all(), ['[]'])
    db.close()
  })

  it('refuse a database of a newer version', () => {
    const db = openDatabase(':memory:')
    db.pragma('user_version = 9999')
    assert.throws(() => migrate(db), /newer version/)
    db.close()
  })
})

describe('the lock of a database', () => {
  it('lets one process work on it, and is free when that one ends', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'a.db')
      const unlock = lockDatabase(path)
      assert.throws(() => lockDatabase(path), DatabaseInUseError)
      unlock()
      lockDatabase(path)()
    }))

  it('is free after its process was killed', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'a.db')
      const module = new URL('../../src/sqlite/database.ts', import.meta.url).href
      const script = `const { lockDatabase } = await import(${JSON.stringify(module)}); lockDatabase(${JSON.stringify(path)}); console.log('locked'); setInterval(() => {}, 1000)`
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      assert.throws(() => lockDatabase(path), DatabaseInUseError)
      child.kill('SIGKILL')
      await once(child, 'exit')
      lockDatabase(path)()
    }))
})
