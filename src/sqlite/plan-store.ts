import type { DigestStore, DuePlan } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import { chatColumns, type ChatRow, toChat } from './chat-store.ts'
import type { Db } from './database.ts'
import { planColumns, type PlanRow, toPlan } from './plan-row.ts'

type PlanStore = Pick<DigestStore, 'listPlans' | 'claimDue' | 'postpone'>

export function createPlanStore(db: Db): PlanStore {
  const list = db.prepare<[number], PlanRow>(
    `SELECT ${planColumns} FROM plans pl WHERE pl.chat_id = ? ORDER BY pl.number`,
  )
  return {
    listPlans: async (chatId) => list.all(chatId).map(toPlan),
    claimDue: createClaim(db),
    postpone: createPostpone(db),
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
