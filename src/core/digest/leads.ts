import type { DigestGroup, DigestItem } from '../../domain/digest.ts'

/** So many stories are told with their quotes. */
const maxLeads = 8
/** So many a query has beside its first before the others have had their turn. */
const maxFurther = 3
/** So many other posts of its story have their lines below a lead; more would push the next story away. */
const maxUnder = 4

/**
 * The groups with their lead stories marked: first the best of every group, in the order of the groups, then the best of what is
 * left, by score, those of one group no more than four while others wait. Of the posts that tell one story only the best leads, and the next best are told below it, whichever query found
 * them.
 */
export function chooseLeads(groups: readonly DigestGroup[]): readonly DigestGroup[] {
  const best = groups.map((group) => itemsOf(group).toSorted(byScore))
  const told = new Set<number>()
  const isNew = ({ story, postId }: DigestItem): boolean => {
    const key = story ?? postId
    return !told.has(key) && told.add(key) !== undefined
  }
  const firsts = best.flatMap((items) => items.find(isNew) ?? [])
  const others = best
    .flatMap((items, group) => items.map((item) => ({ item, group })))
    .toSorted((a, b) => byScore(a.item, b.item))
    .filter(({ item }) => isNew(item))
  const leads = new Set([...firsts, ...evenly(others).map(({ item }) => item)].slice(0, maxLeads))
  const under = findUnder(leads, groups.flatMap(itemsOf))
  const mark = (item: DigestItem): DigestItem => {
    const lead = under.get(item)
    if (lead !== undefined) return { ...item, under: lead }
    return leads.has(item) ? { ...item, isLead: true } : item
  }
  return groups.map((group) => ({
    ...group,
    channels: group.channels.map((channel) => ({ ...channel, items: channel.items.map(mark) })),
  }))
}

/** In their order, but what a group has beyond its further leads comes last. */
function evenly<Story extends { readonly group: number }>(stories: readonly Story[]): readonly Story[] {
  const counts = new Map<number, number>()
  const isWithin = ({ group }: Story): boolean => {
    const count = (counts.get(group) ?? 0) + 1
    counts.set(group, count)
    return count <= maxFurther
  }
  const { early = [], late = [] } = Object.groupBy(stories, (story) => (isWithin(story) ? 'early' : 'late'))
  return [...early, ...late]
}

function itemsOf({ channels }: DigestGroup): readonly DigestItem[] {
  return channels.flatMap(({ items }) => items)
}

/** For the posts that are told below a lead, the post of that lead. */
function findUnder(leads: ReadonlySet<DigestItem>, items: readonly DigestItem[]): ReadonlyMap<DigestItem, number> {
  const leadOf = new Map<number, number>()
  for (const { story, postId } of leads) if (story !== undefined) leadOf.set(story, postId)
  const counts = new Map<number, number>()
  const under = new Map<DigestItem, number>()
  for (const item of items.filter((one) => !leads.has(one)).toSorted(byScore)) {
    const lead = item.story === undefined ? undefined : leadOf.get(item.story)
    const count = (lead === undefined ? undefined : counts.get(lead)) ?? 0
    if (lead === undefined || count >= maxUnder) continue
    counts.set(lead, count + 1)
    under.set(item, lead)
  }
  return under
}

/** Best first, and of equals the newest. */
export function byScore(a: DigestItem, b: DigestItem): number {
  return (b.score ?? 0) - (a.score ?? 0) || b.publishedAt - a.publishedAt || b.postId - a.postId
}
