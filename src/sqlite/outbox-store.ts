import type { Parcel, ParcelContent } from '../domain/parcel.ts'
import type { OutboxStore } from '../domain/outbox.ts'
import type { Db } from './database.ts'
import { createArrivalWriter } from './trouble-store.ts'

interface ParcelRow {
  id: number
  chat_id: number
  thread_id: number
  occasion: string
  content_json: string
  created_at: number
  attempts: number
  parts_sent: number
  in_flight_part: number | null
}

function toParcel(row: ParcelRow): Parcel {
  return {
    id: row.id,
    chatId: row.chat_id,
    threadId: row.thread_id === 0 ? null : row.thread_id,
    isAsked: row.occasion === 'asked',
    content: JSON.parse(row.content_json) as ParcelContent,
    createdAt: row.created_at,
    attempts: row.attempts,
    partsSent: row.parts_sent,
    isInDoubt: row.in_flight_part === row.parts_sent,
  }
}

/** What is neither sent, nor dropped, nor set aside. */
const waits = 'sent_at IS NULL AND dropped_at IS NULL AND set_aside_at IS NULL'

export function createOutboxStore(db: Db): OutboxStore {
  return {
    ...createClaim(db),
    ...createMarks(db),
    ...createAside(db),
    ...createRetryChat(db),
    ...createCounts(db),
    ...createSending(db),
    ...createKept(db),
  }
}

function createClaim(db: Db): Pick<OutboxStore, 'claimDue'> {
  // The first waiting parcel of each place, one a chat at a time, so that each is served in order; what was asked for goes before
  // what may wait.
  const claim = db.prepare<Record<string, number | string>, ParcelRow>(
    `UPDATE parcels SET leased_until = $leaseUntil
     WHERE id IN (
       SELECT p.id FROM parcels p JOIN chats c ON c.id = p.chat_id
       WHERE p.sent_at IS NULL AND p.dropped_at IS NULL AND p.set_aside_at IS NULL
         AND p.due_at <= $now AND p.leased_until <= $now
         AND p.chat_id NOT IN (SELECT value FROM json_each($served))
         AND (c.state = 'active' OR (c.state = 'paused' AND COALESCE(c.retry_at, 0) <= $now))
         AND NOT EXISTS (SELECT 1 FROM parcels e WHERE e.chat_id = p.chat_id AND e.id <> p.id
                           AND e.sent_at IS NULL AND e.dropped_at IS NULL AND e.set_aside_at IS NULL
                           AND (e.leased_until > $now
                             OR ((e.occasion = 'asked') > (p.occasion = 'asked')
                               AND (e.thread_id = p.thread_id OR e.due_at <= $now))
                             OR ((e.occasion = 'asked') = (p.occasion = 'asked') AND e.thread_id = p.thread_id AND e.id < p.id)))
       ORDER BY p.due_at, p.id LIMIT 1
     ) RETURNING id, chat_id, thread_id, occasion, content_json, created_at, attempts, parts_sent, in_flight_part`,
  )
  const claimAll = db.transaction(({ now, leaseUntil, limit }: Parameters<OutboxStore['claimDue']>[0]): Parcel[] => {
    const parcels: Parcel[] = []
    while (parcels.length < limit) {
      const row = claim.get({ now, leaseUntil, served: JSON.stringify(parcels.map(({ chatId }) => chatId)) })
      if (row === undefined) break
      parcels.push(toParcel(row))
    }
    return parcels
  })
  return { claimDue: async (lease) => claimAll.immediate(lease) }
}

type Marks = Pick<OutboxStore, 'recordInFlight' | 'recordPartSent' | 'recordRetry' | 'release' | 'recordDropped'>

function createMarks(db: Db): Marks {
  const markInFlight = db.prepare('UPDATE parcels SET in_flight_part = ? WHERE id = ?')
  const markPart = db.prepare(
    `UPDATE parcels SET parts_sent = MAX(parts_sent, ?), attempts = 0, last_error = NULL, in_flight_part = NULL
     WHERE id = ?`,
  )
  const markSent = db.prepare(
    `UPDATE parcels SET sent_at = ?, leased_until = 0,
       content_json = CASE WHEN json_type(content_json, '$.kind') IS NULL THEN content_json ELSE '{}' END
     WHERE id = ? AND sent_at IS NULL`,
  )
  const markTime = db.prepare('UPDATE sending SET last_sent_at = MAX(last_sent_at, ?)')
  const wake = db.prepare(
    "UPDATE chats SET state = 'active', retry_at = NULL WHERE state = 'paused' AND id = (SELECT chat_id FROM parcels WHERE id = ?)",
  )
  const arrive = createArrivalWriter(db)
  const recordPart = db.transaction((sent: Parameters<OutboxStore['recordPartSent']>[0]): void => {
    markPart.run(sent.part + 1, sent.parcelId)
    markTime.run(sent.now)
    wake.run(sent.parcelId)
    arrive(sent.parcelId, sent.shut ?? null, sent.now)
    if (sent.part + 1 >= sent.parts) markSent.run(sent.now, sent.parcelId)
  })
  const retry = db.prepare(
    `UPDATE parcels SET attempts = attempts + 1, due_at = ?, last_error = ?, leased_until = 0,
       in_flight_part = CASE WHEN ? THEN in_flight_part END
     WHERE id = ?`,
  )
  const release = db.prepare('UPDATE parcels SET due_at = ?, leased_until = 0, in_flight_part = NULL WHERE id = ?')
  const drop = db.prepare(
    "UPDATE parcels SET dropped_at = ?, last_error = ?, leased_until = 0, content_json = '{}' WHERE id = ?",
  )
  return {
    recordInFlight: async ({ parcelId, part }) => {
      markInFlight.run(part, parcelId)
    },
    recordPartSent: async (sent) => recordPart.immediate(sent),
    recordRetry: async ({ parcelId, at, reason, mayHaveArrived = false }) => {
      retry.run(at, reason, mayHaveArrived ? 1 : 0, parcelId)
    },
    release: async (parcelId, at) => {
      release.run(at, parcelId)
    },
    ...createKept(db),
    recordDropped: async ({ parcelId, reason, now }) => {
      drop.run(now, reason, parcelId)
    },
  }
}

function createAside(db: Db): Pick<OutboxStore, 'recordSetAside' | 'retrySetAside'> {
  const setAside = db.prepare('UPDATE parcels SET set_aside_at = ?, last_error = ?, leased_until = 0 WHERE id = ?')
  const retry = db.prepare(
    'UPDATE parcels SET set_aside_at = NULL, attempts = 0, due_at = ?, leased_until = 0 WHERE set_aside_at IS NOT NULL',
  )
  return {
    recordSetAside: async ({ parcelId, reason, now }) => {
      setAside.run(now, reason, parcelId)
    },
    retrySetAside: async (now) => retry.run(now).changes,
  }
}

function createRetryChat(db: Db): Pick<OutboxStore, 'retryChat'> {
  const wake = db.prepare("UPDATE chats SET state = 'active', retry_at = NULL WHERE id = ? AND state = 'paused'")
  const due = db.prepare(`UPDATE parcels SET due_at = MIN(due_at, ?) WHERE chat_id = ? AND ${waits}`)
  const retry = db.transaction((chatId: number, now: number): void => {
    wake.run(chatId)
    due.run(now, chatId)
  })
  return { retryChat: async (chatId, now) => retry.immediate(chatId, now) }
}

function createCounts(db: Db): Pick<OutboxStore, 'counts' | 'backlog' | 'totals'> {
  const waiting = db.prepare<[number], number>(`SELECT COUNT(*) FROM parcels WHERE chat_id = ? AND ${waits}`).pluck()
  // Notices belong to no plan.
  const lastSent = db
    .prepare<[number], number | null>('SELECT MAX(sent_at) FROM parcels WHERE chat_id = ? AND plan_id > 0')
    .pluck()
  const lastError = db
    .prepare<[number], string | null>('SELECT last_error FROM parcels WHERE chat_id = ? ORDER BY id DESC LIMIT 1')
    .pluck()
  const backlog = db
    .prepare<[number, number], number>(
      `SELECT COUNT(*) FROM parcels WHERE chat_id = ? AND thread_id = ? AND occasion <> 'asked' AND ${waits}`,
    )
    .pluck()
  const allWaiting = db.prepare<[], number>(`SELECT COUNT(*) FROM parcels WHERE ${waits}`).pluck()
  const aside = db.prepare<[], { count: number; reason: string | null }>(
    `SELECT COUNT(*) AS count,
       (SELECT last_error FROM parcels WHERE set_aside_at IS NOT NULL ORDER BY set_aside_at DESC LIMIT 1) AS reason
     FROM parcels WHERE set_aside_at IS NOT NULL`,
  )
  return {
    counts: async (chatId) => ({
      waiting: waiting.get(chatId) ?? 0,
      lastSentAt: lastSent.get(chatId) ?? null,
      lastError: lastError.get(chatId) ?? null,
    }),
    backlog: async (chatId, threadId) => backlog.get(chatId, threadId ?? 0) ?? 0,
    totals: async () => {
      const { count = 0, reason = null } = aside.get() ?? {}
      return { waiting: allWaiting.get() ?? 0, setAside: count, setAsideReason: reason }
    },
  }
}

function createSending(db: Db): Pick<OutboxStore, 'sending' | 'recordPause'> {
  const read = db.prepare<[], { paused_until: number; last_sent_at: number }>(
    'SELECT paused_until, last_sent_at FROM sending',
  )
  const pause = db.prepare('UPDATE sending SET paused_until = MAX(paused_until, ?)')
  return {
    sending: async () => {
      const row = read.get()
      return { pausedUntil: row?.paused_until ?? 0, lastSentAt: row?.last_sent_at ?? 0 }
    },
    recordPause: async (until) => {
      pause.run(until)
    },
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
