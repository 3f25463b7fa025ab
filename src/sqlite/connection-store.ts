import type { ConnectionStore } from '../domain/connection.ts'
import type { Db } from './database.ts'

export function createConnectionStore(db: Db): ConnectionStore {
  const list = db.prepare<[number], { chat_id: number; title: string; is_managed: number }>(
    'SELECT chat_id, title, is_managed FROM connections WHERE person_id = ? ORDER BY title, chat_id',
  )
  const others = db
    .prepare<[number, number], number>('SELECT COUNT(*) FROM connections WHERE person_id = ? AND chat_id <> ?')
    .pluck()
  const upsert = db.prepare(
    `INSERT INTO connections (person_id, chat_id, title, connected_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET title = excluded.title`,
  )
  const leave = db.prepare('UPDATE connections SET is_managed = 0 WHERE person_id = ? AND is_managed = 1')
  const enter = db.prepare('UPDATE connections SET is_managed = 1 WHERE person_id = ? AND chat_id = ?')
  const remove = db.prepare('DELETE FROM connections WHERE person_id = ? AND chat_id = ?')
  const manage = (personId: number, chatId: number | null): boolean => {
    leave.run(personId)
    return chatId === null || enter.run(personId, chatId).changes > 0
  }
  const manageAtOnce = db.transaction(manage)
  const connect = db.transaction((connection: Parameters<ConnectionStore['connect']>[0]): boolean => {
    const { personId, chatId, title, limit, now } = connection
    if ((others.get(personId, chatId) ?? 0) >= limit) return false
    upsert.run(personId, chatId, title, now)
    return manage(personId, chatId)
  })
  return {
    list: async (personId) =>
      list.all(personId).map((row) => ({ chatId: row.chat_id, title: row.title, isManaged: row.is_managed === 1 })),
    connect: async (connection) => connect.immediate(connection),
    manage: async (personId, chatId) => manageAtOnce.immediate(personId, chatId),
    disconnect: async (personId, chatId) => remove.run(personId, chatId).changes > 0,
  }
}
