import type { Language } from '../domain/chat.ts'
import type { Notice } from '../domain/notice.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'

export interface ChannelEvent {
  readonly channelId: number
  readonly kind: Notice['id']
  /** The same event of a channel is told once for each key. */
  readonly key: string
  readonly values: Notice['values']
  readonly now: Instant
}

/** Writes an event and the parcels that tell it to the followers who want to know, within the transaction of the caller. */
export function createTellFollowers(db: Db): (event: ChannelEvent) => void {
  const insert = db
    .prepare<unknown[], number>(
      `INSERT INTO channel_events (channel_id, kind, key, happened_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING id`,
    )
    .pluck()
  const followers = db.prepare<[number], { id: number; language: Language }>(
    `SELECT c.id, c.language FROM chats c JOIN follows f ON f.chat_id = c.id WHERE f.channel_id = ? AND c.state <> 'gone'
       AND json_extract(c.settings_json, '$.channelNews') IS NOT 0`,
  )
  const parcel = db.prepare(
    `INSERT INTO parcels (chat_id, plan_id, slot_at, content_json, created_at, due_at, occasion)
     VALUES (?, ?, ?, ?, ?, ?, 'notice')`,
  )
  return ({ channelId, kind, key, values, now }) => {
    const eventId = insert.get(channelId, kind, key.toLowerCase(), now)
    if (eventId === undefined) return
    for (const { id, language } of followers.all(channelId)) {
      const notice: Notice = { kind: 'notice', id: kind, language, values }
      parcel.run(id, -eventId, id, JSON.stringify(notice), now, now)
    }
  }
}
