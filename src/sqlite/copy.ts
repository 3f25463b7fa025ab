import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CopyReport } from '../domain/upkeep.ts'
import { type Db, openDatabase } from './database.ts'
import { readMigrations, schemaVersion } from './migrate.ts'

/** Every page in one step: other processes may write meanwhile, and a copy in several steps would begin anew each time. */
const allPages = 0x7fffffff

/**
 * Copies a database that may be in use to a file of its own, and checks the copy: it holds what the database held at one
 * moment, or it is not there. A file of that name is replaced in one step.
 */
export async function copyDatabase(from: string, to: string): Promise<CopyReport> {
  const unfinished = `${to}.unfinished`
  try {
    const expected = await copyTo(from, unfinished)
    const report = checkCopy(unfinished)
    if (expected !== toContents(report)) throw new Error('the copy does not hold what the database holds')
    syncFile(unfinished)
    renameSync(unfinished, to)
    syncFolder(dirname(to))
    return report
  } catch (error) {
    removeDatabase(unfinished)
    throw new Error(`${to} could not be made: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

/** Copies and returns what was there to be copied, in the same view of the database. */
async function copyTo(from: string, to: string): Promise<string> {
  removeDatabase(to)
  const db = openDatabase(from, { readonly: true })
  try {
    db.exec('BEGIN')
    const contents = toContents(describe(db, from))
    await db.backup(to, { progress: () => allPages })
    db.exec('COMMIT')
    return contents
  } finally {
    db.close()
  }
}

/**
 * Reads all of a database file that nobody uses, and makes one file of it. Throws with the reason when it is damaged, no
 * database of Vestnik's, or of a newer version.
 */
export function checkCopy(path: string): CopyReport {
  const db = openDatabase(path)
  try {
    // The copy has no journal beside it: it can be carried about, and looked at from a folder that may only be read.
    db.pragma('journal_mode = DELETE')
    const schema = schemaVersion(db)
    const known = readMigrations().length
    if (schema > known)
      throw new Error(`it has schema ${schema}, and this Vestnik knows ${known}: update Vestnik first`)
    const verdict = String(db.pragma('integrity_check(1)', { simple: true }))
    if (verdict !== 'ok') throw new Error(`it is damaged: ${verdict}`)
    if (schema === 0) throw new Error('it is no database of Vestnik')
    return describe(db, path)
  } finally {
    db.close()
  }
}

function describe(db: Db, path: string): CopyReport {
  const count = (table: string): number => Number(db.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get())
  return {
    schema: schemaVersion(db),
    channels: count('channels'),
    posts: count('posts'),
    chats: count('chats'),
    bytes: statSync(path).size,
  }
}

function toContents({ schema, channels, posts, chats }: CopyReport): string {
  return JSON.stringify({ schema, channels, posts, chats })
}

export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true })
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What was renamed is so after a power cut too. Not every system can be asked for it. */
export function syncFolder(path: string): void {
  if (!existsSync(path)) return
  try {
    const folder = openSync(path, 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch {
    // Windows opens no folders.
  }
}
