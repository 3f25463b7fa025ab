import type { DigestLength, Language } from '../../domain/chat.ts'
import type {
  Digest,
  DigestChannel,
  DigestGroup,
  DigestItem,
  GatheredPost,
  Occasion,
  ViewsAtAge,
} from '../../domain/digest.ts'
import type { FoldedGroup } from '../../domain/fold.ts'
import type { Query } from '../../domain/query.ts'
import type { Instant } from '../../domain/time.ts'
import type { Analyzer } from '../text/analyzer.ts'
import { chooseLeads } from './leads.ts'
import { createShow, type Shown } from './show.ts'

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
  /** Posts with one text; a post in none of them stands for itself. Absent: none. */
  readonly folds?: readonly FoldedGroup[]
  /** Numbers of the chat's watches, by their canonical texts. */
  readonly watchNumbers?: ReadonlyMap<string, number>
  /** What posts of a channel were seen to reach, by its name. */
  readonly viewsByChannel?: ReadonlyMap<string, readonly ViewsAtAge[]>
  readonly length?: DigestLength
  readonly isRich?: boolean
  readonly occasion?: Occasion
}

/**
 * Composes a digest: posts by the first of their queries, then by channel (by title), the newest last; how much each deserves to be
 * told first is in its score. Every post appears once, or is a copy of one that does, or is counted as a repeat. The same request
 * always gives the same digest.
 */
export function composeDigest(request: DigestRequest): Digest {
  const posts = new Map(request.gathered.map((post) => [post.postId, post]))
  const { told, repeats } = foldPosts(posts, request.folds ?? [])
  const ranks = new Map(request.queryOrder.map((query, rank) => [query, rank]))
  const sorted = told
    .toSorted((a, b) => byTime(a.post, b.post))
    .map((story) => ({ ...story, queries: sortQueries(story, ranks) }))
  const show = createShow(request, new Set(sorted.flatMap(({ queries }) => queries)))
  const byQuery = Map.groupBy(sorted, ({ queries }) => queries[0] ?? null)
  const order = [...byQuery.keys()].sort((a, b) => rankOf(a, ranks) - rankOf(b, ranks))
  const { compare } = new Intl.Collator(request.language)
  const byTitle = (a: DigestChannel, b: DigestChannel): number => compare(a.title, b.title) || compare(a.name, b.name)
  const groups = order.map((query): DigestGroup => {
    const watch = query === null ? undefined : request.watchNumbers?.get(query)
    const channels = toChannels(byQuery.get(query) ?? [], show).toSorted(byTitle)
    return { query, ...(watch !== undefined && { watch }), channels }
  })
  return {
    language: request.language,
    timeZone: request.timeZone,
    slotAt: request.slotAt,
    postCount: sorted.length,
    leftOver: request.leftOver,
    groups: chooseLeads(groups),
    ...(repeats > 0 && { repeats }),
    length: request.length ?? 'normal',
    ...(request.isRich === true && { isRich: true }),
    ...(request.occasion !== undefined && { occasion: request.occasion }),
  }
}

interface Story extends Shown {
  /** Of the post and of its copies. */
  readonly found: readonly string[]
}

/** What is to be told, each text once, and how many posts the chat has had in other words before. */
function foldPosts(
  posts: ReadonlyMap<number, GatheredPost>,
  folds: readonly FoldedGroup[],
): { readonly told: readonly Omit<Story, 'queries'>[]; readonly repeats: number } {
  const told: Omit<Story, 'queries'>[] = []
  const stories = Map.groupBy(folds, ({ story }) => story)
  const channels = channelsByStory(posts, folds)
  const settled = new Set<number>()
  let repeats = 0
  for (const fold of folds) {
    const post = posts.get(fold.lead)
    if (post === undefined || settled.has(fold.lead)) continue
    const members = [fold.lead, ...fold.copies.map(({ postId }) => postId)].filter((id) => !settled.has(id))
    const gathered = members.flatMap((id) => posts.get(id) ?? [])
    for (const { postId } of gathered) settled.add(postId)
    if (fold.sentBefore) repeats += gathered.length
    else {
      const isShared = (stories.get(fold.story)?.length ?? 0) > 1
      const copies = fold.copies.filter(({ postId }) => postId !== fold.lead)
      told.push({
        post,
        copies,
        found: gathered.flatMap(({ queries }) => queries),
        story: isShared ? fold.story : null,
        storyChannels: channels.get(fold.story) ?? 1,
      })
    }
  }
  for (const post of posts.values()) {
    if (!settled.has(post.postId)) told.push({ post, copies: [], found: post.queries, story: null, storyChannels: 1 })
  }
  return { told, repeats }
}

/** In how many channels each story is told. */
function channelsByStory(
  posts: ReadonlyMap<number, GatheredPost>,
  folds: readonly FoldedGroup[],
): ReadonlyMap<number, number> {
  const names = new Map<number, Set<string>>()
  for (const { story, lead, copies } of folds) {
    const known = names.get(story) ?? new Set()
    names.set(story, known)
    const own = posts.get(lead)?.channelName
    if (own !== undefined) known.add(own)
    for (const { channelName } of copies) known.add(channelName)
  }
  return new Map([...names].map(([story, channels]) => [story, channels.size]))
}

function byTime(a: GatheredPost, b: GatheredPost): number {
  return a.publishedAt - b.publishedAt || a.messageId - b.messageId || a.postId - b.postId
}

function sortQueries({ found }: Pick<Story, 'found'>, ranks: ReadonlyMap<string, number>): string[] {
  return [...new Set(found)].sort((a, b) => rankOf(a, ranks) - rankOf(b, ranks))
}

/** Posts without a query come last. */
function rankOf(query: string | null, ranks: ReadonlyMap<string, number>): number {
  return query === null ? ranks.size + 1 : (ranks.get(query) ?? ranks.size)
}

function toChannels(stories: readonly Story[], show: (shown: Shown) => DigestItem): readonly DigestChannel[] {
  return [...Map.groupBy(stories, ({ post }) => post.channelName)].map(([name, members]) => ({
    name,
    title: members.at(-1)?.post.channelTitle ?? name,
    items: members.map(show),
  }))
}
