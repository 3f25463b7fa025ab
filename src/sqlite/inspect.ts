import { openDatabase } from './database.ts'
import { requireSchema, schemaVersion } from './migrate.ts'

export interface DatabaseReport {
  readonly schema: number
  readonly channels: number
  readonly posts: number
  readonly chats: number
}

/** Checks a database file without writing to it. Throws with the reason when it is damaged or of another version. */
export function inspectDatabase(path: string): DatabaseReport {
  const db = openDatabase(path, { readonly: true })
  try {
    const verdict = String(db.pragma('quick_check(1)', { simple: true }))
    if (verdict !== 'ok') throw new Error(`the database is damaged: ${verdict}`)
    requireSchema(db)
    const schema = schemaVersion(db)
    const count = (table: string): number => Number(db.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get())
    return { schema, channels: count('channels'), posts: count('posts'), chats: count('chats') }
  } finally {
    db.close()
  }
}
