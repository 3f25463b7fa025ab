import type { Store } from '../domain/store.ts'
import { type Db, withoutSync } from './database.ts'

/** About so many pages of the index are written in one step: some milliseconds. */
const pagesAtOnce = 64

/**
 * Merges the index into one piece, step by step, then lets SQLite look after its statistics and empties the write-ahead log. A
 * merge that was left unfinished goes on the next time.
 */
export function createMaintenance(db: Db): Store['maintain'] {
  const merge = db.prepare<[number]>("INSERT INTO posts_fts (posts_fts, rank) VALUES ('merge', CAST(? AS INTEGER))")
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  let isMerging = false

  return async () => {
    const before = changes.get() ?? 0
    // A negative number begins to merge all pieces, however few they are.
    withoutSync(db, () => merge.run(isMerging ? pagesAtOnce : -pagesAtOnce))
    isMerging = (changes.get() ?? 0) - before >= 2
    if (isMerging) return true
    db.pragma('optimize')
    db.pragma('wal_checkpoint(TRUNCATE)')
    return false
  }
}
