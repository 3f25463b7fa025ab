import type { Plan } from '../../src/domain/chat.ts'
import type { ScheduleChange } from '../../src/domain/chat-schedule.ts'
import type { Store } from '../../src/domain/store.ts'

/** The plan that every chat begins with. */
export async function firstPlan(store: Store, chatId: number): Promise<Plan> {
  const [plan] = await store.digests.listPlans(chatId)
  if (plan === undefined) throw new Error('the chat has no plan')
  return plan
}

/** Changes what is given of a plan and leaves the rest; false when the chat has no plan of that number. */
export async function setPlan(
  store: Store,
  { chatId, number, ...changes }: { readonly chatId: number; readonly number: number } & Partial<Plan>,
): Promise<boolean> {
  const made = await store.schedules.change(chatId, ({ chat, plans }) => {
    if (!plans.some((plan) => plan.number === number)) return null
    return { chat, plans: plans.map((plan) => (plan.number === number ? { ...plan, ...changes } : plan)) }
  })
  return made !== null
}

/** Adds a plan, and resolves with it. */
export async function addPlan(
  store: Store,
  { chatId, ...added }: { readonly chatId: number } & NonNullable<ScheduleChange['added']>,
): Promise<Plan> {
  const made = await store.schedules.change(chatId, (before) => ({ ...before, added }))
  const plan = made?.after.plans.at(-1)
  if (plan === undefined) throw new Error('no plan was added')
  return plan
}

/** Takes a plan away. */
export async function removePlan(store: Store, chatId: number, number: number): Promise<void> {
  await store.schedules.change(chatId, ({ chat, plans }) => ({
    chat,
    plans: plans.filter((plan) => plan.number !== number),
  }))
}

/** Changes zone, quiet hours or silence of a chat, and leaves the slots of its plans. */
export async function setChat(store: Store, chatId: number, changes: Partial<ScheduleChange['chat']>): Promise<void> {
  await store.schedules.change(chatId, ({ chat, plans }) => ({ chat: { ...chat, ...changes }, plans }))
}
