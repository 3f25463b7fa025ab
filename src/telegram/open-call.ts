import type { Api } from 'grammy'
import type { CallbackQuery, User } from 'grammy/types'
import { dailyAt, nextSlotAt } from '../core/schedule/slots.ts'
import type { Chat, ChatKind } from '../domain/chat.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import type { Logger } from '../log.ts'
import { isAdministrator } from './administrators.ts'
import type { Allowed } from './allowed.ts'
import type { Call, Command } from './command.ts'
import type { Conversation } from './conversation.ts'
import { datesOf } from './dates.ts'
import { personOf } from './incoming.ts'
import type { Place } from './place.ts'
import { type Texts, toLanguage } from './texts.ts'

export interface BotParts {
  /** Goes through the gate as replies do. */
  readonly api: Api
  /** The same, and waits as long as a file takes. */
  readonly uploads: Api
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly texts: Texts
  readonly commands: readonly Command[]
  readonly allowed: Allowed
  /** In lower case, without "@". */
  readonly username: () => string
  readonly defaults: { readonly timeZone: string; readonly digestTime: string }
}

/** A chat in which people talk to us. */
export type OurChat = { readonly id: number; readonly kind: Exclude<ChatKind, 'channel'> }

/** The chat as the store knows it, with what a handler needs to answer there. */
export async function openCall(
  { store, clock, texts, allowed, defaults }: BotParts,
  who: {
    readonly chat: OurChat
    readonly from: User | undefined
    readonly conversation: Conversation
    readonly signal: AbortSignal
  },
): Promise<Call> {
  const { conversation, signal } = who
  const now = clock.now()
  const { timeZone, digestTime } = defaults
  const chat: Chat = await store.chats.ensure({
    ...who.chat,
    language: toLanguage(who.from?.language_code),
    timeZone,
    digestTime,
    nextSlotAt: nextSlotAt(dailyAt(digestTime), timeZone, now),
    now,
  })
  return {
    chat,
    t: texts(chat.language),
    dates: datesOf(chat.language, chat.timeZone),
    threadId: conversation.threadId,
    isPrivate: who.chat.kind === 'private',
    isOperator: allowed.isOperator(personOf(who.from)),
    signal,
    reply: async (text, keyboard) => {
      const messageId = await conversation.send(text, keyboard)
      return { edit: (next, nextKeyboard) => conversation.edit(messageId, next, nextKeyboard) }
    },
    replyWithFile: (file, stop) => conversation.sendFile(file, stop),
    replyWithPicture: (png, caption, keyboard) => conversation.sendPicture(png, caption, keyboard),
    showTyping: () => conversation.showTyping(),
  }
}

/** Whether somebody may change the settings of the chat: in groups only administrators. */
export async function mayChangeSettings(
  { api }: BotParts,
  { chat, isPrivate, signal }: Call,
  who: { readonly from: User | undefined; readonly senderChatId: number | null },
): Promise<boolean> {
  if (isPrivate) return true
  const member = { chatId: chat.id, personId: personOf(who.from), senderChatId: who.senderChatId }
  return isAdministrator(api, member, signal)
}

/** null for channels, where nobody talks to us. */
export function ourChat(chat: { readonly id: number; readonly type: string }): OurChat | null {
  const { id, type } = chat
  return type === 'private' || type === 'group' || type === 'supergroup' ? { id, kind: type } : null
}

/** Where an answer to the message belongs. */
export function placeOf(message: NonNullable<CallbackQuery['message']>): Place {
  const isTopic = 'is_topic_message' in message && message.is_topic_message
  return {
    chatId: message.chat.id,
    threadId: isTopic ? (message.message_thread_id ?? null) : null,
    replyTo: message.chat.type === 'private' ? null : message.message_id,
  }
}

/** The chat at large. */
export function chatAtLarge(chatId: number): Place {
  return { chatId, threadId: null, replyTo: null }
}
