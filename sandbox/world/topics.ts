import { getGroup } from './groups.ts'
import { postMessage } from './posting.ts'
import type { Draft } from './posting.ts'
import { emit, getPerson, toUser } from './state.ts'
import type { ChatRecord, WorldState } from './state.ts'
import { WorldError } from './types.ts'
import type { Topic, User } from './types.ts'

const blueIcon = 0x6f_b9_f0
/** The topic that every forum has; its messages carry no thread id. */
export const generalTopicId = 1

/** Opens a topic and returns its id, which is the thread id of its messages. */
export function addTopic(state: WorldState, chatId: number, name: string): number {
  const chat = getForum(state, chatId)
  const service = postMessage(state, chat, {
    ...creator(state, chat),
    forum_topic_created: { name, icon_color: blueIcon },
    message_id: Math.max(chat.lastMessageId, generalTopicId) + 1,
  })
  chat.topics.set(service.message_id, { id: service.message_id, name, closed: false })
  emit(state, { type: 'state' })
  return service.message_id
}

/** Closes or opens a topic; only administrators write into a closed one. */
export function setTopicClosed(state: WorldState, chatId: number, topicId: number, closed: boolean): void {
  const chat = getForum(state, chatId)
  const topic = findTopic(chat, topicId)
  if (!topic) throw new WorldError(`There is no topic ${topicId}.`)
  chat.topics.set(topicId, { ...topic, closed })
  const notice = closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} }
  postMessage(state, chat, { ...creator(state, chat), ...threadFields(topicId), ...notice })
  emit(state, { type: 'state' })
}

/** Deletes a topic with its messages. */
export function deleteTopic(state: WorldState, chatId: number, topicId: number): void {
  const chat = getForum(state, chatId)
  if (topicId === generalTopicId || !chat.topics.delete(topicId))
    throw new WorldError(`There is no topic ${topicId} to delete.`)
  const kept = chat.messages.filter(
    ({ message }) => message.message_thread_id !== topicId && message.message_id !== topicId,
  )
  chat.messages.splice(0, chat.messages.length, ...kept)
  emit(state, { type: 'state' })
}

export function findTopic(chat: ChatRecord, topicId: number): Topic | null {
  if (!chat.isForum) return null
  const general = topicId === generalTopicId ? { id: generalTopicId, name: 'General', closed: false } : null
  return chat.topics.get(topicId) ?? general
}

/** The fields by which a message belongs to a topic. */
export function threadFields(topicId: number | null): Pick<Draft, 'message_thread_id' | 'is_topic_message'> {
  return topicId === null || topicId === generalTopicId ? {} : { message_thread_id: topicId, is_topic_message: true }
}

function getForum(state: WorldState, chatId: number): ChatRecord {
  const chat = getGroup(state, chatId)
  if (!chat.isForum) throw new WorldError(`The chat ${chatId} has no topics.`)
  return chat
}

function creator(state: WorldState, chat: ChatRecord): { from?: User } {
  const id = [...chat.members].find(([, who]) => who.status === 'creator')?.[0]
  return id === undefined || id === state.bot.id ? {} : { from: toUser(getPerson(state, id)) }
}
