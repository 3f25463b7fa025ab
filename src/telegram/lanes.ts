import type { Update } from 'grammy/types'
import type { UpdateStore } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import type { Logger } from '../log.ts'
import { HandlerTimeoutError } from './handler-timeout.ts'
import { toLoggable } from './loggable.ts'

/** Updates of one chat that may wait for their turn; what comes on top is dropped, so that one chat cannot hold up all. */
const maxWaitingPerChat = 30

/** The updates that are being handled: chats side by side, each chat in order. */
export interface Lanes {
  add(update: Update): void
  /** An update that needs no handling. */
  skip(updateId: number): void
  /** Whether the update is being handled, or was handled and cannot be confirmed yet. */
  has(updateId: number): boolean
  isBusy(): boolean
  /** Resolves when a handler is done, after `waitMs`, or when the signal aborts. */
  firstDone(waitMs: number, signal: AbortSignal): Promise<void>
  /** The offset that confirms what was handled; null as long as nothing was seen. */
  confirm(): number | null
  /** Lets handlers under way finish; those that wait for their turn are left to the next start. */
  close(drainMs: number): Promise<void>
}

interface LaneParts {
  readonly handle: (update: Update, signal: AbortSignal) => Promise<void>
  readonly updates: UpdateStore
  readonly clock: Clock
  readonly log: Logger
  readonly handlerTimeoutMs: number
}

export function createLanes(parts: LaneParts): Lanes {
  const { clock, log } = parts
  const stopped = new AbortController()
  const inFlight = new Map<number, Promise<void>>()
  const handled = new Set<number>()
  const queues = createQueues()
  let closing = false
  let highest: number | null = null

  const settle = (updateId: number): void => {
    inFlight.delete(updateId)
    handled.add(updateId)
  }
  const track = (updateId: number): void => {
    highest = Math.max(highest ?? updateId, updateId)
  }
  const enqueue = (update: Update): Promise<void> => {
    const chatId = chatOf(update)
    const isDropped = !isPost(update) && queues.length(chatId) >= maxWaitingPerChat
    if (isDropped) log.debug({ updateId: update.update_id }, 'update dropped: too many of one chat are waiting')
    return queues.add(chatId, async () => {
      if (!closing) await runOne(parts, update, { isDropped, stop: stopped.signal })
    })
  }

  return {
    add: (update) => {
      track(update.update_id)
      inFlight.set(
        update.update_id,
        enqueue(update).then(() => settle(update.update_id)),
      )
    },
    skip: (updateId) => {
      track(updateId)
      handled.add(updateId)
    },
    has: (updateId) => inFlight.has(updateId) || handled.has(updateId),
    isBusy: () => inFlight.size > 0,
    firstDone: async (waitMs, signal) => {
      const over = new AbortController()
      const timer = clock.sleep(waitMs, AbortSignal.any([signal, over.signal])).catch(() => undefined)
      await Promise.race([...inFlight.values(), timer])
      over.abort()
    },
    confirm: () => {
      if (highest === null) return null
      const offset = inFlight.size > 0 ? Math.min(...inFlight.keys()) : highest + 1
      for (const updateId of handled) if (updateId < offset) handled.delete(updateId)
      return offset
    },
    close: async (drainMs) => {
      closing = true
      const over = new AbortController()
      const timer = clock.sleep(drainMs, over.signal).catch(() => undefined)
      await Promise.race([Promise.all(inFlight.values()), timer])
      over.abort()
      stopped.abort(new Error('the bot is stopping'))
    },
  }
}

/** Work in order within each chat. The work never rejects. */
function createQueues(): {
  length(chatId: number): number
  /** Resolves when the work is done. */
  add(chatId: number, work: () => Promise<void>): Promise<void>
} {
  const queues = new Map<number, { tail: Promise<void>; length: number }>()
  return {
    length: (chatId) => queues.get(chatId)?.length ?? 0,
    add: (chatId, work) => {
      const queue = queues.get(chatId) ?? { tail: Promise.resolve(), length: 0 }
      queues.set(chatId, queue)
      queue.length += 1
      queue.tail = queue.tail.then(work).finally(() => {
        queue.length -= 1
        if (queue.length === 0) queues.delete(chatId)
      })
      return queue.tail
    },
  }
}

/** Handles one update within its time, and records it as handled whatever came of it. Never rejects. */
async function runOne(
  { handle, updates, clock, log, handlerTimeoutMs }: LaneParts,
  update: Update,
  { isDropped, stop }: { readonly isDropped: boolean; readonly stop: AbortSignal },
): Promise<void> {
  const updateId = update.update_id
  const over = new AbortController()
  const done = new AbortController()
  const late = clock.sleep(handlerTimeoutMs, AbortSignal.any([stop, done.signal])).then(
    () => over.abort(new HandlerTimeoutError()),
    () => undefined,
  )
  try {
    if (!isDropped) await Promise.race([handle(update, AbortSignal.any([stop, over.signal])), late])
    if (over.signal.aborted) log.error({ updateId, handlerTimeoutMs }, 'handler took too long and was given up')
  } catch (error) {
    log.error({ err: toLoggable(error), updateId }, 'update could not be handled')
  } finally {
    done.abort()
  }
  if (stop.aborted) return
  await updates
    .recordHandled(updateId, clock.now())
    .catch((error: unknown) => log.error({ err: toLoggable(error), updateId }, 'update could not be recorded'))
}

/** A post is lost when it is dropped, and costs little; Telegram gives out so many at once and waits for them. */
function isPost(update: Update): boolean {
  return update.channel_post !== undefined || update.edited_channel_post !== undefined
}

function chatOf(update: Update): number {
  const post = update.channel_post ?? update.edited_channel_post
  const chat = (update.message ?? post ?? update.callback_query?.message ?? update.my_chat_member)?.chat
  return chat?.id ?? update.callback_query?.from.id ?? 0
}
