import type { Plan } from '../domain/chat.ts'
import type { Schedule } from '../domain/schedule.ts'

export interface PlanRow {
  plan_id: number
  chat_id: number
  number: number
  schedule_json: string
  thread_id: number
  watches_json: string | null
  channels_json: string | null
  tells_when_empty: number
  enabled: number
  next_slot_at: number | null
  last_digest_at: number | null
}

/** Of the table `plans`, named `pl`. */
export const planColumns = `pl.id AS plan_id, pl.chat_id, pl.number, pl.schedule_json, pl.thread_id, pl.tells_when_empty, pl.enabled,
  pl.next_slot_at, pl.last_digest_at,
  CASE WHEN pl.all_watches = 0 THEN (SELECT json_group_array(w.number ORDER BY w.number) FROM plan_watches pw
    JOIN watches w ON w.id = pw.watch_id WHERE pw.plan_id = pl.id) END AS watches_json,
  CASE WHEN pl.all_channels = 0 THEN (SELECT json_group_array(pc.channel_id ORDER BY pc.channel_id) FROM plan_channels pc
    WHERE pc.plan_id = pl.id) END AS channels_json`

export function toPlan(row: PlanRow): Plan {
  return {
    id: row.plan_id,
    chatId: row.chat_id,
    number: row.number,
    schedule: JSON.parse(row.schedule_json) as Schedule,
    threadId: toThreadId(row.thread_id),
    watchNumbers: row.watches_json === null ? null : (JSON.parse(row.watches_json) as number[]),
    channelIds: row.channels_json === null ? null : (JSON.parse(row.channels_json) as number[]),
    tellsWhenEmpty: row.tells_when_empty === 1,
    enabled: row.enabled === 1,
    nextSlotAt: row.next_slot_at,
    lastDigestAt: row.last_digest_at,
  }
}

/** The chat itself is topic 0. */
export function toThreadId(stored: number): number | null {
  return stored === 0 ? null : stored
}

/** Whether a plan tells at once, in SQL. */
export function isInstant(plans: string): string {
  return `json_extract(${plans}.schedule_json, '$.kind') = 'instant'`
}
