import { toSearchableText } from '../core/searchable-text.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { MarkedContent } from '../domain/post.ts'
import type { Query, QueryWord } from '../domain/query.ts'
import type { Db } from './database.ts'

/** How many spellings of one phrase a full-text query may list. */
const maxPhraseForms = 64

/**
 * The full-text index: a contentless FTS5 table whose row ids are post ids, so that walking it backwards gives the newest posts
 * first. Each word is one term that names all its stems ("мобилизова+мобилізова"); index_terms tells which terms
 * stand for a stem. Methods that write run inside the caller's transaction.
 */
export interface FullText {
  insert(postId: number, channelId: number, post: MarkedContent): void
  replace(postId: number, channelId: number, post: MarkedContent): void
  remove(postId: number): void
  /** Forgets every post. */
  clear(): void
  /** A transaction was rolled back: what it added to index_terms is not there. */
  afterRollback(): void
  /** What to ask the index for the posts of these channels, or of all, that match; null when none can. */
  plan(query: Query, channelIds: readonly number[] | null): SearchPlan | null
}

export interface SearchPlan {
  /** An FTS5 expression that every matching post satisfies. */
  readonly expression: string
  /** Whether every post that satisfies it matches; otherwise each has to be looked at. */
  readonly exact: boolean
}

export function createFullText(db: Db, analyzer: Analyzer): FullText {
  const insertRow = db.prepare<[number, string]>('INSERT INTO posts_fts (rowid, terms) VALUES (?, ?)')
  const deleteRow = db.prepare<[number]>('DELETE FROM posts_fts WHERE rowid = ?')
  const insertTerm = db.prepare<[string, string]>('INSERT OR IGNORE INTO index_terms (stem, term) VALUES (?, ?)')
  const termsOfStem = db.prepare<[string], string>('SELECT term FROM index_terms WHERE stem = ?').pluck()
  // The analyzer gives the words it remembers the same array each time.
  let knownTerms = new WeakMap<readonly string[], string>()

  const indexTerm = (stems: readonly string[]): string => {
    const known = knownTerms.get(stems)
    if (known !== undefined) return known
    const safe = [...new Set(stems.map(toIndexable))].sort()
    const term = safe.join('+')
    for (const stem of safe) insertTerm.run(stem, term)
    knownTerms.set(stems, term)
    return term
  }
  const insert = (postId: number, channelId: number, post: MarkedContent): void => {
    if (post.kind === 'service') return
    const words = analyzer.tokenize(toSearchableText(post)).map((token) => indexTerm(token.terms))
    insertRow.run(postId, [channelTerm(channelId), ...words].join(' '))
  }
  const formsOf = (word: QueryWord): readonly string[] => [
    ...new Set(word.terms.flatMap((stem) => termsOfStem.all(toIndexable(stem)))),
  ]
  return {
    insert,
    afterRollback: () => {
      knownTerms = new WeakMap()
    },
    clear: () => {
      db.exec("INSERT INTO posts_fts (posts_fts) VALUES ('delete-all'); DELETE FROM index_terms")
      knownTerms = new WeakMap()
    },
    remove: (postId) => {
      deleteRow.run(postId)
    },
    replace: (postId, channelId, post) => {
      deleteRow.run(postId)
      insert(postId, channelId, post)
    },
    plan: (query, channelIds) => {
      const plan = toPlan(query, formsOf)
      if (plan === null || channelIds === null) return plan
      if (channelIds.length === 0) return null
      const channels = channelIds.map((id) => quoted(channelTerm(id))).join(' OR ')
      return { ...plan, expression: `(${channels}) AND (${plan.expression})` }
    },
  }
}

/** Every post, each of which has to be looked at. */
const everything: SearchPlan = { expression: '"c:" *', exact: false }

type FormsOf = (word: QueryWord) => readonly string[]

/** null: nothing in the index can match. */
function toPlan(query: Query, formsOf: FormsOf): SearchPlan | null {
  switch (query.kind) {
    case 'word':
      return query.match === 'any_form' ? phrasePlan([formsOf(query)]) : everything
    case 'phrase':
      return query.words.every(({ match }) => match === 'any_form') ? phrasePlan(query.words.map(formsOf)) : everything
    case 'near':
    case 'regex':
    case 'filter':
    case 'or':
      return everything
    case 'and':
      return conjunctionPlan(query.queries, formsOf)
    case 'not':
      // An exclusion stands only beside required words; alone it would have to list everything.
      return null
  }
}

function conjunctionPlan(queries: readonly Query[], formsOf: FormsOf): SearchPlan | null {
  const required: SearchPlan[] = []
  const excluded: SearchPlan[] = []
  for (const part of queries) {
    const plan = toPlan(part.kind === 'not' ? part.query : part, formsOf)
    if (part.kind !== 'not' && plan === null) return null
    if (plan !== null) (part.kind === 'not' ? excluded : required).push(plan)
  }
  if (required.length === 0) return null
  // What is excluded has to match for certain: an inexact exclusion is left to whoever looks at the posts.
  const certain = excluded.filter((plan) => plan.exact)
  const all = required.map((plan) => `(${plan.expression})`).join(' AND ')
  const none = certain.map((plan) => `(${plan.expression})`).join(' OR ')
  return {
    expression: none === '' ? all : `(${all}) NOT (${none})`,
    exact: [...required, ...excluded].every((plan) => plan.exact),
  }
}

/** Every spelling of the phrase, or only all its words where the spellings would be too many. */
function phrasePlan(forms: readonly (readonly string[])[]): SearchPlan | null {
  if (forms.some((alternatives) => alternatives.length === 0)) return null
  const spellings = forms.reduce((product, alternatives) => product * alternatives.length, 1)
  if (forms.length > 1 && spellings > maxPhraseForms) {
    const words = forms.map((alternatives) => `(${alternatives.map(quoted).join(' OR ')})`)
    return { expression: words.join(' AND '), exact: false }
  }
  const phrases = forms.reduce<string[][]>(
    (starts, alternatives) => starts.flatMap((start) => alternatives.map((form) => [...start, form])),
    [[]],
  )
  return { expression: phrases.map((words) => quoted(words.join(' '))).join(' OR '), exact: true }
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`
}

function channelTerm(channelId: number): string {
  return `c:${channelId}`
}

/** The tokenizer of the index splits at most ASCII punctuation; within a term it becomes an underscore. */
function toIndexable(stem: string): string {
  return stem.replaceAll(/[^\p{L}\p{N}\p{M}#@]/gu, '_')
}
