import type {
  ChannelEvent,
  Channels,
  NewPost,
  SandboxChannelProfile,
  SandboxEntity,
  SandboxMedia,
  SandboxPost,
} from '../channels.ts'
import { parseHtml } from '../formatting.ts'
import { addFoundEntities } from './found-entities.ts'

const namePattern = /^[A-Za-z][A-Za-z0-9_]{2,31}$/
const maxTextLength = 4096
const maxAlbumItems = 10
const maxSkippedIds = 1_000_000
const maxInstant = 8.64e15

interface Entry {
  profile: SandboxChannelProfile
  readonly posts: SandboxPost[]
  /** What posts() gave last; null after a change, so that a burst of posts is not copied one by one. */
  snapshot: readonly SandboxPost[] | null
  nextId: number
}

interface Content {
  readonly text: string
  readonly entities: SandboxEntity[]
}

/**
 * The channels in memory. Names are found in any case. Profiles and posts that are given out never change: an edit puts a
 * new object in the place of the old one. Methods that need a channel or a post throw an Error with a sentence for people
 * when there is none.
 */
export function createChannelRegistry({ now }: { now: () => number }): Channels {
  const entries = new Map<string, Entry>()
  const listeners = new Set<(event: ChannelEvent) => void>()

  const emit = (event: ChannelEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const getEntry = (name: string): Entry => {
    const entry = entries.get(name.toLowerCase())
    if (!entry) throw new Error(`There is no channel @${name}.`)
    return entry
  }

  return {
    add(profile) {
      checkName(profile.name)
      if (entries.has(profile.name.toLowerCase())) throw new Error(`The name @${profile.name} is taken.`)
      entries.set(profile.name.toLowerCase(), { profile: { ...profile }, posts: [], snapshot: null, nextId: 1 })
    },
    profile: (name) => entries.get(name.toLowerCase())?.profile ?? null,
    updateProfile(name, change) {
      const entry = getEntry(name)
      const profile = { ...entry.profile, ...change }
      const [from, to] = [entry.profile.name.toLowerCase(), profile.name.toLowerCase()]
      checkName(profile.name)
      if (from !== to && entries.has(to)) throw new Error(`The name @${profile.name} is taken.`)
      entries.delete(from)
      entries.set(to, entry)
      entry.profile = profile
    },
    names: () => [...entries.values()].map((entry) => entry.profile.name),
    publish(name, newPost) {
      const entry = getEntry(name)
      const post = createPost(newPost, entry.nextId + skippedIds(newPost), now())
      entry.nextId = lastIdOf(post) + 1
      entry.posts.push(post)
      entry.snapshot = null
      emit({ type: 'published', channel: entry.profile.name, post })
      return post
    },
    edit(name, id, change) {
      const entry = getEntry(name)
      const index = findPostIndex(entry, id)
      const post = editPost(entry.posts[index]!, change, now())
      entry.posts[index] = post
      entry.snapshot = null
      emit({ type: 'edited', channel: entry.profile.name, post })
      return post
    },
    delete(name, id) {
      const entry = getEntry(name)
      const index = findPostIndex(entry, id)
      const post = entry.posts[index]!
      if (post.id === id) entry.posts.splice(index, 1)
      else entry.posts[index] = withoutItem(post, id)
      entry.snapshot = null
      emit({ type: 'deleted', channel: entry.profile.name, id })
    },
    posts(name) {
      const entry = getEntry(name)
      entry.snapshot ??= [...entry.posts]
      return entry.snapshot
    },
    subscribe(listener) {
      const own = (event: ChannelEvent): void => listener(event)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}

/** The id of a post's last message: of an album, its last item. */
export function lastIdOf(post: SandboxPost): number {
  return post.albumIds.at(-1) ?? post.id
}

/** The photos and videos of a post, which make an album when there are two or more. */
export function isAlbumItem(media: SandboxMedia): boolean {
  return media.kind === 'photo' || media.kind === 'video'
}

function checkName(name: string): void {
  if (!namePattern.test(name)) throw new Error(`"${name}" cannot be a channel's name: 3 to 32 of A-Z, a-z, 0-9 and _.`)
}

function skippedIds(post: NewPost): number {
  const skipped = post.skipIds ?? 0
  if (!Number.isInteger(skipped) || skipped < 0 || skipped > maxSkippedIds) {
    throw new Error(`skipIds must be a whole number from 0 to ${maxSkippedIds}.`)
  }
  return skipped
}

function createPost(newPost: NewPost, id: number, nowAt: number): SandboxPost {
  const { html: _html, skipIds: _skipIds, ...given } = structuredClone(newPost)
  const kind = given.kind ?? 'post'
  const media = given.media ?? []
  const content = contentOf(newPost)
  const publishedAt = given.publishedAt ?? nowAt
  if (!(Math.abs(publishedAt) <= maxInstant)) throw new Error('publishedAt is no point in time.')
  if (kind !== 'unsupported' && content.text === '' && media.length === 0) throw new Error('The post is empty.')
  return {
    editedAt: null,
    views: kind === 'service' ? null : 1,
    signature: null,
    forward: null,
    replyTo: null,
    reactions: [],
    buttons: [],
    viaBot: null,
    customEmojiWrap: hasCustomEmoji(content.entities),
    ...given,
    ...content,
    publishedAt,
    kind,
    media,
    id,
    albumIds: albumIdsOf(id, media),
  }
}

function albumIdsOf(firstId: number, media: readonly SandboxMedia[]): number[] {
  const items = media.filter(isAlbumItem).length
  if (items > maxAlbumItems) throw new Error(`An album has at most ${maxAlbumItems} items.`)
  return items < 2 ? [] : Array.from({ length: items }, (_, index) => firstId + index)
}

/** Explicit entities stay as they are; otherwise links, mentions and hashtags are found as Telegram's server finds them. */
function contentOf(given: { html?: string; text?: string; entities?: SandboxEntity[] }): Content {
  const content = readContent(given)
  if (content.text.length > maxTextLength) throw new Error(`The text is longer than ${maxTextLength}.`)
  return content
}

function readContent({
  html,
  text = '',
  entities,
}: {
  html?: string
  text?: string
  entities?: SandboxEntity[]
}): Content {
  if (html === undefined && entities !== undefined) return { text, entities: structuredClone(entities) }
  const parsed = html === undefined ? { text, entities: [] } : parseHtml(html.trim())
  return { text: parsed.text, entities: addFoundEntities(parsed.text, parsed.entities) }
}

function hasCustomEmoji(entities: readonly SandboxEntity[]): boolean {
  return entities.some((entity) => entity.type === 'custom_emoji')
}

function editPost(post: SandboxPost, change: Parameters<Channels['edit']>[2], nowAt: number): SandboxPost {
  const { html, text, views, media } = change
  const content =
    html === undefined && text === undefined ? post : contentOf(html === undefined ? { text: text! } : { html })
  const edited: SandboxPost = {
    ...post,
    text: content.text,
    entities: content.entities,
    views: views ?? post.views,
    media: structuredClone(media) ?? post.media,
    customEmojiWrap: post.customEmojiWrap || hasCustomEmoji(content.entities),
  }
  if (albumIdsOf(post.id, edited.media).length !== post.albumIds.length) {
    throw new Error('An edit cannot change the number of items of an album.')
  }
  if (edited.kind !== 'unsupported' && edited.text === '' && edited.media.length === 0)
    throw new Error('The post is empty.')
  const isEdit = html !== undefined || text !== undefined || media !== undefined
  return isEdit ? { ...edited, editedAt: nowAt } : edited
}

function findPostIndex(entry: Entry, id: number): number {
  const index = entry.posts.findIndex((post) => post.id === id || post.albumIds.includes(id))
  if (index < 0) throw new Error(`There is no post ${id} in @${entry.profile.name}.`)
  return index
}

/** The album without one of its later items; what remains of a pair is no album. */
function withoutItem(post: SandboxPost, id: number): SandboxPost {
  const places = post.media.flatMap((media, place) => (isAlbumItem(media) ? [place] : []))
  const removed = places[post.albumIds.indexOf(id)]
  const albumIds = post.albumIds.filter((itemId) => itemId !== id)
  return {
    ...post,
    media: post.media.filter((_, place) => place !== removed),
    albumIds: albumIds.length > 1 ? albumIds : [],
  }
}
