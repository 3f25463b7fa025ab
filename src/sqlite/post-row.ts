import { noDetails, type Post, type PostContent, type PostKind, type Reply, type PostDetails } from '../domain/post.ts'

/** A row of the table posts. */
export interface PostRow {
  id: number
  channel_id: number
  message_id: number
  published_at: number
  kind: string
  text: string
  boilerplate_json: string
  entities_json: string
  edited: number
  views_label: string | null
  views: number | null
  author: string | null
  forward_json: string | null
  reply_json: string | null
  album_ids_json: string
  media_json: string
  details_json: string
  first_seen_at: number
  changed_at: number | null
  deleted_at: number | null
  last_seen_at: number | null
  next_check_at: number | null
  revision: number
}

const names = [
  'id',
  'channel_id',
  'message_id',
  'published_at',
  'kind',
  'text',
  'boilerplate_json',
  'entities_json',
  'edited',
  'views_label',
  'views',
  'author',
  'forward_json',
  'reply_json',
  'album_ids_json',
  'media_json',
  'details_json',
  'first_seen_at',
  'changed_at',
  'deleted_at',
  'last_seen_at',
  'next_check_at',
  'revision',
] as const

/** The columns of a PostRow, for a SELECT from posts under the alias `p`. */
export const postColumns = names.map((name) => `p.${name}`).join(', ')

/** What goes into the column: an empty part is left out, so that most rows need a few bytes. */
export function toDetailsJson(post: PostDetails): string {
  const { reactions, buttons, viaBot, serviceKind, pinned } = post
  return JSON.stringify({
    ...(reactions.length > 0 && { reactions }),
    ...(buttons.length > 0 && { buttons }),
    ...(viaBot !== null && { viaBot }),
    ...(serviceKind !== null && { serviceKind }),
    ...(pinned !== null && { pinned }),
  })
}

function toReply(json: string): Reply {
  return { author: null, quote: null, ...(JSON.parse(json) as Pick<Reply, 'channel' | 'id'>) }
}

export function toPost(row: PostRow): Post {
  return {
    id: row.id,
    channelId: row.channel_id,
    messageId: row.message_id,
    publishedAt: row.published_at,
    kind: row.kind as PostKind,
    text: row.text,
    boilerplate: parseList(row.boilerplate_json) as Post['boilerplate'],
    entities: parseList(row.entities_json) as PostContent['entities'],
    edited: row.edited === 1,
    views: row.views === null ? null : { label: row.views_label ?? String(row.views), value: row.views },
    author: row.author,
    forward: row.forward_json === null ? null : (JSON.parse(row.forward_json) as PostContent['forward']),
    reply: row.reply_json === null ? null : toReply(row.reply_json),
    albumIds: parseList(row.album_ids_json) as PostContent['albumIds'],
    media: parseList(row.media_json) as PostContent['media'],
    ...noDetails,
    ...(row.details_json === '{}' ? {} : (JSON.parse(row.details_json) as Partial<PostDetails>)),
    firstSeenAt: row.first_seen_at,
    changedAt: row.changed_at,
    deletedAt: row.deleted_at,
    lastSeenAt: row.last_seen_at,
  }
}

/** Most lists are empty; a search reads many posts. */
function parseList(json: string): unknown {
  return json === '[]' ? [] : JSON.parse(json)
}
