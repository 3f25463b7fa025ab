import { channelChatInfo, contentOfPost, findPost } from './channel-chats.ts'
import { findEntities } from './found-text.ts'
import { block } from './people.ts'
import { changeMessage, postMessage, removeMessage } from './posting.ts'
import type { Draft } from './posting.ts'
import { showBelow } from './shared-chats.ts'
import { emit, findStored, getChat, getPerson, isAdmin, isIn, maySend, member, toChatInfo, toUser } from './state.ts'
import type { ChatRecord, WorldState } from './state.ts'
import { findTopic, generalTopicId, threadFields } from './topics.ts'
import { WorldError } from './types.ts'
import type { GeoPoint, Message, MessageContent, User } from './types.ts'

export const maxTextLength = 4096

export interface SpeakOptions {
  readonly threadId?: number
  readonly replyToMessageId?: number
}

/** Telegram's stand-in for an administrator who writes in the name of the group. */
const anonymousAdmin: User = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }

/**
 * A person writes. Commands, addresses, mentions and hashtags become entities. Writing to a bot one has blocked unblocks it,
 * as the app's Restart button does. Throws WorldError when the person may not write there.
 */
export function say(state: WorldState, place: Place, text: string, options: SpeakOptions = {}): Message {
  return speak(state, place, textContent(text), options)
}

export interface Place {
  readonly personId: number
  readonly chatId: number
}

export function speak(state: WorldState, place: Place, content: Partial<Draft>, options: SpeakOptions = {}): Message {
  const chat = enter(state, place, options.threadId ?? null)
  const reply = options.replyToMessageId === undefined ? null : findStored(chat, options.replyToMessageId)
  if (options.replyToMessageId !== undefined && !reply) {
    throw new WorldError(`There is no message ${options.replyToMessageId} to reply to.`)
  }
  return postMessage(state, chat, {
    ...author(state, chat, place.personId),
    ...threadFields(options.threadId ?? null),
    ...(reply ? { reply_to_message: withoutReply(reply.message) } : {}),
    ...content,
  })
}

function textContent(text: string): MessageContent {
  const trimmed = text.trim()
  if (trimmed === '') throw new WorldError('The message is empty.')
  if (trimmed.length > maxTextLength) throw new WorldError(`The message is longer than ${maxTextLength}.`)
  if (!trimmed.isWellFormed()) throw new WorldError('The message is not valid Unicode.')
  const entities = findEntities(trimmed)
  return { text: trimmed, ...(entities.length > 0 ? { entities } : {}) }
}

export function withoutReply(message: Message): Message {
  const { reply_to_message: _reply, ...rest } = message
  return rest
}

/** Makes sure that the person may write there, and begins or restarts a private chat. */
function enter(state: WorldState, { personId, chatId }: Place, threadId: number | null): ChatRecord {
  const person = getPerson(state, personId)
  const chat = getChat(state, chatId)
  if (chat.deleted || chat.migratedTo !== null) throw new WorldError('The group is not there any more.')
  if (person.deactivated) throw new WorldError('The person has no account any more.')
  if (chat.type === 'private') {
    if (chat.id !== personId) throw new WorldError('This is the private chat of somebody else.')
    if (!person.started) {
      person.started = true
      emit(state, { type: 'state' })
    }
    block(state, personId, false)
    return chat
  }
  if (chat.type === 'channel') throw new WorldError('Posts are published through the channel registry.')
  const who = chat.members.get(personId) ?? member('left')
  if (!isIn(who)) throw new WorldError('The person is not in the group.')
  if (!maySend(chat, who, 'can_send_messages')) throw new WorldError('The person may not write in the group.')
  const topic = threadId === null && !chat.isForum ? null : findTopic(chat, threadId ?? generalTopicId)
  if (threadId !== null && !topic) throw new WorldError(`There is no topic ${threadId}.`)
  if (topic?.closed && !isAdmin(who)) throw new WorldError('The topic is closed.')
  return chat
}

function author(state: WorldState, chat: ChatRecord, personId: number): Pick<Draft, 'from' | 'sender_chat'> {
  if (chat.members.get(personId)?.isAnonymous) return { from: anonymousAdmin, sender_chat: toChatInfo(state, chat) }
  return { from: toUser(getPerson(state, personId)) }
}

/** A person sends a photo or a document with a caption; the bytes are kept if given. */
export function sendFile(
  state: WorldState,
  place: Place,
  file: { kind: 'photo' | 'document'; name?: string; mimeType?: string; bytes?: Buffer; caption?: string },
  options: SpeakOptions = {},
): Message {
  const stored = state.files.add({
    kind: file.kind,
    name: file.name ?? null,
    mimeType: file.mimeType ?? null,
    bytes: file.bytes ?? null,
  })
  const ref = { file_id: stored.fileId, file_unique_id: stored.uniqueId, file_size: stored.size }
  const { text: caption, entities } = file.caption ? textContent(file.caption) : {}
  const content: MessageContent = {
    ...(file.kind === 'photo' ? { photo: [{ ...ref, width: 800, height: 600 }] } : {}),
    ...(file.kind === 'document' ? { document: { ...ref, file_name: file.name ?? 'file' } } : {}),
    ...(caption === undefined ? {} : { caption }),
    ...(entities ? { caption_entities: entities } : {}),
  }
  return speak(state, place, content, options)
}

/** A person sends a place. A keyboard for one use that asks for it has been used then. */
export function sendLocation(state: WorldState, place: Place, point: GeoPoint, options: SpeakOptions = {}): Message {
  const { latitude, longitude } = point
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw new WorldError('There is no such place.')
  const chat = getChat(state, place.chatId)
  const message = speak(state, place, { location: { latitude, longitude } }, options)
  const isAsked = chat.replyKeyboard?.rows.flat().some((button) => button.request_location)
  if (isAsked && chat.replyKeyboard?.isOneTime) showBelow(state, chat, null)
  return message
}

/** A person forwards a post of a public channel; of an album, the one item with that id. */
export function forwardPost(
  state: WorldState,
  place: Place,
  source: { channel: string; postId: number },
  options: SpeakOptions = {},
): Message {
  const found = findPost(state, source.channel, source.postId)
  if (!found) throw new WorldError(`There is no post ${source.postId} in @${source.channel}.`)
  const { profile, post } = found
  if (post.kind !== 'post') throw new WorldError('This post cannot be forwarded.')
  const { media_group_id: _group, ...content } = contentOfPost(state, profile.name, post, source.postId)
  const signature = post.signature === null ? {} : { author_signature: post.signature }
  const origin = {
    type: 'channel' as const,
    date: Math.floor(post.publishedAt / 1000),
    chat: channelChatInfo(profile),
    message_id: source.postId,
    ...signature,
  }
  return speak(state, place, { ...content, forward_origin: origin }, options)
}

/** A person edits a text of theirs. */
export function editOwn(state: WorldState, place: Place, messageId: number, text: string): Message {
  const { chat, stored } = findOwn(state, place, messageId)
  if (stored.message.text === undefined) throw new WorldError('There is no text to edit.')
  return changeMessage(state, chat, stored, { content: textContent(text) })
}

/** A person deletes a message of theirs for everyone; bots are never told. */
export function deleteOwn(state: WorldState, place: Place, messageId: number): void {
  const { chat } = findOwn(state, place, messageId)
  removeMessage(state, chat, messageId)
}

function findOwn(state: WorldState, { personId, chatId }: Place, messageId: number) {
  const chat = getChat(state, chatId)
  const stored = findStored(chat, messageId)
  if (stored?.message.from?.id !== personId) throw new WorldError(`The person has no message ${messageId} there.`)
  return { chat, stored }
}
