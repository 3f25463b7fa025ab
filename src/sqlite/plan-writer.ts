import type { PlanChoices } from '../domain/chat-schedule.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'
import { isInstant } from './plan-row.ts'

/** Gives the plan of an id all its choices; it waits for nothing but its slot then. */
export function createPlanWriter(db: Db) {
  const clear = ['watches', 'channels'].map((kind) => db.prepare(`DELETE FROM plan_${kind} WHERE plan_id = ?`))
  const addWatch = db.prepare(
    `INSERT INTO plan_watches (plan_id, watch_id) SELECT pl.id, w.id FROM plans pl JOIN watches w ON w.chat_id = pl.chat_id
     WHERE pl.id = ? AND w.number = ? ON CONFLICT DO NOTHING`,
  )
  const addChannel = db.prepare(
    `INSERT INTO plan_channels (plan_id, chat_id, channel_id) SELECT pl.id, f.chat_id, f.channel_id
     FROM plans pl JOIN follows f ON f.chat_id = pl.chat_id WHERE pl.id = ? AND f.channel_id = ? ON CONFLICT DO NOTHING`,
  )
  const update = db.prepare(
    `UPDATE plans SET schedule_json = $schedule, thread_id = $threadId, all_watches = $allWatches, all_channels = $allChannels,
       tells_when_empty = $tells, enabled = $enabled, next_slot_at = $nextSlotAt, waiting_since = NULL, leased_until = 0,
       wakes = wakes + 1
     WHERE id = $id`,
  )
  // What has gathered when a plan begins to tell at once is told at once, as what had to wait.
  const tellGathered = db.prepare(
    `UPDATE plans SET (next_slot_at, waiting_since) = (SELECT MAX(m.matched_at), MIN(m.matched_at) FROM matches m
       WHERE m.chat_id = plans.chat_id AND m.open = 1) WHERE id = ? AND enabled = 1 AND ${isInstant('plans')}`,
  )
  const silenceEmpty = db.prepare(
    `UPDATE plans SET enabled = 0, next_slot_at = NULL WHERE id = $id AND (
       (all_watches = 0 AND NOT EXISTS (SELECT 1 FROM plan_watches WHERE plan_id = $id))
       OR (all_channels = 0 AND NOT EXISTS (SELECT 1 FROM plan_channels WHERE plan_id = $id)))`,
  )
  return (id: number, plan: PlanChoices, nextSlotAt: Instant | null): void => {
    for (const statement of clear) statement.run(id)
    for (const number of plan.watchNumbers ?? []) addWatch.run(id, number)
    for (const channelId of plan.channelIds ?? []) addChannel.run(id, channelId)
    update.run({
      id,
      schedule: JSON.stringify(plan.schedule),
      threadId: plan.threadId ?? 0,
      allWatches: plan.watchNumbers === null ? 1 : 0,
      allChannels: plan.channelIds === null ? 1 : 0,
      tells: plan.tellsWhenEmpty ? 1 : 0,
      enabled: plan.enabled ? 1 : 0,
      nextSlotAt: plan.enabled ? nextSlotAt : null,
    })
    silenceEmpty.run({ id })
    tellGathered.run(id)
  }
}
