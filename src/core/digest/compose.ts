import type { Language } from '../../domain/chat.ts'
import type { Digest, DigestChannel, DigestGroup, DigestItem, GatheredPost } from '../../domain/digest.ts'
import type { Query, Span } from '../../domain/query.ts'
import type { Instant } from '../../domain/time.ts'
import { toPlainDocument } from '../query/document.ts'
import { findWords } from '../query/evaluate.ts'
import type { Analyzer } from '../text/analyzer.ts'
import { extract } from '../text/extract.ts'

export interface DigestRequest {
  /** Oldest first. */
  readonly gathered: readonly GatheredPost[]
  /** Canonical texts of the chat's queries, in the order of the groups; a query that is not among them comes after these. */
  readonly queryOrder: readonly string[]
  readonly language: Language
  readonly timeZone: string
  readonly slotAt: Instant
  /** Posts left for the next digest. */
  readonly leftOver: number
  /** null for a text that is no query any more: its posts are shown without matched words. */
  readonly parse: (canonical: string) => Query | null
  readonly analyzer: Analyzer
}

/** How long extracts are when a digest has up to so many posts; the fuller the digest, the shorter. */
const extractLengths = [
  { posts: 10, length: 300 },
  { posts: 30, length: 200 },
  { posts: Infinity, length: 120 },
]

interface Sorted {
  readonly post: GatheredPost
  /** Its queries in the order of the groups. */
  readonly queries: readonly string[]
}

/**
 * Composes a digest: posts by the first of their queries, then by channel (by title), the newest last. Every post appears
 * once. The same request always gives the same digest.
 */
export function composeDigest(request: DigestRequest): Digest {
  const ranks = new Map(request.queryOrder.map((query, rank) => [query, rank]))
  const posts = new Map(request.gathered.map((post) => [post.postId, post]))
  const sorted = [...posts.values()].sort(byTime).map((post) => ({ post, queries: sortQueries(post, ranks) }))
  const show = createShow(request, posts.size)
  const byQuery = Map.groupBy(sorted, ({ queries }) => queries[0] ?? null)
  const groups = [...byQuery.keys()].sort((a, b) => rankOf(a, ranks) - rankOf(b, ranks))
  return {
    language: request.language,
    timeZone: request.timeZone,
    slotAt: request.slotAt,
    postCount: posts.size,
    leftOver: request.leftOver,
    groups: groups.map((query) => toGroup(query, byQuery.get(query) ?? [], request.language, show)),
  }
}

function byTime(a: GatheredPost, b: GatheredPost): number {
  return a.publishedAt - b.publishedAt || a.messageId - b.messageId || a.postId - b.postId
}

function sortQueries(post: GatheredPost, ranks: ReadonlyMap<string, number>): string[] {
  return [...new Set(post.queries)].sort((a, b) => rankOf(a, ranks) - rankOf(b, ranks))
}

/** Posts without a query come last. */
function rankOf(query: string | null, ranks: ReadonlyMap<string, number>): number {
  return query === null ? ranks.size + 1 : (ranks.get(query) ?? ranks.size)
}

function toGroup(
  query: string | null,
  posts: readonly Sorted[],
  language: Language,
  show: (sorted: Sorted) => DigestItem,
): DigestGroup {
  const { compare } = new Intl.Collator(language)
  const channels = [...Map.groupBy(posts, ({ post }) => post.channelName)].map(([name, members]): DigestChannel => ({
    name,
    title: members.at(-1)?.post.channelTitle ?? name,
    items: members.map(show),
  }))
  return { query, channels: channels.sort((a, b) => compare(a.title, b.title) || compare(a.name, b.name)) }
}

function createShow(request: DigestRequest, postCount: number): (sorted: Sorted) => DigestItem {
  const length = extractLengths.find(({ posts }) => postCount <= posts)?.length ?? 0
  const parsed = new Map<string, Query | null>()

  function parse(canonical: string): Query | null {
    const known = parsed.get(canonical)
    if (known !== undefined) return known
    const query = request.parse(canonical)
    parsed.set(canonical, query)
    return query
  }

  return ({ post, queries }) => ({
    postId: post.postId,
    messageId: post.messageId,
    publishedAt: post.publishedAt,
    ...extract(post.text, matchedWords(post.text, queries.map(parse), request.analyzer), length),
    edited: post.edited,
    ...(post.deleted === true && { deleted: true }),
    media: post.media,
    forwardedFrom: post.forwardedFrom,
    alsoMatches: queries.slice(1),
  })
}

/** Of the first query that has words in the text: a post may have been edited since it was found. */
function matchedWords(text: string, queries: readonly (Query | null)[], analyzer: Analyzer): readonly Span[] {
  for (const query of queries) {
    const spans = query === null ? [] : findWords(query, toPlainDocument(text, analyzer))
    if (spans.length > 0) return spans
  }
  return []
}
