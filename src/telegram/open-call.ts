import type { Api } from 'grammy'
import type { CallbackQuery, User } from 'grammy/types'
import { dailyAt, nextSlotAt } from '../core/schedule/slots.ts'
import type { Chat, ChatKind } from '../domain/chat.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../domain/time.ts'
import type { Logger } from '../log.ts'
import { isAdministrator, isMember } from './administrators.ts'
import type { Allowed } from './allowed.ts'
import type { Call, Command } from './command.ts'
import { cleanLine } from './clean-text.ts'
import type { Conversation } from './conversation.ts'
import type { Connecting } from './connecting.ts'
import { datesOf } from './dates.ts'
import type { Html } from './html.ts'
import { personOf } from './incoming.ts'
import type { Keyboard } from './keyboard.ts'
import { bannerOf, findRights, underBanner } from './managing.ts'
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
  readonly connecting: Connecting
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
  const { signal } = who
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
  const isOperator = allowed.isOperator(personOf(who.from))
  const isPrivate = who.chat.kind === 'private'
  const said = { saidIn: chat.id, isPrivate, isOperator, signal }
  return { chat, t: texts(chat.language), ...said, ...speaking(chat, who.conversation) }
}

/** Speaks about the chat in the conversation. */
function speaking(chat: Chat, conversation: Conversation) {
  return {
    dates: datesOf(chat.language, chat.timeZone),
    threadId: conversation.threadId,
    reply: async (text: Html, keyboard?: Keyboard) => {
      const messageId = await conversation.send(text, keyboard)
      return { edit: (next: Html, nextKeyboard?: Keyboard) => conversation.edit(messageId, next, nextKeyboard) }
    },
    replyWithFile: conversation.sendFile,
    replyWithPicture: conversation.sendPicture,
    replyWithPicker: conversation.sendPicker,
    showTyping: conversation.showTyping,
  } satisfies Partial<Call>
}

/** A call about the chat that a person manages from the private chat, with the conversation that says so. */
export interface ManagedCall {
  readonly call: Call
  readonly conversation: Conversation
}

/**
 * What was said or pressed in a private chat, as meant for the connected chat `chatId`; for the private chat itself when that is
 * null. Telegram is asked each time whether the person still administers that chat; if not, the answer is the id of a text
 * that says so, with its title.
 */
export async function toManagedCall(
  parts: BotParts,
  { call, conversation }: ManagedCall,
  chatId: number | null,
): Promise<ManagedCall | { readonly refusal: string; readonly title: string }> {
  if (chatId === null) return { call, conversation }
  const { store, username } = parts
  const personId = call.chat.id
  const connection = (await store.connections.list(personId)).find((one) => one.chatId === chatId)
  if (connection === undefined) return { refusal: 'connect-lost', title: '' }
  const found = await findRights(parts, { chatId, personId }, call.signal)
  const chat = await store.chats.find(found.chatId)
  if (found.rights !== 'admin' || chat === null) {
    if (found.rights === 'lost') await store.connections.disconnect(personId, found.chatId)
    return { refusal: `connect-${found.rights}`, title: cleanLine(connection.title, maxTitleLength) }
  }
  const spoken = underBanner(conversation, bannerOf({ ...connection, chatId: found.chatId }, username()))
  // Answers are in the language of who asks.
  const target = { ...chat, language: call.chat.language }
  return { call: { ...call, chat: target, ...speaking(target, spoken) }, conversation: spoken }
}

const maxTitleLength = 40

/** Whether somebody may change the settings of the chat: in groups only administrators, or members where these let them. */
export async function mayChangeSettings(
  { api }: BotParts,
  { chat, isPrivate, signal }: Call,
  who: { readonly from: User | undefined; readonly senderChatId: number | null },
  { isForAdministrators = false }: { readonly isForAdministrators?: boolean },
): Promise<boolean> {
  // A chat that is managed from a private one was looked at when the call was made.
  if (isPrivate) return true
  const member = { chatId: chat.id, personId: personOf(who.from), senderChatId: who.senderChatId }
  if (chat.settings.membersConfigure && !isForAdministrators) return isMember(api, member, signal)
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
