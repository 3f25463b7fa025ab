import type { Digest, DigestChannel, DigestGroup, DigestItem } from '../../domain/digest.ts'
import { byScore } from './leads.ts'

/** A story where it stands in the digest. */
export interface PlacedStory {
  readonly item: DigestItem
  readonly channel: DigestChannel
  readonly group: DigestGroup
  /** The group of the lead below which it is told, of another post of its story; null: it stands by itself. */
  readonly under: DigestGroup | null
  /** From 1, in the order in which they are told. */
  readonly number: number
}

/**
 * The stories in the order in which they are told: in a `normal` digest the leads first, the best of every query, each with the posts
 * that tell the same, oldest first, and then the others by channel; else by query and channel. Pure: numbers in old messages keep
 * their meaning.
 */
export function storiesInOrder(digest: Digest): readonly PlacedStory[] {
  const all = digest.groups.flatMap((group) =>
    group.channels.flatMap((channel) => channel.items.map((item) => ({ item, channel, group, under: null }))),
  )
  const told = digest.length === 'normal' ? leadsFirst(digest, all) : all
  return told.map((story, index) => ({ ...story, number: index + 1 }))
}

type Story = Omit<PlacedStory, 'number'>

function leadsFirst(digest: Digest, all: readonly Story[]): readonly Story[] {
  const below = Map.groupBy(
    digest.occasion?.kind === 'alert' ? [] : all.filter(({ item }) => item.under !== undefined),
    ({ item }) => item.under,
  )
  const first = leadsOf(digest, all).flatMap((lead) => [
    lead,
    ...(below.get(lead.item.postId) ?? [])
      .toSorted((a, b) => a.item.publishedAt - b.item.publishedAt)
      .map((story) => ({ ...story, under: lead.group })),
  ])
  const placed = new Set(first.map(({ item }) => item))
  return [...first, ...all.filter(({ item }) => !placed.has(item))]
}

function leadsOf({ groups }: Digest, all: readonly Story[]): readonly Story[] {
  const leads = all.filter(({ item }) => item.isLead === true)
  return groups.flatMap((group) =>
    leads.filter((story) => story.group === group).toSorted((a, b) => byScore(a.item, b.item)),
  )
}
