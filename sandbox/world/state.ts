import type { Channels } from '../channels.ts'
import type { FileStore } from './files.ts'
import { createFileStore } from './files.ts'
import { WorldError } from './types.ts'
import type {
  BotCommand,
  CallbackAnswer,
  ChatInfo,
  ChatType,
  GroupPermissions,
  InlineAnswer,
  Member,
  Message,
  Person,
  ReplyKeyboard,
  Topic,
  User,
  WorldEvent,
  WorldUpdate,
} from './types.ts'

export interface StoredMessage {
  message: Message
  /** Number of the world's change that last touched it. */
  change: number
}

export interface ChatRecord {
  readonly id: number
  readonly type: ChatType
  title: string
  username: string | null
  isForum: boolean
  /** By user id; the bot is among them. */
  readonly members: Map<number, Member>
  readonly topics: Map<number, Topic>
  /** Of a group. */
  permissions: GroupPermissions
  readonly messages: StoredMessage[]
  lastMessageId: number
  migratedTo: number | null
  deleted: boolean
  /** Below the input field; null: none. */
  replyKeyboard: ReplyKeyboard | null
  /** Of a channel: its name in the registry. */
  readonly channelName: string | null
}

export interface PendingQuery<Answer> {
  readonly askedAt: number
  readonly answer: (answer: Answer) => void
  readonly fail: (error: Error) => void
}

export interface WorldState {
  readonly now: () => number
  readonly bot: User
  readonly channels: Channels
  readonly people: Map<number, Person>
  readonly chats: Map<number, ChatRecord>
  readonly files: FileStore
  readonly listeners: Set<(event: WorldEvent) => void>
  readonly updateListeners: Set<(update: WorldUpdate) => void>
  readonly callbacks: Map<string, PendingQuery<CallbackAnswer>>
  readonly inlineQueries: Map<string, PendingQuery<InlineAnswer>>
  /** By scope and language, see commands.ts. */
  readonly commands: Map<string, readonly BotCommand[]>
  /** Private chats and basic groups share one row of message ids. */
  lastSharedMessageId: number
  change: number
  serial: number
  /** True while the bot itself publishes to a channel, which makes no update. */
  botIsPublishing: boolean
}

const firstSerial = 1000

export function createState(options: { now: () => number; bot: User; channels: Channels }): WorldState {
  return {
    ...options,
    people: new Map(),
    chats: new Map(),
    files: createFileStore(),
    listeners: new Set(),
    updateListeners: new Set(),
    callbacks: new Map(),
    inlineQueries: new Map(),
    commands: new Map(),
    lastSharedMessageId: 0,
    change: 0,
    serial: firstSerial,
    botIsPublishing: false,
  }
}

export function emit(state: WorldState, event: WorldEvent): void {
  for (const listener of state.listeners) listener(event)
}

export function sendUpdate(state: WorldState, update: WorldUpdate): void {
  for (const listener of state.updateListeners) listener(update)
}

/** A number never given before in this world. */
export function nextSerial(state: WorldState): number {
  state.serial += 1
  return state.serial
}

export function nowSeconds(state: WorldState): number {
  return Math.floor(state.now() / 1000)
}

export function getPerson(state: WorldState, personId: number): Person {
  const person = state.people.get(personId)
  if (!person) throw new WorldError(`There is no person ${personId}.`)
  return person
}

export function getChat(state: WorldState, chatId: number): ChatRecord {
  const chat = state.chats.get(chatId)
  if (!chat) throw new WorldError(`There is no chat ${chatId}.`)
  return chat
}

export function toUser(person: Person): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
    ...(person.username === undefined ? {} : { username: person.username }),
    ...(person.languageCode === undefined ? {} : { language_code: person.languageCode }),
  }
}

export function toChatInfo(state: WorldState, chat: ChatRecord): ChatInfo {
  if (chat.type === 'private') {
    const { language_code: _language, is_bot: _isBot, ...names } = toUser(getPerson(state, chat.id))
    return { ...names, type: 'private' }
  }
  return {
    id: chat.id,
    type: chat.type,
    title: chat.title,
    ...(chat.username === null ? {} : { username: chat.username }),
    ...(chat.isForum ? { is_forum: true as const } : {}),
  }
}

const allAllowed: GroupPermissions = { can_send_messages: true, can_send_photos: true, can_send_documents: true }

export function createChatRecord(chat: Pick<ChatRecord, 'id' | 'type' | 'title'> & Partial<ChatRecord>): ChatRecord {
  return {
    username: null,
    isForum: false,
    members: new Map(),
    topics: new Map(),
    permissions: allAllowed,
    messages: [],
    lastMessageId: 0,
    migratedTo: null,
    deleted: false,
    replyKeyboard: null,
    channelName: null,
    ...chat,
  }
}

export function findStored(chat: ChatRecord, messageId: number): StoredMessage | null {
  return chat.messages.find(({ message }) => message.message_id === messageId) ?? null
}

export function botMember(state: WorldState, chat: ChatRecord): Member {
  return chat.members.get(state.bot.id) ?? member('left')
}

export function member(status: Member['status'], options: Partial<Member> = {}): Member {
  return { status, rights: {}, isAnonymous: false, canSend: status !== 'restricted', ...options }
}

/** Whether somebody may send such a thing in a group. */
export function maySend(chat: ChatRecord, who: Member, permission: keyof GroupPermissions): boolean {
  return isAdmin(who) || (who.canSend && chat.permissions[permission])
}

export function isIn({ status }: Member): boolean {
  return status !== 'left' && status !== 'kicked'
}

export function isAdmin({ status }: Member): boolean {
  return status === 'creator' || status === 'administrator'
}

export function hasRight(who: Member, right: keyof Member['rights']): boolean {
  return who.status === 'creator' || (who.status === 'administrator' && who.rights[right] === true)
}
