import type { Clock } from '../domain/time.ts'

/**
 * What is remembered for some minutes, and no longer than the process lives: only what people can say again. When there is too much
 * of it, the oldest goes.
 */
export interface Memory<Value> {
  keep(key: string, value: Value): void
  /** null when it was never kept, or is forgotten. */
  find(key: string): Value | null
  /** As `find`, and forgets it. */
  take(key: string): Value | null
}

interface Bounds {
  readonly clock: Clock
  readonly forMs: number
  readonly limit: number
}

export function createMemory<Value>({ clock, forMs, limit }: Bounds): Memory<Value> {
  const kept = new Map<string, { readonly value: Value; readonly endsAt: number }>()
  const find = (key: string): Value | null => {
    const one = kept.get(key)
    return one === undefined || one.endsAt <= clock.now() ? null : one.value
  }
  return {
    find,
    keep: (key, value) => {
      kept.delete(key)
      kept.set(key, { value, endsAt: clock.now() + forMs })
      const [oldest] = kept.keys()
      if (kept.size > limit && oldest !== undefined) kept.delete(oldest)
    },
    take: (key) => {
      const value = find(key)
      kept.delete(key)
      return value
    },
  }
}
