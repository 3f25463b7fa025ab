import { parseQuery } from '../../src/core/query/parse-query.ts'
import type { Document } from '../../src/core/query/document.ts'
import type { Analyzer } from '../../src/core/text/analyzer.ts'

/** A word in more posts than this says nothing: nobody saves it as a query. */
const commonShare = 0.05
const minLetters = 3

/** Of a hundred saved queries. The words of a query stand in one post, so that queries do find something. */
const mix: readonly { readonly share: number; readonly words: number; readonly write: (words: string[]) => string }[] =
  [
    { share: 45, words: 1, write: (words) => words.join(' ') },
    { share: 30, words: 2, write: (words) => words.join(' ') },
    { share: 10, words: 3, write: (words) => words.join(' ') },
    { share: 5, words: 2, write: ([first, second]) => `${first} -${second}` },
    { share: 5, words: 2, write: ([first, second]) => `${first} OR ${second}` },
  ]

/** The rest are phrases: two neighbours of a post. */

export interface SavedQuery {
  readonly text: string
  /** Its keywords, for those who look for words as they are written. */
  readonly words: readonly string[]
}

/**
 * Queries as people may save them, the same ones each time: words are drawn from the posts by their frequency there, without
 * those that are in more than 5 % of the posts.
 */
export function makeQueries(count: number, documents: readonly Document[], analyzer: Analyzer): SavedQuery[] {
  const random = createRandom(1)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  const isTelling = createIsTelling(documents)
  const worded = documents
    .map(({ text, tokens }) => ({
      phrases: tokens.slice(1).flatMap((token, at) => {
        const before = tokens[at]
        if (before === undefined || !isTelling(before.folded) || !isTelling(token.folded)) return []
        return [[text.slice(before.start, before.end), text.slice(token.start, token.end)]]
      }),
      words: tokens.filter(({ folded }) => isTelling(folded)).map(({ folded }) => folded),
    }))
    .filter(({ phrases, words }) => phrases.length > 0 && words.length > 4)
  const draw = (): SavedQuery => {
    const { phrases, words } = pick(worded)
    let left = random() * 100
    for (const part of mix) {
      if (left < part.share) {
        const chosen = Array.from({ length: part.words }, () => pick(words))
        return { text: part.write(chosen), words: chosen }
      }
      left -= part.share
    }
    const phrase = pick(phrases)
    return { text: `"${phrase.join(' ')}"`, words: [phrase.join(' ')] }
  }
  const queries: SavedQuery[] = []
  while (queries.length < count) {
    const query = draw()
    if (parseQuery(query.text, analyzer).ok) queries.push(query)
  }
  return queries
}

function createIsTelling(documents: readonly Document[]): (folded: string) => boolean {
  const posts = new Map<string, number>()
  for (const { tokens } of documents) {
    for (const folded of new Set(tokens.map((token) => token.folded))) posts.set(folded, (posts.get(folded) ?? 0) + 1)
  }
  return (folded) =>
    folded.length >= minLetters &&
    /^\p{L}+$/u.test(folded) &&
    (posts.get(folded) ?? 0) <= Math.max(2, documents.length * commonShare)
}

/** Numbers from 0 to 1, the same ones each time (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
