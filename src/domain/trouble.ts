import type { ChatKind, Language } from './chat.ts'
import type { Instant } from './time.ts'

/**
 * What keeps a message from its place. `rights`: the bot may not write in the chat. `general`: the topic that every forum has is
 * closed to it. `closed`, `missing`: another topic is closed, or gone; what was meant for it arrives in the chat itself.
 */
export type TroubleKind = 'rights' | 'general' | 'closed' | 'missing'

/** An episode: from the first message that did not get to its place until one does. */
export interface Trouble {
  readonly chatId: number
  /** Topic of the chat; null: the chat itself. */
  readonly threadId: number | null
  readonly kind: TroubleKind
  readonly beganAt: Instant
  /** Numbers of the plans that speak in the topic, ascending; none for the chat itself. */
  readonly plans: readonly number[]
}

/** Tells of the beginning of an episode, or of its end. */
export interface TroubleNotice {
  readonly kind: 'trouble'
  readonly language: Language
  readonly trouble: TroubleKind
  readonly isEnd: boolean
  /** The chat in trouble; null: the notice goes to that chat itself. */
  readonly about: { readonly chatId: number; readonly chatKind: ChatKind; readonly title: string } | null
  readonly plans: readonly number[]
}

/** Who can do something about a chat, as Telegram says. */
export interface ChatKeepers {
  readonly title: string
  /** The creator first. */
  readonly administratorIds: readonly number[]
}

/** Asks for them then and there; none where Telegram does not tell, null while it does not answer. */
export type FindKeepers = (chatId: number, signal: AbortSignal) => Promise<ChatKeepers | null>

/** `person`: an administrator, in private. `chat`: the chat itself. `nobody`: none can be written to. `over`: the episode is. */
export type Told = 'person' | 'chat' | 'nobody' | 'over'

/** Episodes of trouble. One ends with the message that arrives, in `OutboxStore.recordPartSent`. */
export interface TroubleStore {
  /** An episode begins, unless one goes on in that place. Not in private chats, nor for a topic in which no plan speaks. */
  begin(trouble: Pick<Trouble, 'chatId' | 'threadId' | 'kind'> & { readonly now: Instant }): Promise<void>
  /** The episode whose administrators wait longest to be told; null when none is due. */
  findUntold(now: Instant): Promise<Trouble | null>
  /**
   * Puts the notice into the outbox of one administrator, once an episode: whoever connected the chat last, else by their order; only
   * of those whose private chat can be written to. Without one, what arrives elsewhere in the chat is told there; where nothing
   * arrives nobody is told, and it is tried again at `retryAt`.
   */
  recordTold(
    telling: ChatKeepers & Pick<Trouble, 'chatId' | 'threadId'> & { readonly now: Instant; readonly retryAt: Instant },
  ): Promise<Told>
  /** Telling waits until then. */
  postpone(trouble: Pick<Trouble, 'chatId' | 'threadId'>, at: Instant): Promise<void>
  /** What goes on in a chat, the chat itself first. */
  list(chatId: number): Promise<readonly Trouble[]>
  /** How many chats there are in which something goes on, and in how many of them nobody could be told. */
  count(): Promise<{ readonly chats: number; readonly untold: number }>
}
