import type { DigestItem, GatheredPost, ViewsAtAge } from '../../domain/digest.ts'
import type { FoldedCopy } from '../../domain/fold.ts'
import type { Query, Span } from '../../domain/query.ts'
import type { SoughtText } from '../query/document.ts'
import { asksForWords, createWordFinder, wordsSoughtBy } from '../query/evaluate.ts'
import type { Analyzer } from '../text/analyzer.ts'
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
  /** Channels that tell it, in whatever words, its own included. */
  readonly storyChannels: number
}

interface ShowParts {
  readonly parse: (canonical: string) => Query | null
  readonly analyzer: Analyzer
  readonly viewsByChannel?: ReadonlyMap<string, readonly ViewsAtAge[]>
}

/** A headline that is cut leaves a scrap of a sentence for the quote: most openings fit into this. */
const toldLengths = { headline: 220, quote: 320 }

/** A query of the digest. */
interface Asked {
  readonly query: Query
  readonly find: (text: SoughtText) => readonly Span[]
  readonly asksForWords: boolean
}

/** Makes items of posts which have no other queries than these. Texts are looked through once. */
export function createShow(
  { parse, analyzer, viewsByChannel }: ShowParts,
  canonicals: ReadonlySet<string>,
): (shown: Shown) => DigestItem {
  const parsed = new Map(Array.from(canonicals, (canonical) => [canonical, toAsked(parse(canonical))] as const))
  const seek = analyzer.createSeeker(wordsSoughtBy([...parsed.values()].flatMap((asked) => asked?.query ?? [])))

  function read(text: string, queries: readonly (Asked | null)[]): SoughtText {
    const areWords = queries.every((asked) => asked === null || asked.asksForWords)
    return { text, tokens: areWords ? seek(text) : analyzer.tokenize(text) }
  }

  return ({ post, queries, copies, story, storyChannels }) => {
    const asked = queries.map((canonical) => parsed.get(canonical) ?? null)
    const text = read(post.text, asked)
    const { query, spans } = findMatched(text, asked)
    const sentences = findSentences(post.text)
    const { headline, quote } = tell(post.text, spans, toldLengths, sentences)
    return {
      postId: post.postId,
      messageId: post.messageId,
      publishedAt: post.publishedAt,
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
        channels: storyChannels,
      }),
      ...(post.views !== undefined && { views: post.views.views }),
      ...(post.deleted === true && { deleted: true }),
      ...(story !== null && { story }),
      ...(copies.length > 0 && { copies }),
    }
  }
}

function toAsked(query: Query | null): Asked | null {
  return query === null ? null : { query, find: createWordFinder(query), asksForWords: asksForWords(query) }
}

/** The first query that has words in the text: a post may have been edited since it was found. */
function findMatched(
  text: SoughtText,
  queries: readonly (Asked | null)[],
): { readonly query: Query | null; readonly spans: readonly Span[] } {
  for (const asked of queries) {
    const spans = asked?.find(text) ?? []
    if (asked !== null && spans.length > 0) return { query: asked.query, spans }
  }
  return { query: queries[0]?.query ?? null, spans: [] }
}
