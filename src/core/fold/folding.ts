import type { Analyzer } from '../text/analyzer.ts'
import { day, type Instant } from '../../domain/time.ts'
import { createProfiling, headName, inHeadline, type Profile } from './profile.ts'
import { storyScore } from './same-story.ts'
import { saysNothingNew } from './same-text.ts'
import { bandKeys } from './signature.ts'
import { createPostings, type Postings } from './postings.ts'

/** A post as folding needs it. */
export interface FoldablePost {
  readonly text: string
  /** null: not known; it counts as published with the one before it. */
  readonly publishedAt: Instant | null
  /** What tells the post it was forwarded from, or the post itself, from any other: "channel/id". null: not known. */
  readonly origin: string | null
}

/** Where a post belongs. Posts are named by their numbers, in the order they were added, from 0 on. */
export interface Folded {
  /** The first post with its text; null: it is that itself. */
  readonly sameTextAs: number | null
  /** The first post of its story; its own number when it stands alone. */
  readonly story: number
}

export interface FoldingOptions {
  /** Texts that are remembered at most. */
  readonly maxTexts?: number
  /** How long a text is remembered. */
  readonly windowMs?: number
  /** Posts further apart tell no one story. */
  readonly storyWindowMs?: number
}

export interface Folding {
  /** Posts are to be added in the order of their publication. The same posts in the same order always give the same. */
  add(post: FoldablePost): Folded
  /** Texts that are remembered. */
  readonly size: number
}

const defaults = { maxTexts: 20_000, windowMs: 7 * day, storyWindowMs: 3 * day }
/** Words of a text by which its story is looked for: names and headline first. */
const storyWords = 12
/** Texts of the same story are looked for among so many that share the most of them. */
const maxCandidates = 8

interface Text {
  readonly number: number
  readonly at: Instant
  readonly story: number
  readonly origin: string | null
  readonly profile: Profile
  readonly bands: Uint32Array
  readonly words: Uint32Array
}

/** Groups posts by text and by story, in memory that is bounded. Each post costs about the same, however many came before. */
export function createFolding(analyzer: Analyzer, options: FoldingOptions = {}): Folding {
  const { maxTexts, windowMs, storyWindowMs } = { ...defaults, ...options }
  const profileOf = createProfiling(analyzer)
  const byBand = createPostings()
  const byWord = createPostings()
  const byOrigin = new Map<string, number>()
  const texts = new Map<number, Text>()
  let count = 0
  let latestAt = 0

  function add(post: FoldablePost): Folded {
    const number = count++
    latestAt = Math.max(latestAt, post.publishedAt ?? latestAt)
    forget()
    const profile = profileOf(post.text)
    const bands = bandKeys(profile.shingles)
    const at = post.publishedAt ?? latestAt
    const same = findByOrigin(post.origin) ?? findSameText(profile, bands)
    if (same !== undefined) return { sameTextAs: same.number, story: same.story }
    const words = wordsToSearch(profile)
    const story = findStory(profile, words, at)?.story ?? number
    remember({ number, at, story, origin: post.origin, profile, bands, words })
    return { sameTextAs: null, story }
  }

  function findByOrigin(origin: string | null): Text | undefined {
    const number = origin === null ? undefined : byOrigin.get(origin)
    return number === undefined ? undefined : texts.get(number)
  }

  function findSameText(profile: Profile, bands: Uint32Array): Text | undefined {
    return [...candidates(byBand, bands)]
      .flatMap(([number]) => texts.get(number) ?? [])
      .sort((a, b) => a.number - b.number)
      .find((text) => saysNothingNew(profile, text.profile))
  }

  function findStory(profile: Profile, words: Uint32Array, at: Instant): Text | undefined {
    const found = [...candidates(byWord, words)].sort(([a, m], [b, n]) => n - m || b - a).slice(0, maxCandidates)
    let best: { readonly text: Text; readonly score: number } | undefined
    for (const [number] of found) {
      const text = texts.get(number)
      if (text === undefined || Math.abs(at - text.at) > storyWindowMs) continue
      const score = storyScore(profile, text.profile)
      if (score >= 0 && score > (best?.score ?? -Infinity)) best = { text, score }
    }
    return best?.text
  }

  function remember(text: Text): void {
    texts.set(text.number, text)
    if (text.origin !== null) byOrigin.set(text.origin, text.number)
    byBand.add(text.bands, text.number)
    byWord.add(text.words, text.number)
  }

  function forget(): void {
    for (const text of texts.values()) {
      if (texts.size < maxTexts && latestAt - text.at <= windowMs) return
      texts.delete(text.number)
      if (text.origin !== null && byOrigin.get(text.origin) === text.number) byOrigin.delete(text.origin)
      byBand.remove(text.bands, text.number)
      byWord.remove(text.words, text.number)
    }
  }

  return {
    add,
    get size() {
      return texts.size
    },
  }
}

/** Texts that have any of the keys, and how many of them. */
function candidates(postings: Postings, keys: Uint32Array): Map<number, number> {
  const found = new Map<number, number>()
  for (const key of keys) {
    for (const number of postings.of(key)) found.set(number, (found.get(number) ?? 0) + 1)
  }
  return found
}

/** The words that say the most of what a text is about. */
function wordsToSearch({ lemmas, byPlace, marks }: Profile): Uint32Array {
  const rank = (index: number): number => {
    const mark = marks[index]!
    return byPlace[index]! * ((mark & headName) !== 0 ? 2 : 1) * ((mark & inHeadline) !== 0 ? 2 : 1)
  }
  const order = Array.from(lemmas.keys()).sort((a, b) => rank(b) - rank(a))
  return Uint32Array.from(order.slice(0, storyWords), (index) => lemmas[index]!)
}
