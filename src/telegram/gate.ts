import type { Transformer } from 'grammy'
import {
  arrive,
  type Bucket,
  createEmptyBucket,
  createUsedSpan,
  leave,
  spanWaitMs,
  take,
  waitMsOf as waitMsOfBucket,
} from '../core/rate.ts'
import { type Clock, hour, type Instant, minute, second } from '../domain/time.ts'
import { surelyNotSent, waitMsOf } from './outcome.ts'

/** Replies to people go before digests. */
export type Priority = 'reply' | 'digest'

/**
 * Paces what the bot sends: at most 30 a second in all, 1 a second to a chat after a burst of 3, 20 a minute to a group; and
 * nothing at all while Telegram asked to wait.
 */
export interface Gate {
  /**
   * Resolves when one message may leave for the chat. Rejects with the signal's reason when aborted first. What it gives is called
   * when the message was answered; whoever does not call it slows all others down a little.
   */
  enter(chatId: number, priority: Priority, signal?: AbortSignal): Promise<() => void>
  /** Nothing leaves for so long. */
  pause(waitMs: number): void
  /** How long the limits of this chat alone would hold back a message now. */
  waitMs(chatId: number): number
}

/** What a gate has to know of the time before it was made. */
export interface SendingBefore {
  /**
   * When something may last have left, before this gate was made: every limit counts as used up at that instant, so that a
   * restart allows no more than the process could have sent by going on. -Infinity: long ago.
   */
  readonly usedUpAt: Instant
  /** What Telegram asked for before. */
  readonly pausedUntil: Instant
  /** A pause has to outlive the process. */
  readonly onPause: (until: Instant) => void
}

const nothingBefore: SendingBefore = { usedUpAt: -Infinity, pausedUntil: 0, onPause: () => {} }

/**
 * 30 in any second by the other side's clock: a message counts from when it was answered, since only by then it surely has arrived.
 * A timer that wakes late costs a moment each 30 messages, and not each message. An answer is waited for longer than a busy machine or
 * a bad line takes, and not so long that some calls that hang would hold up all others.
 */
const overallLimit = { most: 30, spanMs: 1005, flightMs: 5 * second }
/** Within that they leave one by one, since a burst would arrive closer together than it left. */
const evenLimit = { burst: 2, perSecond: 29 }
/** Burst and rate together stay within Telegram's limits in any second or minute, wherever it begins. */
const chatLimit = { burst: 3, perSecond: 1 }
const groupLimit = { burst: 3, perSecond: 17 / 60 }
const longestPauseMs = hour
/** Chats whose rate is remembered; a chat that has been silent for a minute needs no memory. */
const maxChats = 5000

interface Waiting {
  readonly chatId: number
  readonly priority: Priority
  readonly leave: (answered: () => void) => void
}

interface ChatRate {
  readonly chat: Bucket
  /** null for a private chat. */
  readonly group: Bucket | null
}

interface GateParts {
  readonly clock: Clock
  /** Absent: nothing was sent before. */
  readonly before?: SendingBefore
}

export function createGate({ clock, before = nothingBefore }: GateParts): Gate {
  const waiting: Record<Priority, Waiting[]> = { reply: [], digest: [] }
  const rates = createRates(before.usedUpAt)
  let { pausedUntil } = before
  let arrival = new AbortController()
  let pumping = false

  const next = (now: Instant): { ready: Waiting | null; waitMs: number } => {
    if (now < pausedUntil) return { ready: null, waitMs: pausedUntil - now }
    let waitMs = Infinity
    for (const one of [...waiting.reply, ...waiting.digest]) {
      const oneMs = rates.waitMs(one.chatId, now)
      if (oneMs === 0) return { ready: one, waitMs: 0 }
      waitMs = Math.min(waitMs, oneMs)
    }
    return { ready: null, waitMs }
  }
  const pump = async (): Promise<void> => {
    if (pumping) return arrival.abort()
    pumping = true
    while (waiting.reply.length + waiting.digest.length > 0) {
      const { ready, waitMs } = next(clock.now())
      if (ready !== null) {
        const by = rates.take(ready.chatId, clock.now())
        remove(waiting[ready.priority], ready)
        ready.leave(() => {
          rates.arrive(by, clock.now())
          arrival.abort()
        })
      } else {
        arrival = new AbortController()
        // Whoever arrives meanwhile may be allowed to leave at once.
        await clock.sleep(waitMs, arrival.signal).catch(() => undefined)
      }
    }
    pumping = false
  }

  return {
    enter: async (chatId, priority, signal) => {
      signal?.throwIfAborted()
      const { promise, resolve, reject } = Promise.withResolvers<() => void>()
      const one: Waiting = { chatId, priority, leave: resolve }
      const abort = (): void => {
        remove(waiting[priority], one)
        arrival.abort()
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort, { once: true })
      waiting[priority].push(one)
      void pump()
      return promise.finally(() => signal?.removeEventListener('abort', abort))
    },
    pause: (waitMs) => {
      const until = clock.now() + Math.min(waitMs, longestPauseMs)
      if (until <= pausedUntil) return
      pausedUntil = until
      before.onPause(until)
    },
    waitMs: (chatId) => rates.ownWaitMs(chatId, clock.now()),
  }
}

interface Rates {
  /** How long a message to the chat would have to wait. */
  waitMs(chatId: number, now: Instant): number
  /** The same, by the limits of the chat alone. */
  ownWaitMs(chatId: number, now: Instant): number
  /** Gives by when the message will count as arrived. */
  take(chatId: number, now: Instant): Instant
  arrive(by: Instant, now: Instant): void
}

function createRates(usedUpAt: Instant): Rates {
  const chats = new Map<number, ChatRate>()
  let overall = createUsedSpan(overallLimit, usedUpAt)
  let even = createEmptyBucket(evenLimit, usedUpAt)
  // A chat that is not remembered was silent for a minute, or has its last message from before the gate was made.
  const rateOf = (chatId: number): ChatRate =>
    chats.get(chatId) ?? {
      chat: createEmptyBucket(chatLimit, usedUpAt),
      group: chatId < 0 ? createEmptyBucket(groupLimit, usedUpAt) : null,
    }
  const ownWaitMs = (chatId: number, now: Instant): number => {
    const { chat, group } = rateOf(chatId)
    return Math.max(waitMsOfBucket(chat, now), group === null ? 0 : waitMsOfBucket(group, now))
  }
  return {
    waitMs: (chatId, now) => Math.max(spanWaitMs(overall, now), waitMsOfBucket(even, now), ownWaitMs(chatId, now)),
    ownWaitMs,
    take: (chatId, now) => {
      const { chat, group } = rateOf(chatId)
      const left = leave(overall, now)
      overall = left.state
      even = take(even, now).state
      // Moved to the end, so that those at the beginning are the longest silent.
      chats.delete(chatId)
      chats.set(chatId, { chat: take(chat, now).state, group: group === null ? null : take(group, now).state })
      for (const [id, rate] of chats) {
        if (chats.size <= maxChats && now - rate.chat.countedAt < minute) break
        chats.delete(id)
      }
      return left.by
    },
    arrive: (by, now) => {
      overall = arrive(overall, by, now)
    },
  }
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item)
  if (index >= 0) list.splice(index, 1)
}

const maxRetries = 3
const longestReplyWaitMs = minute
const firstRetryMs = 500

/**
 * Lets the replies of an API through the gate. A reply that Telegram refuses with 429 is sent again after the wait; one that
 * it answers with trouble of its own (5xx), or that surely never left (connection refused, no such host), after a moment,
 * three times at most. Any other failure is the caller's: the message may have arrived.
 */
export function createReplyTransformer({ gate, clock }: { readonly gate: Gate; readonly clock: Clock }): Transformer {
  return async (prev, method, payload, foreignSignal) => {
    if (method === 'getUpdates') return prev(method, payload, foreignSignal)
    const signal = foreignSignal as unknown as AbortSignal | undefined
    const chatId = pacedChat(method, payload)
    for (let attempt = 0; ; attempt += 1) {
      const answered = chatId === null ? () => {} : await gate.enter(chatId, 'reply', signal)
      const answer = await prev(method, payload, foreignSignal)
        .catch((error: unknown) => {
          if (attempt >= maxRetries || !surelyNotSent(error)) throw error
          return null
        })
        .finally(answered)
      const isServersTrouble = answer !== null && !answer.ok && answer.error_code >= 500
      if (answer === null || (isServersTrouble && attempt < maxRetries)) {
        await clock.sleep(firstRetryMs * 2 ** attempt, signal)
        continue
      }
      if (answer.ok || answer.error_code !== 429) return answer
      const waitMs = waitMsOf(answer)
      // Calls that send nothing have limits of their own, such as some hours for setting a description.
      if (chatId !== null) gate.pause(waitMs)
      if (attempt >= maxRetries || waitMs > longestReplyWaitMs) return answer
      if (chatId === null) await clock.sleep(waitMs, signal)
    }
  }
}

/** The chat whose limits a call counts against; null for calls that show nothing in a chat. */
function pacedChat(method: string, payload: object): number | null {
  if (!/^(send(?!ChatAction$)|edit|forward|copy|delete|pin)/.test(method) || !('chat_id' in payload)) return null
  const chatId = Number(payload.chat_id)
  return Number.isFinite(chatId) ? chatId : null
}
