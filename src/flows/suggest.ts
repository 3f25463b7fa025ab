import { and, changeWords, or, wantedWords } from '../core/query/build-query.ts'
import { printQuery } from '../core/query/print-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Query, QueryWord } from '../domain/query.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'

const maxSuggestions = 3
const similarWords = 2

/**
 * Queries that find something, for one that finds nothing in these channels: other spellings of the words that the archive lacks; or,
 * where it has them all, one of them instead of all. Canonical texts.
 */
export async function suggestQueries(
  { store, clock, analyzer }: { readonly store: Store; readonly clock: Clock; readonly analyzer: Analyzer },
  query: Query,
  channelIds: readonly number[],
): Promise<readonly string[]> {
  const now = clock.now()
  const isFound = async (wanted: Query): Promise<boolean> =>
    (await store.posts.countAbout({ query: wanted, channelIds, now })).count > 0
  const words = wantedWords(query).filter(({ match, text }) => match === 'any_form' && !/^[#@]/.test(text))
  const missing: QueryWord[] = []
  for (const word of words) if (!(await isFound({ kind: 'word', ...word }))) missing.push(word)
  const candidates: Query[] = []
  for (const word of missing) {
    for (const similar of await store.posts.findSimilarWords(word.text, similarWords)) {
      const meant: QueryWord = { text: similar.word, match: 'any_form', terms: analyzer.termsOf(similar.word) }
      candidates.push(changeWords(query, (one) => (one === word ? meant : one)))
    }
  }
  if (missing.length === 0 && words.length > 1) candidates.push(...anyOf(query))
  const found: string[] = []
  for (const candidate of candidates) {
    if (found.length < maxSuggestions && (await isFound(candidate))) found.push(printQuery(candidate))
  }
  return [...new Set(found)]
}

/** One of the words instead of all of them; what is excluded and what is asked of the post itself stays. */
function anyOf(query: Query): Query[] {
  if (query.kind !== 'and') return []
  const words = query.queries.filter(isWord)
  const rest = query.queries.filter((part) => !isWord(part))
  const loose = or(words)
  const whole = words.length < 2 || loose === null ? null : and([loose, ...rest])
  return whole === null ? [] : [whole]
}

function isWord({ kind }: Query): boolean {
  return kind === 'word' || kind === 'phrase' || kind === 'near'
}
