import type { HeartbeatStore } from '../domain/store.ts'
import type { Db } from './database.ts'

export function createHeartbeatStore(db: Db): HeartbeatStore {
  const write = db.prepare<[number]>(
    'INSERT INTO heartbeat (id, beat_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at',
  )
  const read = db.prepare<[], number>('SELECT beat_at FROM heartbeat WHERE id = 1').pluck()
  return {
    record: async (now) => {
      write.run(now)
    },
    findLast: async () => read.get() ?? null,
  }
}
