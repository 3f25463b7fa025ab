import { newMember, personIds, setMember } from './members.ts'
import { postMessage } from './posting.ts'
import { botMember, createChatRecord, emit, getChat, getPerson, isIn, member, toChatInfo, toUser } from './state.ts'
import type { ChatRecord, WorldState } from './state.ts'
import { WorldError } from './types.ts'
import type { AdminRights, ChatInfo, GroupPermissions, Member, NewGroup, NewMember } from './types.ts'

const supergroupBase = -1_000_000_000_000
const firstGroupNumber = 201

/** Adds a group that has been there for long: no updates, no service messages. */
export function addGroup(state: WorldState, group: NewGroup): ChatInfo {
  const type = group.type ?? (group.isForum ? 'supergroup' : 'group')
  if (type === 'group' && group.isForum) throw new WorldError('Only a supergroup has topics.')
  const id = group.id ?? nextGroupId(state, type)
  if (!Number.isSafeInteger(id) || id >= 0) throw new WorldError("A group's id is a negative whole number.")
  if (state.chats.has(id)) throw new WorldError(`The id ${id} is taken.`)
  const chat = createChatRecord({
    id,
    type,
    title: group.title,
    username: group.username ?? null,
    isForum: group.isForum ?? false,
  })
  for (const one of group.members ?? []) chat.members.set(getPerson(state, one.personId).id, newMember(one))
  if (group.botStatus) {
    const rights = group.botRights ? { rights: group.botRights } : {}
    chat.members.set(state.bot.id, newMember({ status: group.botStatus, ...rights }))
  }
  state.chats.set(id, chat)
  emit(state, { type: 'state' })
  return toChatInfo(state, chat)
}

function nextGroupId(state: WorldState, type: 'group' | 'supergroup'): number {
  const base = type === 'group' ? 0 : supergroupBase
  let number = firstGroupNumber
  while (state.chats.has(base - number)) number += 1
  return base - number
}

/** A person joins, leaves or gets another role. */
export function setGroupMember(state: WorldState, chatId: number, change: NewMember): void {
  const chat = getGroup(state, chatId)
  const to = newMember(change)
  const wasIn = isIn(chat.members.get(change.personId) ?? member('left'))
  setMember(state, chat, { userId: change.personId, byUserId: change.personId, to })
  const user = toUser(getPerson(state, change.personId))
  if (!wasIn && isIn(to)) postMessage(state, chat, { from: user, new_chat_members: [user] })
  if (wasIn && !isIn(to)) postMessage(state, chat, { from: user, left_chat_member: user })
}

/** A person adds the bot; a basic group also gets the service message. */
export function addBot(
  state: WorldState,
  chatId: number,
  options: { byPersonId?: number; rights?: AdminRights } = {},
): void {
  const chat = getGroup(state, chatId)
  if (isIn(botMember(state, chat))) throw new WorldError('The bot is in the group already.')
  const by = actor(state, chat, options.byPersonId)
  const to = options.rights ? member('administrator', { rights: options.rights }) : member('member')
  setMember(state, chat, { userId: state.bot.id, byUserId: by, to })
  const from = toUser(getPerson(state, by))
  postMessage(state, chat, { from, new_chat_members: [state.bot] })
}

/** A person throws the bot out; it cannot come back by itself. */
export function removeBot(
  state: WorldState,
  chatId: number,
  options: { byPersonId?: number; kicked?: boolean } = {},
): void {
  const chat = getChat(state, chatId)
  if (!isIn(botMember(state, chat))) throw new WorldError('The bot is not in the chat.')
  const to = member(options.kicked === false ? 'left' : 'kicked')
  setMember(state, chat, { userId: state.bot.id, byUserId: actor(state, chat, options.byPersonId), to })
}

/** Gives the bot rights of an administrator, or takes them with null. */
export function promoteBot(state: WorldState, chatId: number, rights: AdminRights | null, byPersonId?: number): void {
  changeBot(state, chatId, rights ? member('administrator', { rights }) : member('member'), byPersonId)
}

/** Forbids the bot to write in the group, or allows it again. */
export function restrictBot(state: WorldState, chatId: number, restricted: boolean, byPersonId?: number): void {
  changeBot(state, chatId, member(restricted ? 'restricted' : 'member'), byPersonId)
}

/** What the group lets its members send from now on; what is not named stays. The bot hears nothing of it. */
export function setPermissions(state: WorldState, chatId: number, permissions: Partial<GroupPermissions>): void {
  const chat = getGroup(state, chatId)
  chat.permissions = { ...chat.permissions, ...permissions }
  emit(state, { type: 'state' })
}

function changeBot(state: WorldState, chatId: number, to: Member, byPersonId?: number): void {
  const chat = getChat(state, chatId)
  if (!isIn(botMember(state, chat))) throw new WorldError('The bot is not in the chat.')
  setMember(state, chat, { userId: state.bot.id, byUserId: actor(state, chat, byPersonId), to })
}

/** Who does it when nobody is named: the creator, else anybody. */
function actor(state: WorldState, chat: ChatRecord, personId?: number): number {
  if (personId !== undefined) return getPerson(state, personId).id
  const creator = [...chat.members].find(([, who]) => who.status === 'creator')
  const anyone = creator?.[0] ?? personIds(state, chat)[0] ?? [...state.people.keys()][0]
  if (anyone === undefined) throw new WorldError('There is no person who could do it.')
  return anyone
}

/** The basic group becomes a supergroup with a new id, which is returned. Both chats get their service message. */
export function migrate(state: WorldState, chatId: number): number {
  const chat = getGroup(state, chatId)
  if (chat.type !== 'group') throw new WorldError('Only a basic group becomes a supergroup.')
  if (chat.migratedTo !== null) throw new WorldError('The group has become a supergroup already.')
  const id = nextGroupId(state, 'supergroup')
  const upgraded = createChatRecord({
    id,
    type: 'supergroup',
    title: chat.title,
    members: new Map(chat.members),
    permissions: chat.permissions,
  })
  state.chats.set(id, upgraded)
  const by = actor(state, chat)
  const from = toUser(getPerson(state, by))
  postMessage(state, chat, { from, migrate_to_chat_id: id })
  chat.migratedTo = id
  postMessage(state, upgraded, { from, migrate_from_chat_id: chatId })
  emit(state, { type: 'state' })
  return id
}

/** The group is deleted by its creator. The bot hears nothing of it until it writes. */
export function deleteGroup(state: WorldState, chatId: number): void {
  getGroup(state, chatId).deleted = true
  emit(state, { type: 'state' })
}

export function getGroup(state: WorldState, chatId: number): ChatRecord {
  const chat = getChat(state, chatId)
  if (chat.type !== 'group' && chat.type !== 'supergroup') throw new WorldError(`The chat ${chatId} is no group.`)
  return chat
}
