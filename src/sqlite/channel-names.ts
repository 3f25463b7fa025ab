import { renameChannel } from '../core/query/rename-channel.ts'
import type { ChannelProfile } from '../domain/channel.ts'
import type { Instant } from '../domain/time.ts'
import { createTellFollowers } from './channel-events.ts'
import type { Db } from './database.ts'

interface NamedRow {
  readonly id: number
  readonly name: string
  readonly telegram_id: number | null
}

/** Who has which name, within the transaction of the caller. */
export interface ChannelNames {
  /**
   * The channel takes the name that its page tells, when the page has its numeric id; its former name goes on leading to it, and
   * saved queries of its followers that ask for it ask for the new one.
   * Another channel that is known under the name, and has another numeric id, has lost it. No channel loses its name
   * to one that may be the same: one without a numeric id.
   */
  take(channelId: number, profile: ChannelProfile, now: Instant): void
  /** The channel has lost its name to another: it is called by its number from now on. */
  free(channelId: number, now: Instant): void
  /** The channel that was known under this name last. */
  findFormer(name: string): number | null
}

export function createChannelNames(db: Db): ChannelNames {
  const tell = createTellFollowers(db)
  const byId = db.prepare<[number], NamedRow>('SELECT id, name, telegram_id FROM channels WHERE id = ?')
  const byName = db.prepare<[string], NamedRow>('SELECT id, name, telegram_id FROM channels WHERE name = ?')
  const setName = db.prepare('UPDATE channels SET name = ? WHERE id = ?')
  const remember = db.prepare(
    `INSERT INTO former_names (name, channel_id, until_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET channel_id = excluded.channel_id, until_at = excluded.until_at`,
  )
  const former = db.prepare<[string], number>('SELECT channel_id FROM former_names WHERE name = ?').pluck()

  const renameInWatches = createRenameInWatches(db)

  const change = (row: NamedRow, name: string, now: Instant): void => {
    if (!isLost(row.name)) remember.run(row.name, row.id, now)
    setName.run(name, row.id)
  }
  return {
    take(channelId, { name, telegramId, title }, now) {
      const row = byId.get(channelId)
      if (row === undefined || telegramId === null || row.telegram_id !== telegramId) return
      if (row.name.toLowerCase() === name.toLowerCase()) return
      const holder = byName.get(name)
      if (holder?.telegram_id === null) return
      if (holder !== undefined) change(holder, lostName(holder), now)
      change(row, name, now)
      renameInWatches(row.id, row.name, name)
      const values = { from: isLost(row.name) ? row.name : `@${row.name}`, name: `@${name}`, title }
      tell({ channelId, kind: 'channel-renamed', key: name, values, now })
    },
    free(channelId, now) {
      const row = byId.get(channelId)
      if (row !== undefined && !isLost(row.name)) change(row, lostName(row), now)
    },
    findFormer: (name) => former.get(name) ?? null,
  }
}

/** A query that reads like another of the chat by then stays as it is: the other one finds the posts. */
function createRenameInWatches(db: Db): (channelId: number, from: string, to: string) => void {
  const watches = db.prepare<[number], { id: number; query: string }>(
    `SELECT id, query FROM watches
     WHERE query LIKE '%in:@%' AND chat_id IN (SELECT chat_id FROM follows WHERE channel_id = ?)`,
  )
  const setQuery = db.prepare('UPDATE OR IGNORE watches SET query = ? WHERE id = ?')
  return (channelId, from, to) => {
    for (const { id, query } of watches.all(channelId)) {
      const renamed = renameChannel(query, from, to)
      if (renamed !== null) setQuery.run(renamed, id)
    }
  }
}

/** As Telegram's own links call a channel without a name: t.me/c/<number>. No name of a channel has a "/". */
function lostName({ id, telegram_id }: NamedRow): string {
  return `c/${telegram_id ?? `0${id}`}`
}

function isLost(name: string): boolean {
  return name.includes('/')
}
