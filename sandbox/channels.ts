/** A formatted span, by the names of the Bot API's MessageEntity; offsets in UTF-16 units. */
export interface SandboxEntity {
  readonly type: string
  readonly offset: number
  readonly length: number
  readonly url?: string
  readonly language?: string
  readonly custom_emoji_id?: string
}

export type SandboxMedia =
  | { kind: 'photo' }
  | { kind: 'video'; durationS: number; tooBig?: boolean }
  | { kind: 'gif' }
  | { kind: 'round_video'; durationS: number }
  | { kind: 'voice'; durationS: number }
  | { kind: 'document'; title: string; sizeLabel: string }
  | { kind: 'audio'; title: string; performer: string }
  | { kind: 'sticker' }
  | { kind: 'location'; latitude: number; longitude: number; title?: string; address?: string }
  | { kind: 'contact'; name: string; phone: string }
  | {
      kind: 'poll'
      question: string
      /** As the page words it: "Anonymous Poll", "Anonymous Quiz". */
      type: string
      options: { text: string; percent: number }[]
      voters: number
      /** Several answers may be given. */
      multiple?: boolean
    }
  | {
      kind: 'link_preview'
      url: string
      site?: string
      title?: string
      description?: string
      /** Size of the page's picture; large unless told. */
      picture?: 'large' | 'small' | 'none'
    }

/** A post as its author published it. An album is one post whose media are photos and videos with ids in a row. */
export interface SandboxPost {
  /** Message id; of an album, the first item's. */
  id: number
  publishedAt: number
  /** `unsupported`: the web shows only "Please open Telegram to view this post", and the text to other sites alone. */
  kind: 'post' | 'service' | 'unsupported'
  text: string
  entities: SandboxEntity[]
  media: SandboxMedia[]
  /** Ids of the items of an album; empty otherwise. */
  albumIds: number[]
  editedAt: number | null
  views: number | null
  signature: string | null
  forward: { name: string; channel: string | null; id: number | null; author: string | null } | null
  replyTo: { channel: string | null; id: number } | null
  /** `emoji` is a character, the digits of a custom emoji's id, or "paid" for stars. */
  reactions: { emoji: string; count: number }[]
  /** Rows of buttons; one without an address works in the app alone. */
  buttons: { text: string; url: string | null }[][]
  /** Username of the bot that the author made the post with. */
  viaBot: string | null
  /** Draw the text inside `media_supported_cont`, as posts with custom emoji are. */
  customEmojiWrap: boolean
}

/** What a caller gives to publish; the rest has defaults. `html` is Telegram's HTML subset and replaces text and entities. */
export type NewPost = Partial<Omit<SandboxPost, 'id' | 'albumIds'>> & {
  html?: string
  /** How many ids to leave unused before this post, as deleted and service messages do. */
  skipIds?: number
}

export interface SandboxChannelProfile {
  /** Username in canonical case. */
  name: string
  title: string
  description: string
  subscribers: number
  /** Positive numeric id, without the -100 prefix. */
  telegramId: number
  verified?: boolean
  /** A warning that Telegram puts on a channel. */
  warning?: 'scam' | 'fake'
  /** False: /s/<name> answers 302 to /<name>. */
  preview: boolean
}

export type ChannelEvent =
  | { type: 'published'; channel: string; post: SandboxPost }
  | { type: 'edited'; channel: string; post: SandboxPost }
  | { type: 'deleted'; channel: string; id: number }

/** The public channels of the stand-in for Telegram. Implemented by sandbox/web-preview/channel-registry.ts. */
export interface Channels {
  add(profile: SandboxChannelProfile): void
  profile(name: string): SandboxChannelProfile | null
  updateProfile(name: string, change: Partial<SandboxChannelProfile>): void
  names(): string[]
  /** Publishes now, or at `publishedAt`; ids rise by one, and by the number of items for an album. */
  publish(name: string, post: NewPost): SandboxPost
  /** Edits the text of a post; throws when there is none. */
  edit(
    name: string,
    id: number,
    change: { html?: string; text?: string; views?: number; media?: SandboxMedia[] },
  ): SandboxPost
  delete(name: string, id: number): void
  /** Oldest first. */
  posts(name: string): readonly SandboxPost[]
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: ChannelEvent) => void): () => void
}
