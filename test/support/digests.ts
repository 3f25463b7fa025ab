import type { Digest } from '../../src/domain/digest.ts'

/** A digest of so many posts of the channel "news", each of which takes some room. */
export function makeLongDigest(slotAt: number, postCount: number): Digest {
  const items = Array.from({ length: postCount }, (_, index) => ({
    postId: index + 1,
    messageId: index + 1,
    publishedAt: slotAt,
    extract: `Post ${index + 1}. ${'Words to fill the page with. '.repeat(8)}`,
    highlights: [],
    edited: false,
    media: [],
    forwardedFrom: null,
    alsoMatches: [],
  }))
  const groups = [{ query: null, channels: [{ name: 'news', title: 'News', items }] }]
  return { language: 'en', timeZone: 'UTC', slotAt, postCount, leftOver: 0, groups }
}
