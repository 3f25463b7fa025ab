import type { Query, Span } from '../../../domain/query.ts'
import type { Instant } from '../../../domain/time.ts'
import type { Document } from '../document.ts'
import { evaluate } from '../evaluate.ts'
import { decompile } from './condition.ts'
import { createDistinctQueries } from './distinct-queries.ts'
import { createFeatures } from './features.ts'
import { createPostings } from './postings.ts'
import { createSheet } from './sheet.ts'

/**
 * Many saved queries, to be asked about one document after another. Finds just what the plain evaluator would find for each
 * query in turn, but looks only at queries of which a required word is in the document. Queries come and go at any
 * time; equal ones are kept once.
 */
export interface QueryIndex {
  /** Saves a query under a number of the caller's, in the place of the one it had there before. */
  set(id: number, query: Query): void
  /** False when there is no query under the number. */
  remove(id: number): boolean
  /** The numbers of the queries that fit, in no order. `now` is for `last:`. */
  match(document: Document, now: Instant): number[]
  /** The words of a document for which a query fits, as the plain evaluator has them; null when it does not fit. */
  explain(id: number, document: Document, now: Instant): Span[] | null
  /** How many numbers have a query. */
  readonly size: number
  /** How many different queries they have. */
  readonly distinct: number
}

/** Most queries have one number only. */
type Ids = number | number[]

export function createQueryIndex(): QueryIndex {
  const features = createFeatures()
  const queries = createDistinctQueries(features)
  const postings = createPostings(features, queries.conditionOf)
  const sheet = createSheet(features)
  /** Who has each query. */
  const idsOf: Ids[] = []
  const queryOf = new Map<number, number>()

  function set(id: number, query: Query): void {
    remove(id)
    const { number, condition } = queries.add(query)
    if (condition !== null) postings.add(number, condition)
    const others = condition === null ? idsOf[number] : undefined
    if (others === undefined) idsOf[number] = id
    else if (typeof others === 'number') idsOf[number] = [others, id]
    else others.push(id)
    queryOf.set(id, number)
  }

  function remove(id: number): boolean {
    const number = queryOf.get(id)
    if (number === undefined) return false
    const ids = idsOf[number] ?? id
    if (typeof ids === 'number' || ids.length === 1) {
      postings.remove(number)
      queries.remove(number)
    } else {
      ids[ids.indexOf(id)] = ids.at(-1) ?? id
      ids.length -= 1
    }
    queryOf.delete(id)
    return true
  }

  function match(document: Document, now: Instant): number[] {
    sheet.read(document, now)
    return listIds(postings.find(sheet), idsOf)
  }

  function explain(id: number, document: Document, now: Instant): Span[] | null {
    const condition = queries.conditionOf(queryOf.get(id) ?? -1)
    return condition === null ? null : evaluate(decompile(condition, features), document, now)
  }

  return {
    set,
    remove,
    match,
    explain,
    get size() {
      return queryOf.size
    },
    get distinct() {
      return queries.size
    },
  }
}

/** In one array of the right length: common queries have thousands of numbers. */
function listIds(queries: readonly number[], idsOf: readonly Ids[]): number[] {
  let count = 0
  for (const query of queries) {
    const ids = idsOf[query] ?? 0
    count += typeof ids === 'number' ? 1 : ids.length
  }
  const listed: number[] = []
  listed.length = count
  let at = 0
  for (const query of queries) {
    const ids = idsOf[query] ?? 0
    if (typeof ids === 'number') {
      listed[at] = ids
      at += 1
      continue
    }
    for (const id of ids) {
      listed[at] = id
      at += 1
    }
  }
  return listed
}
