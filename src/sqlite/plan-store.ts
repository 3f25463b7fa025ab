import type { DigestStore, DuePlan, PlanChoices } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import { chatColumns, type ChatRow, toChat } from './chat-store.ts'
import type { Db } from './database.ts'
import { planColumns, type PlanRow, toPlan } from './plan-row.ts'

type PlanStore = Pick<DigestStore, 'listPlans' | 'addPlan' | 'setPlan' | 'removePlan' | 'claimDue' | 'postpone'>

export function createPlanStore(db: Db): PlanStore {
  const list = db.prepare<[number], PlanRow>(
    `SELECT ${planColumns} FROM plans pl WHERE pl.chat_id = ? ORDER BY pl.number`,
  )
  const remove = db.prepare(
    `DELETE FROM plans WHERE chat_id = $chatId AND number = $number
       AND EXISTS (SELECT 1 FROM plans o WHERE o.chat_id = $chatId AND o.number <> $number)`,
  )
  return {
    listPlans: async (chatId) => list.all(chatId).map(toPlan),
    ...createChanges(db),
    removePlan: async (chatId, number) => remove.run({ chatId, number }).changes > 0,
    claimDue: createClaim(db),
    postpone: createPostpone(db),
  }
}

function createChanges(db: Db): Pick<PlanStore, 'addPlan' | 'setPlan'> {
  const byNumber = db.prepare<[number, number], PlanRow>(
    `SELECT ${planColumns} FROM plans pl WHERE pl.chat_id = ? AND pl.number = ?`,
  )
  const count = db.prepare<[number], number>('SELECT COUNT(*) FROM plans WHERE chat_id = ?').pluck()
  const takeNumber = db
    .prepare<[number], number>(
      'UPDATE chats SET next_plan_number = next_plan_number + 1 WHERE id = ? RETURNING next_plan_number - 1',
    )
    .pluck()
  const insert = db.prepare("INSERT INTO plans (chat_id, number, schedule_json) VALUES (?, ?, '{}')")
  const write = createWrite(db)

  const add = db.transaction(({ chatId, limit, nextSlotAt, ...choices }: Parameters<DigestStore['addPlan']>[0]) => {
    if ((count.get(chatId) ?? 0) >= limit) return null
    const number = takeNumber.get(chatId)
    if (number === undefined) return null
    insert.run(chatId, number)
    return change(chatId, number, choices, nextSlotAt)
  })
  const set = db.transaction(({ chatId, number, nextSlotAt, ...choices }: Parameters<DigestStore['setPlan']>[0]) =>
    change(chatId, number, choices, nextSlotAt),
  )
  function change(chatId: number, number: number, choices: Partial<PlanChoices>, nextSlotAt: Instant | null) {
    const row = byNumber.get(chatId, number)
    if (row === undefined) return null
    write(row.plan_id, { ...toPlan(row), ...choices }, nextSlotAt)
    const changed = byNumber.get(chatId, number)
    return changed === undefined ? null : toPlan(changed)
  }
  return {
    addPlan: async (plan) => add.immediate(plan),
    setPlan: async (plan) => set.immediate(plan) !== null,
  }
}

function createWrite(db: Db) {
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
       WHERE m.chat_id = plans.chat_id AND m.open = 1) WHERE id = ?`,
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
    if (plan.enabled && plan.schedule.kind === 'instant') tellGathered.run(id)
  }
}

function createClaim(db: Db): DigestStore['claimDue'] {
  const chat = chatColumns.map((name) => `c.${name}`).join(', ')
  const due = db.prepare<Record<string, number>, PlanRow & ChatRow & { waiting_since: number | null; wakes: number }>(
    `SELECT ${planColumns}, pl.waiting_since, pl.wakes, ${chat} FROM plans pl JOIN chats c ON c.id = pl.chat_id
     WHERE pl.next_slot_at <= $now AND pl.leased_until <= $now AND pl.enabled = 1 AND c.state <> 'gone'
     ORDER BY pl.next_slot_at LIMIT $limit`,
  )
  const lease = db.prepare('UPDATE plans SET leased_until = ? WHERE id = ?')
  const claim = db.transaction((request: Parameters<DigestStore['claimDue']>[0]) => {
    const rows = due.all({ now: request.now, limit: request.limit })
    for (const row of rows) lease.run(request.leaseUntil, row.plan_id)
    return rows.map((row): DuePlan => ({
      plan: toPlan(row),
      chat: toChat(row),
      slotAt: row.next_slot_at ?? request.now,
      waitingSince: row.waiting_since,
      wakes: row.wakes,
    }))
  })
  return async (request) => claim.immediate(request)
}

function createPostpone(db: Db): DigestStore['postpone'] {
  const wait = db.prepare(
    `UPDATE plans SET waiting_since = COALESCE(waiting_since, next_slot_at), next_slot_at = ?, leased_until = 0
     WHERE id = ? AND next_slot_at = ?`,
  )
  const postpone = db.transaction((plans: Parameters<DigestStore['postpone']>[0], until: Instant): void => {
    for (const { planId, slotAt } of plans) wait.run(until, planId, slotAt)
  })
  return async (plans, until) => postpone.immediate(plans, until)
}
