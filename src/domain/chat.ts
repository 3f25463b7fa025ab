import type { QuietHours, Schedule } from './schedule.ts'
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
  /** In a group, its members may change what it follows and is told, not its settings. */
  readonly membersConfigure: boolean
}

export const defaultSettings: ChatSettings = {
  channelNews: true,
  digestLength: 'normal',
  richMessages: false,
  followUps: true,
  membersConfigure: false,
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
  /** When nothing is sent but answers; null: there is no such time. */
  readonly quietHours: QuietHours | null
  /** Until then nothing is sent but answers; null: it is not muted. */
  readonly mutedUntil: Instant | null
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

/** When a chat is told, of what, and where. */
export interface Plan {
  readonly id: number
  readonly chatId: number
  /** Number shown to people; never used again within the chat. */
  readonly number: number
  readonly schedule: Schedule
  /** Topic of the chat the plan speaks in; null: the chat itself. */
  readonly threadId: number | null
  /** Numbers of the watches, ascending; null: all. */
  readonly watchNumbers: readonly number[] | null
  /** Channels by id, ascending; null: all that the chat follows. */
  readonly channelIds: readonly number[] | null
  /** Whether it says so when there is nothing new. */
  readonly tellsWhenEmpty: boolean
  readonly enabled: boolean
  /** null for a plan that is off, and for an instant one with nothing to tell. */
  readonly nextSlotAt: Instant | null
  readonly lastDigestAt: Instant | null
}
