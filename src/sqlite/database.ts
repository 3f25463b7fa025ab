import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

export type Db = Database.Database

/** How long a statement waits for another process's lock before it fails. */
const busyTimeoutMs = 5000

/**
 * Opens the database file, in WAL mode with foreign keys on. Every commit reaches the disk before it returns, so that what was
 * recorded survives a power cut, but for those made `withoutSync`. `readonly` serves the command line beside a running Vestnik.
 */
export function openDatabase(path: string, options: { readonly readonly?: boolean } = {}): Db {
  if (path !== ':memory:' && options.readonly !== true) mkdirSync(dirname(path), { recursive: true })
  const db = new Database(path, { readonly: options.readonly ?? false, timeout: busyTimeoutMs })
  if (options.readonly !== true) db.pragma('journal_mode = WAL')
  return configure(db)
}

/** A database in memory that begins as this image of one, which `db.serialize()` made. */
export function openImage(image: Buffer): Db {
  return configure(new Database(image))
}

function configure(db: Db): Db {
  db.pragma('synchronous = FULL')
  // Pages of posts rewrite the same parts of the index again and again: 16 MB of them are copied to the database at once.
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('foreign_keys = ON')
  // 8 MB: what is read again and again fits, and the rest is in the cache of the operating system, which can take it back.
  db.pragma('cache_size = -8000')
  db.pragma('temp_store = MEMORY')
  return db
}

/**
 * Commits what `write` does without waiting for the disk: a crash of the process loses nothing, a power cut may lose it whole,
 * until the next commit that waits, which takes along all that was before it. For what can be fetched again. Not inside a
 * transaction.
 */
export function withoutSync<Result>(db: Db, write: () => Result): Result {
  db.pragma('synchronous = NORMAL')
  try {
    return write()
  } finally {
    db.pragma('synchronous = FULL')
  }
}

/** Somebody else has the database open for writing. */
export class DatabaseInUseError extends Error {
  constructor(path: string) {
    super(`another Vestnik is running on ${path}; stop it first, or set DATABASE_PATH to another file`)
    this.name = 'DatabaseInUseError'
  }
}

/**
 * Takes the right to be the one process that works on the database, by a lock that the operating system drops with the
 * process however it ends. Returns the function that gives it back. Throws DatabaseInUseError.
 */
export function lockDatabase(path: string): () => void {
  if (path === ':memory:') return () => undefined
  mkdirSync(dirname(path), { recursive: true })
  const lock = new Database(`${path}.lock`, { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') throw new DatabaseInUseError(path)
    throw error
  }
  return () => {
    lock.exec('ROLLBACK')
    lock.close()
  }
}
