import { type Condition, findClause, requiredBy } from './condition.ts'
import type { Features } from './features.ts'
import { createLists, firstField, next } from './lists.ts'
import { fits, type Sheet } from './sheet.ts'

/** By which features queries are looked up. Queries are small numbers. */
export interface Postings {
  add(query: number, condition: Condition): void
  remove(query: number): void
  /** The queries that fit the document on the sheet, each once. The next call takes them back. */
  find(present: readonly number[], sheet: Sheet): readonly number[]
}

/** Fields of a posting: what it stands under, up to two more features that are required, its query and what is said of it. */
const feature = firstField
const second = firstField + 1
const third = firstField + 2
const query = firstField + 3
/** The next posting of the same query. */
const sibling = firstField + 4
const flags = firstField + 5
const width = firstField + 6

/** The features are not all that is asked for: the condition decides. */
const undecided = 1
/** The query has other postings, by which it may have been found. */
const repeated = 2

interface Alternative {
  readonly owner: number
  /** Features that are required besides; whether the query fits where they are present is `decided`. */
  readonly others: readonly number[]
  readonly decided: boolean
}

const maxOthers = 2

export function createPostings(features: Features, conditionOf: (query: number) => Condition | null): Postings {
  const lists = createLists(width)
  const firstPosting: number[] = []
  /** Queries that no feature is required for: each document has to be asked. */
  const unlisted = new Set<number>()
  const found: number[] = []
  /** Queries that were decided by one of their postings. */
  const settled = new Set<number>()

  function add(number: number, condition: Condition): void {
    firstPosting[number] = 0
    const alternatives = alternativesOf(condition, features)
    if (alternatives === null) {
      unlisted.add(number)
      return
    }
    for (const { owner, others, decided } of alternatives) {
      const said = (decided ? 0 : undecided) | (alternatives.length > 1 ? repeated : 0)
      const [one = 0, two = 0] = others
      firstPosting[number] = lists.push(owner, [owner, one, two, number, firstPosting[number] ?? 0, said])
    }
  }

  function remove(number: number): void {
    const { cells } = lists
    unlisted.delete(number)
    let posting = firstPosting[number] ?? 0
    while (posting > 0) {
      const following = cells[posting * width + sibling] ?? 0
      lists.remove(cells[posting * width + feature] ?? 0, posting)
      posting = following
    }
  }

  function fitsWhole(number: number, sheet: Sheet): boolean {
    const condition = conditionOf(number)
    return condition !== null && fits(condition, sheet, features)
  }

  function find(present: readonly number[], sheet: Sheet): readonly number[] {
    const { cells } = lists
    found.length = 0
    settled.clear()
    for (const owner of present) {
      for (let posting = lists.first(owner); posting > 0; posting = cells[posting * width + next] ?? 0) {
        const at = posting * width
        const one = cells[at + second] ?? 0
        if (one !== 0 && !sheet.holds(one)) continue
        const two = cells[at + third] ?? 0
        if (two !== 0 && !sheet.holds(two)) continue
        const number = cells[at + query] ?? 0
        const said = cells[at + flags] ?? 0
        if ((said & repeated) !== 0) {
          if (settled.has(number)) continue
          // For good: where a posting does not decide, the whole condition does.
          settled.add(number)
        }
        if ((said & undecided) === 0 || fitsWhole(number, sheet)) found.push(number)
      }
    }
    for (const number of unlisted) if (fitsWhole(number, sheet)) found.push(number)
    return found
  }

  return { add, remove, find }
}

/** Postings of which every document that fits meets at least one; null when there is nothing to look the condition up by. */
function alternativesOf(condition: Condition, features: Features): readonly Alternative[] | null {
  const parts = typeof condition !== 'number' && condition.kind === 'or' ? condition.parts : [condition]
  const alternatives = parts.map((part) => alternativeOf(part, features))
  if (alternatives.every((alternative) => alternative !== null)) return alternatives
  const clause = findClause(condition, features)
  return clause === null ? null : clause.map((owner) => ({ owner, others: [], decided: false }))
}

/** null for what is not required as a whole by one feature. */
function alternativeOf(condition: Condition, features: Features): Alternative | null {
  const clause = findClause(condition, features)
  const [owner] = clause ?? []
  if (owner === undefined || clause?.length !== 1) return null
  const { numbers, rest } = requiredBy(condition)
  const others = [...new Set(numbers)].filter((number) => number !== owner)
  return { owner, others: others.slice(0, maxOthers), decided: !rest && others.length <= maxOthers }
}
