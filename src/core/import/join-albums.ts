import type { ImportedPost } from '../../domain/archive.ts'
import type { PostContent } from '../../domain/post.ts'

const maxItems = 10

/**
 * Telegram Desktop writes every item of an album as a message of its own and does not say that they belong together. Messages
 * in a row, of one second, with something attached and with one text among them at most, are taken for an album, as
 * Telegram's public preview shows it.
 */
export function joinAlbum(album: ImportedPost, next: ImportedPost): ImportedPost | null {
  const { content } = album
  if (!areOfOneAlbum(content, next.content)) return null
  const { text, entities } = content.text === '' ? next.content : content
  const media = [...content.media, ...next.content.media]
  const seenAt = Math.max(album.versions[0]?.seenAt ?? 0, next.versions[0]?.seenAt ?? 0)
  const edited = content.edited || next.content.edited
  const albumIds = [...idsOf(content), next.content.messageId]
  return {
    content: { ...content, text, entities, edited, albumIds, media },
    versions: [{ seenAt, text, entities, media }],
  }
}

function areOfOneAlbum(first: PostContent, next: PostContent): boolean {
  const ids = idsOf(first)
  const areInARow = next.messageId === (ids.at(-1) ?? 0) + 1 && next.publishedAt === first.publishedAt
  const haveOneText = first.text === '' || next.text === ''
  const haveOneSource = first.forward?.name === next.forward?.name
  return areInARow && ids.length < maxItems && haveOneText && haveOneSource && isItem(first) && isItem(next)
}

function idsOf({ albumIds, messageId }: PostContent): readonly number[] {
  return albumIds.length === 0 ? [messageId] : albumIds
}

const kinds: ReadonlySet<string> = new Set(['photo', 'video', 'audio', 'document'])

function isItem({ kind, media }: PostContent): boolean {
  return kind === 'post' && media.length > 0 && media.every((item) => kinds.has(item.kind))
}
