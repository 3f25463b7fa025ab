import type { Channels } from './channels.ts'
import { failQueries, inlineQuery, press } from './world/callbacks.ts'
import type { PressOptions } from './world/callbacks.ts'
import { findChannelChat, followRegistry, setChannelAdmin } from './world/channel-chats.ts'
import { commandsFor } from './world/commands.ts'
import type { StoredFile } from './world/files.ts'
import * as groups from './world/groups.ts'
import { newMember, personIds } from './world/members.ts'
import * as people from './world/people.ts'
import { setChannelMember, shareChat, suitableChats } from './world/shared-chats.ts'
import { deleteOwn, editOwn, forwardPost, say, sendFile, sendLocation } from './world/speaking.ts'
import type { SpeakOptions } from './world/speaking.ts'
import { createState, getChat, getPerson, toChatInfo } from './world/state.ts'
import type { WorldState } from './world/state.ts'
import { addTopic, deleteTopic, setTopicClosed } from './world/topics.ts'
import type {
  AdminRights,
  BotCommand,
  CallbackAnswer,
  ChatInfo,
  GeoPoint,
  GroupPermissions,
  InlineAnswer,
  Message,
  NewGroup,
  NewMember,
  NewPerson,
  Person,
  ReplyKeyboard,
  Topic,
  User,
  WorldEvent,
} from './world/types.ts'
import { waitForMessage } from './world/waiting.ts'
import type { Mark, WaitOptions } from './world/waiting.ts'

export type * from './world/types.ts'
export { WorldError } from './world/types.ts'
export type { Mark, PressOptions, SpeakOptions, WaitOptions }

/** A chat as the chat page lists it. */
export interface ChatSummary {
  readonly info: ChatInfo
  readonly personIds: readonly number[]
  readonly topics: readonly Topic[]
  /** Below the input field; null: none. */
  readonly replyKeyboard: ReplyKeyboard | null
}

/**
 * The people, the chats and what is said in them: the side of Telegram that the bot does not see. Methods throw WorldError,
 * with a sentence for people, when somebody does what they cannot do. Every change that the bot may know of becomes an update.
 */
export interface World {
  readonly bot: User
  addPerson(person: NewPerson): Person
  person(personId: number): Readonly<Person>
  people(): readonly Readonly<Person>[]
  /** The person stops the bot, or lets it write again; my_chat_member either way. */
  block(personId: number, blocked?: boolean): void
  /** The account is deleted. */
  deactivate(personId: number): void

  addGroup(group: NewGroup): ChatInfo
  chats(): readonly ChatSummary[]
  chat(chatId: number): ChatSummary
  /** A person joins, leaves or changes the role. */
  setMember(chatId: number, member: NewMember): void
  addBot(chatId: number, options?: { byPersonId?: number; rights?: AdminRights }): void
  /** `kicked` false: it is only removed. */
  removeBot(chatId: number, options?: { byPersonId?: number; kicked?: boolean }): void
  /** null takes the rights away. */
  promoteBot(chatId: number, rights: AdminRights | null, byPersonId?: number): void
  restrictBot(chatId: number, restricted: boolean, byPersonId?: number): void
  /** What a group lets its members send; what is not named stays. The bot hears nothing of it. */
  setPermissions(chatId: number, permissions: Partial<GroupPermissions>): void
  /** The group becomes a supergroup; returns its new id. */
  migrate(chatId: number): number
  deleteGroup(chatId: number): void
  /** Returns the topic's id, which is its thread id. */
  addTopic(chatId: number, name: string): number
  closeTopic(chatId: number, topicId: number): void
  reopenTopic(chatId: number, topicId: number): void
  deleteTopic(chatId: number, topicId: number): void
  /** Makes the bot an administrator of a channel of the registry, by default with all rights to posts; null removes it. */
  setChannelAdmin(channel: string, rights?: AdminRights | null, byPersonId?: number): ChatInfo

  /** A person joins a channel of the registry, or becomes its administrator; returns the channel's chat id. */
  setChannelMember(channel: string, member: NewMember): number

  /** What the app offers for a button of the private chat that asks for a chat. */
  suitableChats(personId: number, requestId: number): readonly ChatInfo[]
  /** The person chooses one of them. */
  shareChat(personId: number, requestId: number, chatId: number): Message

  say(personId: number, chatId: number, text: string, options?: SpeakOptions): Message
  sendFile(
    personId: number,
    chatId: number,
    file: { kind: 'photo' | 'document'; name?: string; mimeType?: string; bytes?: Buffer; caption?: string },
    options?: SpeakOptions,
  ): Message
  /** Where the person is, by the attachment menu, or by a button below the field that asks for it. */
  sendLocation(personId: number, chatId: number, point: GeoPoint, options?: SpeakOptions): Message
  forwardPost(
    personId: number,
    chatId: number,
    post: { channel: string; postId: number },
    options?: SpeakOptions,
  ): Message
  editMessage(personId: number, chatId: number, messageId: number, text: string): Message
  deleteMessage(personId: number, chatId: number, messageId: number): void
  /** Resolves with the bot's answer to the press of a button; rejects when it does not answer in time. */
  press(
    personId: number,
    chatId: number,
    button: { messageId: number; data: string },
    options?: PressOptions,
  ): Promise<CallbackAnswer>
  inlineQuery(personId: number, query: { text: string; offset?: string; timeoutMs?: number }): Promise<InlineAnswer>

  /** Oldest first. */
  messages(chatId: number): readonly Message[]
  /** This moment, for waitForMessage. */
  mark(): Mark
  /** The first message of the history since `after`, or to come, that is as wanted; rejects after the time-out (5 s). */
  waitForMessage(chatId: number, predicate: (message: Message) => boolean, options?: WaitOptions): Promise<Message>
  /** The command menu that the person sees in the chat. */
  commandsFor(personId: number, chatId: number): readonly BotCommand[]
  /** A file that was sent, by its file_id; null for one unknown or long gone. */
  file(fileId: string): StoredFile | null
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: WorldEvent) => void): () => void
}

const defaultRights: AdminRights = {
  can_manage_chat: true,
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
}

export interface WorldOptions {
  readonly now: () => number
  readonly bot: User
  readonly channels: Channels
}

/** The world with what the Bot API server needs of it. */
export interface OpenWorld {
  readonly world: World
  readonly state: WorldState
  /** Ends what waits and the tie to the registry. */
  close(): void
}

export function createWorld(options: WorldOptions): OpenWorld {
  const state = createState(options)
  const unfollow = followRegistry(state)
  return {
    state,
    world: {
      bot: state.bot,
      ...peopleMethods(state),
      ...groupMethods(state),
      ...talkMethods(state),
      ...watchMethods(state),
    },
    close() {
      unfollow()
      failQueries(state)
      state.listeners.clear()
      state.updateListeners.clear()
    },
  }
}

type PeopleMethods = Pick<World, 'addPerson' | 'person' | 'people' | 'block' | 'deactivate'>

function peopleMethods(state: WorldState): PeopleMethods {
  return {
    addPerson: (person) => people.addPerson(state, person),
    person: (personId) => getPerson(state, personId),
    people: () => [...state.people.values()],
    block: (personId, blocked = true) => people.block(state, personId, blocked),
    deactivate: (personId) => people.deactivate(state, personId),
  }
}

function groupMethods(state: WorldState) {
  return {
    addGroup: (group) => groups.addGroup(state, group),
    setMember: (chatId, one) => groups.setGroupMember(state, chatId, one),
    addBot: (chatId, options) => groups.addBot(state, chatId, options),
    removeBot: (chatId, options) => groups.removeBot(state, chatId, options),
    promoteBot: (chatId, rights, byPersonId) => groups.promoteBot(state, chatId, rights, byPersonId),
    restrictBot: (chatId, restricted, byPersonId) => groups.restrictBot(state, chatId, restricted, byPersonId),
    setPermissions: (chatId, permissions) => groups.setPermissions(state, chatId, permissions),
    migrate: (chatId) => groups.migrate(state, chatId),
    deleteGroup: (chatId) => groups.deleteGroup(state, chatId),
    addTopic: (chatId, name) => addTopic(state, chatId, name),
    closeTopic: (chatId, topicId) => setTopicClosed(state, chatId, topicId, true),
    reopenTopic: (chatId, topicId) => setTopicClosed(state, chatId, topicId, false),
    deleteTopic: (chatId, topicId) => deleteTopic(state, chatId, topicId),
    setChannelAdmin: (channel, rights = defaultRights, byPersonId = [...state.people.keys()][0] ?? 0) =>
      setChannelAdmin(state, channel, rights, byPersonId),
  } satisfies Partial<World>
}

function talkMethods(state: WorldState) {
  return {
    suitableChats: (personId, requestId) => suitableChats(state, personId, requestId),
    shareChat: (personId, requestId, chatId) => shareChat(state, personId, requestId, chatId),
    setChannelMember: (channel, { personId, ...one }) => setChannelMember(state, channel, personId, newMember(one)),
    say: (personId, chatId, text, options) => say(state, { personId, chatId }, text, options),
    sendFile: (personId, chatId, file, options) => sendFile(state, { personId, chatId }, file, options),
    sendLocation: (personId, chatId, point, options) => sendLocation(state, { personId, chatId }, point, options),
    forwardPost: (personId, chatId, post, options) => forwardPost(state, { personId, chatId }, post, options),
    editMessage: (personId, chatId, messageId, text) => editOwn(state, { personId, chatId }, messageId, text),
    deleteMessage: (personId, chatId, messageId) => deleteOwn(state, { personId, chatId }, messageId),
    press: (personId, chatId, button, options) => press(state, { personId, chatId }, button, options),
    inlineQuery: (personId, query) => inlineQuery(state, personId, query),
  } satisfies Partial<World>
}

function watchMethods(state: WorldState) {
  const summary = (chatId: number): ChatSummary => {
    const chat = findChannelChat(state, { id: chatId }) ?? getChat(state, chatId)
    return {
      info: toChatInfo(state, chat),
      personIds: personIds(state, chat),
      topics: [...chat.topics.values()],
      replyKeyboard: chat.replyKeyboard,
    }
  }
  return {
    chats: () =>
      [...state.chats.values()]
        .filter(({ deleted, migratedTo }) => !deleted && migratedTo === null)
        .map(({ id }) => summary(id)),
    chat: summary,
    messages: (chatId) =>
      (findChannelChat(state, { id: chatId }) ?? getChat(state, chatId)).messages.map(({ message }) => message),
    mark: () => ({ change: state.change }),
    waitForMessage: (chatId, predicate, options) => waitForMessage(state, chatId, predicate, options),
    commandsFor: (personId, chatId) => commandsFor(state, personId, chatId),
    file: (fileId) => state.files.find(fileId),
    subscribe(listener) {
      const own = (event: WorldEvent): void => listener(event)
      state.listeners.add(own)
      return () => void state.listeners.delete(own)
    },
  } satisfies Partial<World>
}

/** The ids of the demo's cast. */
export const demoCast = { anna: 101, taras: 102, emily: 103, newsroom: -1_001_000_000_201 } as const

/** Adds the people of the demo and their group. */
export function addDemoCast(world: World): void {
  world.addPerson({
    id: demoCast.anna,
    firstName: 'Anna',
    lastName: 'Belova',
    username: 'anna_belova',
    languageCode: 'ru',
  })
  world.addPerson({
    id: demoCast.taras,
    firstName: 'Taras',
    lastName: 'Melnyk',
    username: 'taras_melnyk',
    languageCode: 'uk',
  })
  world.addPerson({
    id: demoCast.emily,
    firstName: 'Emily',
    lastName: 'Carter',
    username: 'emily_carter',
    languageCode: 'en',
  })
  world.addGroup({
    id: demoCast.newsroom,
    title: 'Newsroom',
    type: 'supergroup',
    members: [{ personId: demoCast.anna, status: 'creator' }, { personId: demoCast.taras }],
    botStatus: 'member',
  })
}
