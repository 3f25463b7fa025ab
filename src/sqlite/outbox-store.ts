import type { Parcel, ParcelContent } from '../domain/parcel.ts'
import type { OutboxStore } from '../domain/store.ts'
import type { Db } from './database.ts'

interface ParcelRow {
  id: number
  chat_id: number
  content_json: string
  created_at: number
  attempts: number
  parts_sent: number
}

function toParcel(row: ParcelRow): Parcel {
  return {
    id: row.id,
    chatId: row.chat_id,
    content: JSON.parse(row.content_json) as ParcelContent,
    createdAt: row.created_at,
    attempts: row.attempts,
    partsSent: row.parts_sent,
  }
}

export function createOutboxStore(db: Db): OutboxStore {
  // The first waiting parcel of each chat, so that a chat is served in order.
  const claim = db.prepare<Record<string, number>, ParcelRow>(
    `UPDATE parcels SET leased_until = $leaseUntil
     WHERE id IN (
       SELECT p.id FROM parcels p JOIN chats c ON c.id = p.chat_id
       WHERE p.id IN (SELECT MIN(id) FROM parcels WHERE sent_at IS NULL AND dropped_at IS NULL GROUP BY chat_id)
         AND p.due_at <= $now AND p.leased_until <= $now
         AND (c.state = 'active' OR (c.state = 'paused' AND COALESCE(c.retry_at, 0) <= $now))
       ORDER BY p.due_at, p.id LIMIT $limit
     ) RETURNING id, chat_id, content_json, created_at, attempts, parts_sent`,
  )
  const markPart = db.prepare(
    'UPDATE parcels SET parts_sent = MAX(parts_sent, ?), attempts = 0, last_error = NULL WHERE id = ?',
  )
  const markSent = db.prepare(
    `UPDATE parcels SET sent_at = ?, leased_until = 0,
       content_json = CASE WHEN json_type(content_json, '$.kind') IS NULL THEN content_json ELSE '{}' END
     WHERE id = ? AND sent_at IS NULL`,
  )
  const retry = db.prepare(
    'UPDATE parcels SET attempts = attempts + 1, due_at = ?, last_error = ?, leased_until = 0 WHERE id = ?',
  )
  const release = db.prepare('UPDATE parcels SET due_at = ?, leased_until = 0 WHERE id = ?')
  const drop = db.prepare(
    "UPDATE parcels SET dropped_at = ?, last_error = ?, leased_until = 0, content_json = '{}' WHERE id = ?",
  )
  const wake = db.prepare(
    "UPDATE chats SET state = 'active', retry_at = NULL WHERE state = 'paused' AND id = (SELECT chat_id FROM parcels WHERE id = ?)",
  )
  const recordPart = db.transaction((sent: Parameters<OutboxStore['recordPartSent']>[0]): void => {
    markPart.run(sent.part + 1, sent.parcelId)
    wake.run(sent.parcelId)
    if (sent.part + 1 >= sent.parts) markSent.run(sent.now, sent.parcelId)
  })

  return {
    claimDue: async (lease) => claim.all({ ...lease }).map(toParcel),
    recordPartSent: async (sent) => recordPart.immediate(sent),
    recordRetry: async ({ parcelId, at, reason }) => {
      retry.run(at, reason, parcelId)
    },
    release: async (parcelId, at) => {
      release.run(at, parcelId)
    },
    ...createKept(db),
    recordDropped: async ({ parcelId, reason, now }) => {
      drop.run(now, reason, parcelId)
    },
    counts: createCounts(db),
  }
}

/** What is kept of parcels. */
function createKept(db: Db): Pick<OutboxStore, 'findContent' | 'eraseSent'> {
  const content = db
    .prepare<[number, number], string>(
      "SELECT content_json FROM parcels WHERE chat_id = ? AND id = ? AND content_json <> '{}'",
    )
    .pluck()
  const erase = db.prepare<[number, number]>(
    `UPDATE parcels SET content_json = '{}' WHERE id IN (
       SELECT id FROM parcels WHERE sent_at IS NOT NULL AND content_json <> '{}' AND sent_at < ? ORDER BY sent_at LIMIT ?)`,
  )
  return {
    findContent: async (chatId, parcelId) => {
      const json = content.get(chatId, parcelId)
      return json === undefined ? null : (JSON.parse(json) as ParcelContent)
    },
    eraseSent: async (before, limit) => erase.run(before, limit).changes,
  }
}

function createCounts(db: Db): OutboxStore['counts'] {
  const waiting = db
    .prepare<[number], number>(
      'SELECT COUNT(*) FROM parcels WHERE chat_id = ? AND sent_at IS NULL AND dropped_at IS NULL',
    )
    .pluck()
  const lastSent = db.prepare<[number], number | null>('SELECT MAX(sent_at) FROM parcels WHERE chat_id = ?').pluck()
  const lastError = db
    .prepare<[number], string | null>('SELECT last_error FROM parcels WHERE chat_id = ? ORDER BY id DESC LIMIT 1')
    .pluck()
  return async (chatId) => ({
    waiting: waiting.get(chatId) ?? 0,
    lastSentAt: lastSent.get(chatId) ?? null,
    lastError: lastError.get(chatId) ?? null,
  })
}
