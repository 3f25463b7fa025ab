import type { Parcel, ParcelContent } from './parcel.ts'
import type { Instant } from './time.ts'

/** What waits to be sent, in all chats together. */
export interface OutboxTotals {
  readonly waiting: number
  /** Parcels that failed too often. */
  readonly setAside: number
  /** Why the latest of them failed; null without any. */
  readonly setAsideReason: string | null
}

/** How sending goes with Telegram as a whole. */
export interface SendingState {
  /** Nothing is sent before this instant, because Telegram asked for it; 0 when it never did. */
  readonly pausedUntil: Instant
  /** When a part of a parcel last arrived; 0 when none ever did. */
  readonly lastSentAt: Instant
}

/** What is to be delivered, part by part. Each place, a chat or a topic of it, is served in the order in which its parcels were made. */
export interface OutboxStore {
  /**
   * Parcels that are due, the longest waiting first, at most one a chat and the oldest of its place, of chats that may be written to.
   * One that is leased keeps back the others of its chat; one that is not due yet, the later ones of its place.
   */
  claimDue(lease: {
    readonly now: Instant
    readonly leaseUntil: Instant
    readonly limit: number
  }): Promise<readonly Parcel[]>
  /** A part is about to leave. It is in doubt until `recordPartSent`, or until a refusal says that it did not arrive. */
  recordInFlight(flight: { readonly parcelId: number; readonly part: number }): Promise<void>
  /**
   * Marks one part as sent; with the last one the parcel is done. A digest is kept until `eraseSent`: its pages can be turned. Troubles
   * of its place end, and one begins when it was `shut` out of its topic.
   */
  recordPartSent(sent: {
    readonly parcelId: number
    readonly part: number
    readonly parts: number
    readonly shut?: 'closed' | 'missing'
    readonly now: Instant
  }): Promise<void>
  /** Counts a failed attempt. `mayHaveArrived`: the part stays in doubt. */
  recordRetry(retry: {
    readonly parcelId: number
    readonly at: Instant
    readonly reason: string
    readonly mayHaveArrived?: boolean
  }): Promise<void>
  /** Gives a lease back, without counting an attempt: nothing is under way. */
  release(parcelId: number, at: Instant): Promise<void>
  /** What a parcel holds, sent or not; null when the chat has no such parcel, or it is no longer kept. */
  findContent(chatId: number, parcelId: number): Promise<ParcelContent | null>
  /** Digests that were sent before this are no longer kept, at most `limit` at once. Returns how many there were. */
  eraseSent(before: Instant, limit: number): Promise<number>
  recordDropped(drop: { readonly parcelId: number; readonly reason: string; readonly now: Instant }): Promise<void>
  /** Puts a parcel where it holds up no other, with what it holds, until `retrySetAside`. */
  recordSetAside(aside: { readonly parcelId: number; readonly reason: string; readonly now: Instant }): Promise<void>
  /** What waits for a chat is due now, and the chat, if it was paused, may be written to. */
  retryChat(chatId: number, now: Instant): Promise<void>
  /** All that were set aside are due again, as if they had never failed; how many there were. */
  retrySetAside(now: Instant): Promise<number>
  /** `lastSentAt`: when a digest or an alert was sent last; notices are none. */
  counts(
    chatId: number,
  ): Promise<{ readonly waiting: number; readonly lastSentAt: Instant | null; readonly lastError: string | null }>
  /** How many parcels wait for a place, those that somebody asked for aside. `threadId` null: the chat itself. */
  backlog(chatId: number, threadId: number | null): Promise<number>
  totals(): Promise<OutboxTotals>
  sending(): Promise<SendingState>
  /** Nothing is sent before this instant, also after a restart; an earlier one than is known changes nothing. */
  recordPause(until: Instant): Promise<void>
}
