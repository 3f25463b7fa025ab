import { GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { UpdateStore } from '../domain/store.ts'
import { type Clock, minute, second } from '../domain/time.ts'
import type { Logger } from '../log.ts'
import { toFatalError } from './fatal-error.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { toLoggable } from './loggable.ts'
import { waitMsOf } from './outcome.ts'

/** The kinds of update that Vestnik reads. */
export const allowedUpdates = [
  'message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'my_chat_member',
] as const

export interface UpdatesRequest {
  readonly offset: number
  readonly limit: number
  /** Seconds that Telegram may hold the answer back while there is none. */
  readonly timeout: number
  readonly allowed_updates: typeof allowedUpdates
}

export interface ReceiveParts {
  readonly getUpdates: (request: UpdatesRequest, signal: AbortSignal) => Promise<readonly Update[]>
  /** Whatever it throws is logged and gone; the update counts as handled. */
  readonly handle: (update: Update, signal: AbortSignal) => Promise<void>
  readonly updates: UpdateStore
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly log: Logger
  /** 50, Telegram's longest, unless told. */
  readonly pollTimeoutS?: number
  /** 90 s unless told. */
  readonly handlerTimeoutMs?: number
}

const updatesAtOnce = 100
/** While a handler works, new updates are asked for this often at least. */
const busyPollMs = 500
/** How long handlers under way may take once we are told to stop. */
const drainMs = 3 * second
const firstBackoffMs = second
const maxBackoffMs = minute

/**
 * Receives updates until the signal aborts, and then finishes the handlers under way for three seconds at most. Chats are
 * served side by side, the updates of one chat in order. An update is confirmed only when it and all before it have been
 * handled, and none is handled twice, not even after a restart, unless the process died before it was recorded. Throws
 * TelegramFatalError when Telegram refuses the bot.
 */
export async function receive(parts: ReceiveParts, signal: AbortSignal): Promise<void> {
  const lanes = createLanes({ ...parts, handlerTimeoutMs: parts.handlerTimeoutMs ?? 90 * second })
  let offset = 0
  let failures = 0
  try {
    while (!signal.aborted) {
      try {
        offset = await poll(parts, lanes, offset, signal)
        failures = 0
      } catch (error) {
        if (signal.aborted) break
        await rest(parts, error, failures, signal)
        failures += 1
      }
    }
  } finally {
    await lanes.close(drainMs)
  }
}

/** One request, and what is to be done about its answer. Returns the next offset. */
async function poll(parts: ReceiveParts, lanes: Lanes, offset: number, signal: AbortSignal): Promise<number> {
  const timeout = lanes.isBusy() ? 0 : (parts.pollTimeoutS ?? 50)
  const request = { offset, limit: updatesAtOnce, timeout, allowed_updates: allowedUpdates }
  const updates = await parts.getUpdates(request, signal)
  const unknown = updates.filter((update) => !lanes.has(update.update_id))
  const fresh = new Set(await parts.updates.findNew(unknown.map((update) => update.update_id)))
  for (const update of unknown) {
    if (fresh.has(update.update_id)) lanes.add(update)
    else lanes.skip(update.update_id)
  }
  if (lanes.isBusy()) await lanes.firstDone(busyPollMs, signal)
  return lanes.confirm() ?? offset
}

/** Waits after a failure; throws when there is no use in waiting. */
async function rest({ log, clock, random }: ReceiveParts, error: unknown, failures: number, signal: AbortSignal) {
  const fatal = toFatalError(error)
  if (fatal !== null) throw fatal
  const isFlood = error instanceof GrammyError && error.error_code === 429
  const backoffMs = Math.min(maxBackoffMs, firstBackoffMs * 2 ** Math.min(failures, 10)) * (0.5 + random() / 2)
  const waitMs = Math.round(isFlood ? Math.max(waitMsOf(error), backoffMs) : backoffMs)
  log[failures === 0 ? 'warn' : 'debug'](
    { err: toLoggable(error), failures: failures + 1, waitMs },
    'updates could not be received',
  )
  await clock.sleep(waitMs, signal).catch(() => undefined)
}
