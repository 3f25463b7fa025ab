import type { ArchiveStore, ImportedPost, PostVersion } from '../domain/archive.ts'
import type { Instant } from '../domain/time.ts'
import type { Db } from './database.ts'
import type { PostWriter } from './post-writer.ts'

type Outcome = 'inserted' | 'extended' | 'known'

/** As many items as Telegram puts into an album. */
const maxAlbumItems = 10

export function createImport(db: Db, writer: PostWriter): ArchiveStore['importPosts'] {
  const known = db.prepare<[number, number], { id: number; text: string }>(
    'SELECT id, text FROM posts WHERE channel_id = ? AND message_id = ?',
  )
  const inAlbum = db
    .prepare<Record<string, number>, number>(
      `SELECT 1 FROM posts, json_each(posts.album_ids_json)
       WHERE channel_id = $channelId AND message_id BETWEEN $id - ${maxAlbumItems} AND $id - 1 AND json_each.value = $id`,
    )
    .pluck()
  const countNew = db.prepare('UPDATE channels SET boilerplate_new_posts = boilerplate_new_posts + ? WHERE id = ?')
  const insert = createInsert(db, writer)
  const extend = createExtend(db)

  const importOne = (channelId: number, post: ImportedPost, now: Instant): Outcome => {
    const id = post.content.messageId
    const row = known.get(channelId, id)
    if (row !== undefined) return extend(row, post, now) ? 'extended' : 'known'
    // Elsewhere every item of an album may be a message of its own; here the album is one post.
    if (inAlbum.get({ channelId, id }) !== undefined) return 'known'
    insert(channelId, post, now)
    return 'inserted'
  }
  const run = db.transaction(({ channelId, posts, now }: Parameters<ArchiveStore['importPosts']>[0]) => {
    const counts: Record<Outcome, number> = { inserted: 0, extended: 0, known: 0 }
    for (const post of posts) counts[importOne(channelId, post, now)] += 1
    if (counts.inserted > 0) countNew.run(counts.inserted, channelId)
    return counts
  })
  return async (request) => {
    try {
      return run.immediate(request)
    } catch (error) {
      writer.afterRollback()
      throw error
    }
  }
}

function createInsert(db: Db, writer: PostWriter) {
  const settle = db.prepare<(number | null)[], number>(
    `UPDATE posts SET matched_at = ?, changed_at = ?, revision = ?, last_seen_at = ? WHERE channel_id = ? AND message_id = ?
     RETURNING id`,
  )
  const keep = createKeep(db)
  return (channelId: number, { content, versions, deleted }: ImportedPost, now: Instant): void => {
    const first = versions[0]?.seenAt ?? now
    const last = versions.length > 1 ? (versions.at(-1)?.seenAt ?? now) : null
    writer.upsert(channelId, [content], first, 'imported')
    const lastSeenAt = deleted?.after ?? null
    const id = settle.pluck().get(now, last, versions.length, lastSeenAt, channelId, content.messageId)
    if (id === undefined) throw new Error('an imported post is not there')
    if (deleted !== undefined) writer.markDeleted(channelId, [content.messageId], deleted.before, 'imported')
    for (const [index, version] of versions.slice(0, -1).entries()) {
      keep(id, index + 1, version, versions[index + 1]?.seenAt ?? now)
    }
  }
}

/** Adds the texts that the post was never seen with. Returns whether there were any. */
function createExtend(db: Db) {
  const formerTexts = db.prepare<[number], string>('SELECT text FROM post_versions WHERE post_id = ?').pluck()
  const nextRevision = db
    .prepare<[number], number>('UPDATE posts SET revision = revision + 1 WHERE id = ? RETURNING revision - 1')
    .pluck()
  const keep = createKeep(db)
  return (row: { readonly id: number; readonly text: string }, { versions }: ImportedPost, now: Instant): boolean => {
    const texts = new Set([row.text, ...formerTexts.all(row.id)])
    let added = false
    for (const version of versions) {
      if (texts.has(version.text)) continue
      texts.add(version.text)
      keep(row.id, nextRevision.get(row.id) ?? 0, version, now)
      added = true
    }
    return added
  }
}

function createKeep(db: Db) {
  const keep = db.prepare(
    `INSERT INTO post_versions (post_id, revision, text, entities_json, media_json, seen_at, replaced_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  return (postId: number, revision: number, version: PostVersion, replacedAt: Instant): void => {
    const { text, entities, media, seenAt } = version
    const attached = media === null ? null : JSON.stringify(media)
    keep.run(postId, revision, text, JSON.stringify(entities), attached, seenAt, replacedAt)
  }
}
