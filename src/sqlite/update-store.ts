import type { UpdateStore } from '../domain/store.ts'
import { day } from '../domain/time.ts'
import type { Db } from './database.ts'

/** Telegram keeps an update for 24 hours; after twice that it cannot come again. */
const keptMs = 2 * day

export function createUpdateStore(db: Db): UpdateStore {
  const known = db
    .prepare<[string], number>(
      'SELECT update_id FROM handled_updates WHERE update_id IN (SELECT value FROM json_each(?))',
    )
    .pluck()
  const insert = db.prepare<[number, number]>(
    'INSERT INTO handled_updates (update_id, handled_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const prune = db.prepare<[number]>('DELETE FROM handled_updates WHERE handled_at < ?')
  const record = db.transaction((id: number, now: number): void => {
    insert.run(id, now)
    if (id % 100 === 0) prune.run(now - keptMs)
  })
  return {
    findNew: async (ids) => {
      const handled = new Set(known.all(JSON.stringify(ids)))
      return ids.filter((id) => !handled.has(id))
    },
    recordHandled: async (id, now) => record.immediate(id, now),
  }
}
