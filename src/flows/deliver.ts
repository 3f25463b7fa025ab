import { retryDelayMs } from '../core/retry.ts'
import type { MessagePart, Messenger, SendOutcome } from '../domain/messenger.ts'
import type { Parcel } from '../domain/parcel.ts'
import type { Store } from '../domain/store.ts'
import { type Clock, hour, minute } from '../domain/time.ts'

const parcelsAtOnce = 30
/** Longer than all parts of a parcel take at one a second; renewed by nothing, so it is generous. */
const parcelLeaseMs = 10 * minute
const pausedChatRetryMs = hour
/** A chat that stays shut for so many tries, about a day, is gone until it shows itself again. */
const maxPausedTries = 24

/** What the loop tells the log. Never a text, never a chat. */
export interface DeliveryEvents {
  /** Telegram refused our formatting; the part went out as plain text. */
  onDefect(parcelId: number, reason: string): void
  onTrouble(parcelId: number, outcome: SendOutcome): void
}

export interface Delivering {
  /** Sends parcels that are due; true when more may be waiting. */
  run(signal: AbortSignal): Promise<boolean>
}

interface DeliverParts {
  readonly store: Store
  readonly messenger: Messenger
  readonly clock: Clock
  readonly random: () => number
  readonly events: DeliveryEvents
}

/** The loop that empties the outbox: chats side by side, the parts of a chat in order, each marked as soon as it is sent. */
export function createDelivering(parts: DeliverParts): Delivering {
  return {
    run: async (signal) => {
      const now = parts.clock.now()
      const due = await parts.store.outbox.claimDue({ now, leaseUntil: now + parcelLeaseMs, limit: parcelsAtOnce })
      const results = await Promise.allSettled(due.map((parcel) => deliver(parts, parcel, signal)))
      const failed = results.find((result) => result.status === 'rejected')
      if (failed !== undefined) throw failed.reason
      return due.length > 0 && !signal.aborted
    },
  }
}

async function deliver(parts: DeliverParts, parcel: Parcel, signal: AbortSignal): Promise<void> {
  const { store, messenger, clock } = parts
  const messages = messenger.render(parcel.content, parcel)
  if (messages.length === 0) {
    return store.outbox.recordDropped({ parcelId: parcel.id, reason: 'nothing to show', now: clock.now() })
  }
  for (const [index, message] of messages.entries()) {
    if (index < parcel.partsSent) continue
    if (signal.aborted) return store.outbox.release(parcel.id, clock.now())
    // Whoever said /forget between two parts hears no more.
    if ((await store.chats.find(parcel.chatId)) === null) return
    const outcome = await send(parts, parcel, message, signal)
    if (outcome === null) return store.outbox.release(parcel.id, clock.now())
    if (outcome.kind !== 'sent') return settle(parts, parcel, outcome)
    await store.outbox.recordPartSent({ parcelId: parcel.id, part: index, parts: messages.length, now: clock.now() })
  }
}

/** null: stopped before the request left. A refusal of our formatting is answered with the plain words. */
async function send(
  { messenger, events }: DeliverParts,
  parcel: Parcel,
  message: MessagePart,
  signal: AbortSignal,
): Promise<SendOutcome | null> {
  try {
    const outcome = await messenger.send(parcel.chatId, message, signal)
    if (outcome.kind !== 'ours') return outcome
    events.onDefect(parcel.id, outcome.reason)
    return await messenger.sendPlain(parcel.chatId, message, signal)
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
    case 'unreachable': {
      const at = now + retryDelayMs(parcel.attempts, parts.random())
      return store.outbox.recordRetry({ parcelId: parcel.id, at, reason: outcome.reason })
    }
    case 'migrated':
      await store.chats.recordMigration(parcel.chatId, outcome.toChatId)
      return store.outbox.release(parcel.id, now)
    case 'gone':
      await store.chats.setState(parcel.chatId, 'gone', null)
      return store.outbox.recordRetry({ parcelId: parcel.id, at: now, reason: outcome.reason })
    case 'paused': {
      const at = now + pausedChatRetryMs
      const isGone = parcel.attempts + 1 >= maxPausedTries
      await store.chats.setState(parcel.chatId, isGone ? 'gone' : 'paused', isGone ? null : at)
      return store.outbox.recordRetry({ parcelId: parcel.id, at, reason: outcome.reason })
    }
    case 'ours':
      return store.outbox.recordDropped({ parcelId: parcel.id, reason: outcome.reason, now })
  }
}
