import type { ArchivedPost, ArchiveStore, PostVersion } from '../domain/archive.ts'
import type { Post } from '../domain/post.ts'
import type { Db } from './database.ts'
import { firstIdAt } from './post-id.ts'
import { createImport } from './post-import.ts'
import { postColumns, type PostRow, toPost } from './post-row.ts'
import type { PostWriter } from './post-writer.ts'

interface VersionRow {
  post_id: number
  seen_at: number
  text: string
  entities_json: string
  media_json: string | null
}

export function createArchiveStore(db: Db, writer: PostWriter): ArchiveStore {
  const listRows = createListRows(db)
  const findVersions = createFindVersions(db)
  const listPage = db.transaction((request: Parameters<ArchiveStore['listPage']>[0]): readonly ArchivedPost[] =>
    findVersions(listRows(request).map(toPost)),
  )
  return {
    listPage: async (request) => listPage(request),
    findVersions: async (posts) => findVersions(posts),
    importPosts: createImport(db, writer),
  }
}

function createListRows(db: Db): (request: Parameters<ArchiveStore['listPage']>[0]) => PostRow[] {
  const ofOne = db.prepare<[number, number, number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p WHERE p.channel_id = ? AND p.id > ? AND p.id < ? ORDER BY p.id LIMIT ?`,
  )
  // The plus keeps the planner from the index by channel, which would have to be sorted: ids are the order.
  const ofSeveral = db.prepare<[string, number, number, number], PostRow>(
    `SELECT ${postColumns} FROM posts p
     WHERE +p.channel_id IN (SELECT value FROM json_each(?)) AND p.id > ? AND p.id < ? ORDER BY p.id LIMIT ?`,
  )
  return ({ channelIds, afterId, fromAt, beforeAt, limit }) => {
    const after = fromAt === null ? afterId : Math.max(afterId, firstIdAt(fromAt) - 1)
    const before = beforeAt === null ? Number.MAX_SAFE_INTEGER : firstIdAt(beforeAt)
    const [only] = channelIds
    return only !== undefined && channelIds.length === 1
      ? ofOne.all(only, after, before, limit)
      : ofSeveral.all(JSON.stringify(channelIds), after, before, limit)
  }
}

function createFindVersions(db: Db): (posts: readonly Post[]) => ArchivedPost[] {
  const former = db.prepare<[string], VersionRow>(
    `SELECT post_id, seen_at, text, entities_json, media_json FROM post_versions
     WHERE post_id IN (SELECT value FROM json_each(?)) ORDER BY post_id, seen_at, revision`,
  )
  return (posts) => {
    const byPost = Map.groupBy(former.all(JSON.stringify(posts.map(({ id }) => id))), (row) => row.post_id)
    return posts.map((post) => ({ post, versions: [...(byPost.get(post.id) ?? []).map(toVersion), current(post)] }))
  }
}

function toVersion(row: VersionRow): PostVersion {
  return {
    seenAt: row.seen_at,
    text: row.text,
    entities: JSON.parse(row.entities_json) as PostVersion['entities'],
    media: row.media_json === null ? null : (JSON.parse(row.media_json) as PostVersion['media']),
  }
}

function current({ changedAt, firstSeenAt, text, entities, media }: Post): PostVersion {
  return { seenAt: changedAt ?? firstSeenAt, text, entities, media }
}
