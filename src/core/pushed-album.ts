import type { Media, PostContent } from '../domain/post.ts'

/** An album as it is known so far. */
export interface KnownAlbum {
  readonly post: PostContent
  /** The item whose words are those of the album; null: none that is known has any. */
  readonly captionId: number | null
}

/** As many items as Telegram puts into an album. */
const maxItems = 10

/** The item as an album of its own. */
export function albumOf(item: PostContent): KnownAlbum {
  return { post: { ...item, albumIds: [item.messageId] }, captionId: item.text === '' ? null : item.messageId }
}

/**
 * The album with an item that came in, or came again with other words or another picture. The items stand by their ids, in
 * whatever order they come; the album has the id of the first.
 */
export function withAlbumItem({ post, captionId }: KnownAlbum, item: PostContent): KnownAlbum {
  const ids = post.albumIds.length > 0 ? post.albumIds : [post.messageId]
  const isKnown = ids.includes(item.messageId)
  if (!isKnown && ids.length >= maxItems) return { post, captionId }
  const albumIds = isKnown ? ids : [...ids, item.messageId].toSorted((a, b) => a - b)
  const words = wordsOf({ post, captionId }, item)
  const media = mediaOf(post, item, { albumIds, isKnown })
  const first = albumIds[0] ?? post.messageId
  return {
    post: { ...post, ...words.said, messageId: first, albumIds, media, edited: post.edited || item.edited },
    captionId: words.captionId,
  }
}

type Said = Pick<PostContent, 'text' | 'entities'>

/** Words that come with an item are the album's; those of an album go when the item that had them has none any more. */
function wordsOf({ post, captionId }: KnownAlbum, item: PostContent): { said: Said; captionId: number | null } {
  const { text, entities } = item
  if (text !== '') return { said: { text, entities }, captionId: item.messageId }
  // A preview shows the words of an album at its first item.
  const ownerId = captionId ?? post.messageId
  if (item.messageId === ownerId && post.text !== '') return { said: { text, entities }, captionId: null }
  return { said: { text: post.text, entities: post.entities }, captionId }
}

function mediaOf(
  post: PostContent,
  item: PostContent,
  { albumIds, isKnown }: { readonly albumIds: readonly number[]; readonly isKnown: boolean },
): readonly Media[] {
  // Which of the pictures is the item's nobody said.
  if (isKnown && !post.media.some((media) => idOf(media) === item.messageId)) return post.media
  const others = post.media.filter((media) => idOf(media) !== item.messageId)
  const place = (media: Media): number => albumIds.indexOf(idOf(media) ?? Infinity)
  const known = others.filter((media) => place(media) >= 0)
  const rest = others.filter((media) => place(media) < 0)
  return [...[...known, ...item.media].toSorted((a, b) => place(a) - place(b)), ...rest]
}

function idOf(media: Media): number | null {
  return 'messageId' in media ? media.messageId : null
}
