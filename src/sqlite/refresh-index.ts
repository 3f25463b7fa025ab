import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

const postsAtOnce = 1000

/**
 * Makes the full-text index anew when another version of the analyzer made it: terms of two versions do not find each
 * other. One transaction: after a crash the old index is there, and the next start tries again.
 */
export function refreshIndex(db: Db, fullText: FullText, version: string): void {
  const made = db.prepare<[], string>('SELECT analyzer FROM index_version').pluck().get()
  if (made === version) return
  const record = db.prepare(
    'INSERT INTO index_version (id, analyzer) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET analyzer = excluded.analyzer',
  )
  db.transaction(() => {
    fullText.clear()
    insertAll(db, fullText)
    record.run(version)
  }).immediate()
}

function insertAll(db: Db, fullText: FullText): void {
  const page = db.prepare<[number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.id > ? ORDER BY p.id LIMIT ?`,
  )
  let afterId = -1
  for (;;) {
    const rows = page.all(afterId, postsAtOnce)
    for (const row of rows) fullText.insert(row.id, row.channel_id, toPost(row))
    const last = rows.at(-1)
    if (last === undefined) return
    afterId = last.id
  }
}
