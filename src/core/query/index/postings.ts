import { type Condition, findClause, requiredBy } from './condition.ts'
import type { Features } from './features.ts'
import { fits, type Sheet } from './sheet.ts'

/** By which features queries are looked up. Queries are small numbers. */
export interface Postings {
  add(query: number, condition: Condition): void
  remove(query: number): void
  /** The queries that fit the document on the sheet, each once. The next call takes them back. */
  find(sheet: Sheet): readonly number[]
}

/** A posting is three numbers: two more features that are required, or 0, and the query with what is said of it below. */
const width = 3
const queryStep = 4
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
  /** Postings one after another, by feature: a document reads whole lists. */
  const lists: Lists = []
  /** Under which features a query is listed. */
  const ownersOf: (number | readonly number[] | undefined)[] = []
  /** Queries that no feature is required for: each document has to be asked. */
  const unlisted = new Set<number>()
  const found: number[] = []
  /** Queries that were decided by one of their postings. */
  const settled = new Set<number>()

  function add(query: number, condition: Condition): void {
    const alternatives = alternativesOf(condition, features)
    if (alternatives === null) {
      unlisted.add(query)
      return
    }
    ownersOf[query] = alternatives.length === 1 ? alternatives[0]?.owner : alternatives.map(({ owner }) => owner)
    for (const { owner, others, decided } of alternatives) {
      const said = (decided ? 0 : undecided) | (alternatives.length > 1 ? repeated : 0)
      addPosting(lists, owner, [others[0] ?? 0, others[1] ?? 0, query * queryStep + said])
    }
  }

  function remove(query: number): void {
    unlisted.delete(query)
    const owners = ownersOf[query] ?? []
    for (const owner of typeof owners === 'number' ? [owners] : owners) removePosting(lists, owner, query)
    ownersOf[query] = undefined
  }

  function fitsWhole(query: number, sheet: Sheet): boolean {
    const condition = conditionOf(query)
    return condition !== null && fits(condition, sheet, features)
  }

  function findIn(list: readonly number[], sheet: Sheet): void {
    for (let at = 0; at < list.length; at += width) {
      const second = list[at] ?? 0
      if (second !== 0 && !sheet.holds(second)) continue
      const third = list[at + 1] ?? 0
      if (third !== 0 && !sheet.holds(third)) continue
      const said = list[at + 2] ?? 0
      const query = Math.floor(said / queryStep)
      if ((said & repeated) !== 0) {
        if (settled.has(query)) continue
        // For good: where a posting does not decide, the whole condition does.
        settled.add(query)
      }
      if ((said & undecided) === 0 || fitsWhole(query, sheet)) found.push(query)
    }
  }

  function find(sheet: Sheet): readonly number[] {
    found.length = 0
    settled.clear()
    const { present, size } = sheet
    for (let at = 0; at < size; at += 1) {
      const list = lists[present[at] ?? 0]
      if (list !== undefined) findIn(list, sheet)
    }
    for (const query of unlisted) if (fitsWhole(query, sheet)) found.push(query)
    return found
  }

  return { add, remove, find }
}

/** An array that is pushed to takes memory for sixteen more: a short one is rather made anew. */
const shortList = 30 * width

type Lists = (number[] | undefined)[]

function addPosting(lists: Lists, owner: number, posting: number[]): void {
  const list = lists[owner]
  if (list === undefined) lists[owner] = posting
  else if (list.length < shortList) lists[owner] = [...list, ...posting]
  else list.push(...posting)
}

/** The last posting takes the place of the one that goes. */
function removePosting(lists: Lists, owner: number, query: number): void {
  const list = lists[owner] ?? []
  for (let at = list.length - width; at >= 0; at -= width) {
    if (Math.floor((list[at + 2] ?? 0) / queryStep) !== query) continue
    list.copyWithin(at, list.length - width)
    list.length -= width
  }
  if (list.length === 0) lists[owner] = undefined
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
