import type { Query } from '../../domain/query.ts'
import { and, wantedWords } from '../query/build-query.ts'
import { fits } from '../query/evaluate.ts'
import { parseQuery } from '../query/parse-query.ts'
import type { Analyzer, Token } from '../text/analyzer.ts'

export interface Sharper {
  /** As the rejected posts write it most often. */
  readonly word: string
  readonly query: Query
}

/** The posts that speak for or against a word. */
export interface Evidence {
  readonly rejected: readonly string[]
  readonly accepted: readonly string[]
  /** Posts of every sort: what is frequent in them says nothing. */
  readonly usual: readonly string[]
}

/** A word is typical of rejected posts when so many have it, and so few of the others. */
const leastRejected = 0.6
const leastPosts = 2
const mostAccepted = 0.1
const mostUsual = 0.1
const shortest = 4
const plainWord = /^\p{L}[\p{L}’'-]*\p{L}$/u

/**
 * The query with one word excluded that rejected posts have and the others hardly: the one that tells them apart best. null when there is
 * none. Never a word that the query asks for.
 */
export function sharpenQuery(
  query: Query,
  { rejected, accepted, usual }: Evidence,
  analyzer: Analyzer,
): Sharper | null {
  const wanted = wantedWords(query)
  const isOwn = (token: Token): boolean => wanted.some((word) => fits(word, token))
  const against = countTerms(
    rejected,
    analyzer,
    (token) => token.folded.length >= shortest && plainWord.test(token.folded) && !isOwn(token),
  )
  const inFavour = countTerms(accepted, analyzer)
  const common = countTerms(usual, analyzer)
  const candidates = [...against].flatMap(([term, { posts, forms }]) => {
    const share = posts / rejected.length
    const others = shareOf(inFavour.get(term)?.posts, accepted.length)
    const isTypical = posts >= leastPosts && share >= leastRejected && others <= mostAccepted
    if (!isTypical || shareOf(common.get(term)?.posts, usual.length) > mostUsual) return []
    return [{ word: mostFrequent(forms), worth: share - 2 * others }]
  })
  const sorted = candidates.toSorted(
    (a, b) => b.worth - a.worth || b.word.length - a.word.length || (a.word < b.word ? -1 : 1),
  )
  for (const { word } of sorted) {
    const parsed = parseQuery(word, analyzer)
    const sharper = parsed.ok ? and([query, { kind: 'not', query: parsed.query }]) : null
    if (sharper !== null) return { word, query: sharper }
  }
  return null
}

function shareOf(posts: number | undefined, all: number): number {
  return all === 0 ? 0 : (posts ?? 0) / all
}

interface TermCount {
  posts: number
  /** How often each form of it was seen. */
  readonly forms: Map<string, number>
}

/** In how many texts each term stands. */
function countTerms(
  texts: readonly string[],
  analyzer: Analyzer,
  counts: (token: Token) => boolean = () => true,
): ReadonlyMap<string, TermCount> {
  const terms = new Map<string, TermCount>()
  for (const text of texts) {
    const seen = new Set<string>()
    for (const token of analyzer.tokenize(text)) {
      if (!counts(token)) continue
      for (const term of token.terms) {
        const count = terms.get(term) ?? { posts: 0, forms: new Map<string, number>() }
        terms.set(term, count)
        count.forms.set(token.folded, (count.forms.get(token.folded) ?? 0) + 1)
        if (!seen.has(term)) count.posts += 1
        seen.add(term)
      }
    }
  }
  return terms
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
  return [...forms].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? ''
}
