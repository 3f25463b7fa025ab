import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { toIsoTime } from '../core/iso-time.ts'
import type { Instant } from '../domain/time.ts'
import type { CopyReport } from '../domain/upkeep.ts'
import { checkCopy, removeDatabase, syncFile, syncFolder } from './copy.ts'
import { lockDatabase, openDatabase } from './database.ts'

export interface Restored {
  readonly report: CopyReport
  /** Where the replaced database is now; null when there was none. */
  readonly keptAs: string | null
}

/**
 * Puts a copy in the place of the database. The copy itself is only read; the database that was there stays beside it. Throws
 * DatabaseInUseError while a Vestnik runs on it, and with the reason when the copy is damaged or of a newer version: then
 * nothing has changed.
 */
export function restoreDatabase(request: {
  readonly from: string
  readonly databasePath: string
  readonly now: Instant
}): Restored {
  const { from, databasePath, now } = request
  const unlock = lockDatabase(databasePath)
  const unfinished = `${databasePath}.unfinished`
  try {
    mkdirSync(dirname(databasePath), { recursive: true })
    removeDatabase(unfinished)
    copyFileSync(from, unfinished)
    // What the last commits wrote may still stand beside a database that was copied by hand.
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${unfinished}-wal`)
    const report = check(unfinished, from)
    syncFile(unfinished)
    const keptAs = setAside(databasePath, now)
    renameSync(unfinished, databasePath)
    syncFolder(dirname(databasePath))
    return { report, keptAs }
  } finally {
    removeDatabase(unfinished)
    unlock()
  }
}

function check(path: string, from: string): CopyReport {
  try {
    return checkCopy(path)
  } catch (error) {
    throw new Error(`${from} cannot be restored: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

/** Gives the database a second name, so that at every moment there is one under its own; its journal must not meet another. */
function setAside(path: string, now: Instant): string | null {
  if (!existsSync(path)) return null
  closeJournal(path)
  const keptAs = `${path}.before-restore-${toIsoTime(now).slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  try {
    linkSync(path, keptAs)
  } catch {
    // Not every file system has links.
    renameSync(path, keptAs)
  }
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${keptAs}-wal`)
  rmSync(`${path}-shm`, { force: true })
  return keptAs
}

/** A damaged database may not let itself be opened; then its journal goes with it. */
function closeJournal(path: string): void {
  try {
    const db = openDatabase(path)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
  } catch {
    // It is set aside as it is.
  }
}
