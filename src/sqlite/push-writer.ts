import { albumOf, withAlbumItem } from '../core/pushed-album.ts'
import { joinTold, replaceTold, weighTold } from '../core/told-twice.ts'
import type { Post, PostContent } from '../domain/post.ts'
import type { PushedPost, PushOutcome } from '../domain/pushed.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'
import type { Known, Look, Weight } from './post-look.ts'

/** How posts are written, inside the caller's transaction. */
interface Writing {
  /** The id of the new post. */
  insert(channelId: number, post: PostContent, look: Look): number
  /** Whether it makes a version. */
  update(known: Known, post: PostContent, weight: Weight, look: Look): boolean
  remove(row: PostRow): void
}

type Written = Exclude<PushOutcome, 'unwanted'>

/** Stores what was pushed, so that it is one post with what pages show of it, in whatever order both come. */
export function createPushWriting(db: Db, writing: Writing) {
  const marks = createMarks(db)
  const find = createFind(db)
  const { replace, extend } = createChange(writing, { marks, find })
  const hasPushed = db
    .prepare<[number], number>('SELECT 1 FROM channels WHERE id = ? AND last_pushed_at IS NOT NULL')
    .pluck()

  const upsert = (channelId: number, pushed: PushedPost, now: Instant): Written => {
    const { content, albumKey, saidAt } = pushed
    const row = albumKey === null ? find.byMessageId(channelId, content.messageId) : find.album(channelId, pushed)
    if (row === undefined) {
      const { post, captionId } = albumKey === null ? { post: content, captionId: null } : albumOf(content)
      const id = writing.insert(channelId, post, { now, seenAt: saidAt, hasCounts: false })
      marks.set(id, { channelId, knownAt: saidAt, albumKey, captionId })
      return 'inserted'
    }
    const before = toPost(row)
    const mark = marks.find(row.id)
    const knownAt = mark?.knownAt ?? shownAt(before) ?? -Infinity
    const isNewItem = albumKey !== null && !idsOf(before).includes(content.messageId)
    const isMore = isNewItem || weighTold(before, content) === 'more'
    // Of two that differ, the later is right; by what a page showed before, or an earlier push, nothing is changed.
    const isStale = !isMore && saidAt < knownAt
    const captionId = mark?.captionId ?? null
    const next = { channelId, knownAt: Math.max(saidAt, knownAt), albumKey, captionId }
    marks.set(row.id, next)
    if (isStale) return 'stale'
    const look = { now, seenAt: Math.max(saidAt, row.last_seen_at ?? saidAt), hasCounts: false }
    if (albumKey === null) return replace({ row, before }, content, look)
    return extend({ row, before }, content, { look, isNewItem, mark: next })
  }

  return {
    upsert,
    hasPushed: (channelId: number): boolean => hasPushed.get(channelId) !== undefined,
    takeParts: createTakeParts(writing, { marks, find }),
  }
}

/** When pages showed the words. They were asked for once, when a page first left them to the app, if they could be had at all. */
function shownAt({ kind, text, firstSeenAt, lastSeenAt }: Post): Instant | null {
  if (kind !== 'unsupported') return lastSeenAt
  return text === '' ? null : firstSeenAt
}

/** What is known of a post changes by a push. */
function createChange(writing: Writing, { marks, find }: { readonly marks: Marks; readonly find: Find }) {
  const replace = ({ row, before: stored }: Known, content: PostContent, look: Look): Written => {
    const weight = weighTold(stored, content)
    const post = weight === 'same' ? joinTold(stored, content) : replaceTold(stored, content)
    return toOutcome(writing.update({ row, before: stored }, post, weight, look), weight)
  }

  const extend = (
    { row, before: stored }: Known,
    item: PostContent,
    { look, isNewItem, mark }: { readonly look: Look; readonly isNewItem: boolean; readonly mark: Mark },
  ): Written => {
    const { post: album, captionId } = withAlbumItem({ post: stored, captionId: mark.captionId }, item)
    marks.set(row.id, { ...mark, captionId })
    const weight = isNewItem ? 'more' : weighTold(stored, album)
    const post = weight === 'same' ? joinTold(stored, album) : replaceTold(stored, album)
    // What was recorded of earlier versions names the post by the id that it has.
    const isFirst = post.messageId !== row.message_id && row.revision === 1
    if (isFirst) find.renumber(row.id, post.messageId)
    const messageId = isFirst ? post.messageId : row.message_id
    const changed = writing.update({ row, before: stored }, { ...post, messageId }, weight, look)
    return toOutcome(changed, weight)
  }
  return { replace, extend }
}

/** An album of a page takes the place of what was pushed of it without its first item. */
function createTakeParts(writing: Writing, { marks, find }: { readonly marks: Marks; readonly find: Find }) {
  return (channelId: number, { messageId, albumIds }: PostContent): void => {
    for (const id of albumIds) {
      const part = id === messageId ? undefined : find.byMessageId(channelId, id)
      if (part === undefined || (marks.find(part.id)?.albumKey ?? null) === null) continue
      if (part.revision === 1 && find.byMessageId(channelId, messageId) === undefined) {
        find.renumber(part.id, messageId)
      } else {
        writing.remove(part)
      }
    }
  }
}

function toOutcome(changed: boolean, weight: Weight): Written {
  return changed || weight === 'more' ? 'changed' : 'known'
}

function idsOf({ albumIds, messageId }: PostContent): readonly number[] {
  return albumIds.length > 0 ? albumIds : [messageId]
}

type Marks = ReturnType<typeof createMarks>
type Find = ReturnType<typeof createFind>

interface Mark {
  readonly channelId: number
  readonly knownAt: Instant
  readonly albumKey: string | null
  readonly captionId: number | null
}

function createMarks(db: Db) {
  const set = db.prepare(
    `INSERT INTO pushed_posts (post_id, channel_id, known_at, album_key, caption_id) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (post_id) DO UPDATE
       SET known_at = excluded.known_at, album_key = excluded.album_key, caption_id = excluded.caption_id`,
  )
  const find = db.prepare<[number], Mark>(
    `SELECT channel_id AS channelId, known_at AS knownAt, album_key AS albumKey, caption_id AS captionId
     FROM pushed_posts WHERE post_id = ?`,
  )
  return {
    set: (postId: number, { channelId, knownAt, albumKey, captionId }: Mark): void => {
      set.run(postId, channelId, knownAt, albumKey, captionId)
    },
    find: (postId: number): Mark | undefined => find.get(postId),
  }
}

/** As many items as Telegram puts into an album. */
const maxAlbumItems = 10

function createFind(db: Db) {
  const byMessageId = db.prepare<[number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.channel_id = ? AND p.message_id = ?`,
  )
  const byKey = db.prepare<[number, string], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.id = (SELECT post_id FROM pushed_posts WHERE channel_id = ? AND album_key = ?)`,
  )
  const byItem = db.prepare<Record<string, number>, PostRow>(
    `SELECT ${postColumns} FROM posts p, json_each(p.album_ids_json) item
     WHERE p.channel_id = $channelId AND p.message_id BETWEEN $id - ${maxAlbumItems} AND $id AND item.value = $id`,
  )
  const renumber = db.prepare('UPDATE posts SET message_id = ? WHERE id = ?')
  const find = (channelId: number, messageId: number): PostRow | undefined => byMessageId.get(channelId, messageId)
  return {
    byMessageId: find,
    /** A page may have shown the album before any of it was pushed. */
    album: (channelId: number, { albumKey, content: { messageId: id } }: PushedPost): PostRow | undefined =>
      byKey.get(channelId, albumKey ?? '') ?? byItem.get({ channelId, id }) ?? find(channelId, id),
    renumber: (postId: number, messageId: number): void => void renumber.run(messageId, postId),
  }
}
