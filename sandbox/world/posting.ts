import { isAdmin, isIn, botMember, emit, findStored, nowSeconds, sendUpdate, toChatInfo } from './state.ts'
import type { ChatRecord, StoredMessage, WorldState } from './state.ts'
import type { InlineKeyboardMarkup, Message, MessageContent, User } from './types.ts'

const maxMessages = 20_000

/** Everything of a message but what the chat gives it. */
export type Draft = Omit<Message, 'message_id' | 'date' | 'chat'> & {
  readonly message_id?: number
  readonly date?: number
}

/** Adds a message to the chat, tells the listeners, and the bot if it is to see it. */
export function postMessage(state: WorldState, chat: ChatRecord, draft: Draft): Message {
  const message: Message = {
    message_id: draft.message_id ?? nextMessageId(state, chat),
    ...(draft.from ? { from: draft.from } : {}),
    date: draft.date ?? nowSeconds(state),
    chat: toChatInfo(state, chat),
    ...draft,
  }
  storeMessage(state, chat, message)
  emit(state, { type: 'message', chatId: chat.id, message })
  if (!isOwn(state, message) && botSees(state, chat, message)) {
    sendUpdate(state, { name: chat.type === 'channel' ? 'channel_post' : 'message', payload: message })
  }
  return message
}

/** Puts a message into the history without telling anyone. */
export function storeMessage(state: WorldState, chat: ChatRecord, message: Message): void {
  state.change += 1
  chat.messages.push({ message, change: state.change })
  chat.lastMessageId = Math.max(chat.lastMessageId, message.message_id)
  if (chat.messages.length > maxMessages) chat.messages.splice(0, chat.messages.length - maxMessages)
}

export function nextMessageId(state: WorldState, chat: ChatRecord): number {
  if (chat.type === 'private' || chat.type === 'group') {
    state.lastSharedMessageId += 1
    return state.lastSharedMessageId
  }
  return chat.lastMessageId + 1
}

export interface MessageChange {
  /** Replaces all of the content. */
  readonly content?: MessageContent
  /** null takes the keyboard away. */
  readonly markup?: InlineKeyboardMarkup | null
}

/** Edits a message in place. A change of the keyboard alone is no edit for people, and the bot is not told. */
export function changeMessage(
  state: WorldState,
  chat: ChatRecord,
  stored: StoredMessage,
  change: MessageChange,
): Message {
  const message = applyChange(stored.message, change, nowSeconds(state))
  state.change += 1
  stored.message = message
  stored.change = state.change
  emit(state, { type: 'message_edited', chatId: chat.id, message })
  if (change.content && !isOwn(state, message) && botSees(state, chat, message)) {
    sendUpdate(state, { name: chat.type === 'channel' ? 'edited_channel_post' : 'edited_message', payload: message })
  }
  return message
}

const contentFields = [
  'text',
  'entities',
  'link_preview_options',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'video',
  'animation',
  'video_note',
  'voice',
  'sticker',
  'audio',
  'location',
  'venue',
  'contact',
  'poll',
  'rich_message',
] as const satisfies readonly (keyof MessageContent)[]

function applyChange(before: Message, { content, markup }: MessageChange, editDate: number): Message {
  const bare: Record<string, unknown> = { ...before }
  if (content) for (const field of contentFields) delete bare[field]
  if (markup !== undefined) delete bare['reply_markup']
  return {
    ...(bare as unknown as Message),
    ...content,
    ...(content ? { edit_date: editDate } : {}),
    ...(markup ? { reply_markup: markup } : {}),
  }
}

export function removeMessage(state: WorldState, chat: ChatRecord, messageId: number): void {
  const stored = findStored(chat, messageId)
  if (!stored) return
  chat.messages.splice(chat.messages.indexOf(stored), 1)
  emit(state, { type: 'message_deleted', chatId: chat.id, messageId })
}

/** Whether the bot itself wrote it. */
export function isOwn(state: WorldState, message: Message): boolean {
  return message.from?.id === state.bot.id || (message.chat.type === 'channel' && state.botIsPublishing)
}

/** As with privacy mode on: in groups only commands, mentions, replies to the bot and service messages; an administrator sees all. */
export function botSees(state: WorldState, chat: ChatRecord, message: Message): boolean {
  if (chat.type === 'private') return true
  const bot = botMember(state, chat)
  if (!isIn(bot)) return false
  if (isAdmin(bot)) return true
  if (chat.type === 'channel') return false
  return isService(message) || message.reply_to_message?.from?.id === state.bot.id || addressesBot(state.bot, message)
}

/** Notices of the chat itself, which nobody wrote. */
export function isService(message: Message): boolean {
  return serviceFields.some((field) => message[field] !== undefined)
}

const serviceFields = [
  'new_chat_members',
  'left_chat_member',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'group_chat_created',
  'supergroup_chat_created',
  'forum_topic_created',
  'forum_topic_closed',
  'forum_topic_reopened',
] as const satisfies readonly (keyof Message)[]

function addressesBot(bot: User, message: Message): boolean {
  const text = message.text ?? message.caption ?? ''
  const name = `@${bot.username ?? ''}`.toLowerCase()
  return [...(message.entities ?? []), ...(message.caption_entities ?? [])].some((entity) => {
    const part = text.slice(entity.offset, entity.offset + entity.length).toLowerCase()
    if (entity.type === 'bot_command') return !part.includes('@') || part.endsWith(name)
    if (entity.type === 'mention') return part === name
    return entity.type === 'text_mention' && entity.user?.id === bot.id
  })
}
