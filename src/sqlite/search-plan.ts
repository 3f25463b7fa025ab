import type { Filter, Query, QueryWord } from '../domain/query.ts'
import { forwardTerm, languageTerm, mediaTerm, prefixLength, quoted, stateTerm } from './index-terms.ts'
import type { Vocabulary } from './vocabulary.ts'

/** More spellings of a phrase than this are not listed: each is a walk of its own through the index. */
const maxPhraseSpellings = 100

/** What to ask the index. */
export interface SearchPlan {
  /** An FTS5 expression that every matching post satisfies; null when none is narrower than "every post". */
  readonly expression: string | null
  /** Whether every post that satisfies it matches; otherwise each has to be looked at. */
  readonly exact: boolean
}

/** What the plan needs to know of the archive. */
export interface PlanParts {
  readonly vocabulary: Vocabulary
  /** An FTS5 expression for the posts of the channel with this name; null when there is no such channel. */
  readonly channelExpression: (name: string) => string | null
}

const everyPost: SearchPlan = { expression: null, exact: false }

/** null: nothing in the index can match. Filters by date are left to whoever looks at the posts. */
export function toPlan(query: Query, parts: PlanParts): SearchPlan | null {
  switch (query.kind) {
    case 'word':
      return wordPlan(query, parts.vocabulary)
    case 'phrase':
      return phrasePlan(query.words, parts.vocabulary)
    case 'near':
      return allWordsPlan(query.words, parts.vocabulary)
    case 'regex':
      return everyPost
    case 'filter':
      return filterPlan(query.filter, parts)
    case 'not':
      return exclusionPlan(toPlan(query.query, parts))
    case 'and':
      return conjunctionPlan(query.queries, parts)
    case 'or':
      return alternativesPlan(query.queries.map((part) => toPlan(part, parts)))
  }
}

/** Terms one of which stands in every post with the word. */
function termsOf({ match, terms }: QueryWord, vocabulary: Vocabulary): readonly string[] | null {
  if (match === 'any_form') return [...new Set(terms.flatMap((lemma) => vocabulary.termsOfLemma(lemma)))]
  const [folded = ''] = terms
  if (match === 'this_form') return vocabulary.termsOfForm(folded)
  return folded.length < prefixLength ? null : vocabulary.termsOfPrefix(folded)
}

/** Whether no other word has these terms. */
function isExact({ match, terms }: QueryWord): boolean {
  if (match === 'any_form') return true
  const [folded = ''] = terms
  return match === 'prefix' && folded.length === prefixLength && !/[\ud800-\udfff]/.test(folded)
}

function wordPlan(word: QueryWord, vocabulary: Vocabulary): SearchPlan | null {
  const terms = termsOf(word, vocabulary)
  if (terms === null) return everyPost
  return terms.length === 0 ? null : { expression: terms.map(quoted).join(' OR '), exact: isExact(word) }
}

function allWordsPlan(words: readonly QueryWord[], vocabulary: Vocabulary): SearchPlan | null {
  const plan = conjunction(words.map((word) => wordPlan(word, vocabulary)))
  return plan === null ? null : { ...plan, exact: false }
}

/** Every spelling of the phrase, or only all its words where the spellings would be many. */
function phrasePlan(words: readonly QueryWord[], vocabulary: Vocabulary): SearchPlan | null {
  const [only] = words
  if (only !== undefined && words.length === 1) return wordPlan(only, vocabulary)
  const terms = words.map((word) => termsOf(word, vocabulary) ?? [])
  const count = terms.reduce((product, alternatives) => product * alternatives.length, 1)
  // The terms of beginnings do not stand where their words do.
  const hasPrefix = words.some(({ match }) => match === 'prefix')
  if (hasPrefix || count === 0 || count > maxPhraseSpellings) return allWordsPlan(words, vocabulary)
  const spellings = terms.reduce<string[][]>(
    (starts, alternatives) => starts.flatMap((start) => alternatives.map((term) => [...start, term])),
    [[]],
  )
  const expression = spellings.map((spelling) => quoted(spelling.join(' '))).join(' OR ')
  return { expression, exact: words.every(isExact) }
}

function filterPlan(filter: Filter, { channelExpression }: PlanParts): SearchPlan | null {
  switch (filter.name) {
    case 'in': {
      const expression = channelExpression(filter.channel)
      return expression === null ? null : exactly(expression)
    }
    case 'from':
      return exactly(quoted(forwardTerm(filter.channel)))
    case 'has':
      return exactly(quoted(mediaTerm(filter.media)))
    case 'is':
      return exactly(quoted(stateTerm(filter.state)))
    case 'lang':
      return exactly(quoted(languageTerm(filter.language)))
    case 'after':
    case 'before':
    case 'last':
      return everyPost
  }
}

function exactly(expression: string): SearchPlan {
  return { expression, exact: true }
}

/** An exclusion that stands alone: nothing narrower than every post satisfies it for certain. */
function exclusionPlan(excluded: SearchPlan | null): SearchPlan | null {
  if (excluded === null) return { expression: null, exact: true }
  return excluded.exact && excluded.expression === null ? null : everyPost
}

function conjunctionPlan(queries: readonly Query[], parts: PlanParts): SearchPlan | null {
  const required = conjunction(queries.filter(({ kind }) => kind !== 'not').map((query) => toPlan(query, parts)))
  if (required === null) return null
  const excluded = queries.flatMap((query) => (query.kind === 'not' ? (toPlan(query.query, parts) ?? []) : []))
  if (excluded.some((plan) => plan.exact && plan.expression === null)) return null
  if (required.expression === null) return excluded.length === 0 ? required : everyPost
  // What is excluded has to match for certain: an inexact exclusion is left to whoever looks at the posts.
  const certain = excluded.filter((plan) => plan.exact).map((plan) => `(${plan.expression})`)
  return {
    expression: certain.length === 0 ? required.expression : `(${required.expression}) NOT (${certain.join(' OR ')})`,
    exact: required.exact && excluded.every((plan) => plan.exact),
  }
}

function conjunction(plans: readonly (SearchPlan | null)[]): SearchPlan | null {
  const all = plans.filter((plan) => plan !== null)
  if (all.length < plans.length) return null
  const narrowing = all.flatMap(({ expression }) => (expression === null ? [] : `(${expression})`))
  return {
    expression: narrowing.length === 0 ? null : narrowing.join(' AND '),
    exact: all.every((plan) => plan.exact),
  }
}

function alternativesPlan(plans: readonly (SearchPlan | null)[]): SearchPlan | null {
  const some = plans.filter((plan) => plan !== null)
  if (some.length === 0) return null
  const widest =
    some.find((plan) => plan.expression === null && plan.exact) ?? some.find((plan) => plan.expression === null)
  if (widest !== undefined) return widest
  return {
    expression: some.map((plan) => `(${plan.expression})`).join(' OR '),
    exact: some.every((plan) => plan.exact),
  }
}
