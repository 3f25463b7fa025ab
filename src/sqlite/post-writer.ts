import { findBoilerplate } from '../core/text/boilerplate/find.ts'
import type { Boilerplate } from '../domain/boilerplate.ts'
import type { MarkedContent, PostContent } from '../domain/post.ts'
import type { PageResult } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import { createFindLearnt } from './boilerplate-store.ts'
import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { firstIdAt, idsPerSecond } from './post-id.ts'

/** Stores what was seen of posts, with where the boilerplate of their channel is in them. Its methods run inside the caller's transaction. */
export interface PostWriter {
  upsert(channelId: number, posts: readonly PostContent[], now: Instant): PageResult
  /** To be called when that transaction was rolled back. */
  afterRollback(): void
}

interface KnownRow {
  id: number
  kind: string
  text: string
  entities_json: string
  media_json: string
  boilerplate_json: string
  revision: number
  seen_at: number
}

export function createPostWriter(db: Db, fullText: FullText): PostWriter {
  const freeId = createFreeId(db)
  const findLearnt = createFindLearnt(db)
  const known = db.prepare<[number, number], KnownRow>(
    `SELECT id, kind, text, entities_json, media_json, boilerplate_json, revision, COALESCE(changed_at, first_seen_at) AS seen_at
     FROM posts WHERE channel_id = ? AND message_id = ?`,
  )
  const insert = db.prepare(
    `INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, views_label, views, author,
       forward_json, reply_json, album_ids_json, media_json, boilerplate_json, first_seen_at, matched_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE posts SET kind = ?, text = ?, entities_json = ?, edited = ?, views_label = ?, views = ?, author = ?, forward_json = ?,
       reply_json = ?, album_ids_json = ?, media_json = ?, boilerplate_json = ? WHERE id = ?`,
  )
  const keepVersion = createKeepVersion(db)
  const markChanged = db.prepare(
    `UPDATE posts SET revision = revision + 1, changed_at = ?, match_round = match_round + 1, matched_at = ?, match_leased_until = 0
     WHERE id = ?`,
  )

  const insertPost = (channelId: number, post: MarkedContent, now: Instant): void => {
    const id = freeId(post)
    const matchedAt = post.kind === 'service' ? now : null
    insert.run(id, channelId, post.messageId, post.publishedAt, ...contentValues(post), now, matchedAt)
    fullText.insert(id, channelId, post)
  }

  const updatePost = (channelId: number, row: KnownRow, post: MarkedContent, now: Instant): boolean => {
    const changed =
      post.text !== row.text || post.kind !== row.kind || pollOf(post.media) !== pollOf(JSON.parse(row.media_json))
    if (changed) {
      keepVersion(row, now)
      markChanged.run(now, post.kind === 'service' ? now : null, row.id)
    }
    update.run(...contentValues(post), row.id)
    // What was learnt since may set more of an unchanged text aside, or less: the index follows, nobody is told again.
    const isMarkedAnew = JSON.stringify(post.boilerplate) !== row.boilerplate_json
    if (changed || isMarkedAnew) fullText.replace(row.id, channelId, post)
    return changed
  }

  return {
    afterRollback: () => fullText.afterRollback(),
    upsert: (channelId, posts, now) => {
      let inserted = 0
      let changed = 0
      const learnt = findLearnt(channelId)
      for (const content of posts) {
        const post = mark(content, learnt)
        const row = known.get(channelId, post.messageId)
        if (row === undefined) {
          insertPost(channelId, post, now)
          inserted += 1
        } else if (updatePost(channelId, row, post, now)) {
          changed += 1
        }
      }
      return { inserted, changed }
    },
  }
}

/** Keeps what a post said until now. */
function createKeepVersion(db: Db): (row: KnownRow, now: Instant) => void {
  const keep = db.prepare(
    `INSERT INTO post_versions (post_id, revision, text, entities_json, media_json, seen_at, replaced_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  return ({ id, revision, text, entities_json, media_json, seen_at }, now) => {
    keep.run(id, revision, text, entities_json, media_json, seen_at, now)
  }
}

/**
 * The id of a new post. Within a second, a channel's posts keep the order of their message ids; posts of other channels
 * step aside.
 */
function createFreeId(db: Db): (post: PostContent) => number {
  const isTaken = db.prepare<[number], number>('SELECT 1 FROM posts WHERE id = ?').pluck()
  return (post) => {
    const first = firstIdAt(post.publishedAt)
    let place = post.messageId % idsPerSecond
    while (isTaken.get(first + place) !== undefined) place = (place + 1) % idsPerSecond
    return first + place
  }
}

/** What a poll asks: the other parts of media change without the post saying anything new. */
function pollOf(media: PostContent['media']): string {
  const poll = media.find((item) => item.kind === 'poll')
  return poll === undefined ? '' : [poll.question, ...poll.options.map((option) => option.text)].join('\n')
}

function mark(post: PostContent, learnt: Boilerplate | null): MarkedContent {
  return { ...post, boilerplate: learnt === null ? [] : findBoilerplate(post.text, learnt) }
}

function contentValues(post: MarkedContent): unknown[] {
  return [
    post.kind,
    post.text,
    JSON.stringify(post.entities),
    post.edited ? 1 : 0,
    post.views?.label ?? null,
    post.views?.value ?? null,
    post.author,
    post.forward === null ? null : JSON.stringify(post.forward),
    post.reply === null ? null : JSON.stringify(post.reply),
    JSON.stringify(post.albumIds),
    JSON.stringify(post.media),
    JSON.stringify(post.boilerplate),
  ]
}
