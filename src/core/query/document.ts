import type { MediaFilter, TextLanguage } from '../../domain/query.ts'
import type { MediaKind, Post } from '../../domain/post.ts'
import type { Instant } from '../../domain/time.ts'
import { toSearchableText } from '../searchable-text.ts'
import type { Analyzer, Token } from '../text/analyzer.ts'

/** What filters ask of a post. What is not known fits no filter. */
export interface PostFacts {
  /** Username of the channel, in lower case. */
  readonly channel: string | null
  /** Username of the channel it was forwarded from, in lower case; null when it has none or is no forward. */
  readonly forwardedFrom: string | null
  readonly isForward: boolean
  readonly isReply: boolean
  readonly isEdited: boolean
  readonly isDeleted: boolean
  readonly publishedAt: Instant | null
  readonly has: ReadonlySet<MediaFilter>
  /** Worked out only when it is asked for. */
  language(): TextLanguage | null
}

/** A text in which words of queries are looked for; what is no word of theirs may be null. */
export interface SoughtText {
  readonly text: string
  readonly tokens: readonly (Token | null)[]
}

/** What a query is evaluated on: everything of a post that a reader would look for. */
export interface Document extends SoughtText {
  /** Begins with the post's text, so that offsets hold in it. */
  readonly text: string
  readonly tokens: readonly Token[]
  readonly facts: PostFacts
}

/** A post as queries see it; `channelName` in any case. */
export function toDocument(post: Post, channelName: string, analyzer: Analyzer): Document {
  const text = toSearchableText(post)
  return { text, tokens: analyzer.tokenize(text), facts: factsOf(post, channelName, () => analyzer.languageOf(text)) }
}

/** A text of which nothing else is known. */
export function toPlainDocument(text: string, analyzer: Analyzer): Document {
  const facts: PostFacts = {
    channel: null,
    forwardedFrom: null,
    isForward: false,
    isReply: false,
    isEdited: false,
    isDeleted: false,
    publishedAt: null,
    has: new Set(),
    language: () => analyzer.languageOf(text),
  }
  return { text, tokens: analyzer.tokenize(text), facts }
}

function factsOf(post: Post, channelName: string, language: PostFacts['language']): PostFacts {
  return {
    channel: channelName.toLowerCase(),
    forwardedFrom: post.forward?.channel?.toLowerCase() ?? null,
    isForward: post.forward !== null,
    isReply: post.reply !== null,
    isEdited: post.edited || post.changedAt !== null,
    isDeleted: post.deletedAt !== null,
    publishedAt: post.publishedAt,
    has: mediaOf(post),
    language,
  }
}

const filterOfMedia: Readonly<Record<string, MediaFilter>> = {
  photo: 'photo',
  video: 'video',
  gif: 'video',
  round_video: 'video',
  voice: 'voice',
  audio: 'audio',
  document: 'document',
  poll: 'poll',
  link_preview: 'link',
} satisfies Partial<Record<MediaKind, MediaFilter>>

/** What `has:` calls a kind of media; undefined when it has no name for it. */
export function mediaFilterOf(kind: unknown): MediaFilter | undefined {
  return typeof kind === 'string' && Object.hasOwn(filterOfMedia, kind) ? filterOfMedia[kind] : undefined
}

const linkEntities: ReadonlySet<string> = new Set(['url', 'text_link'])

/** What `has:` finds in a post. */
export function mediaOf({ media, entities }: Pick<Post, 'media' | 'entities'>): ReadonlySet<MediaFilter> {
  const found = new Set(media.map(({ kind }) => mediaFilterOf(kind)).filter((filter) => filter !== undefined))
  if (entities.some(({ type }) => linkEntities.has(type))) found.add('link')
  return found
}
