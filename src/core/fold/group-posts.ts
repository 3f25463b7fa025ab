import { type FoldablePost, type FoldedCopy, type FoldedGroup, originName } from '../../domain/fold.ts'
import { createFolding, type Folded } from './folding.ts'
import type { ProfileText } from './profile.ts'

interface Placed extends Folded {
  readonly number: number
  readonly post: FoldablePost
  readonly wasSent: boolean
}

/**
 * Folds gathered posts, oldest first, into what was sent before and into one another. Every gathered post is in one group, as its lead
 * or as a copy. A post that says more than what was sent is no copy of it.
 */
export function groupPosts(
  { gathered, sent }: { readonly gathered: readonly FoldablePost[]; readonly sent: readonly FoldablePost[] },
  profileOf: ProfileText,
): readonly FoldedGroup[] {
  const folding = createFolding(profileOf, { maxTexts: gathered.length + sent.length })
  const place = (post: FoldablePost, number: number): Placed => {
    const { text, publishedAt, origin } = post
    const self = originName(post.channelName, post.messageId)
    return { ...folding.add({ text, publishedAt, origin, self }), number, post, wasSent: number < sent.length }
  }
  // What the reader knows comes first, whenever it was published.
  const placed = [...sent, ...gathered].map(place)
  const groups = [...Map.groupBy(placed, ({ sameTextAs, number }) => sameTextAs ?? number).values()]
  const leads = new Map<number, number>()
  return groups.flatMap((members) => {
    const [lead] = members.filter(({ wasSent }) => !wasSent)
    if (lead === undefined) return []
    const story = leads.get(lead.story) ?? lead.post.postId
    leads.set(lead.story, story)
    const copies = members.filter((one) => one !== lead).map(({ post }) => toCopy(post))
    return {
      lead: lead.post.postId,
      copies: copies.sort((a, b) => a.publishedAt - b.publishedAt || a.postId - b.postId),
      sentBefore: members.some(({ wasSent }) => wasSent),
      story,
    }
  })
}

function toCopy({ postId, messageId, channelName, channelTitle, publishedAt }: FoldablePost): FoldedCopy {
  return { postId, messageId, channelName, channelTitle, publishedAt }
}
