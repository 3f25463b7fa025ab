import { findChannelChat, channelChatId } from './channel-chats.ts'
import { setMember } from './members.ts'
import { postMessage } from './posting.ts'
import { botMember, emit, getChat, getPerson, hasRight, isAdmin, isIn, member, toChatInfo, toUser } from './state.ts'
import type { ChatRecord, WorldState } from './state.ts'
import { WorldError } from './types.ts'
import type { AdminRight, AdminRights, ChatInfo, ChatRequest, Member, Message, ReplyKeyboard } from './types.ts'

/** Reads a KeyboardButtonRequestChat; null without the number that every one needs. */
export function chatRequestOf(request: Record<string, unknown>): ChatRequest | null {
  const id = request['request_id']
  if (typeof id !== 'number' || !Number.isInteger(id) || Math.abs(id) >= 2 ** 31) return null
  return {
    request_id: id,
    chat_is_channel: request['chat_is_channel'] === true,
    request_title: request['request_title'] === true,
    bot_is_member: request['bot_is_member'] === true,
    user_administrator_rights: rightsOf(request['user_administrator_rights']),
    bot_administrator_rights: rightsOf(request['bot_administrator_rights']),
  }
}

function rightsOf(value: unknown): AdminRights | null {
  return typeof value === 'object' && value !== null ? value : null
}

/** Puts a keyboard below the input field, or takes it away. */
export function showBelow(state: WorldState, chat: ChatRecord, keyboard: ReplyKeyboard | null): void {
  chat.replyKeyboard = keyboard
  emit(state, { type: 'state' })
}

/** The chats that the app offers when the person presses a button which asks for one. */
export function suitableChats(state: WorldState, personId: number, requestId: number): readonly ChatInfo[] {
  return listSuitable(state, personId, requestOf(state, personId, requestId)).map((chat) => toChatInfo(state, chat))
}

/**
 * The person chooses one of them: the app adds the bot, or makes it an administrator, where the button asks for it, and tells
 * the bot of the chat. Throws WorldError for a chat that is not offered.
 */
export function shareChat(state: WorldState, personId: number, requestId: number, chatId: number): Message {
  const request = requestOf(state, personId, requestId)
  const chat = listSuitable(state, personId, request).find(({ id }) => id === chatId)
  if (!chat) throw new WorldError(`The chat ${chatId} is not offered for this button.`)
  admitBot(state, chat, request, personId)
  const own = getChat(state, personId)
  if (own.replyKeyboard?.isOneTime) showBelow(state, own, null)
  const title = request.request_title ? { title: chat.title } : {}
  const shared = { request_id: requestId, chat_id: chatId, ...title }
  return postMessage(state, own, { from: toUser(getPerson(state, personId)), chat_shared: shared })
}

function requestOf(state: WorldState, personId: number, requestId: number): ChatRequest {
  const buttons = getChat(state, personId).replyKeyboard?.rows.flat() ?? []
  const request = buttons.find((button) => button.request_chat?.request_id === requestId)?.request_chat
  if (!request) throw new WorldError(`There is no button that asks for the chat ${requestId}.`)
  return request
}

function listSuitable(state: WorldState, personId: number, request: ChatRequest): readonly ChatRecord[] {
  for (const name of state.channels.names()) findChannelChat(state, { name })
  return [...state.chats.values()].filter((chat) => {
    if (chat.deleted || chat.migratedTo !== null || chat.type === 'private') return false
    if ((chat.type === 'channel') !== request.chat_is_channel) return false
    const who = chat.members.get(personId) ?? member('left')
    if (!isIn(who) || !hasAll(who, request.user_administrator_rights)) return false
    const bot = botMember(state, chat)
    const { bot_administrator_rights: wanted, bot_is_member: isToBeIn } = request
    if (wanted !== null) return (isAdmin(bot) && hasAll(bot, wanted)) || hasRight(who, 'can_promote_members')
    return !isToBeIn || isIn(bot) || (chat.type !== 'channel' && isAdmin(who))
  })
}

function hasAll(who: Member, rights: AdminRights | null): boolean {
  const wanted = Object.entries(rights ?? {}).filter(([right, isOn]) => isOn && right !== 'is_anonymous')
  return rights === null || (isAdmin(who) && wanted.every(([right]) => hasRight(who, right as AdminRight)))
}

function admitBot(state: WorldState, chat: ChatRecord, request: ChatRequest, personId: number): void {
  const bot = botMember(state, chat)
  const { bot_administrator_rights: wanted, bot_is_member: isToBeIn } = request
  if (wanted !== null && !hasAll(bot, wanted)) {
    const to = member('administrator', { rights: { ...bot.rights, ...wanted } })
    setMember(state, chat, { userId: state.bot.id, byUserId: personId, to })
  } else if (isToBeIn && !isIn(bot)) {
    setMember(state, chat, { userId: state.bot.id, byUserId: personId, to: member('member') })
    postMessage(state, chat, { from: toUser(getPerson(state, personId)), new_chat_members: [state.bot] })
  }
}

/** A person's part in a channel: nobody but its administrators is told of it. */
export function setChannelMember(state: WorldState, name: string, personId: number, to: Member): number {
  const profile = state.channels.profile(name)
  const chat = profile && findChannelChat(state, { name })
  if (!profile || !chat) throw new WorldError(`There is no channel @${name}.`)
  setMember(state, chat, { userId: personId, byUserId: personId, to })
  return channelChatId(profile)
}
