import type { Watch } from '../domain/chat.ts'
import type { ActiveWatch, WatchChanges, WatchStore } from '../domain/watches.ts'
import type { Db } from './database.ts'
import { isInstant } from './plan-row.ts'

interface WatchRow {
  id: number
  chat_id: number
  number: number
  query: string
  paused: number
  since_at: number
  created_at: number
}

const columns = 'id, chat_id, number, query, paused, since_at, created_at'

function toWatch(row: WatchRow): Watch {
  return {
    id: row.id,
    chatId: row.chat_id,
    number: row.number,
    query: row.query,
    paused: row.paused === 1,
    sinceAt: row.since_at,
    createdAt: row.created_at,
  }
}

export function createWatchStore(db: Db): WatchStore {
  const list = db.prepare<[number], WatchRow>(`SELECT ${columns} FROM watches WHERE chat_id = ? ORDER BY number`)
  const byQuery = db.prepare<[number, string], WatchRow>(
    `SELECT ${columns} FROM watches WHERE chat_id = ? AND query = ?`,
  )
  const takeNumber = db
    .prepare<[number], number>('UPDATE chats SET next_number = next_number + 1 WHERE id = ? RETURNING next_number - 1')
    .pluck()
  const insert = db.prepare<unknown[], WatchRow>(
    `INSERT INTO watches (chat_id, number, query, since_at, created_at) VALUES (?, ?, ?, ?, ?) RETURNING ${columns}`,
  )
  // A query that wakes up looks at what came since the last digest, not at all that it slept through.
  const setPaused = db.prepare(
    'UPDATE watches SET paused = ?, since_at = MAX(since_at, ?) WHERE chat_id = ? AND number = ?',
  )
  const remove = db.prepare<[number, number], WatchRow>(
    `DELETE FROM watches WHERE chat_id = ? AND number = ? RETURNING ${columns}`,
  )
  const dropMatches = db.prepare<[number, number]>('DELETE FROM matches WHERE chat_id = ? AND watch_id = ?')
  const { matchAgain, gatherSince, tellsAtOnce } = prepareMatching(db)

  const add = db.transaction((request: Parameters<WatchStore['add']>[0]) => {
    const { chatId, query, sinceAt, now } = request
    const same = byQuery.get(chatId, query)
    if (same !== undefined) return { watch: toWatch(same), added: false }
    const row = insert.get(chatId, takeNumber.get(chatId) ?? 1, query, sinceAt, now)
    if (row === undefined) throw new Error('an inserted watch came back empty')
    matchAgain.run(sinceAt, chatId)
    return { watch: toWatch(row), added: true }
  })
  const pause = db.transaction(({ chatId, number, paused, now }: Parameters<WatchStore['setPaused']>[0]): boolean => {
    const wakesNow = !paused && tellsAtOnce.get(chatId) === 1
    const sinceAt = wakesNow ? now : (gatherSince.get(chatId) ?? 0)
    if (setPaused.run(paused ? 1 : 0, paused ? 0 : sinceAt, chatId, number).changes === 0) return false
    matchAgain.run(sinceAt, chatId)
    return true
  })
  const removeOne = db.transaction((chatId: number, number: number): Watch | null => {
    const row = remove.get(chatId, number)
    if (row === undefined) return null
    dropMatches.run(chatId, row.id)
    matchAgain.run(gatherSince.get(chatId) ?? 0, chatId)
    return toWatch(row)
  })

  return {
    add: async (request) => add.immediate(request),
    list: async (chatId) => list.all(chatId).map(toWatch),
    setPaused: async (request) => pause.immediate(request),
    replace: createReplace(db),
    remove: async (chatId, number) => removeOne.immediate(chatId, number),
    ...createChanges(db),
  }
}

/** How a chat's posts are looked at anew when its queries change, and since when. */
function prepareMatching(db: Db) {
  // What is gathered depends on the whole set of active queries, down to "none: every post".
  const matchAgain = db.prepare<[number, number]>(
    `UPDATE posts SET matched_at = NULL, match_leased_until = 0, match_round = match_round + 1
     WHERE COALESCE(changed_at, first_seen_at) >= ? AND kind <> 'service' AND channel_id IN (SELECT channel_id FROM follows WHERE chat_id = ?)`,
  )
  const gatherSince = db
    .prepare<[number], number>(
      'SELECT COALESCE((SELECT MAX(last_digest_at) FROM plans WHERE chat_id = c.id), c.created_at) FROM chats c WHERE c.id = ?',
    )
    .pluck()
  // A plan that tells at once must not tell of what is hours old.
  const tellsAtOnce = db
    .prepare<[number], number>(
      `SELECT EXISTS (SELECT 1 FROM plans WHERE chat_id = ? AND enabled = 1 AND ${isInstant('plans')})`,
    )
    .pluck()
  return { matchAgain, gatherSince, tellsAtOnce }
}

function createReplace(db: Db): WatchStore['replace'] {
  const { matchAgain, gatherSince } = prepareMatching(db)
  const byQuery = db.prepare<[number, string], WatchRow>(
    `SELECT ${columns} FROM watches WHERE chat_id = ? AND query = ?`,
  )
  const byNumber = db.prepare<[number, number], WatchRow>(
    `SELECT ${columns} FROM watches WHERE chat_id = ? AND number = ?`,
  )
  const setQuery = db.prepare<[string, number]>('UPDATE watches SET query = ? WHERE id = ?')
  // What is matched anew below, and has not been sent.
  const dropUnsent = db.prepare<Record<string, number>>(
    `DELETE FROM matches WHERE chat_id = $chatId AND watch_id = $watchId
       AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.chat_id = $chatId AND d.post_id = matches.post_id)
       AND post_id IN (SELECT id FROM posts WHERE COALESCE(changed_at, first_seen_at) >= $sinceAt)`,
  )
  const replace = db.transaction((chatId: number, number: number, query: string): Watch | 'taken' | null => {
    const row = byNumber.get(chatId, number)
    if (row === undefined) return null
    const same = byQuery.get(chatId, query)
    if (same !== undefined) return same.id === row.id ? toWatch(row) : 'taken'
    setQuery.run(query, row.id)
    const sinceAt = Math.max(gatherSince.get(chatId) ?? 0, row.since_at)
    dropUnsent.run({ chatId, watchId: row.id, sinceAt })
    matchAgain.run(sinceAt, chatId)
    return toWatch({ ...row, query })
  })
  return async ({ chatId, number, query }) => replace.immediate(chatId, number, query)
}

/** As many as the schema keeps. */
const keptChanges = 10_000

interface ActiveRow {
  id: number
  query: string
  time_zone: string
}

function toActive({ id, query, time_zone: timeZone }: ActiveRow): ActiveWatch {
  return { id, query, timeZone }
}

function createChanges(db: Db): Pick<WatchStore, 'listActive' | 'latestChange' | 'findChanges'> {
  const page = db.prepare<[number, number], ActiveRow>(
    `SELECT w.id, w.query, c.time_zone FROM watches w JOIN chats c ON c.id = w.chat_id
     WHERE w.paused = 0 AND w.id > ? ORDER BY w.id LIMIT ?`,
  )
  const latest = db
    .prepare<[], number>("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'watch_changes'), 0)")
    .pluck()
  const changes = db.prepare<[number], { watch_id: number; query: string | null; time_zone: string | null }>(
    `SELECT ch.watch_id, w.query, c.time_zone FROM watch_changes ch
     LEFT JOIN watches w ON w.id = ch.watch_id AND w.paused = 0 LEFT JOIN chats c ON c.id = w.chat_id
     WHERE ch.seq > ? ORDER BY ch.seq`,
  )
  const find = db.transaction((since: number): WatchChanges | null => {
    const newest = latest.get() ?? 0
    if (newest - since > keptChanges) return null
    const active: ActiveWatch[] = []
    const inactiveIds: number[] = []
    for (const { watch_id: id, query, time_zone: timeZone } of changes.all(since)) {
      if (query === null || timeZone === null) inactiveIds.push(id)
      else active.push({ id, query, timeZone })
    }
    return { latest: newest, active, inactiveIds }
  })
  return {
    listActive: async ({ afterId, limit }) => page.all(afterId, limit).map(toActive),
    latestChange: async () => latest.get() ?? 0,
    findChanges: async (since) => find(since),
  }
}
