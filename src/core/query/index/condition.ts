import type { Query, QueryWord } from '../../../domain/query.ts'
import type { Features } from './features.ts'

/**
 * A query over numbered features. A number asks for the feature, a negative one for its absence; what numbers cannot say is
 * left to the plain evaluator.
 */
export type Condition =
  | number
  | { readonly kind: 'phrase'; readonly words: readonly number[] }
  | { readonly kind: 'near'; readonly words: readonly number[]; readonly distance: number }
  | { readonly kind: 'plain'; readonly query: Query }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }

const never: Condition = { kind: 'or', parts: [] }

/** A query as a condition, whose features are in use from now on. */
export function compile(query: Query, features: Features): Condition {
  switch (query.kind) {
    case 'word':
      return features.useWord(query)
    case 'phrase':
      return query.words.length === 0 ? never : { kind: 'phrase', words: query.words.map(features.useWord) }
    case 'near':
      return { kind: 'near', words: query.words.map(features.useWord), distance: query.distance }
    case 'filter':
      return features.useFilter(query.filter) ?? { kind: 'plain', query }
    case 'regex':
      return { kind: 'plain', query }
    case 'not': {
      const part = compile(query.query, features)
      return typeof part === 'number' && part > 0 ? -part : { kind: 'not', part }
    }
    case 'and':
    case 'or':
      return join(
        query.kind,
        query.queries.map((part) => compile(part, features)),
      )
  }
}

function join(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (typeof part !== 'number' && part.kind === kind ? part.parts : [part]))
  const [only] = flat
  return only !== undefined && flat.length === 1 ? only : { kind, parts: flat }
}

/** Equal for conditions that ask for the same in other words or another order. */
export function keyOf(condition: Condition): string {
  if (typeof condition === 'number') return String(condition)
  switch (condition.kind) {
    case 'phrase':
      return `"${condition.words.join(' ')}"`
    case 'near':
      return `"${condition.words.join(' ')}"~${condition.distance}`
    case 'plain':
      return JSON.stringify(condition.query)
    case 'not':
      return `!${keyOf(condition.part)}`
    case 'and':
    case 'or':
      return `${condition.kind}(${[...new Set(condition.parts.map(keyOf))].sort().join(' ')})`
  }
}

/** The features that a condition uses, each as often as it does. */
export function featuresOf(condition: Condition): readonly number[] {
  if (typeof condition === 'number') return [Math.abs(condition)]
  switch (condition.kind) {
    case 'phrase':
    case 'near':
      return condition.words
    case 'plain':
      return []
    case 'not':
      return featuresOf(condition.part)
    case 'and':
    case 'or':
      return condition.parts.flatMap(featuresOf)
  }
}

/**
 * Features of which every document that fits has at least one: those that the fewest queries use. null when there are none
 * to look the condition up by.
 */
export function findClause(condition: Condition, features: Features): readonly number[] | null {
  if (typeof condition === 'number') return condition > 0 ? [condition] : null
  switch (condition.kind) {
    case 'phrase':
    case 'near':
      return rarest(
        condition.words.map((word) => [word]),
        features,
      )
    case 'plain':
    case 'not':
      return null
    case 'and':
      return rarest(
        condition.parts.map((part) => findClause(part, features)).filter((clause) => clause !== null),
        features,
      )
    case 'or': {
      const clauses = condition.parts.map((part) => findClause(part, features))
      return clauses.some((clause) => clause === null) ? null : [...new Set(clauses.flatMap((clause) => clause ?? []))]
    }
  }
}

/** Features that a document must have, or lack when they are negative, to fit; `rest` tells whether more is asked of it. */
export function requiredBy(condition: Condition): { readonly numbers: readonly number[]; readonly rest: boolean } {
  if (typeof condition === 'number') return { numbers: [condition], rest: false }
  switch (condition.kind) {
    case 'phrase':
    case 'near':
      return { numbers: condition.words, rest: true }
    case 'plain':
    case 'not':
    case 'or':
      return { numbers: [], rest: true }
    case 'and': {
      const parts = condition.parts.map(requiredBy)
      return { numbers: parts.flatMap(({ numbers }) => numbers), rest: parts.some(({ rest }) => rest) }
    }
  }
}

/** What a broad feature counts for: more than any word. */
const broadUses = 1e9

function rarest(clauses: readonly (readonly number[])[], features: Features): readonly number[] | null {
  let lowest = Infinity
  let best: readonly number[] | null = null
  for (const clause of clauses) {
    let uses = 0
    for (const feature of clause) uses += features.usesOf(feature) + (features.isBroad(feature) ? broadUses : 0)
    if (uses < lowest) {
      lowest = uses
      best = clause
    }
  }
  return best
}

/** The condition as a query again, for which the plain evaluator finds the same words. */
export function decompile(condition: Condition, features: Features): Query {
  if (typeof condition === 'number') {
    const feature = queryOf(Math.abs(condition), features)
    return condition > 0 ? feature : { kind: 'not', query: feature }
  }
  switch (condition.kind) {
    case 'phrase':
      return { kind: 'phrase', words: wordsOf(condition.words, features) }
    case 'near':
      return { kind: 'near', words: wordsOf(condition.words, features), distance: condition.distance }
    case 'plain':
      return condition.query
    case 'not':
      return { kind: 'not', query: decompile(condition.part, features) }
    case 'and':
    case 'or':
      return { kind: condition.kind, queries: condition.parts.map((part) => decompile(part, features)) }
  }
}

function queryOf(feature: number, features: Features): Query {
  const filter = features.filterOf(feature)
  if (filter !== null) return { kind: 'filter', filter }
  return { kind: 'word', ...wordOf(feature, features) }
}

function wordsOf(words: readonly number[], features: Features): QueryWord[] {
  return words.map((word) => wordOf(word, features))
}

function wordOf(feature: number, features: Features): QueryWord {
  const word = features.wordOf(feature)
  if (word === null) throw new Error('a word of a condition is not in use')
  return word
}
