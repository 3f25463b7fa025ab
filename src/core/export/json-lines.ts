import type { JsonValue } from '../canonical-json.ts'
import { postUrl } from '../channel-ref.ts'
import { toIsoTime } from '../iso-time.ts'
import { toSafeHtml } from '../text/to-html.ts'
import { digestVersion, toLastingMedia } from '../version-digest.ts'
import type { ExportedPost, ExportFormat } from './format.ts'

/** One JSON object a line. The names are part of the public format: see the README. */
export const jsonLines: ExportFormat = {
  extension: 'jsonl',
  head: () => '',
  item: (exported) => `${JSON.stringify(toJsonPost(exported))}\n`,
  tail: () => '',
}

/** A post with all that is kept of it, as plain data. */
export function toJsonPost({ post, channel, versions }: ExportedPost): { readonly [name: string]: JsonValue } {
  const { forward } = post
  const plain = {
    channel: channel.name,
    channelId: channel.telegramId,
    id: post.messageId,
    url: postUrl(channel.name, post.messageId),
    publishedAt: toIsoTime(post.publishedAt),
    edited: post.edited,
    text: post.text,
    html: toSafeHtml(post.text, post.entities),
    entities: post.entities,
    views: post.views?.value ?? null,
    viewsLabel: post.views?.label ?? null,
    author: post.author,
    forwardedFrom:
      forward === null
        ? null
        : { channel: forward.channel, id: forward.id, name: forward.name, author: forward.author },
    replyTo: post.reply,
    albumIds: post.albumIds,
    media: post.media,
    reactions: post.reactions,
    buttons: post.buttons,
    viaBot: post.viaBot,
    kind: post.kind,
    serviceKind: post.serviceKind,
    pinned: post.pinned,
    deleted: deletionOf(post),
    versions: versions.map(({ seenAt, text, entities, media }) => ({
      seenAt: toIsoTime(seenAt),
      text,
      html: toSafeHtml(text, entities),
      entities,
      media: media === null ? null : toLastingMedia(media),
      sha256: digestOf({ post, channel }, { text, entities, media }),
    })),
  }
  return plain as unknown as { readonly [name: string]: JsonValue }
}

/** The digest of one version of a post. */
export function digestOf(
  { post, channel }: Pick<ExportedPost, 'post' | 'channel'>,
  said: Pick<ExportedPost['versions'][number], 'text' | 'entities' | 'media'>,
): string {
  const { messageId, publishedAt } = post
  return digestVersion({ channelId: channel.telegramId, messageId, publishedAt, ...said })
}

/** Between which looks it went: after the last that saw it, when that is known, and before the first that did not. */
function deletionOf({
  lastSeenAt,
  deletedAt,
}: ExportedPost['post']): { readonly after: string | null; readonly before: string } | null {
  if (deletedAt === null) return null
  return { after: lastSeenAt === null ? null : toIsoTime(lastSeenAt), before: toIsoTime(deletedAt) }
}
