import type { Query } from '../../../domain/query.ts'
import { compile, type Condition, featuresOf, keyOf } from './condition.ts'
import type { Features } from './features.ts'

/** Queries that differ, numbered; a number that was given back is the next to be given. */
export interface DistinctQueries {
  /** The number of a query; `condition` when it was not there before. */
  add(query: Query): { readonly number: number; readonly condition: Condition | null }
  remove(number: number): void
  conditionOf(number: number): Condition | null
  readonly size: number
}

export function createDistinctQueries(features: Features): DistinctQueries {
  const conditions: (Condition | undefined)[] = []
  const free: number[] = []
  const numbers = new Map<string, number>()

  function release(condition: Condition): void {
    for (const feature of featuresOf(condition)) features.release(feature)
  }

  return {
    add: (query) => {
      const condition = compile(query, features)
      const key = keyOf(condition)
      const known = numbers.get(key)
      if (known !== undefined) {
        release(condition)
        return { number: known, condition: null }
      }
      const number = free.pop() ?? conditions.length
      conditions[number] = condition
      numbers.set(key, number)
      return { number, condition }
    },
    remove: (number) => {
      const condition = conditions[number]
      if (condition === undefined) return
      numbers.delete(keyOf(condition))
      release(condition)
      conditions[number] = undefined
      free.push(number)
    },
    conditionOf: (number) => conditions[number] ?? null,
    get size() {
      return numbers.size
    },
  }
}
