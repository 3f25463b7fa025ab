import { groupPosts } from '../core/fold/group-posts.ts'
import { createProfiling } from '../core/fold/profile.ts'
import { rememberProfiles } from '../core/fold/remember-profiles.ts'
import type { Analyzer } from '../core/text/analyzer.ts'
import type { GatheredPost } from '../domain/digest.ts'
import type { FoldedGroup, Repeat } from '../domain/fold.ts'
import type { Store } from '../domain/store.ts'
import { day, type Instant } from '../domain/time.ts'

/** A text that was sent is known for so long; later it is told again. */
const rememberedMs = 7 * day
/** Posts of a place that are compared with at most: the latest. */
const maxSent = 1_000
const rememberedProfiles = 4_000

export interface Place {
  readonly chatId: number
  readonly threadId: number | null
  readonly now: Instant
}

export interface FoldedPosts {
  /** What is to be told, each text once, oldest first. */
  readonly leads: readonly GatheredPost[]
  /** What the place was sent in other posts. */
  readonly repeats: readonly Repeat[]
  /** Of all that was gathered. */
  readonly folds: readonly FoldedGroup[]
  /** To be recorded with the digest: what the place is sent meanwhile is unknown to it. */
  readonly foldedUpTo?: number
}

export type FoldGathered = (place: Place, gathered: readonly GatheredPost[]) => Promise<FoldedPosts>

/** Folds what has gathered for a place into what it was sent, and into one another. */
export function createFoldGathered({
  store,
  analyzer,
}: {
  readonly store: Store
  readonly analyzer: Analyzer
}): FoldGathered {
  const profileOf = rememberProfiles(createProfiling(analyzer), rememberedProfiles)
  return async ({ chatId, threadId, now }, gathered) => {
    if (gathered.length === 0) return { leads: [], repeats: [], folds: [] }
    const postIds = gathered.map(({ postId }) => postId)
    const since = now - rememberedMs
    const posts = await store.digests.findFoldable({ chatId, threadId, postIds, since, limit: maxSent })
    const folds = groupPosts(posts, profileOf)
    const isGathered = new Set(postIds)
    const isLead = new Set(folds.filter(({ sentBefore }) => !sentBefore).map(({ lead }) => lead))
    return {
      leads: gathered.filter(({ postId }) => isLead.has(postId)),
      repeats: folds.flatMap((fold) => toRepeats(fold, isGathered)),
      folds,
      foldedUpTo: posts.foldedUpTo,
    }
  }
}

function toRepeats({ lead, copies, sentBefore }: FoldedGroup, isGathered: ReadonlySet<number>): readonly Repeat[] {
  const sent = copies.find(({ postId }) => !isGathered.has(postId))
  if (!sentBefore || sent === undefined) return []
  const repeated = [lead, ...copies.map(({ postId }) => postId)].filter((postId) => isGathered.has(postId))
  return repeated.map((postId) => ({ postId, sentAs: sent.postId }))
}

/** What is told when these leads are. */
export interface ToldPosts {
  /** The leads and their copies, of the gathered posts. */
  readonly posts: readonly GatheredPost[]
  readonly postIds: readonly number[]
  /** Those of them that are named beside a lead. */
  readonly copyIds: readonly number[]
}

export function withCopies(
  leads: readonly GatheredPost[],
  gathered: readonly GatheredPost[],
  folds: readonly FoldedGroup[],
): ToldPosts {
  const shown = new Set(leads.map(({ postId }) => postId))
  const copies = folds.flatMap((fold) => (shown.has(fold.lead) && !fold.sentBefore ? fold.copies : []))
  const told = new Set([...shown, ...copies.map(({ postId }) => postId)])
  const posts = gathered.filter(({ postId }) => told.has(postId))
  const postIds = posts.map(({ postId }) => postId)
  return { posts, postIds, copyIds: postIds.filter((postId) => !shown.has(postId)) }
}
