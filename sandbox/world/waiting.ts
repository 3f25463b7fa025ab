import { getChat } from './state.ts'
import type { WorldState } from './state.ts'
import { WorldError } from './types.ts'
import type { Message } from './types.ts'

/** A point in the history of the world. */
export interface Mark {
  readonly change: number
}

export interface WaitOptions {
  /** 30 s when absent: a machine may be slow. */
  readonly timeoutMs?: number
  /** Look only at what was written or edited after this; the whole history when absent. */
  readonly after?: Mark
}

const defaultTimeoutMs = 30_000

/** Resolves with the first message, in the history or to come, that is as wanted; rejects after the time-out. */
export function waitForMessage(
  state: WorldState,
  chatId: number,
  predicate: (message: Message) => boolean,
  options: WaitOptions = {},
): Promise<Message> {
  const after = options.after?.change ?? 0
  const past = getChat(state, chatId).messages.find(({ message, change }) => change > after && predicate(message))
  if (past) return Promise.resolve(past.message)
  const { promise, resolve, reject } = Promise.withResolvers<Message>()
  const timer = setTimeout(
    () => reject(new WorldError(waitedInVain(state, chatId))),
    options.timeoutMs ?? defaultTimeoutMs,
  )
  const listener: Parameters<WorldState['listeners']['add']>[0] = (event) => {
    if ((event.type !== 'message' && event.type !== 'message_edited') || event.chatId !== chatId) return
    try {
      if (predicate(event.message)) resolve(event.message)
    } catch (error) {
      reject(error)
    }
  }
  state.listeners.add(listener)
  return promise.finally(() => {
    clearTimeout(timer)
    state.listeners.delete(listener)
  })
}

function waitedInVain(state: WorldState, chatId: number): string {
  const last = getChat(state, chatId).messages.slice(-3)
  const texts = last.map(({ message }) => JSON.stringify((message.text ?? message.caption ?? '').slice(0, 200)))
  return `No such message came to the chat ${chatId}. The last ones: ${texts.join(', ') || 'none'}`
}
