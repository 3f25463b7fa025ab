import type { Chat, Plan } from '../domain/chat.ts'
import type { ChatSchedule, PlanChoices, ScheduleChange, ScheduleStore } from '../domain/chat-schedule.ts'
import { chatColumns, type ChatRow, toChat } from './chat-store.ts'
import type { Db } from './database.ts'
import { planColumns, type PlanRow, toPlan } from './plan-row.ts'
import { createPlanWriter } from './plan-writer.ts'

export function createScheduleStore(db: Db): ScheduleStore {
  const read = createRead(db)
  const write = createWrite(db)
  const run = db.transaction((chatId: number, change: Parameters<ScheduleStore['change']>[1]) => {
    const before = read(chatId)
    const wanted = before === null ? null : change(before)
    if (before === null || wanted === null) return null
    write(before, wanted)
    const after = read(chatId)
    return after === null ? null : { before, after }
  })
  return { change: async (chatId, change) => run.immediate(chatId, change) }
}

function createRead(db: Db) {
  const chat = db.prepare<[number], ChatRow>(`SELECT ${chatColumns.join(', ')} FROM chats WHERE id = ?`)
  const plans = db.prepare<[number], PlanRow>(
    `SELECT ${planColumns} FROM plans pl WHERE pl.chat_id = ? ORDER BY pl.number`,
  )
  return (chatId: number): ChatSchedule | null => {
    const row = chat.get(chatId)
    return row === undefined ? null : { chat: toChat(row), plans: plans.all(chatId).map(toPlan) }
  }
}

function createWrite(db: Db) {
  const changeChat = createChatWrite(db)
  const setSlot = db.prepare('UPDATE plans SET next_slot_at = ?, leased_until = 0 WHERE id = ? AND enabled = 1')
  const remove = db.prepare('DELETE FROM plans WHERE id = ?')
  const restore = db.prepare(
    "INSERT INTO plans (id, chat_id, number, schedule_json, last_digest_at) VALUES (?, ?, ?, '{}', ?)",
  )
  const takeNumber = db
    .prepare<[number], number>(
      'UPDATE chats SET next_plan_number = next_plan_number + 1 WHERE id = ? RETURNING next_plan_number - 1',
    )
    .pluck()
  const insert = db.prepare("INSERT INTO plans (chat_id, number, schedule_json) VALUES (?, ?, '{}')")
  const writePlan = createPlanWriter(db)

  return ({ chat, plans }: ChatSchedule, wanted: ScheduleChange): void => {
    const former = new Map(plans.map((plan) => [plan.number, plan]))
    const kept = wanted.plans.flatMap((plan) => {
      const before = former.get(plan.number)
      return before === undefined ? [] : [{ plan, before }]
    })
    for (const { plan, before } of kept) {
      if (plan.nextSlotAt !== before.nextSlotAt) setSlot.run(plan.nextSlotAt, before.id)
    }
    changeChat(chat, wanted.chat)
    // What waits was woken: a plan that is written waits for nothing.
    for (const { plan, before } of kept) if (!isSame(plan, before)) writePlan(before.id, plan, plan.nextSlotAt)
    const numbers = new Set(wanted.plans.map(({ number }) => number))
    for (const { id, number } of plans) if (!numbers.has(number)) remove.run(id)
    for (const plan of wanted.plans) {
      if (former.has(plan.number)) continue
      restore.run(plan.id, chat.id, plan.number, plan.lastDigestAt)
      writePlan(plan.id, plan, plan.nextSlotAt)
    }
    if (wanted.added === undefined) return
    const { lastInsertRowid: id } = insert.run(chat.id, takeNumber.get(chat.id))
    writePlan(Number(id), wanted.added, wanted.added.nextSlotAt)
  }
}

function isSame(plan: Plan, before: Plan): boolean {
  return choiceNames.every((name) => JSON.stringify(plan[name]) === JSON.stringify(before[name]))
}

const choiceNames = [
  'schedule',
  'threadId',
  'watchNumbers',
  'channelIds',
  'tellsWhenEmpty',
  'enabled',
] as const satisfies readonly (keyof PlanChoices)[]

/** The time zone, and when a chat is not spoken to: what waits has to look again when it may be sent. */
function createChatWrite(db: Db) {
  const update = db.prepare(
    'UPDATE chats SET time_zone = $timeZone, quiet_from = $from, quiet_to = $to, muted_until = $mutedUntil WHERE id = $id',
  )
  const wakePlans = db.prepare(
    'UPDATE plans SET next_slot_at = waiting_since, leased_until = 0 WHERE chat_id = ? AND waiting_since IS NOT NULL',
  )
  const wakeParcels = db.prepare(
    `UPDATE parcels SET due_at = MIN(due_at, created_at)
     WHERE chat_id = ? AND sent_at IS NULL AND dropped_at IS NULL AND attempts = 0`,
  )
  return (before: Chat, { timeZone, quietHours, mutedUntil }: ScheduleChange['chat']): void => {
    const isSilentAsBefore = mutedUntil === before.mutedUntil && isSameRange(quietHours, before.quietHours)
    if (timeZone === before.timeZone && isSilentAsBefore) return
    const [from, to] = [quietHours?.from ?? null, quietHours?.to ?? null]
    update.run({ id: before.id, timeZone, from, to, mutedUntil })
    wakePlans.run(before.id)
    wakeParcels.run(before.id)
  }
}

function isSameRange(one: Chat['quietHours'], other: Chat['quietHours']): boolean {
  return one?.from === other?.from && one?.to === other?.to
}
