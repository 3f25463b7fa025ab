import type { DigestItem, GatheredPost, ViewsAtAge } from '../../domain/digest.ts'
import type { FoldedCopy } from '../../domain/fold.ts'
import type { Query, Span } from '../../domain/query.ts'
import type { SoughtText } from '../query/document.ts'
import { asksForWords, findWords, wordsSoughtBy } from '../query/evaluate.ts'
import type { Analyzer } from '../text/analyzer.ts'
import { extract } from '../text/extract.ts'
import { matchQuality, scoreOf } from './rank.ts'
import { reachOf } from './reach.ts'
import { findSentences, tell } from './sentences.ts'

/** A post as it is told, with what is known around it. */
export interface Shown {
  readonly post: GatheredPost
  /** Its queries, and those of its copies, in the order of the groups. */
  readonly queries: readonly string[]
  readonly copies: readonly FoldedCopy[]
  /** null: no other post of the digest tells the same story. */
  readonly story: number | null
}

interface ShowParts {
  readonly parse: (canonical: string) => Query | null
  readonly analyzer: Analyzer
  readonly viewsByChannel?: ReadonlyMap<string, readonly ViewsAtAge[]>
}

/** How long extracts are when a digest has up to so many posts; the fuller the digest, the shorter. */
const extractLengths = [
  { posts: 10, length: 300 },
  { posts: 30, length: 200 },
  { posts: Infinity, length: 120 },
]
/** A headline that is cut leaves a scrap of a sentence for the quote: most openings fit into this. */
const toldLengths = { headline: 220, quote: 320 }

/** Makes items of so many posts, which have no other queries than these. Texts are looked through once. */
export function createShow(
  { parse, analyzer, viewsByChannel }: ShowParts,
  { postCount, queries: all }: { readonly postCount: number; readonly queries: Iterable<string> },
): (shown: Shown) => DigestItem {
  const length = extractLengths.find(({ posts }) => postCount <= posts)?.length ?? 0
  const parsed = new Map(Array.from(all, (canonical) => [canonical, parse(canonical)] as const))
  const seek = analyzer.createSeeker(wordsSoughtBy([...parsed.values()].filter((query) => query !== null)))

  function read(text: string, queries: readonly (Query | null)[]): SoughtText {
    const areWords = queries.every((query) => query === null || asksForWords(query))
    return { text, tokens: areWords ? seek(text) : analyzer.tokenize(text) }
  }

  return ({ post, queries, copies, story }) => {
    const asked = queries.map((canonical) => parsed.get(canonical) ?? null)
    const text = read(post.text, asked)
    const { query, spans } = findMatched(text, asked)
    const sentences = findSentences(post.text)
    const { headline, quote } = tell(post.text, spans, toldLengths, sentences)
    return {
      postId: post.postId,
      messageId: post.messageId,
      publishedAt: post.publishedAt,
      ...extract(post.text, spans, length),
      edited: post.edited,
      media: post.media,
      forwardedFrom: post.forwardedFrom,
      alsoMatches: queries.slice(1),
      headline,
      quote,
      score: scoreOf({
        match: matchQuality(query, text, spans, sentences),
        novelty: story === null || story === post.postId ? 1 : 0.5,
        reach: reachOf(post.views, viewsByChannel?.get(post.channelName) ?? []),
        channels: new Set([post.channelName, ...copies.map(({ channelName }) => channelName)]).size,
      }),
      ...(post.views !== undefined && { views: post.views.views }),
      ...(post.deleted === true && { deleted: true }),
      ...(story !== null && { story }),
      ...(copies.length > 0 && { copies }),
    }
  }
}

/** The first query that has words in the text: a post may have been edited since it was found. */
function findMatched(
  text: SoughtText,
  queries: readonly (Query | null)[],
): { readonly query: Query | null; readonly spans: readonly Span[] } {
  for (const query of queries) {
    const spans = query === null ? [] : findWords(query, text)
    if (spans.length > 0) return { query, spans }
  }
  return { query: queries[0] ?? null, spans: [] }
}
