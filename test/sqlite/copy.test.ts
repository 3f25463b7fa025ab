import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { createBackupFolder } from '../../src/sqlite/backup-folder.ts'
import { copyDatabase } from '../../src/sqlite/copy.ts'
import { DatabaseInUseError, lockDatabase, openDatabase } from '../../src/sqlite/database.ts'
import { restoreDatabase } from '../../src/sqlite/restore.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { makePost, makeProfile } from '../support/posts.ts'

const root = mkdtempSync(join(tmpdir(), 'vestnik-copy-'))
after(() => rmSync(root, { recursive: true }))
const now = Date.UTC(2026, 2, 1, 4)

let folder: string
let databasePath: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
  databasePath = join(folder, 'vestnik.db')
})

function open(path = databasePath): Store {
  return openStore({ path, analyzer: createStemAnalyzer() })
}

async function addPosts(store: Store, from: number, to: number): Promise<void> {
  const profile = makeProfile({ name: 'news' })
  const { id } = await store.channels.add(profile, { now, backfill: 0 })
  const posts = Array.from({ length: to - from + 1 }, (_, index) => makePost({ messageId: from + index }))
  await store.channels.recordPage({ channelId: id, profile, posts, cursor: null, backfill: null, leaseUntil: 0, now })
}

async function countIn(path: string): Promise<number> {
  const store = open(path)
  try {
    return await store.posts.count()
  } finally {
    await store.close()
  }
}

/** Spoils a page in the middle of a database file. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xff, 3 * 4096, 6 * 4096)
  writeFileSync(path, bytes)
}

function restore(from: string) {
  return restoreDatabase({ from, databasePath, now })
}

describe('a copy of the database', () => {
  it('is taken while the database is in use, and holds all that was committed', async () => {
    const store = open()
    await addPosts(store, 1, 300)
    const copy = join(folder, 'copy.db')
    const report = await copyDatabase(databasePath, copy)
    await addPosts(store, 301, 310)
    await store.close()
    assert.equal(report.posts, 300)
    assert.equal(await countIn(copy), 300)
  })

  it('is one file, and leaves nothing else behind', async () => {
    const store = open()
    await addPosts(store, 1, 10)
    const place = mkdtempSync(join(folder, 'place-'))
    await copyDatabase(databasePath, join(place, 'copy.db'))
    await store.close()
    assert.deepEqual(readdirSync(place), ['copy.db'])
  })

  it('of a damaged database is none, and the one that was there stays', async () => {
    const store = open()
    await addPosts(store, 1, 300)
    await store.close()
    const copy = join(folder, 'copy.db')
    await copyDatabase(databasePath, copy)
    damage(databasePath)
    await assert.rejects(copyDatabase(databasePath, copy), /could not be made/)
    assert.equal(await countIn(copy), 300)
    assert.ok(readdirSync(folder).every((file) => !file.includes('unfinished')))
  })
})

describe('a folder of copies', () => {
  it('knows its copies by their names, newest first, and nothing else', async () => {
    await open().close()
    const backups = join(folder, 'backups')
    const copies = createBackupFolder({ databasePath, folder: backups })
    assert.deepEqual(await copies.list(), [])
    await copies.make(now)
    await copies.make(now + 86_400_000)
    writeFileSync(join(backups, 'notes.txt'), '')
    writeFileSync(join(backups, 'vestnik-20260301T040000Z.db.unfinished'), '')
    assert.deepEqual(await copies.list(), [now + 86_400_000, now])
    await copies.remove(now)
    assert.deepEqual(await copies.list(), [now + 86_400_000])
  })

  it('says why a copy could not be made', async () => {
    const copies = createBackupFolder({ databasePath: join(folder, 'none.db'), folder: join(folder, 'backups') })
    await assert.rejects(copies.make(now), /could not be made/)
    assert.deepEqual(await copies.list(), [])
  })
})

describe('restoring', () => {
  it('puts the copy in the place of the database, and keeps that one beside it', async () => {
    const store = open()
    await addPosts(store, 1, 5)
    const copy = join(folder, 'copy.db')
    await copyDatabase(databasePath, copy)
    await addPosts(store, 6, 9)
    await store.close()
    const { report, keptAs } = restore(copy)
    assert.equal(report.posts, 5)
    assert.match(keptAs ?? '', /vestnik\.db\.before-restore-20260301T040000Z$/)
    assert.equal(await countIn(databasePath), 5)
    assert.equal(await countIn(keptAs!), 9)
  })

  it('keeps what a database that was not closed has in its journal', async () => {
    const store = open()
    await addPosts(store, 1, 5)
    const copy = join(folder, 'copy.db')
    await copyDatabase(databasePath, copy)
    await addPosts(store, 6, 9)
    // As after a crash: the last commits are in the journal alone.
    const crashed = join(folder, 'crashed.db')
    for (const suffix of ['', '-wal']) copyFileSync(`${databasePath}${suffix}`, `${crashed}${suffix}`)
    await store.close()
    const { keptAs } = restoreDatabase({ from: copy, databasePath: crashed, now })
    assert.equal(await countIn(crashed), 5)
    assert.equal(await countIn(keptAs!), 9)
  })

  it('works where there is no database, and where it is damaged', async () => {
    const store = open(join(folder, 'other.db'))
    await addPosts(store, 1, 300)
    await store.close()
    const copy = join(folder, 'copy.db')
    await copyDatabase(join(folder, 'other.db'), copy)
    assert.equal(restore(copy).keptAs, null)
    damage(databasePath)
    restore(copy)
    assert.equal(await countIn(databasePath), 300)
  })

  it('refuses a damaged file, a newer schema and what is no database of Vestnik, and changes nothing', async () => {
    const store = open()
    await addPosts(store, 1, 300)
    await store.close()
    const bad = join(folder, 'bad.db')
    copyFileSync(databasePath, bad)
    damage(bad)
    assert.throws(() => restore(bad), /cannot be restored: it is damaged|malformed/)
    copyFileSync(databasePath, bad)
    const newer = openDatabase(bad)
    newer.pragma('user_version = 9999')
    newer.close()
    assert.throws(() => restore(bad), /schema 9999.* update Vestnik/)
    writeFileSync(bad, 'This is a letter and not a database. '.repeat(200))
    assert.throws(() => restore(bad), /cannot be restored: file is not a database/)
    writeFileSync(bad, '')
    assert.throws(() => restore(bad), /no database of Vestnik/)
    assert.equal(await countIn(databasePath), 300)
    assert.ok(readdirSync(folder).every((file) => !/unfinished|before-restore/.test(file)))
  })

  it('refuses a file that opens well and does not hold together', async () => {
    const store = open()
    await addPosts(store, 1, 300)
    await store.close()
    for (const damageIt of [
      'DELETE FROM posts_fts_data WHERE id > 10',
      "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'posts_by_channel'",
    ]) {
      const bad = join(folder, 'bad.db')
      copyFileSync(databasePath, bad)
      const db = openDatabase(bad)
      db.unsafeMode()
      db.exec(damageIt)
      db.close()
      assert.throws(() => restore(bad), /cannot be restored: it is damaged/, damageIt)
    }
  })

  it('refuses while a Vestnik runs on the database', async () => {
    await open().close()
    const copy = join(folder, 'copy.db')
    await copyDatabase(databasePath, copy)
    const unlock = lockDatabase(databasePath)
    assert.throws(() => restore(copy), DatabaseInUseError)
    unlock()
    restore(copy)
  })
})
