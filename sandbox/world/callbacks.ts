import { findStored, getChat, getPerson, isIn, member, nextSerial, sendUpdate, toChatInfo, toUser } from './state.ts'
import type { PendingQuery, WorldState } from './state.ts'
import { WorldError } from './types.ts'
import type { CallbackAnswer, InlineAnswer, Message } from './types.ts'
import type { Place } from './speaking.ts'

/** How long the bot may take to answer; later, the id is no longer known. */
export const queryLifetimeMs = 15_000
const defaultTimeoutMs = queryLifetimeMs
const maxPending = 1000

export interface PressOptions {
  /** How long to wait for the bot's answer; as long as Telegram does when absent. */
  readonly timeoutMs?: number
  /** Press even if the message or the button is gone, as an app that lags behind or lies can. */
  readonly force?: boolean
}

/**
 * A person presses an inline button. Resolves with what the bot answers; rejects when it does not answer in time. Throws
 * WorldError at once when there is no such button.
 */
export function press(
  state: WorldState,
  { personId, chatId }: Place,
  button: { messageId: number; data: string },
  options: PressOptions = {},
): Promise<CallbackAnswer> {
  const person = getPerson(state, personId)
  const chat = getChat(state, chatId)
  const isThere = chat.type === 'private' ? chatId === personId : isIn(chat.members.get(personId) ?? member('left'))
  if (!isThere && chat.type !== 'channel') throw new WorldError('The person is not in the chat.')
  const message = findStored(chat, button.messageId)?.message
  if (!options.force && !hasButton(message, button.data)) throw new WorldError('There is no such button.')
  const payload = {
    from: toUser(person),
    message: message ?? { chat: toChatInfo(state, chat), message_id: button.messageId, date: 0 },
    chat_instance: String(Math.abs(chatId) * 1_000_003),
    data: button.data,
  }
  return ask(state, state.callbacks, options.timeoutMs ?? defaultTimeoutMs, (id) =>
    sendUpdate(state, { name: 'callback_query', payload: { id, ...payload } }),
  )
}

function hasButton(message: Message | undefined, data: string): boolean {
  return (message?.reply_markup?.inline_keyboard ?? []).some((row) =>
    row.some((button) => button.callback_data === data),
  )
}

/** A person types the bot's name and a query in any chat. */
export function inlineQuery(
  state: WorldState,
  personId: number,
  query: { text: string; offset?: string; timeoutMs?: number },
): Promise<InlineAnswer> {
  const from = toUser(getPerson(state, personId))
  return ask(state, state.inlineQueries, query.timeoutMs ?? defaultTimeoutMs, (id) =>
    sendUpdate(state, {
      name: 'inline_query',
      payload: { id, from, query: query.text, offset: query.offset ?? '', chat_type: 'sender' },
    }),
  )
}

function ask<Answer>(
  state: WorldState,
  pending: Map<string, PendingQuery<Answer>>,
  timeoutMs: number,
  send: (id: string) => void,
): Promise<Answer> {
  const id = `${state.bot.id}${nextSerial(state)}`
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const timer = setTimeout(() => reject(new WorldError('The bot did not answer in time.')), timeoutMs)
  const settled = promise.finally(() => clearTimeout(timer))
  settled.catch(() => {})
  pending.set(id, { askedAt: state.now(), answer: resolve, fail: reject })
  const oldest = pending.size > maxPending ? pending.keys().next().value : undefined
  if (oldest !== undefined) pending.delete(oldest)
  send(id)
  return settled
}

/** Hands the bot's answer to whoever waits; false when the query is unknown, answered or too old. */
export function answerQuery<Answer>(
  state: WorldState,
  pending: Map<string, PendingQuery<Answer>>,
  id: string,
  answer: Answer,
): boolean {
  const query = pending.get(id)
  if (!query || state.now() - query.askedAt > queryLifetimeMs) return false
  pending.delete(id)
  query.answer(answer)
  return true
}

/** Ends all that wait. */
export function failQueries(state: WorldState): void {
  const error = new WorldError('The sandbox was closed.')
  for (const query of [...state.callbacks.values(), ...state.inlineQueries.values()]) query.fail(error)
  state.callbacks.clear()
  state.inlineQueries.clear()
}
