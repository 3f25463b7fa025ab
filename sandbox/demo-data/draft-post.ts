import type { DemoPost } from './demo-post.ts'

/**
 * A demo post that names other posts by label instead of by id, so that adding a post does not break the references.
 * In `html`, `href="post:<label>"` is a link to the labelled post.
 */
export interface DraftPost extends Omit<DemoPost, 'replyTo'> {
  label?: string
  /** Label of an earlier post of the same channel. */
  repliesTo?: string
}

/** Minutes in a day. */
export const day = 1_440

/** Emoji to count, as the reactions of a post. */
export function reactions(counts: Record<string, number>): { emoji: string; count: number }[] {
  return Object.entries(counts).map(([emoji, count]) => ({ emoji, count }))
}

/** Replaces labels by the ids that the posts get when published in order; throws on a label not given to an earlier post. */
export function resolveLabels(channel: string, drafts: readonly DraftPost[]): DemoPost[] {
  const idByLabel = new Map<string, number>()
  const idOf = (label: string): number => {
    const id = idByLabel.get(label)
    if (id === undefined) throw new Error(`No earlier post is labelled "${label}"`)
    return id
  }
  let lastId = 0
  return drafts.map(({ label, repliesTo, ...post }) => {
    const id = lastId + 1 + (post.skipIds ?? 0)
    const html = post.html.replaceAll(/(?<=href=")post:([a-z0-9-]+)/g, (_, target: string) => {
      return `https://t.me/${channel}/${idOf(target)}`
    })
    const resolved: DemoPost = { ...post, html }
    if (repliesTo !== undefined) resolved.replyTo = { channel: null, id: idOf(repliesTo) }
    if (label !== undefined) idByLabel.set(label, id)
    lastId = id + Math.max(1, albumSize(post)) - 1
    return resolved
  })
}

/** How many photos and videos a post holds; two or more are an album, whose items have ids in a row. */
function albumSize(post: Pick<DemoPost, 'media'>): number {
  return (post.media ?? []).filter(({ kind }) => kind === 'photo' || kind === 'video').length
}
