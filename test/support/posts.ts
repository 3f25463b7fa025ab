import type { Channel, ChannelProfile } from '../../src/domain/channel.ts'
import type { PostContent } from '../../src/domain/post.ts'
import type { Store } from '../../src/domain/store.ts'

/** A post with what a test does not care about filled in. */
export function makePost(post: Partial<PostContent> & { messageId: number }): PostContent {
  return {
    publishedAt: Date.UTC(2026, 0, 1) + post.messageId * 60_000,
    kind: 'post',
    text: `post ${post.messageId}`,
    entities: [],
    edited: false,
    views: null,
    author: null,
    forward: null,
    reply: null,
    albumIds: [],
    media: [],
    reactions: [],
    buttons: [],
    viaBot: null,
    serviceKind: null,
    pinned: null,
    ...post,
  }
}

export function makeProfile(profile: Partial<ChannelProfile> & { name: string }): ChannelProfile {
  return { telegramId: null, title: profile.name, description: null, subscribers: null, ...profile }
}

/** Stores posts of a channel as one page of them. */
export async function recordPosts(
  store: Store,
  { id, name }: Pick<Channel, 'id' | 'name'>,
  posts: readonly PostContent[],
): Promise<void> {
  await store.channels.recordPage({
    channelId: id,
    profile: makeProfile({ name }),
    posts,
    cursor: null,
    backfill: null,
    leaseUntil: 0,
    now: 0,
  })
}
