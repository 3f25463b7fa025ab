import type { Chore, ChoreStore } from '../domain/upkeep.ts'
import type { Db } from './database.ts'

interface ChoreRow {
  done_at: number | null
  done_json: string | null
  failed_at: number | null
  failure: string | null
}

export function createChoreStore(db: Db): ChoreStore {
  const done = db.prepare(
    `INSERT INTO chores (name, done_at, done_json) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET done_at = excluded.done_at, done_json = excluded.done_json, failed_at = NULL, failure = NULL`,
  )
  const failed = db.prepare(
    `INSERT INTO chores (name, failed_at, failure) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET failed_at = excluded.failed_at, failure = excluded.failure`,
  )
  const find = db.prepare<[string], ChoreRow>(
    'SELECT done_at, done_json, failed_at, failure FROM chores WHERE name = ?',
  )
  return {
    recordDone: async (chore) => {
      done.run(chore.name, chore.now, JSON.stringify(chore.done))
    },
    recordFailed: async (chore) => {
      failed.run(chore.name, chore.now, chore.failure)
    },
    find: async (name) => {
      const row = find.get(name)
      return {
        doneAt: row?.done_at ?? null,
        done: typeof row?.done_json === 'string' ? (JSON.parse(row.done_json) as Chore['done']) : null,
        failedAt: row?.failed_at ?? null,
        failure: row?.failure ?? null,
      }
    },
  }
}
