import type { ChannelProfile } from '../../src/domain/channel.ts'
import type { PostContent } from '../../src/domain/post.ts'

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
