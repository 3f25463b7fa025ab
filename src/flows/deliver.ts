import { retryDelayMs } from '../core/retry.ts'
import { silentUntil } from '../core/schedule/silence.ts'
import type { MessagePart, Messenger, SendOutcome } from '../domain/messenger.ts'
import type { Parcel } from '../domain/parcel.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, day, hour, minute, second } from '../domain/time.ts'

/** Longer than all parts of a parcel take at one a second; renewed by nothing, so it is generous. */
const parcelLeaseMs = 10 * minute
const pausedChatRetryMs = hour
/** After so many tries, about a day, a chat that is not found is gone until it shows itself again; */
const maxPausedTries = 24
/** one in which the right to write is missing is tried at leisure: nobody tells a bot what members may do. */
const shutChatRetryMs = day
/** A chat whose own limits ask for a longer wait gives its place to another. */
const longestWaitInPlaceMs = 1.5 * second
/** A parcel on which our own code fails so often is set aside; */
const maxBrokenTries = 5
/** one that Telegram does not take, too, after about three hours in which it took others. */
const maxUnreachableTries = 25

/** What the loop tells the log. Never a text, never a chat. */
export interface DeliveryEvents {
  /** Telegram refused our formatting; the part went out as plain text. */
  onDefect(parcelId: number, reason: string): void
  onTrouble(parcelId: number, outcome: SendOutcome): void
  /** Our own code failed on the parcel; it is tried again, or set aside. */
  onBroken(parcelId: number, error: unknown): void
  /** The process ended while a part was on its way: it is sent again, and may arrive twice. */
  onDoubt(parcelId: number): void
}

export interface Delivering {
  /**
   * Sends one parcel that is due; false when none was. Several may run side by side: each takes another chat, and the parts of a chat
   * stay in order.
   */
  run(signal: AbortSignal): Promise<boolean>
}

interface DeliverParts {
  readonly store: Store
  readonly messenger: Messenger
  readonly clock: Clock
  readonly random: () => number
  readonly events: DeliveryEvents
}

/** The loop that empties the outbox: the parts of a parcel in order, each marked as soon as it is sent. */
export function createDelivering(parts: DeliverParts): Delivering {
  return {
    run: async (signal) => {
      const now = parts.clock.now()
      const [parcel] = await parts.store.outbox.claimDue({ now, leaseUntil: now + parcelLeaseMs, limit: 1 })
      if (parcel === undefined) return false
      try {
        await deliver(parts, parcel, signal)
      } catch (error) {
        await settleBroken(parts, parcel, error)
      }
      return !signal.aborted
    },
  }
}

async function deliver(parts: DeliverParts, parcel: Parcel, signal: AbortSignal): Promise<void> {
  const { store, messenger, clock, events } = parts
  const messages = messenger.render(parcel.content, parcel)
  if (messages.length === 0) {
    return store.outbox.recordDropped({ parcelId: parcel.id, reason: 'nothing to show', now: clock.now() })
  }
  if (parcel.isInDoubt) events.onDoubt(parcel.id)
  for (const [index, message] of messages.entries()) {
    if (index < parcel.partsSent) continue
    if (signal.aborted) return store.outbox.release(parcel.id, clock.now())
    // Whoever said /forget between two parts hears no more.
    const chat = await store.chats.find(parcel.chatId)
    if (chat === null) return
    const until = parcel.isAsked ? null : silentUntil(chat, clock.now())
    if (until !== null) return store.outbox.release(parcel.id, until)
    const waitMs = messenger.waitMs(parcel.chatId)
    if (waitMs > longestWaitInPlaceMs) return store.outbox.release(parcel.id, clock.now() + waitMs)
    const outcome = await send(parts, parcel, { message, index, signal })
    if (outcome === null) return store.outbox.release(parcel.id, clock.now())
    if (outcome.kind !== 'sent') return settle(parts, parcel, outcome)
    const sent = { parcelId: parcel.id, part: index, parts: messages.length, now: clock.now() }
    await store.outbox.recordPartSent({ ...sent, ...(outcome.shut !== undefined && { shut: outcome.shut }) })
  }
}

/** null: stopped before the request left. A refusal of our formatting is answered with the plain words. */
async function send(
  { store, messenger, events }: DeliverParts,
  parcel: Parcel,
  { message, index, signal }: { readonly message: MessagePart; readonly index: number; readonly signal: AbortSignal },
): Promise<SendOutcome | null> {
  const onLeaving = (): Promise<void> => store.outbox.recordInFlight({ parcelId: parcel.id, part: index })
  try {
    const outcome = await messenger.send(parcel, message, { signal, onLeaving })
    if (outcome.kind !== 'ours') return outcome
    events.onDefect(parcel.id, outcome.reason)
    return await messenger.sendPlain(parcel, message, { signal, onLeaving })
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

async function settle(parts: DeliverParts, parcel: Parcel, outcome: SendOutcome): Promise<void> {
  const { store, clock, events } = parts
  const now = clock.now()
  events.onTrouble(parcel.id, outcome)
  switch (outcome.kind) {
    case 'sent':
      return
    case 'wait':
      return store.outbox.release(parcel.id, now + outcome.waitMs)
    case 'unreachable':
      return settleUnreachable(parts, parcel, outcome.reason)
    case 'migrated':
      await store.chats.recordMigration(parcel.chatId, outcome.toChatId)
      return store.outbox.release(parcel.id, now)
    case 'gone':
      await store.chats.setState(parcel.chatId, 'gone', null)
      return store.outbox.recordRetry({ parcelId: parcel.id, at: now, reason: outcome.reason })
    case 'paused':
      return settlePaused(parts, parcel, outcome)
    case 'ours':
      return store.outbox.recordDropped({ parcelId: parcel.id, reason: outcome.reason, now })
  }
}

async function settlePaused(
  { store, clock }: DeliverParts,
  { id: parcelId, chatId, attempts }: Parcel,
  { trouble, reason }: Extract<SendOutcome, { kind: 'paused' }>,
): Promise<void> {
  const now = clock.now()
  if (trouble !== undefined) await store.troubles.begin({ chatId, threadId: null, kind: trouble, now })
  // Its other topics may be open.
  if (trouble === 'general') return store.outbox.recordRetry({ parcelId, at: now + pausedChatRetryMs, reason })
  const isLate = attempts + 1 >= maxPausedTries
  if (isLate && trouble === undefined) await store.chats.setState(chatId, 'gone', null)
  else await store.chats.setState(chatId, 'paused', now + (isLate ? shutChatRetryMs : pausedChatRetryMs))
  // The chat is what waits: when it may be written to again, by itself or by Telegram's word, the parcel is due at once.
  return store.outbox.recordRetry({ parcelId, at: now, reason })
}

/** While Telegram takes nothing from us at all, the fault is not the parcel's. */
async function settleUnreachable(
  { store, clock, random }: DeliverParts,
  parcel: Parcel,
  reason: string,
): Promise<void> {
  const now = clock.now()
  const { lastSentAt } = await store.outbox.sending()
  if (parcel.attempts + 1 >= maxUnreachableTries && lastSentAt > now - hour) {
    return store.outbox.recordSetAside({ parcelId: parcel.id, reason, now })
  }
  const at = now + retryDelayMs(parcel.attempts, random())
  return store.outbox.recordRetry({ parcelId: parcel.id, at, reason, mayHaveArrived: true })
}

/** One parcel that cannot be rendered must keep back neither its chat nor the others. */
async function settleBroken(parts: DeliverParts, parcel: Parcel, error: unknown): Promise<void> {
  const { store, clock, random, events } = parts
  events.onBroken(parcel.id, error)
  const now = clock.now()
  const reason = error instanceof Error ? error.name : 'defect'
  if (parcel.attempts + 1 >= maxBrokenTries) return store.outbox.recordSetAside({ parcelId: parcel.id, reason, now })
  const at = now + retryDelayMs(parcel.attempts, random())
  return store.outbox.recordRetry({ parcelId: parcel.id, at, reason, mayHaveArrived: true })
}
