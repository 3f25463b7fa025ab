import { findChannelChat } from '../world/channel-chats.ts'
import { botMember, findStored, getPerson, hasRight, isIn, isAdmin, maySend } from '../world/state.ts'
import type { ChatRecord, WorldState } from '../world/state.ts'
import { findTopic, generalTopicId } from '../world/topics.ts'
import type { GroupPermissions, Message } from '../world/types.ts'
import { ApiError, badRequest, forbidden } from './api-error.ts'
import { integerParam, isObject, jsonParam, textParam, toInteger, flagParam } from './call.ts'
import type { ApiCall } from './call.ts'

export type Access = 'read' | 'read_members' | 'edit' | 'write'

/** The chat that `chat_id` names. Throws ApiError when it is unknown or closed to the bot for what it wants to do. */
export function findChat(state: WorldState, call: ApiCall, access: Access): ChatRecord {
  return findChatById(state, textParam(call, 'chat_id'), access)
}

export function findChatById(state: WorldState, id: string, access: Access): ChatRecord {
  if (id === '') throw badRequest('chat_id is empty')
  const chat = id.startsWith('@') ? findByUsername(state, id.slice(1)) : findById(state, toInteger(id))
  if (!chat) throw badRequest('chat not found')
  checkAccess(state, chat, access)
  return chat
}

function findByUsername(state: WorldState, username: string): ChatRecord | null {
  const same = (chat: ChatRecord): boolean => chat.username?.toLowerCase() === username.toLowerCase()
  return [...state.chats.values()].find(same) ?? findChannelChat(state, { name: username })
}

function findById(state: WorldState, id: number): ChatRecord | null {
  const chat = state.chats.get(id) ?? findChannelChat(state, { id })
  if (!chat || chat.type === 'private') return chat
  // A group in which the bot never was does not exist for it.
  const isKnown = chat.members.has(state.bot.id) || chat.username !== null
  return isKnown ? chat : null
}

function checkAccess(state: WorldState, chat: ChatRecord, access: Access): void {
  if (chat.type === 'private') return checkPrivate(state, chat, access)
  const bot = botMember(state, chat)
  const what = `${chat.type} chat`
  if (chat.type === 'group') {
    const isStrict = access !== 'read'
    if (chat.migratedTo !== null && (access === 'write' || access === 'read_members')) throw upgraded(chat.migratedTo)
    if (chat.deleted && (access === 'write' || access === 'read_members')) throw forbidden('the group chat was deleted')
    if (bot.status === 'kicked' && isStrict) throw forbidden(`bot was kicked from the ${what}`)
    if (!isIn(bot) && isStrict) throw forbidden(`bot is not a member of the ${what}`)
    return
  }
  if (chat.deleted) throw badRequest('chat not found')
  if (bot.status === 'kicked') throw forbidden(`bot was kicked from the ${what}`)
  const isStrict = chat.username === null || access === 'edit' || access === 'write'
  if (!isIn(bot) && isStrict) throw forbidden(`bot is not a member of the ${what}`)
}

function checkPrivate(state: WorldState, chat: ChatRecord, access: Access): void {
  const person = getPerson(state, chat.id)
  if (access !== 'edit' && access !== 'write') return
  if (person.deactivated) throw forbidden('user is deactivated')
  if (!person.started) throw forbidden("bot can't initiate conversation with a user")
  if (person.blocked) throw forbidden('bot was blocked by the user')
}

function upgraded(toChatId: number): ApiError {
  return new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: toChatId,
  })
}

/** What one means to send, in the words of the refusal. */
export type SendKind = 'text messages' | 'photos' | 'documents'

const permissionFor = {
  'text messages': 'can_send_messages',
  photos: 'can_send_photos',
  documents: 'can_send_documents',
} as const satisfies Record<SendKind, keyof GroupPermissions>

/** Throws ApiError when the bot may be in the chat but may not send such a thing there. */
export function checkSendRights(state: WorldState, chat: ChatRecord, kind: SendKind): void {
  const bot = botMember(state, chat)
  if (chat.type === 'channel') {
    if (!hasRight(bot, 'can_post_messages')) throw badRequest('need administrator rights in the channel chat')
  } else if (!maySend(chat, bot, permissionFor[kind])) throw badRequest(`not enough rights to send ${kind} to the chat`)
}

/** The topic that `message_thread_id` names, or null. Throws ApiError for one that is missing or closed to the bot. */
export function findThread(state: WorldState, call: ApiCall, chat: ChatRecord): number | null {
  const id = integerParam(call, 'message_thread_id', { fallback: 0, min: 0, max: 0x7f_ff_ff_ff })
  if (id === generalTopicId) throw badRequest('message thread not found')
  if (id === 0 && !chat.isForum) return null
  const topic = findTopic(chat, id || generalTopicId)
  if (!topic) throw badRequest('message thread not found')
  if (topic.closed && !hasRight(botMember(state, chat), 'can_manage_topics')) throw badRequest('TOPIC_CLOSED')
  return id || null
}

/** The message that the request replies to, or null. */
export function findReply(call: ApiCall, chat: ChatRecord): Message | null {
  const value = jsonParam(call, 'reply_parameters', "can't parse reply parameters JSON object")
  if (value !== undefined && !isObject(value)) throw badRequest('object expected as reply parameters')
  const id = value ? Number(value['message_id'] ?? 0) : toInteger(textParam(call, 'reply_to_message_id'))
  const isOptional = value
    ? value['allow_sending_without_reply'] === true
    : flagParam(call, 'allow_sending_without_reply')
  if (id === 0) return null
  const found = findStored(chat, id)?.message ?? null
  if (!found && !isOptional) throw badRequest('message to be replied not found')
  return found
}

/** Whether the bot may delete a message of somebody else. */
export function mayDeleteOthers(state: WorldState, chat: ChatRecord): boolean {
  return (
    chat.type === 'private' ||
    (isAdmin(botMember(state, chat)) && hasRight(botMember(state, chat), 'can_delete_messages'))
  )
}
