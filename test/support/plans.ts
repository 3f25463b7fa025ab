import type { Plan } from '../../src/domain/chat.ts'
import type { Store } from '../../src/domain/store.ts'

/** The plan that every chat begins with. */
export async function firstPlan(store: Store, chatId: number): Promise<Plan> {
  const [plan] = await store.digests.listPlans(chatId)
  if (plan === undefined) throw new Error('the chat has no plan')
  return plan
}
