import {
  type Chat,
  type ChatKind,
  type ChatSettings,
  type ChatState,
  defaultSettings,
  type Language,
} from '../domain/chat.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { ChatStore } from '../domain/store.ts'
import type { Db } from './database.ts'
import { firstIdAt } from './post-id.ts'

export interface ChatRow {
  id: number
  kind: string
  language: string
  time_zone: string
  state: string
  retry_at: number | null
  settings_json: string
  quiet_from: string | null
  quiet_to: string | null
  muted_until: number | null
  created_at: number
}

export const chatColumns = [
  'id',
  'kind',
  'language',
  'time_zone',
  'state',
  'retry_at',
  'settings_json',
  'quiet_from',
  'quiet_to',
  'muted_until',
  'created_at',
] as const

export function toChat(row: ChatRow): Chat {
  return {
    id: row.id,
    kind: row.kind as ChatKind,
    language: row.language as Language,
    timeZone: row.time_zone,
    state: row.state as ChatState,
    retryAt: row.retry_at,
    settings: { ...defaultSettings, ...(JSON.parse(row.settings_json) as Partial<ChatSettings>) },
    quietHours: row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
    mutedUntil: row.muted_until,
    createdAt: row.created_at,
  }
}

export function createChatStore(db: Db): ChatStore {
  const find = db.prepare<[number], ChatRow>(`SELECT ${chatColumns.join(', ')} FROM chats WHERE id = ?`)
  const insert = db.prepare('INSERT INTO chats (id, kind, language, time_zone, created_at) VALUES (?, ?, ?, ?, ?)')
  const insertPlan = db.prepare('INSERT INTO plans (chat_id, number, schedule_json, next_slot_at) VALUES (?, 1, ?, ?)')
  const wake = db.prepare("UPDATE chats SET kind = ?, state = 'active', retry_at = NULL WHERE id = ?")
  const setLanguage = db.prepare('UPDATE chats SET language = ? WHERE id = ?')
  const setState = db.prepare('UPDATE chats SET state = ?, retry_at = ? WHERE id = ?')
  const changeSettings = db.prepare('UPDATE chats SET settings_json = json_patch(settings_json, ?) WHERE id = ?')
  const erase = db.prepare('DELETE FROM chats WHERE id = ?')

  const ensure = db.transaction((chat: Parameters<ChatStore['ensure']>[0]): ChatRow => {
    const known = find.get(chat.id)
    if (known === undefined) {
      insert.run(chat.id, chat.kind, chat.language, chat.timeZone, chat.now)
      insertPlan.run(chat.id, JSON.stringify(daily(chat.digestTime)), chat.nextSlotAt)
    } else if (known.state !== 'active' || known.kind !== chat.kind) {
      wake.run(chat.kind, chat.id)
    }
    const row = find.get(chat.id)
    if (row === undefined) throw new Error('an inserted chat came back empty')
    return row
  })

  return {
    find: async (id) => {
      const row = find.get(id)
      return row === undefined ? null : toChat(row)
    },
    ensure: async (chat) => toChat(ensure.immediate(chat)),
    setLanguage: async (id, language) => {
      setLanguage.run(language, id)
    },
    setState: async (id, state, retryAt) => {
      setState.run(state, retryAt, id)
    },
    changeSettings: async (id, changes) => {
      changeSettings.run(JSON.stringify(changes), id)
    },
    forget: async (id) => {
      erase.run(id)
    },
    recordMigration: createMigration(db),
    ...createFollows(db),
  }
}

function daily(time: string): Schedule {
  return { kind: 'times', days: [1, 2, 3, 4, 5, 6, 7], times: [time] }
}

function createMigration(db: Db): ChatStore['recordMigration'] {
  const createdAt = db.prepare<[number], number>('SELECT created_at FROM chats WHERE id = ?').pluck()
  const erase = db.prepare('DELETE FROM chats WHERE id = ?')
  // Foreign keys say ON UPDATE CASCADE: everything that belongs to the chat moves with it.
  const move = db.prepare(
    "UPDATE chats SET id = ?, kind = 'supergroup', state = 'active', retry_at = NULL WHERE id = ?",
  )
  // A match that is under way was made for the old id.
  const matchAgain = db.prepare(
    `UPDATE posts SET match_round = match_round + 1, match_leased_until = 0
     WHERE matched_at IS NULL AND channel_id IN (SELECT channel_id FROM follows WHERE chat_id = ?)`,
  )
  const run = db.transaction((fromId: number, toId: number): void => {
    const from = createdAt.get(fromId)
    if (from === undefined) return
    // A chat that has moved already may be met under its old id once more: its settings are those of the new one.
    if ((createdAt.get(toId) ?? Infinity) <= from) {
      erase.run(fromId)
      return
    }
    // The new chat may have spoken first; the settings are those of the old one.
    erase.run(toId)
    move.run(toId, fromId)
    matchAgain.run(toId)
  })
  return async (fromId, toId) => run.immediate(fromId, toId)
}

function createFollows(db: Db): Pick<ChatStore, 'follow' | 'unfollow'> {
  const insert = db.prepare(
    'INSERT INTO follows (chat_id, channel_id, since_at, followed_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare('DELETE FROM follows WHERE chat_id = ? AND channel_id = ?')
  const dropMatches = db.prepare(
    `DELETE FROM matches WHERE chat_id = ? AND post_id IN (SELECT id FROM posts WHERE channel_id = ?)`,
  )
  const matchAgain = db.prepare(
    `UPDATE posts SET matched_at = NULL, match_leased_until = 0, match_round = match_round + 1
     WHERE channel_id = ? AND id >= ? AND kind <> 'service'`,
  )
  const markFollowed = db.prepare('UPDATE channels SET was_followed = 1, unfollowed_at = NULL WHERE id = ?')
  const follow = db.transaction((request: Parameters<ChatStore['follow']>[0]): boolean => {
    const { chatId, channelId, sinceAt, now } = request
    if (insert.run(chatId, channelId, sinceAt, now).changes === 0) return false
    markFollowed.run(channelId)
    matchAgain.run(channelId, firstIdAt(sinceAt))
    return true
  })
  const unfollow = db.transaction((chatId: number, channelId: number): boolean => {
    dropMatches.run(chatId, channelId)
    return remove.run(chatId, channelId).changes > 0
  })
  return {
    follow: async (request) => follow.immediate(request),
    unfollow: async (chatId, channelId) => unfollow.immediate(chatId, channelId),
  }
}
