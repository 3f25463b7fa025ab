import { originName } from '../../domain/fold.ts'
import type { FoundPost } from '../../domain/search.ts'
import { maskSpans } from '../text/boilerplate/mask.ts'
import { createFolding } from './folding.ts'
import type { ProfileText } from './profile.ts'

/**
 * The first post of the story that the most channels tell; of equal ones, of that with the post that most people saw. Where no story is
 * told by two channels: the post that most people saw, and the earliest where nobody counted. null: there are no posts.
 */
export function leadOf(posts: readonly FoundPost[], profileOf: ProfileText): FoundPost | null {
  const folding = createFolding(profileOf, { maxTexts: posts.length })
  const ordered = posts.toSorted((a, b) => a.post.id - b.post.id)
  const stories = Map.groupBy(ordered, (found) => folding.add(toFoldable(found)).story)
  const ranked = [...stories.values()].toSorted((a, b) => channelsOf(b) - channelsOf(a) || viewsOf(b) - viewsOf(a))
  const [first = []] = ranked
  if (channelsOf(first) > 1) return first[0] ?? null
  return ordered.toSorted((a, b) => viewsOf([b]) - viewsOf([a]))[0] ?? null
}

function toFoldable({ post, channelName }: FoundPost): Parameters<ReturnType<typeof createFolding>['add']>[0] {
  const { text, boilerplate, publishedAt, messageId, forward } = post
  const isKnown = forward !== null && forward.channel !== null && forward.id !== null
  return {
    text: maskSpans(text, boilerplate),
    publishedAt,
    self: originName(channelName, messageId),
    origin: isKnown ? originName(forward.channel ?? '', forward.id ?? 0) : null,
  }
}

function channelsOf(posts: readonly FoundPost[]): number {
  return new Set(posts.map(({ post }) => post.channelId)).size
}

function viewsOf(posts: readonly FoundPost[]): number {
  return Math.max(...posts.map(({ post }) => post.views?.value ?? 0))
}
