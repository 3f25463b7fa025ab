import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

const postsAtOnce = 2000
/** No post has a lower id. */
const beforeAll = Number.MIN_SAFE_INTEGER

/**
 * Makes the full-text index anew when another version made it: terms of two versions do not find each other. Some thousand
 * posts a transaction: after a crash the next start goes on from there.
 */
export function refreshIndex(db: Db, fullText: FullText): void {
  const state = db.prepare<[], { version: string; made_to: number | null }>('SELECT version, made_to FROM index_state')
  const start = db.prepare<[string, number]>(
    `INSERT INTO index_state (id, version, made_to) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, made_to = excluded.made_to`,
  )
  const record = db.prepare<[number | null]>('UPDATE index_state SET made_to = ?')
  const page = db.prepare<[number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.id > ? ORDER BY p.id LIMIT ?`,
  )
  const begin = db.transaction((): number => {
    fullText.clear()
    start.run(fullText.version, beforeAll)
    return beforeAll
  })
  const insertPage = db.transaction((afterId: number): number | null => {
    const rows = page.all(afterId, postsAtOnce)
    for (const row of rows) fullText.insert(toPost(row))
    const madeTo = rows.at(-1)?.id ?? null
    record.run(madeTo)
    return madeTo
  })

  const made = state.get()
  let madeTo = made?.version === fullText.version ? made.made_to : begin.immediate()
  while (madeTo !== null) madeTo = insertPage.immediate(madeTo)
}
