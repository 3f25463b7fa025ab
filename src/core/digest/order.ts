import type { Digest, DigestChannel, DigestGroup, DigestItem } from '../../domain/digest.ts'
import { byScore } from './leads.ts'

/** A story where it stands in the digest. */
export interface PlacedStory {
  readonly item: DigestItem
  readonly channel: DigestChannel
  readonly group: DigestGroup
  /** From 1, in the order in which they are told. */
  readonly number: number
}

/**
 * The stories in the order in which they are told: in a `normal` digest the leads first, the best of every query, then the others by
 * channel; else by query and channel. Pure: numbers in old messages keep their meaning.
 */
export function storiesInOrder(digest: Digest): readonly PlacedStory[] {
  const all = digest.groups.flatMap((group) =>
    group.channels.flatMap((channel) => channel.items.map((item) => ({ item, channel, group }))),
  )
  const told =
    digest.length === 'normal' ? [...leadsOf(digest, all), ...all.filter(({ item }) => item.isLead !== true)] : all
  return told.map((story, index) => ({ ...story, number: index + 1 }))
}

function leadsOf<Story extends { readonly item: DigestItem; readonly group: DigestGroup }>(
  { groups }: Digest,
  all: readonly Story[],
): readonly Story[] {
  const leads = all.filter(({ item }) => item.isLead === true)
  return groups.flatMap((group) =>
    leads.filter((story) => story.group === group).toSorted((a, b) => byScore(a.item, b.item)),
  )
}
