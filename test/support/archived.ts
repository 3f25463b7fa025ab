import type { ExportedPost } from '../../src/core/export/format.ts'
import type { Post, PostContent } from '../../src/domain/post.ts'
import { makePost } from './posts.ts'

/** A post as an export gets it, with what a test does not care about filled in. */
export function makeExported(
  content: Partial<PostContent> = {},
  rest: { readonly post?: Partial<Post>; readonly title?: string; readonly former?: readonly string[] } = {},
): ExportedPost {
  const made = makePost({ messageId: 7, ...content })
  const post: Post = {
    ...made,
    boilerplate: [],
    id: 1,
    channelId: 1,
    firstSeenAt: made.publishedAt,
    changedAt: null,
    deletedAt: null,
    lastSeenAt: null,
    ...rest.post,
  }
  const former = (rest.former ?? []).map((text, index) => ({
    seenAt: made.publishedAt + index * 1000,
    text,
    entities: [],
    media: null,
  }))
  return {
    channel: { name: 'news', title: rest.title ?? 'News', telegramId: 42 },
    post,
    versions: [...former, { seenAt: made.publishedAt, text: post.text, entities: post.entities, media: post.media }],
  }
}
