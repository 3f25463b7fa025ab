import { setMember, toChatMember, userOf } from '../../world/members.ts'
import { botMember, isAdmin, member, toChatInfo } from '../../world/state.ts'
import type { ChatRecord, WorldState } from '../../world/state.ts'
import { badRequest } from '../api-error.ts'
import { textParam, toInteger } from '../call.ts'
import { findChat } from '../chat-access.ts'
import type { Method } from '../context.ts'

const acceptedGifts = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}

const getChat: Method = ({ state }, call) => {
  const chat = findChat(state, call, 'read')
  if (chat.type === 'private' && !state.people.get(chat.id)?.started) throw badRequest('chat not found')
  const info = toChatInfo(state, chat)
  const description = chat.type === 'channel' ? (state.channels.profile(chat.username ?? '')?.description ?? '') : ''
  return {
    ...info,
    ...(info.username ? { active_usernames: [info.username] } : {}),
    ...(description ? { description } : {}),
    ...(chat.type === 'group' || chat.type === 'supergroup' ? { permissions: chat.permissions } : {}),
    accent_color_id: Math.abs(chat.id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: acceptedGifts,
  }
}

const getChatMember: Method = ({ state }, call) => {
  const userId = Math.max(toInteger(textParam(call, 'user_id')), 0)
  if (userId === 0) throw badRequest('invalid user_id specified')
  const chat = findChat(state, call, 'read_members')
  checkMembersShown(state, chat, userId)
  const isKnown = userId === state.bot.id || state.people.has(userId)
  if (!isKnown) throw badRequest(chat.type === 'group' ? 'user not found' : 'PARTICIPANT_ID_INVALID')
  const fallback = member(
    chat.type === 'private' && (userId === chat.id || userId === state.bot.id) ? 'member' : 'left',
  )
  return toChatMember(chat, userOf(state, userId), chat.members.get(userId) ?? fallback)
}

const getChatAdministrators: Method = ({ state }, call) => {
  const chat = findChat(state, call, 'read_members')
  if (chat.type === 'private') throw badRequest('there are no administrators in the private chat')
  checkMembersShown(state, chat)
  return [...chat.members]
    .filter(([, who]) => isAdmin(who))
    .map(([userId, who]) => toChatMember(chat, userOf(state, userId), who))
}

/** Who is in a channel is shown to its administrators alone; a bot may always ask about itself. */
function checkMembersShown(state: WorldState, chat: ChatRecord, userId?: number): void {
  if (chat.type !== 'channel' || userId === state.bot.id || isAdmin(botMember(state, chat))) return
  throw badRequest('member list is inaccessible')
}

const leaveChat: Method = ({ state }, call) => {
  const chat = findChat(state, call, 'edit')
  if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats")
  setMember(state, chat, { userId: state.bot.id, byUserId: state.bot.id, to: member('left') })
  return true
}

export const chatMethods = { getChat, getChatMember, getChatAdministrators, leaveChat } satisfies Record<string, Method>
