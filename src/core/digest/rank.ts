import type { Query, Span } from '../../domain/query.ts'
import { wantedWords } from '../query/build-query.ts'
import type { SoughtText } from '../query/document.ts'
import { fits } from '../query/evaluate.ts'
import { openingOf } from './sentences.ts'

/** What speaks for a story. All from 0 to 1 but `channels`. */
export interface Merits {
  /** `matchQuality` of the post. */
  readonly match: number
  /** 1: nothing like it was sent to the chat before; 0: it was. */
  readonly novelty: number
  /** `reachOf` the post. */
  readonly reach: number
  /** Channels that carry it, its own included. */
  readonly channels: number
}

const weights = { match: 0.45, novelty: 0.2, reach: 0.15, channels: 0.2 }
/** More channels than this make a story no bigger. */
const manyChannels = 8

/**
 * How much a story deserves to be told first, from 0 to 1: 45 % for how well it matches, 20 % each for being new to the chat and
 * for the channels that carry it (each doubling counts the same), 15 % for how far it reached. What is not known counts as usual.
 */
export function scoreOf({ match, novelty, reach, channels }: Merits): number {
  const spread = Math.min(Math.log2(Math.max(channels, 1)) / Math.log2(manyChannels), 1)
  const score = weights.match * match + weights.novelty * novelty + weights.reach * reach + weights.channels * spread
  return Math.round(score * 1000) / 1000
}

/** Matched words among so many words are as dense as it gets. */
const densestShare = 1 / 8
/** Words in the part of a post that is looked at. */
const wordsLookedAt = 60
const parts = { early: 0.4, coverage: 0.3, density: 0.2, form: 0.1 }

/**
 * How well a post matches a query, from 0 to 1: whether it opens with a matched word (40 %), how many of the query's words it has
 * (30 %), how dense they are (20 %) and how many stand in the form that was asked for (10 %). A query without words, such as a filter, is
 * matched by all alike: 0.5. `sentences` are those of the document.
 */
export function matchQuality(
  query: Query | null,
  { text, tokens }: SoughtText,
  spans: readonly Span[],
  sentences: readonly Span[],
): number {
  const wanted = query === null ? [] : wantedWords(query)
  if (wanted.length === 0 || spans.length === 0) return 0.5
  const known = tokens.filter((token) => token !== null)
  const matched = known.filter((token) => spans.some(({ start, end }) => token.start >= start && token.start < end))
  const present = wanted.filter((word) => matched.some((token) => fits(word, token)))
  const forms = new Set(wanted.map((word) => word.text.toLowerCase().replaceAll('ё', 'е')))
  const exact = matched.filter(({ folded }) => forms.has(folded)).length
  const opening = openingOf(text, sentences)
  const first = spans[0]?.start ?? text.length
  const early = opening !== null && first < opening.end ? 1 : 0.6 * (1 - first / Math.max(text.length, 1))
  return (
    parts.early * early +
    parts.coverage * (present.length / wanted.length) +
    parts.density * Math.min(matched.length / Math.min(tokens.length, wordsLookedAt) / densestShare, 1) +
    parts.form * (exact / Math.max(matched.length, 1))
  )
}
