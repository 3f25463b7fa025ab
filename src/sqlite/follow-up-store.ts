import type { FollowUpStore, WaitingFollowUp } from '../domain/follow-up.ts'
import { day, type Instant } from '../domain/time.ts'
import type { Db } from './database.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'

/** Whoever was sent a post longer ago is not told what became of it. */
const rememberedMs = 30 * day

/** Notes for whom a change of a post has to be looked at, within the transaction of the caller. */
export type NoteFollowUps = (postId: number, kind: WaitingFollowUp['kind'], now: Instant) => void

export function createNoteFollowUps(db: Db): NoteFollowUps {
  // One that was told stays told; one that was found too small to tell is looked at again.
  const note = db.prepare<Record<string, number | string>>(
    `INSERT INTO follow_ups (chat_id, post_id, kind, noticed_at)
     SELECT d.chat_id, d.post_id, $kind, $now FROM deliveries d JOIN parcels p ON p.id = d.parcel_id
     WHERE d.post_id = $postId AND d.version_seen_at IS NOT NULL AND p.dropped_at IS NULL AND p.created_at > $since
     ON CONFLICT DO UPDATE SET noticed_at = $now, settled_at = NULL WHERE told = 0`,
  )
  return (postId, kind, now) => {
    note.run({ postId, kind, now, since: now - rememberedMs })
  }
}

interface WaitingRow extends PostRow {
  wait_kind: WaitingFollowUp['kind']
  noticed_at: number
  received_at: number
  channel_name: string
  is_followed: number
  version_seen_at: number
  sent_text: string | null
  sent_entities_json: string | null
  sent_media_json: string | null
}

export function createFollowUpStore(db: Db): FollowUpStore {
  const due = db
    .prepare<Record<string, number>, number>(
      `SELECT chat_id FROM follow_ups WHERE settled_at IS NULL GROUP BY chat_id
       HAVING MAX(noticed_at) <= $quietSince OR MIN(noticed_at) <= $waitingSince ORDER BY MIN(noticed_at) LIMIT 1`,
    )
    .pluck()
  const waiting = db.prepare<Record<string, number>, WaitingRow>(
    `SELECT ${postColumns}, f.kind AS wait_kind, f.noticed_at, COALESCE(pa.sent_at, pa.created_at) AS received_at,
       c.name AS channel_name, d.version_seen_at, v.text AS sent_text, v.entities_json AS sent_entities_json,
       v.media_json AS sent_media_json,
       EXISTS (SELECT 1 FROM follows fo WHERE fo.chat_id = f.chat_id AND fo.channel_id = p.channel_id) AS is_followed
     FROM follow_ups f
     JOIN posts p ON p.id = f.post_id
     JOIN channels c ON c.id = p.channel_id
     JOIN deliveries d ON d.chat_id = f.chat_id AND d.post_id = f.post_id AND d.thread_id = (
       SELECT first.thread_id FROM deliveries first WHERE first.chat_id = f.chat_id AND first.post_id = f.post_id
         AND first.version_seen_at IS NOT NULL
       ORDER BY first.parcel_id, first.thread_id LIMIT 1)
     JOIN parcels pa ON pa.id = d.parcel_id
     LEFT JOIN post_versions v ON v.post_id = p.id AND v.revision = (
       SELECT MAX(revision) FROM post_versions WHERE post_id = p.id AND seen_at = d.version_seen_at)
     WHERE f.chat_id = $chatId AND f.settled_at IS NULL ORDER BY f.noticed_at, p.id LIMIT $limit`,
  )
  const find = db.transaction(({ quietSince, waitingSince, limit }: Parameters<FollowUpStore['findDue']>[0]) => {
    const chatId = due.get({ quietSince, waitingSince })
    return chatId === undefined ? null : { chatId, waiting: waiting.all({ chatId, limit }).map(toWaiting) }
  })
  return { findDue: async (request) => find(request), record: createRecord(db) }
}

function toWaiting(row: WaitingRow): WaitingFollowUp {
  const post = toPost(row)
  return {
    post,
    channelName: row.channel_name,
    kind: row.wait_kind,
    noticedAt: row.noticed_at,
    receivedAt: row.received_at,
    sent: toSent(row),
    isFollowed: row.is_followed === 1,
  }
}

/** Null also for what is the version of now: there is nothing to compare. */
function toSent(row: WaitingRow): WaitingFollowUp['sent'] {
  if (row.sent_text === null || row.sent_entities_json === null) return null
  return {
    seenAt: row.version_seen_at,
    text: row.sent_text,
    entities: JSON.parse(row.sent_entities_json) as NonNullable<WaitingFollowUp['sent']>['entities'],
    media:
      row.sent_media_json === null
        ? null
        : (JSON.parse(row.sent_media_json) as NonNullable<WaitingFollowUp['sent']>['media']),
  }
}

function createRecord(db: Db): FollowUpStore['record'] {
  const settle = db.prepare(
    `UPDATE follow_ups SET settled_at = $now, told = $told
     WHERE chat_id = $chatId AND post_id = $postId AND kind = $kind AND noticed_at = $noticedAt AND settled_at IS NULL`,
  )
  // No plan has number 0, and no parcel before this one has had a slot as high.
  const parcel = db.prepare(
    `INSERT INTO parcels (chat_id, plan_id, slot_at, content_json, created_at, due_at)
     SELECT $chatId, 0, COALESCE(MAX(id), 0) + 1, $content, $now, $now FROM parcels`,
  )
  class Overtaken extends Error {}
  const run = db.transaction(({ chatId, settled, content, now }: Parameters<FollowUpStore['record']>[0]) => {
    for (const { postId, kind, noticedAt, isTold } of settled) {
      const { changes } = settle.run({ chatId, postId, kind, noticedAt, now, told: isTold ? 1 : 0 })
      if (changes === 0) throw new Overtaken()
    }
    if (content !== null) parcel.run({ chatId, content: JSON.stringify(content), now })
  })
  return async (record) => {
    try {
      run.immediate(record)
      return true
    } catch (error) {
      if (error instanceof Overtaken) return false
      throw error
    }
  }
}
