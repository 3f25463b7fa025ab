import type { Store } from '../../src/domain/store.ts'

type Method = (...values: unknown[]) => Promise<unknown>

/** No plan is due before so many posts have been matched. */
export function holding(store: Store, wanted: number): Store {
  return replaceMethod(store, 'digests', 'claimDue', (original) => async (...values) => {
    const matched = (await store.posts.count()) - (await store.posts.countUnmatched())
    return matched < wanted ? [] : original(...values)
  })
}

/** The store with one method replaced. */
export function replaceMethod(store: Store, part: string, method: string, wrap: (original: Method) => Method): Store {
  const parts = store as unknown as Record<string, Record<string, Method>>
  const original = parts[part]?.[method]
  if (original === undefined) throw new Error(`the store has no ${part}.${method}`)
  return { ...store, [part]: { ...parts[part], [method]: wrap(original) } }
}
