import assert from 'node:assert/strict'
import { it } from 'node:test'
import { type Db, openDatabase } from '../../src/sqlite/database.ts'
import { migrate } from '../../src/sqlite/migrate.ts'
import { openMemoryDatabase } from '../support/memory-store.ts'

const settings = ['user_version', 'journal_mode', 'synchronous', 'foreign_keys', 'cache_size', 'temp_store', 'encoding']

const describeDatabase = (db: Db) => ({
  schema: db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid').all(),
  settings: settings.map((name) => [name, db.pragma(name, { simple: true })]),
})

it('a copy of the image is what the migrations make of a database in memory, and each is a copy of its own', () => {
  const migrated = openDatabase(':memory:')
  migrate(migrated)
  const first = openMemoryDatabase()
  assert.deepEqual(describeDatabase(first), describeDatabase(migrated))
  const tables = migrated
    .prepare<[], { name: string }>("SELECT name FROM pragma_table_list WHERE schema = 'main'")
    .all()
  for (const { name } of tables.filter(({ name }) => name !== 'sqlite_schema')) {
    const rows = (db: Db): unknown[] => db.prepare(`SELECT * FROM "${name}"`).all()
    assert.deepEqual(rows(first), rows(migrated), name)
  }
  first.exec('CREATE TABLE other (id)')
  const second = openMemoryDatabase()
  assert.deepEqual(describeDatabase(second), describeDatabase(migrated))
  for (const db of [migrated, first, second]) db.close()
})
