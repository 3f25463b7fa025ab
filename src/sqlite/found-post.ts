import type { FoundPost } from '../domain/search.ts'
import type { Db } from './database.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

export type FoundRow = PostRow & { channel_name: string; channel_title: string }

// Subqueries and not a join: better-sqlite3 reads the row of a join eight times slower.
export const foundColumns = `${postColumns},
  (SELECT c.name FROM channels c WHERE c.id = p.channel_id) AS channel_name,
  (SELECT c.title FROM channels c WHERE c.id = p.channel_id) AS channel_title`

export function toFound(row: FoundRow): FoundPost {
  return { post: toPost(row), channelName: row.channel_name, channelTitle: row.channel_title }
}

/** A post with its channel, by its id. */
export function createFindPost(db: Db): (id: number) => FoundPost | null {
  const byId = db.prepare<[number], FoundRow>(`SELECT ${foundColumns} FROM posts p WHERE p.id = ?`)
  return (id) => {
    const row = byId.get(id)
    return row === undefined ? null : toFound(row)
  }
}
