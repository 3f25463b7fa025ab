import { nextCheckAt } from '../core/recheck.ts'
import { findBoilerplate } from '../core/text/boilerplate/find.ts'
import type { Boilerplate } from '../domain/boilerplate.ts'
import type { MarkedContent, Post, PostContent, PostKind } from '../domain/post.ts'
import type { PushedPost, PushOutcome } from '../domain/pushed.ts'
import type { PageResult } from '../domain/store.ts'
import type { Instant } from '../domain/time.ts'
import { createFindLearnt } from './boilerplate-store.ts'
import { createNoteFollowUps, type NoteFollowUps } from './follow-up-store.ts'
import type { Db } from './database.ts'
import type { FullText } from './fts.ts'
import { firstIdAt, idsPerSecond } from './post-id.ts'
import { type Chain, createChain, hasSameDigest } from './version-chain.ts'
import { postColumns, type PostRow, toDetailsJson, toPost } from './post-row.ts'
import type { Known, Look, Weight } from './post-look.ts'
import { createPushWriting } from './push-writer.ts'
import { createWeighPage } from './weigh-page.ts'

/** Stores what was seen of posts, with where the boilerplate of their channel is in them; what was seen is chained. Its methods run inside the caller's transaction. */
export interface PostWriter {
  upsert(channelId: number, posts: readonly PostContent[], now: Instant, origin?: 'seen' | 'imported'): PageResult
  /** What Telegram pushed of a post: it counts as seen when it began to say so, and tells of no counts. */
  upsertPushed(channelId: number, pushed: PushedPost, now: Instant): Exclude<PushOutcome, 'unwanted'>
  /** The channel no longer has these posts; what was marked so before keeps its time. */
  markDeleted(channelId: number, messageIds: readonly number[], now: Instant, origin?: 'seen' | 'imported'): void
  /** To be called when that transaction was rolled back. */
  afterRollback(): void
}

const byMessageId = `SELECT ${postColumns} FROM posts p WHERE p.channel_id = ? AND p.message_id = ?`

/** `schedule`: how long after its publication a post is read again. */
export function createPostWriter(db: Db, fullText: FullText, schedule: readonly number[]): PostWriter {
  const findLearnt = createFindLearnt(db)
  const known = db.prepare<[number, number], PostRow>(byMessageId)
  const chain = createChain(db)
  const insertPost = createInsertPost(db, fullText, schedule)
  const noteFollowUps = createNoteFollowUps(db)
  const updatePost = createUpdatePost(db, fullText, schedule, { chain, noteFollowUps })
  const weighPage = createWeighPage(db)
  const removePost = db.prepare('DELETE FROM posts WHERE id = ?')
  const pushing = createPushWriting(db, {
    insert: (channelId, content, look) => {
      const post = mark(content, findLearnt(channelId))
      const id = insertPost(channelId, post, look)
      chain.append(channelId, { postId: id, kind: 'new', post, now: look.now })
      return id
    },
    update: (known, content, weight, look) =>
      updatePost(known, mark(content, findLearnt(known.row.channel_id)), weight, look),
    remove: (row) => {
      fullText.remove(row.id)
      removePost.run(row.id)
    },
  })

  return {
    afterRollback: () => fullText.afterRollback(),
    markDeleted: createMarkDeleted(db, fullText, { chain, noteFollowUps }),
    upsertPushed: pushing.upsert,
    upsert: (channelId, posts, now, origin = 'seen') => {
      let inserted = 0
      let changed = 0
      const learnt = findLearnt(channelId)
      const look = { now, seenAt: now, hasCounts: true }
      const hasPushed = pushing.hasPushed(channelId)
      for (const content of posts) {
        if (hasPushed) pushing.takeParts(channelId, content)
        const row = known.get(channelId, content.messageId)
        if (row === undefined) {
          const post = mark(content, learnt)
          const id = insertPost(channelId, post, look)
          if (origin === 'seen') chain.append(channelId, { postId: id, kind: 'new', post, now })
          inserted += 1
          continue
        }
        const { before, weight, post } = weighPage(row, content, { now, mayBePushed: hasPushed })
        if (updatePost({ row, before }, mark(post, learnt), weight, look)) changed += 1
      }
      return { inserted, changed }
    },
  }
}

/** Stores a new post; its id. */
function createInsertPost(db: Db, fullText: FullText, schedule: readonly number[]) {
  const freeId = createFreeId(db)
  const keepSample = createKeepSample(db)
  const insert = db.prepare(
    `INSERT INTO posts (id, channel_id, message_id, published_at, kind, text, entities_json, edited, views_label, views, author,
       forward_json, reply_json, album_ids_json, media_json, boilerplate_json, details_json,
       last_seen_at, next_check_at, first_seen_at, matched_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (channelId: number, post: MarkedContent, { now, seenAt, hasCounts }: Look): number => {
    const id = freeId(post)
    const matchedAt = post.kind === 'service' ? now : null
    const checkAt = post.kind === 'service' ? null : nextCheckAt(post.publishedAt, schedule, now)
    insert.run(id, channelId, post.messageId, post.publishedAt, ...contentValues(post), seenAt, checkAt, now, matchedAt)
    if (checkAt !== null && hasCounts) keepSample(id, post, now)
    fullText.insert({ ...post, id, channelId, firstSeenAt: now, changedAt: null, deletedAt: null, lastSeenAt: seenAt })
    return id
  }
}

/** What a change brings with it. */
interface Witnesses {
  readonly chain: Chain
  readonly noteFollowUps: NoteFollowUps
}

/** Stores what a known post says now. Returns whether that makes a version. */
function createUpdatePost(
  db: Db,
  fullText: FullText,
  schedule: readonly number[],
  { chain, noteFollowUps }: Witnesses,
) {
  const keepFormer = createKeepFormer(db)
  const keepSample = createKeepSample(db)
  const update = db.prepare(
    `UPDATE posts SET kind = ?, text = ?, entities_json = ?, edited = ?, views_label = ?, views = ?, author = ?, forward_json = ?,
       reply_json = ?, album_ids_json = ?, media_json = ?, boilerplate_json = ?, details_json = ?,
       last_seen_at = ?, next_check_at = ?, deleted_at = ?
     WHERE id = ?`,
  )
  const matchAgain = createMatchAgain(db)
  return ({ row, before }: Known, post: MarkedContent, weight: Weight, look: Look): boolean => {
    const { now, seenAt, hasCounts } = look
    const changed = weight === 'other'
    if (weight === 'more') matchAgain(row.id)
    if (changed) {
      keepFormer(row, post.kind, now)
      noteFollowUps(row.id, 'edited', now)
    }
    const isDue = hasCounts && row.next_check_at !== null && row.next_check_at <= now
    if (isDue) keepSample(row.id, post, now)
    const checkAt = isDue ? nextCheckAt(row.published_at, schedule, now) : row.next_check_at
    // A post that is seen again is not deleted; what it said before it was taken back may be told of later.
    const isGone = before.deletedAt !== null && seenAt < Math.min(now, before.deletedAt)
    const fate = isGone ? before : { deletedAt: null, lastSeenAt: seenAt }
    update.run(...contentValues(post), fate.lastSeenAt, checkAt, fate.deletedAt, row.id)
    // What was learnt since may set more of an unchanged text aside, or less: the index follows, nobody is told again.
    const changedAt = changed ? now : before.changedAt
    const after: Post = { ...before, ...post, changedAt, deletedAt: fate.deletedAt, lastSeenAt: fate.lastSeenAt }
    if (fullText.differs(before, after)) fullText.replace(after)
    const kind = changed ? 'changed' : hasSameDigest(before, post) ? null : 'revised'
    const { channel_id: channelId, id: postId, message_id: messageId } = row
    if (before.deletedAt !== null && !isGone) {
      chain.appendDeletion(channelId, { postId, messageId, lastSeenAt: seenAt, deletedAt: null, now })
    }
    if (kind !== null) chain.append(channelId, { postId, kind, post, now })
    return changed
  }
}

function createMarkDeleted(db: Db, fullText: FullText, { chain, noteFollowUps }: Witnesses): PostWriter['markDeleted'] {
  const known = db.prepare<[number, number], PostRow>(byMessageId)
  const mark = db.prepare('UPDATE posts SET deleted_at = ?, next_check_at = NULL WHERE id = ?')
  return (channelId, messageIds, now, origin = 'seen') => {
    for (const messageId of messageIds) {
      const row = known.get(channelId, messageId)
      if (row === undefined || row.deleted_at !== null) continue
      mark.run(now, row.id)
      fullText.replace({ ...toPost(row), deletedAt: now })
      if (origin === 'imported') continue
      const { id: postId, last_seen_at: lastSeenAt } = row
      chain.appendDeletion(channelId, { postId, messageId, lastSeenAt, deletedAt: now, now })
      noteFollowUps(postId, 'deleted', now)
    }
  }
}

function createKeepSample(db: Db): (postId: number, post: PostContent, now: Instant) => void {
  const keep = db.prepare(
    'INSERT OR REPLACE INTO post_samples (post_id, seen_at, views, reactions_json) VALUES (?, ?, ?, ?)',
  )
  return (postId, { views, reactions }, now) => {
    keep.run(postId, now, views?.value ?? null, toListJson(reactions))
  }
}

/** Keeps what a post said as a version; what it says now waits to be matched, unless it is a service message. */
function createKeepFormer(db: Db): (row: PostRow, kind: PostKind, now: Instant) => void {
  const keepVersion = db.prepare(
    `INSERT INTO post_versions (post_id, revision, text, entities_json, media_json, seen_at, replaced_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const markChanged = db.prepare(
    `UPDATE posts SET revision = revision + 1, changed_at = ?, match_round = match_round + 1, matched_at = ?, match_leased_until = 0
     WHERE id = ?`,
  )
  return (row, kind, now) => {
    const seenAt = row.changed_at ?? row.first_seen_at
    keepVersion.run(row.id, row.revision, row.text, row.entities_json, row.media_json, seenAt, now)
    markChanged.run(now, kind === 'service' ? now : null, row.id)
  }
}

/** A post that is not a service message waits to be matched again. */
function createMatchAgain(db: Db): (postId: number) => void {
  const again = db.prepare(
    `UPDATE posts SET match_round = match_round + 1, matched_at = NULL, match_leased_until = 0 WHERE id = ? AND kind <> 'service'`,
  )
  return (postId) => void again.run(postId)
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

function toListJson(list: readonly unknown[]): string {
  return list.length === 0 ? '[]' : JSON.stringify(list)
}

function mark(post: PostContent, learnt: Boilerplate | null): MarkedContent {
  return { ...post, boilerplate: learnt === null ? [] : findBoilerplate(post.text, learnt) }
}

function contentValues(post: MarkedContent): unknown[] {
  return [
    post.kind,
    post.text,
    toListJson(post.entities),
    post.edited ? 1 : 0,
    post.views?.label ?? null,
    post.views?.value ?? null,
    post.author,
    post.forward === null ? null : JSON.stringify(post.forward),
    post.reply === null ? null : JSON.stringify(post.reply),
    toListJson(post.albumIds),
    toListJson(post.media),
    toListJson(post.boilerplate),
    toDetailsJson(post),
  ]
}
