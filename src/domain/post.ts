import type { Span } from './query.ts'
import type { Instant } from './time.ts'

/** Kinds of text entity, by the names of the Bot API's MessageEntity. */
export const entityTypes = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'pre',
  'blockquote',
  'expandable_blockquote',
  'text_link',
  'url',
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'email',
  'phone_number',
  'custom_emoji',
] as const
export type EntityType = (typeof entityTypes)[number]

/** A formatted or meaningful span of a text. */
export interface Entity {
  readonly type: EntityType
  /** Start, in UTF-16 units of the text. */
  readonly offset: number
  /** Length, in UTF-16 units of the text; at least 1. */
  readonly length: number
  /** Target of a `text_link`. */
  readonly url?: string
  /** Programming language of a `pre`. */
  readonly language?: string
  /** Identifier of a `custom_emoji`. */
  readonly customEmojiId?: string
}

/** Something attached to a post. Addresses on Telegram's CDN die after about two days. */
export type Media =
  | { readonly kind: 'photo'; readonly url: string | null; readonly messageId: number | null }
  | {
      readonly kind: 'video'
      readonly url: string | null
      readonly thumbnailUrl: string | null
      readonly durationS: number | null
      readonly messageId: number | null
    }
  | { readonly kind: 'gif'; readonly url: string | null; readonly thumbnailUrl: string | null }
  | { readonly kind: 'round_video'; readonly url: string | null; readonly durationS: number | null }
  | { readonly kind: 'voice'; readonly url: string | null; readonly durationS: number | null }
  | {
      readonly kind: 'audio'
      readonly title: string | null
      readonly performer: string | null
      readonly messageId: number | null
    }
  | {
      readonly kind: 'document'
      readonly title: string | null
      readonly sizeLabel: string | null
      readonly messageId: number | null
    }
  | { readonly kind: 'sticker'; readonly url: string | null }
  | {
      readonly kind: 'location'
      readonly latitude: number | null
      readonly longitude: number | null
      readonly title: string | null
      readonly address: string | null
    }
  | { readonly kind: 'contact'; readonly name: string | null; readonly phone: string | null }
  | {
      readonly kind: 'poll'
      readonly question: string
      /** As Telegram words it: "Anonymous Poll", "Quiz", "Final Results". */
      readonly type: string | null
      readonly options: readonly { readonly text: string; readonly percent: number | null }[]
      readonly voters: Count | null
      /** One of the options is right. */
      readonly quiz?: true
      /** Several options may be chosen. */
      readonly multiple?: true
    }
  | {
      readonly kind: 'link_preview'
      readonly url: string
      readonly site: string | null
      readonly title: string | null
      readonly description: string | null
    }

export type MediaKind = Media['kind']

/** A number as Telegram shows it, rounded: the label ("9.5K") and what it stands for (9500). */
export interface Count {
  readonly label: string
  readonly value: number
}

export interface Forward {
  /** Name of the channel or person the post came from, as shown. */
  readonly name: string
  /** Username of the original channel; null for a hidden sender or a private channel. */
  readonly channel: string | null
  /** Message id in the original channel. */
  readonly id: number | null
  /** Signature of the original post. */
  readonly author: string | null
}

export interface Reply {
  /** Username of the channel of the post replied to; null when it is this channel. */
  readonly channel: string | null
  readonly id: number
  /** Whose post it is, as shown. */
  readonly author: string | null
  /** The words of that post that are shown above the reply, which Telegram cuts short; null when it has none. */
  readonly quote: string | null
}

/** A reaction of readers, and how many chose it. */
export type Reaction =
  | { readonly kind: 'emoji'; readonly emoji: string; readonly count: Count }
  | { readonly kind: 'custom_emoji'; readonly customEmojiId: string; readonly count: Count }
  /** Telegram's stars, which are paid for. */
  | { readonly kind: 'paid'; readonly count: Count }

/** A button below a post. */
export interface Button {
  readonly text: string
  /** Null for a button that only the app can press. */
  readonly url: string | null
}

/** `service`: a notice such as "Channel photo updated". `unsupported`: Telegram shows its content in the app only. */
export type PostKind = 'post' | 'service' | 'unsupported'

/** What a notice tells of; `other` for one whose words are not known. */
export type ServiceKind =
  | 'created'
  | 'renamed'
  | 'photo_updated'
  | 'photo_removed'
  | 'pinned'
  | 'video_chat_scheduled'
  | 'video_chat_started'
  | 'video_chat_ended'
  | 'giveaway'
  | 'boost'
  | 'other'

/** What a post says: everything that may be seen of it at one moment. Plain data, JSON-safe. */
export interface PostContent {
  /** Message id within the channel; for an album, the id of its first item. */
  readonly messageId: number
  readonly publishedAt: Instant
  readonly kind: PostKind
  /** Plain text; empty when there is none. */
  readonly text: string
  readonly entities: readonly Entity[]
  /** Telegram's "edited" mark. It carries no time. */
  readonly edited: boolean
  readonly views: Count | null
  /** Signature of the author. */
  readonly author: string | null
  readonly forward: Forward | null
  readonly reply: Reply | null
  /** Ids of all items of an album, ascending; empty when the post is no album. */
  readonly albumIds: readonly number[]
  readonly media: readonly Media[]
  /** In the order of the page. */
  readonly reactions: readonly Reaction[]
  /** Rows of buttons. */
  readonly buttons: readonly (readonly Button[])[]
  /** Username of the bot that made the post for its author, without "@". */
  readonly viaBot: string | null
  /** Null unless the post is a notice. */
  readonly serviceKind: ServiceKind | null
  /** What a notice of kind `pinned` quotes of the pinned post; null otherwise. */
  readonly pinned: string | null
}

/** The parts of a post that nothing is asked about. */
export type PostDetails = Pick<PostContent, 'reactions' | 'buttons' | 'viaBot' | 'serviceKind' | 'pinned'>

export const noDetails: PostDetails = { reactions: [], buttons: [], viaBot: null, serviceKind: null, pinned: null }

/** A post with what of its text is its channel's boilerplate: kept, but neither searched nor shown in extracts. */
export interface MarkedContent extends PostContent {
  /** Ordered and apart, in UTF-16 units of the text. */
  readonly boilerplate: readonly Span[]
}

/** A post as the store keeps it. */
export interface Post extends MarkedContent {
  /** Row id; later posts have higher ids, whatever the order in which they were found. */
  readonly id: number
  readonly channelId: number
  readonly firstSeenAt: Instant
  /** When the post was last seen to say something else than what was stored; null when it never did. */
  readonly changedAt: Instant | null
  /** When the channel was first seen without it; null while it is there. */
  readonly deletedAt: Instant | null
  /** When the channel last showed it; null when that is not known. */
  readonly lastSeenAt: Instant | null
}
