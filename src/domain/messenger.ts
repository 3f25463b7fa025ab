import type { Parcel, ParcelContent } from './parcel.ts'

/** One message of a rendered digest, ready to be sent. `html` obeys Telegram's HTML parse mode and lengths. */
export interface MessagePart {
  readonly html: string
  /** The same words without formatting, for when Telegram refuses the HTML. */
  readonly plain: string
  /** Rows of buttons below; absent: none. */
  readonly buttons?: readonly (readonly MessageButton[])[]
  /** The same as a rich message, for where Telegram takes those. */
  readonly rich?: Pick<MessagePart, 'html' | 'buttons'>
}

/** Where a message goes. */
export interface Recipient {
  readonly chatId: number
  /** Topic of the chat; null: the chat itself. A topic that is gone is none. */
  readonly threadId: number | null
}

export type MessageButton =
  { readonly text: string; readonly data: string } | { readonly text: string; readonly url: string }

/** What became of one attempt to send. */
export type SendOutcome =
  /** `shut`: why it arrived in the chat itself instead of the topic; absent: it arrived where it was meant to. */
  | { readonly kind: 'sent'; readonly shut?: 'closed' | 'missing' }
  /** The chat is not there for us any more: stop, keep the settings. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** A group became a supergroup: everything moves to the new id. */
  | { readonly kind: 'migrated'; readonly toChatId: number }
  /**
   * We may not write there now: look again later. `trouble`: what an administrator could do something about, `general`: of the chat
   * outside of its topics alone; absent: nothing known.
   */
  | { readonly kind: 'paused'; readonly reason: string; readonly trouble?: 'rights' | 'general' }
  /** Flood control: nobody gets anything before this. */
  | { readonly kind: 'wait'; readonly waitMs: number }
  /** Telegram refused our formatting or a parameter: a defect of ours. */
  | { readonly kind: 'ours'; readonly reason: string }
  /** Server or network trouble; the message may or may not have arrived. */
  | { readonly kind: 'unreachable'; readonly reason: string }

/** How one part is sent. */
export interface Sending {
  /** When it aborts before the request left, nothing was sent. */
  readonly signal: AbortSignal
  /** Awaited just before the request leaves, after every wait: from here on the part may arrive. */
  readonly onLeaving: () => Promise<void>
}

/**
 * A way to reach chats. `render` is pure: the same content always gives the same parts, so that an index into them
 * survives a restart. `send` never throws for what Telegram or the network does; it rejects only when `signal` aborts
 * before the request left, or `onLeaving` rejects.
 */
export interface Messenger {
  /** `parcel`: where it goes, for buttons that lead back to it. Without one there are none. */
  render(content: ParcelContent, parcel?: Pick<Parcel, 'id' | 'chatId'>): readonly MessagePart[]
  send(to: Recipient, part: MessagePart, sending: Sending): Promise<SendOutcome>
  /** Sends the words alone, for a part whose formatting was refused (`ours`). Guarantees as for `send`. */
  sendPlain(to: Recipient, part: MessagePart, sending: Sending): Promise<SendOutcome>
  /** How long the limits of this chat alone would hold back a message now, in milliseconds. */
  waitMs(chatId: number): number
}
