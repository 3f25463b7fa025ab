import { and, changeWords, or, wantedWords } from '../core/query/build-query.ts'
import { printQuery } from '../core/query/print-query.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { Query, QueryWord } from '../domain/query.ts'
import type { AboutCount, Store } from '../domain/store.ts'
import { type Clock, day } from '../domain/time.ts'
import { type Hit, toHit } from './hit.ts'

/** What a query would have found in the channels of a chat. */
export interface Preview {
  /** Of the last seven days. */
  readonly week: AboutCount & { readonly channels: number }
  /** The share of those days' posts that match, where there are enough of them to tell; null otherwise. */
  readonly share: number | null
  /** The newest posts that match, whatever their age. */
  readonly newest: readonly Hit[]
  /** Queries that find something, when this one does not: canonical texts. */
  readonly suggestions: readonly string[]
}

export interface Previewing {
  /** null for a chat that follows no channels. */
  preview(chatId: number, query: Query): Promise<Preview | null>
  /** How many posts of the last seven days match, in the channels of the chat; null when it follows none. */
  countWeek(chatId: number, query: Query): Promise<AboutCount | null>
}

export const previewDays = 7
const shownPosts = 3
/** With fewer posts a share says nothing. */
const postsToJudge = 20
const maxSuggestions = 3
const similarWords = 2

export function createPreviewing(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}): Previewing {
  const { store, clock, analyzer } = parts
  const channelIdsOf = async (chatId: number): Promise<readonly number[]> =>
    (await store.channels.listFollowed(chatId)).map(({ id }) => id)

  return {
    countWeek: async (chatId, query) => {
      const now = clock.now()
      const channelIds = await channelIdsOf(chatId)
      if (channelIds.length === 0) return null
      return store.posts.countAbout({ query, channelIds, sinceAt: now - previewDays * day, now })
    },
    preview: async (chatId, query) => {
      const channelIds = await channelIdsOf(chatId)
      if (channelIds.length === 0) return null
      const now = clock.now()
      const sinceAt = now - previewDays * day
      const search = { query, channelIds, order: 'newest', position: null, limit: shownPosts, now } as const
      const [{ posts }, week, total] = await Promise.all([
        store.posts.search(search),
        store.posts.countAbout({ query, channelIds, sinceAt, now }),
        store.posts.totalSince({ channelIds, sinceAt }),
      ])
      return {
        week,
        share: total.count < postsToJudge ? null : Math.min(1, week.count / total.count),
        newest: posts.map((found) => toHit(found, query, analyzer)),
        suggestions: posts.length > 0 ? [] : await suggest(parts, query, channelIds),
      }
    },
  }
}

interface Searching {
  readonly store: Store
  readonly clock: Clock
  readonly analyzer: Analyzer
}

/** Other spellings of the words that the archive lacks; or, where it has them all, one of them instead of all. */
async function suggest(parts: Searching, query: Query, channelIds: readonly number[]): Promise<readonly string[]> {
  const { store, analyzer, clock } = parts
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
