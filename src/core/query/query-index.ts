import type { Query, QueryWord } from '../../domain/query.ts'
import type { Instant } from '../../domain/time.ts'
import type { Document } from './document.ts'
import { evaluateIndexed, indexDocument } from './evaluate.ts'

/** Many queries, to be asked about one text after another. */
export interface QueryIndex<Id> {
  /** The queries that the document matches, in the order in which they were given. */
  match(document: Document, now: Instant): Id[]
}

interface Entry<Id> {
  readonly id: Id
  readonly query: Query
  readonly order: number
}

/**
 * Lists each query under the terms of that of its required words which the fewest other queries have: a text needs to look
 * only at the queries listed under its own terms. Finds just what asking each query in turn would.
 */
export function createQueryIndex<Id>(queries: readonly { readonly id: Id; readonly query: Query }[]): QueryIndex<Id> {
  const frequencies = countTerms(queries)
  const byTerm = new Map<string, Entry<Id>[]>()
  const unlisted: Entry<Id>[] = []
  for (const [order, { id, query }] of queries.entries()) {
    const entry = { id, query, order }
    const word = rarestWord(requiredWords(query), frequencies)
    if (word === null) unlisted.push(entry)
    for (const term of word?.terms ?? []) appendTo(byTerm, term, entry)
  }

  function match(document: Document, now: Instant): Id[] {
    const index = indexDocument(document)
    const candidates = new Set(unlisted)
    for (const term of index.positions.keys()) {
      for (const entry of byTerm.get(term) ?? []) candidates.add(entry)
    }
    return [...candidates]
      .filter(({ query }) => evaluateIndexed(query, index, now) !== null)
      .sort((a, b) => a.order - b.order)
      .map(({ id }) => id)
  }

  return { match }
}

/** Words without which a text cannot match. */
function requiredWords(query: Query): readonly QueryWord[] {
  if (query.kind === 'word') return query.match === 'any_form' ? [query] : []
  if (query.kind === 'phrase' || query.kind === 'near') return query.words.filter(({ match }) => match === 'any_form')
  return query.kind === 'and' ? query.queries.flatMap(requiredWords) : []
}

function countTerms(queries: readonly { readonly query: Query }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { query } of queries) {
    for (const term of new Set(requiredWords(query).flatMap((word) => word.terms))) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return counts
}

function rarestWord(words: readonly QueryWord[], frequencies: ReadonlyMap<string, number>): QueryWord | null {
  let rarest: QueryWord | null = null
  let lowest = Infinity
  for (const word of words) {
    const frequency = word.terms.reduce((sum, term) => sum + (frequencies.get(term) ?? 0), 0)
    if (frequency < lowest) {
      rarest = word
      lowest = frequency
    }
  }
  return rarest
}

function appendTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
