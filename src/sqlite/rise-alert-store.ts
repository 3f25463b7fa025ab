import type { RiseAlertStore, RiseCheck } from '../domain/rise-alert.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'

/** Makes the query due, if its rises are told of, within the transaction of the caller. */
export function createWakeRise(db: Db): (watchId: number, now: Instant) => void {
  const wake = db.prepare(
    `UPDATE rise_alerts SET wakes = wakes + 1, check_at = COALESCE(check_at, MAX(rest_until, $now)) WHERE watch_id = $watchId`,
  )
  return (watchId, now) => {
    wake.run({ watchId, now })
  }
}

interface CheckRow extends Omit<RiseCheck, 'threadId' | 'isPaused'> {
  readonly threadId: number
  readonly paused: number
}

export function createRiseAlertStore(db: Db): RiseAlertStore {
  const list = db
    .prepare<[number], number>(
      'SELECT w.number FROM watches w JOIN rise_alerts r ON r.watch_id = w.id WHERE w.chat_id = ?',
    )
    .pluck()
  const due = db.prepare<[Instant, number], CheckRow>(
    `SELECT r.watch_id AS watchId, w.number, w.query, w.paused, w.chat_id AS chatId, r.thread_id AS threadId, r.wakes
     FROM rise_alerts r JOIN watches w ON w.id = r.watch_id WHERE r.check_at <= ? ORDER BY r.check_at LIMIT ?`,
  )
  const postpone = db.prepare('UPDATE rise_alerts SET check_at = ? WHERE watch_id = ?')
  const putOff = db.transaction((watchIds: readonly number[], until: Instant): void => {
    for (const watchId of watchIds) postpone.run(until, watchId)
  })
  const claim = db.transaction(({ now, leaseUntil, limit }: Parameters<RiseAlertStore['claimDue']>[0]) => {
    const rows = due.all(now, limit)
    for (const { watchId } of rows) postpone.run(leaseUntil, watchId)
    return rows.map(({ paused, threadId, ...row }): RiseCheck => ({
      ...row,
      isPaused: paused === 1,
      threadId: threadId === 0 ? null : threadId,
    }))
  })
  return {
    set: createSet(db),
    list: async (chatId) => new Set(list.all(chatId)),
    claimDue: async (lease) => claim.immediate(lease),
    record: createRecord(db),
    postpone: async (watchIds, until) => putOff.immediate(watchIds, until),
  }
}

function createSet(db: Db): RiseAlertStore['set'] {
  const find = db.prepare<[number, number], number>('SELECT id FROM watches WHERE chat_id = ? AND number = ?').pluck()
  const add = db.prepare(
    `INSERT INTO rise_alerts (watch_id, thread_id, check_at) VALUES ($watchId, $threadId, $now)
     ON CONFLICT (watch_id) DO UPDATE SET thread_id = excluded.thread_id`,
  )
  const remove = db.prepare('DELETE FROM rise_alerts WHERE watch_id = ?')
  const set = db.transaction(({ chatId, number, isOn, threadId, now }: Parameters<RiseAlertStore['set']>[0]) => {
    const watchId = find.get(chatId, number)
    if (watchId === undefined) return false
    if (isOn) add.run({ watchId, threadId: threadId ?? 0, now })
    else remove.run(watchId)
    return true
  })
  return async (request) => set.immediate(request)
}

function createRecord(db: Db): RiseAlertStore['record'] {
  const chatExists = db.prepare<[number], number>('SELECT 1 FROM chats WHERE id = ?').pluck()
  const rest = db.prepare(
    `UPDATE rise_alerts SET rest_until = $restUntil, check_at = CASE WHEN wakes = $wakes THEN NULL ELSE $restUntil END
     WHERE watch_id = $watchId`,
  )
  // No plan has number 0, and no parcel before this one has had a slot as high.
  const parcel = db.prepare(
    `INSERT INTO parcels (chat_id, plan_id, slot_at, thread_id, occasion, content_json, created_at, due_at)
     SELECT $chatId, 0, COALESCE(MAX(id), 0) + 1, $threadId, 'alert', $content, $now, $now FROM parcels`,
  )
  const record = db.transaction(({ chatId, threadId, checks, alert, now }: Parameters<RiseAlertStore['record']>[0]) => {
    for (const { watchId, wakes, restUntil } of checks) rest.run({ watchId, wakes, restUntil })
    if (alert === null || chatExists.get(chatId) === undefined) return
    parcel.run({ chatId, threadId: threadId ?? 0, content: JSON.stringify(alert), now })
  })
  return async (request) => record.immediate(request)
}
