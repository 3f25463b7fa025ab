import { postUrl } from '../core/channel-ref.ts'
import { toSafeHtml } from '../core/text/to-html.ts'
import type { Post } from '../domain/post.ts'
import type { Store } from '../domain/store.ts'
import { UsageError } from './arguments.ts'
import type { Output } from './output.ts'

const postsAtOnce = 500

/** A post as `export` and `search --json` print it. The names are part of the public format: see the README. */
export function toExported(post: Post, channel: string): Record<string, unknown> {
  return {
    channel,
    id: post.messageId,
    url: postUrl(channel, post.messageId),
    publishedAt: new Date(post.publishedAt).toISOString(),
    edited: post.edited,
    text: post.text,
    html: toSafeHtml(post.text, post.entities),
    views: post.views?.value ?? null,
    author: post.author,
    forwardedFrom:
      post.forward === null ? null : { channel: post.forward.channel, id: post.forward.id, name: post.forward.name },
    replyTo: post.reply,
    albumIds: post.albumIds,
    media: post.media,
    reactions: post.reactions,
    buttons: post.buttons,
    viaBot: post.viaBot,
    kind: post.kind,
    serviceKind: post.serviceKind,
    pinned: post.pinned,
  }
}

/** Prints every post of a channel, oldest first, one JSON object a line, in constant memory. Throws UsageError. */
export async function exportChannel(
  { store, output }: { readonly store: Store; readonly output: Output },
  name: string,
): Promise<void> {
  const channel = await store.channels.findByName(name)
  if (channel === null) throw new UsageError(`there is no channel @${name} in the archive`)
  let afterId = 0
  for (;;) {
    const posts = await store.posts.listPage({ channelId: channel.id, afterId, limit: postsAtOnce })
    for (const post of posts) await output.line(JSON.stringify(toExported(post, channel.name)))
    const last = posts.at(-1)
    if (last === undefined || posts.length < postsAtOnce) return
    afterId = last.id
  }
}
