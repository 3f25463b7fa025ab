import { botMember, emit, getPerson, isIn, member, nowSeconds, sendUpdate, toChatInfo, toUser } from './state.ts'
import type { ChatRecord, WorldState } from './state.ts'
import type { AdminRight, Member, NewMember, User } from './types.ts'

const groupRights: readonly AdminRight[] = [
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
]
const sendPermissions = [
  'can_send_messages',
  'can_send_audios',
  'can_send_documents',
  'can_send_photos',
  'can_send_videos',
  'can_send_video_notes',
  'can_send_voice_notes',
  'can_send_polls',
  'can_send_other_messages',
  'can_add_web_page_previews',
]

export function newMember({ status = 'member', rights, isAnonymous }: Omit<NewMember, 'personId'>): Member {
  return member(status, {
    rights: rights ?? (status === 'administrator' ? { can_manage_chat: true, can_delete_messages: true } : {}),
    isAnonymous: isAnonymous ?? false,
  })
}

/** The Bot API's ChatMember. */
export function toChatMember(chat: ChatRecord, user: User, who: Member): object {
  const { status } = who
  if (status === 'creator') return { status, user, is_anonymous: who.isAnonymous }
  if (status === 'administrator') {
    const rights = [...groupRights, ...extraRights(chat)].map((right) => [right, who.rights[right] === true])
    return { status, user, can_be_edited: false, is_anonymous: who.isAnonymous, ...Object.fromEntries(rights) }
  }
  if (status === 'restricted') {
    const permissions = sendPermissions.map((permission) => [permission, who.canSend])
    const rest = { can_change_info: false, can_invite_users: false, can_pin_messages: false, can_manage_topics: false }
    return { status, user, is_member: true, ...Object.fromEntries(permissions), ...rest, until_date: 0 }
  }
  return status === 'kicked' ? { status, user, until_date: 0 } : { status, user }
}

function extraRights(chat: ChatRecord): AdminRight[] {
  if (chat.type === 'channel') return ['can_post_messages', 'can_edit_messages']
  return chat.isForum ? ['can_pin_messages', 'can_manage_topics'] : ['can_pin_messages']
}

export function userOf(state: WorldState, userId: number): User {
  return userId === state.bot.id ? state.bot : toUser(getPerson(state, userId))
}

/** Changes what someone is in a chat; the bot hears of it as my_chat_member or chat_member. */
export function setMember(
  state: WorldState,
  chat: ChatRecord,
  change: { userId: number; byUserId: number; to: Member },
): void {
  const { userId, byUserId, to } = change
  const user = userOf(state, userId)
  const from = chat.members.get(userId) ?? member('left')
  chat.members.set(userId, to)
  emit(state, { type: 'state' })
  const isBot = userId === state.bot.id
  if (!isBot && botMember(state, chat).status !== 'administrator') return
  sendUpdate(state, {
    name: isBot ? 'my_chat_member' : 'chat_member',
    payload: {
      chat: toChatInfo(state, chat),
      from: userOf(state, byUserId),
      date: nowSeconds(state),
      old_chat_member: toChatMember(chat, user, from),
      new_chat_member: toChatMember(chat, user, to),
    },
  })
}

/** People who are in the chat. */
export function personIds(state: WorldState, chat: ChatRecord): number[] {
  if (chat.type === 'private') return [chat.id]
  return [...chat.members].filter(([id, who]) => id !== state.bot.id && isIn(who)).map(([id]) => id)
}
