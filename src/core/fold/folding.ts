import { day, type Instant } from '../../domain/time.ts'
import type { Profile, ProfileText } from './profile.ts'
import { storyScore } from './same-story.ts'
import { mayBeSameText, meansTheSameFor, saysNothingNew } from './same-text.ts'
import { createTextIndex, type IndexedText, keysOf, type TextKeys } from './text-index.ts'

/** A post as folding needs it. */
export interface FoldablePost {
  readonly text: string
  /** null: not known; it counts as published with the one before it. */
  readonly publishedAt: Instant | null
  /** The post itself, as forwards name it: "channel/id". null: not known. */
  readonly self: string | null
  /** The post it was forwarded from, in the same way. */
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
/** Texts of the same story are looked for among so many that share the most of them. */
const maxCandidates = 8

/** Groups posts by text and by story, in memory that is bounded. Each post costs about the same, however many came before. */
export function createFolding(profileOf: ProfileText, options: FoldingOptions = {}): Folding {
  const { maxTexts, windowMs, storyWindowMs } = { ...defaults, ...options }
  const index = createTextIndex()
  let count = 0
  let latestAt = 0

  /** A forward is what it was forwarded from, unless that was changed in between. */
  function findOrigin({ origin }: FoldablePost, profile: Profile): IndexedText | undefined {
    const text = origin === null ? undefined : index.findNamed(origin)
    return text !== undefined && mayBeSameText(profile, text.profile) ? text : undefined
  }

  function findCopied({ self }: FoldablePost, profile: Profile, keys: TextKeys, at: Instant): IndexedText | undefined {
    const channel = channelOf(self)
    return index.findAlike(keys).find((text) => {
      const isSaidAgain = channel !== null && text.channels.has(channel)
      const isPast = Math.abs(at - text.at) >= meansTheSameFor(profile, isSaidAgain)
      return !isPast && saysNothingNew(profile, text.profile)
    })
  }

  function findStory(profile: Profile, keys: TextKeys, at: Instant): number | null {
    let story: number | null = null
    let best = 0
    for (const text of index.findRelated(keys, maxCandidates)) {
      const score = Math.abs(at - text.at) > storyWindowMs ? -1 : storyScore(profile, text.profile)
      if (score < best || (score === best && story !== null)) continue
      story = text.story
      best = score
    }
    return story
  }

  return {
    add: (post) => {
      const number = count++
      const at = post.publishedAt ?? latestAt
      latestAt = Math.max(latestAt, at)
      index.forget(latestAt - windowMs, maxTexts - 1)
      const profile = profileOf(post.text)
      const keys = keysOf(profile)
      const same = findOrigin(post, profile) ?? findCopied(post, profile, keys, at)
      const channel = channelOf(post.self)
      if (same !== undefined) {
        if (channel !== null) same.channels.add(channel)
        return { sameTextAs: same.number, story: same.story }
      }
      const story = findStory(profile, keys, at) ?? number
      const names = [post.self, post.origin].filter((name) => name !== null)
      index.add({ number, at, story, names, channels: new Set(channel === null ? [] : [channel]), profile, keys })
      return { sameTextAs: null, story }
    },
    get size() {
      return index.size
    },
  }
}

function channelOf(self: string | null): string | null {
  return self === null ? null : self.slice(0, self.lastIndexOf('/'))
}
