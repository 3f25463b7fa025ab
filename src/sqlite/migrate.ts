import { readdirSync, readFileSync } from 'node:fs'
import type { Db } from './database.ts'

const migrationsFolder = new URL('../../migrations/sqlite/', import.meta.url)

/** A numbered step of the schema: file `0001_name.sql` is number 1. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** The migrations that ship with this version, in order. Throws when the numbers have a hole or a repeat. */
export function readMigrations(folder: URL = migrationsFolder): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
  return files.map((file, index) => {
    const number = Number(file.slice(0, 4))
    if (number !== index + 1) throw new Error(`migration ${file} should have the number ${index + 1}`)
    return { number, name: file, sql: readFileSync(new URL(file, folder), 'utf8') }
  })
}

/** The number of the last migration that the database has had. */
export function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * Brings the schema up to date, each migration in a transaction of its own: a crash leaves the database at a whole number.
 * Throws when the database was made by a newer version.
 */
export function migrate(db: Db, migrations: readonly Migration[] = readMigrations()): void {
  const current = schemaVersion(db)
  if (current > migrations.length) {
    throw new Error(
      `the database has schema ${current}, and this Vestnik knows ${migrations.length}: it was made by a newer version`,
    )
  }
  for (const migration of migrations.slice(current)) {
    db.transaction(() => {
      db.exec(migration.sql)
      db.pragma(`user_version = ${migration.number}`)
    }).immediate()
  }
}

/** Throws when the database has another schema than this version works with. */
export function requireSchema(db: Db): void {
  const [found, known] = [schemaVersion(db), readMigrations().length]
  if (found !== known) throw new Error(`the database has schema ${found}, and this Vestnik works with ${known}`)
}
