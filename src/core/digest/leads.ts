import type { DigestGroup, DigestItem } from '../../domain/digest.ts'

/** So many stories are told with their quotes. */
const maxLeads = 8

/**
 * The groups with their lead stories marked: first the best of every group, in the order of the groups, then the best of what is
 * left, by score. Of the posts that tell one story only the best leads.
 */
export function chooseLeads(groups: readonly DigestGroup[]): readonly DigestGroup[] {
  const best = groups.map((group) => bestOfStories(group.channels.flatMap(({ items }) => items)))
  const firsts = best.flatMap(([first]) => first ?? [])
  const others = best.flatMap(([, ...rest]) => rest).toSorted(byScore)
  const leads = new Set([...firsts, ...others].slice(0, maxLeads))
  const mark = (item: DigestItem): DigestItem => (leads.has(item) ? { ...item, isLead: true } : item)
  return groups.map((group) => ({
    ...group,
    channels: group.channels.map((channel) => ({ ...channel, items: channel.items.map(mark) })),
  }))
}

/** The best post of every story, best first. */
function bestOfStories(items: readonly DigestItem[]): readonly DigestItem[] {
  const told = new Set<number>()
  return items.toSorted(byScore).filter(({ story, postId }) => {
    const key = story ?? postId
    return !told.has(key) && told.add(key)
  })
}

/** Best first, and of equals the newest. */
export function byScore(a: DigestItem, b: DigestItem): number {
  return (b.score ?? 0) - (a.score ?? 0) || b.publishedAt - a.publishedAt || b.postId - a.postId
}
