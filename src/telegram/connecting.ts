import { type Api, GrammyError, HttpError } from 'grammy'
import type { ChatFullInfo, ChatMember } from 'grammy/types'
import { dailyAt, nextSlotAt } from '../core/schedule/slots.ts'
import type { Chat } from '../domain/chat.ts'
import type { Connection } from '../domain/connection.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import type { Trouble } from '../domain/trouble.ts'
import { isAdministrator } from './administrators.ts'
import { toApiSignal } from './api-signal.ts'
import { cleanLine } from './clean-text.ts'
import { findRights, type Rights } from './managing.ts'

const maxConnections = 20
const maxTitleLength = 128

/**
 * `absent`: the bot is not in the chat, or there is none. `cannot_post`: it may not write in the channel. `not_admin`: the
 * person does not administer the chat. `full`: the person has connected as many chats as one can.
 */
export type ConnectOutcome =
  | { readonly kind: 'connected'; readonly connection: Connection; readonly isChannel: boolean }
  | { readonly kind: 'absent' | 'cannot_post' | 'not_admin' | 'full' }

export interface Connecting {
  /** The person, by the private chat, looks after the chat from now on, if Telegram says that both sides may. */
  connect(person: Chat, chatId: number, signal: AbortSignal): Promise<ConnectOutcome>
  /** The person's chats to which messages do not come as they should, by title. One that Telegram says nothing of now is left out. */
  findShut(personId: number, signal: AbortSignal): Promise<readonly ShutChat[]>
  /** What waits for a chat is sent now, if Telegram says that the person administers it; the rights that it says. */
  tryAgain(personId: number, chatId: number, signal: AbortSignal): Promise<Rights>
}

/** A connected chat to which messages do not come, or not to its topics. */
export interface ShutChat {
  readonly connection: Connection
  readonly chat: Chat
  readonly troubles: readonly Trouble[]
}

interface ConnectingParts {
  readonly api: Api
  readonly store: Store
  readonly clock: Clock
  readonly botId: () => number
  readonly digestTime: string
}

export function createConnecting(parts: ConnectingParts): Connecting {
  return {
    connect: async (person, chatId, signal) => {
      const found = await look(parts, person.id, chatId, signal)
      if ('refusal' in found) return { kind: found.refusal }
      const { store, clock, digestTime } = parts
      const { title, kind } = found
      const now = clock.now()
      const slotAt = nextSlotAt(dailyAt(digestTime), person.timeZone, now)
      const { language, timeZone } = person
      await store.chats.ensure({ id: chatId, kind, language, timeZone, digestTime, nextSlotAt: slotAt, now })
      const isDone = await store.connections.connect({ personId: person.id, chatId, title, limit: maxConnections, now })
      if (!isDone) return { kind: 'full' }
      return { kind: 'connected', connection: { chatId, title, isManaged: true }, isChannel: kind === 'channel' }
    },
    findShut: async (personId, signal) => {
      const shut: ShutChat[] = []
      for (const connection of await parts.store.connections.list(personId)) {
        const found = await lookShut(parts, connection, personId, signal)
        if (found !== null) shut.push(found)
      }
      return shut
    },
    tryAgain: async (personId, chatId, signal) => {
      const found = await findRights(parts, { chatId, personId }, signal)
      if (found.rights === 'admin') await parts.store.outbox.retryChat(found.chatId, parts.clock.now())
      return found.rights
    },
  }
}

/** Telegram is asked for the person's rights only about a chat that has something to tell. */
async function lookShut(
  parts: ConnectingParts,
  connection: Connection,
  personId: number,
  signal: AbortSignal,
): Promise<ShutChat | null> {
  const { store } = parts
  const { chatId } = connection
  const [chat, troubles] = [await store.chats.find(chatId), await store.troubles.list(chatId)]
  if (chat === null || (chat.state === 'active' && troubles.length === 0)) return null
  // Of a chat that threw the bot out nobody can say who administers it, and all there is to tell is that it did.
  if (chat.state === 'gone') return { connection, chat, troubles: [] }
  const found = await findRights(parts, { chatId, personId }, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof GrammyError || error instanceof HttpError) return null
    throw error
  })
  return found?.rights === 'admin' ? { connection, chat, troubles } : null
}

type Look =
  | { readonly title: string; readonly kind: 'group' | 'supergroup' | 'channel' }
  | { readonly refusal: 'absent' | 'cannot_post' | 'not_admin' }

/** Nothing of a chat is told to those who do not administer it. */
async function look(
  { api, botId }: ConnectingParts,
  personId: number,
  chatId: number,
  signal: AbortSignal,
): Promise<Look> {
  const stop = toApiSignal(signal)
  let chat: ChatFullInfo
  let bot: ChatMember
  try {
    chat = await api.getChat(chatId, stop)
    bot = await api.getChatMember(chatId, botId(), stop)
    if (!isInside(bot)) return { refusal: 'absent' }
    if (!(await isAdministrator(api, { chatId, personId, senderChatId: null }, signal))) return { refusal: 'not_admin' }
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) {
      return { refusal: 'absent' }
    }
    throw error
  }
  if (chat.type === 'private') return { refusal: 'absent' }
  if (chat.type === 'channel' && !(bot.status === 'administrator' && bot.can_post_messages === true)) {
    return { refusal: 'cannot_post' }
  }
  return { title: cleanLine(chat.title, maxTitleLength), kind: chat.type }
}

function isInside(bot: ChatMember): boolean {
  return bot.status !== 'left' && bot.status !== 'kicked'
}
