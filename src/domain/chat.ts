import type { Instant } from './time.ts'

export type Language = 'en' | 'ru' | 'uk'
export const languages: readonly Language[] = ['en', 'ru', 'uk']

export type ChatKind = 'private' | 'group' | 'supergroup' | 'channel'

/**
 * `active`: may be written to. `gone`: blocked, kicked, deleted; settings stay until the chat returns.
 * `paused`: the bot may not write for now and tries again later.
 */
export type ChatState = 'active' | 'gone' | 'paused'

/** `short`: a line a post. `normal`: the best with their quotes, in one message with pages. `full`: every post with its extract. */
export type DigestLength = 'short' | 'normal' | 'full'

/** What a chat may switch as it likes. */
export interface ChatSettings {
  /** Tells what happens to the channels that the chat follows, such as a new name. */
  readonly channelNews: boolean
  readonly digestLength: DigestLength
  /** Digests as rich messages, where the person's app and the server know them. */
  readonly richMessages: boolean
  /** Tells that a post which the chat was sent was changed in substance or taken back. */
  readonly followUps: boolean
}

export const defaultSettings: ChatSettings = {
  channelNews: true,
  digestLength: 'normal',
  richMessages: false,
  followUps: true,
}

/** A chat of ours. No name, no username, no message of a person is kept. */
export interface Chat {
  /** Telegram's chat id. */
  readonly id: number
  readonly kind: ChatKind
  readonly language: Language
  /** IANA name, such as "Europe/Kyiv". */
  readonly timeZone: string
  readonly state: ChatState
  /** When a paused chat is tried again; null otherwise. */
  readonly retryAt: Instant | null
  readonly settings: ChatSettings
  readonly createdAt: Instant
}

/** A saved query of a chat. */
export interface Watch {
  readonly id: number
  readonly chatId: number
  /** Number shown to people; never used again within the chat after the watch is gone. */
  readonly number: number
  /** Canonical text of the query. */
  readonly query: string
  readonly paused: boolean
  /** Posts first seen earlier than this are not matched: they were due in an earlier digest. */
  readonly sinceAt: Instant
  readonly createdAt: Instant
}

/** When a chat gets its digest. */
export interface Plan {
  readonly id: number
  readonly chatId: number
  /** Wall-clock time in the chat's time zone, "HH:MM". */
  readonly time: string
  readonly enabled: boolean
  /** null when the plan is off. */
  readonly nextSlotAt: Instant | null
  readonly lastDigestAt: Instant | null
}
