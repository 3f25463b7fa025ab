import type { ChannelEvent, SandboxChannelProfile, SandboxMedia, SandboxPost } from '../channels.ts'
import { setMember } from './members.ts'
import { botSees, isOwn, removeMessage, storeMessage } from './posting.ts'
import { createChatRecord, emit, findStored, member, nextSerial, nowSeconds, sendUpdate, toChatInfo } from './state.ts'
import type { ChatRecord, WorldState } from './state.ts'
import { WorldError } from './types.ts'
import type { AdminRights, ChatInfo, Message, MessageContent } from './types.ts'

const channelBase = -1_000_000_000_000
/** The bots that posts are made with are known by their names alone. */
const viaBotId = 90_001

export function channelChatId(profile: SandboxChannelProfile): number {
  return channelBase - profile.telegramId
}

export function channelChatInfo(profile: SandboxChannelProfile): ChatInfo {
  return { id: channelChatId(profile), type: 'channel', title: profile.title, username: profile.name }
}

/** A post by the id of any of its items. */
export function findPost(
  state: WorldState,
  name: string,
  id: number,
): { profile: SandboxChannelProfile; post: SandboxPost } | null {
  const profile = state.channels.profile(name)
  if (!profile) return null
  const post = state.channels.posts(profile.name).find((one) => one.id === id || one.albumIds.includes(id))
  return post ? { profile, post } : null
}

/** The channel as a chat of the bot's, made when it is first asked for; null when there is no such channel. */
export function findChannelChat(state: WorldState, key: { name: string } | { id: number }): ChatRecord | null {
  const profile =
    'name' in key
      ? state.channels.profile(key.name)
      : state.channels
          .names()
          .map((name) => state.channels.profile(name))
          .find((one) => one && channelChatId(one) === key.id)
  if (!profile) return null
  const id = channelChatId(profile)
  const known = state.chats.get(id)
  if (known) return known
  const chat = createChatRecord({
    id,
    type: 'channel',
    title: profile.title,
    username: profile.name,
    channelName: profile.name,
  })
  state.chats.set(id, chat)
  for (const post of state.channels.posts(profile.name)) {
    for (const message of toMessages(state, chat, post)) storeMessage(state, chat, message)
  }
  return chat
}

/** Makes the bot an administrator of a channel, with the right to post and edit unless told otherwise; null takes it away. */
export function setChannelAdmin(
  state: WorldState,
  name: string,
  rights: AdminRights | null,
  byPersonId: number,
): ChatInfo {
  const chat = findChannelChat(state, { name })
  if (!chat) throw new WorldError(`There is no channel @${name}.`)
  const to = rights ? member('administrator', { rights }) : member('left')
  setMember(state, chat, { userId: state.bot.id, byUserId: byPersonId, to })
  return toChatInfo(state, chat)
}

/** Keeps the chats of channels in step with the registry; the bot hears of posts where it is an administrator. */
export function followRegistry(state: WorldState): () => void {
  return state.channels.subscribe((event) => {
    const profile = state.channels.profile(event.channel)
    const chat = profile && state.chats.get(channelChatId(profile))
    if (chat) onChannelEvent(state, chat, event)
  })
}

function onChannelEvent(state: WorldState, chat: ChatRecord, event: ChannelEvent): void {
  if (event.type === 'deleted') return removeMessage(state, chat, event.id)
  for (const message of toMessages(state, chat, event.post)) {
    if (event.type === 'published') onPublished(state, chat, message)
    else onEdited(state, chat, message)
  }
}

function onPublished(state: WorldState, chat: ChatRecord, message: Message): void {
  storeMessage(state, chat, message)
  emit(state, { type: 'message', chatId: chat.id, message })
  if (!isOwn(state, message) && botSees(state, chat, message))
    sendUpdate(state, { name: 'channel_post', payload: message })
}

/** Of an album, only the items that the edit changed are told of. */
function onEdited(state: WorldState, chat: ChatRecord, edited: Message): void {
  const stored = findStored(chat, edited.message_id)
  if (!stored || sameContent(stored.message, edited)) return
  const markup = edited.reply_markup ?? stored.message.reply_markup
  const editDate = edited.edit_date ?? nowSeconds(state)
  const message = { ...edited, edit_date: editDate, ...(markup ? { reply_markup: markup } : {}) }
  state.change += 1
  stored.message = message
  stored.change = state.change
  emit(state, { type: 'message_edited', chatId: chat.id, message })
  if (!isOwn(state, message) && botSees(state, chat, message)) {
    sendUpdate(state, { name: 'edited_channel_post', payload: message })
  }
}

/** Every rendering of a file has its own id, so files are compared without theirs. */
function sameContent(a: Message, b: Message): boolean {
  return contentKey(a) === contentKey(b)
}

const perRendering = new Set(['file_id', 'file_unique_id', 'id'])

function contentKey({ edit_date: _editDate, reply_markup: _markup, ...said }: Message): string {
  const { chat: _chat, sender_chat: _sender, forward_origin: _origin, reply_to_message: _reply, ...content } = said
  return JSON.stringify(content, (name, value: unknown) => (perRendering.has(name) ? undefined : value))
}

function toMessages(state: WorldState, chat: ChatRecord, post: SandboxPost): Message[] {
  if (post.kind === 'service') return []
  const ids = post.albumIds.length > 0 ? post.albumIds : [post.id]
  const info = toChatInfo(state, chat)
  return ids.map((id) => ({
    message_id: id,
    sender_chat: info,
    chat: info,
    date: Math.floor(post.publishedAt / 1000),
    ...(post.editedAt === null || id !== post.id ? {} : { edit_date: Math.floor(post.editedAt / 1000) }),
    ...(post.signature === null ? {} : { author_signature: post.signature }),
    ...forwardOf(state, post),
    ...replyOf(chat, post),
    ...viaBotOf(post),
    ...buttonsOf(post),
    ...contentOfPost(state, chat.username ?? '', post, id),
  }))
}

function forwardOf(state: WorldState, post: SandboxPost): Pick<Message, 'forward_origin'> {
  if (!post.forward) return {}
  const { name, channel, id, author } = post.forward
  const date = Math.floor(post.publishedAt / 1000)
  const profile = channel === null ? null : state.channels.profile(channel)
  if (channel === null || id === null) return { forward_origin: { type: 'hidden_user', date, sender_user_name: name } }
  const chat: ChatInfo = profile
    ? channelChatInfo(profile)
    : { id: channelBase - 1, type: 'channel', title: name, username: channel }
  const signature = author === null ? {} : { author_signature: author }
  return { forward_origin: { type: 'channel', date, chat, message_id: id, ...signature } }
}

/** The post that is answered, as the bot is shown it: without what that one answers. */
function replyOf(chat: ChatRecord, { replyTo }: SandboxPost): Pick<Message, 'reply_to_message'> {
  if (replyTo === null || replyTo.channel !== null) return {}
  const stored = findStored(chat, replyTo.id)
  if (!stored) return {}
  const { reply_to_message: _earlier, ...message } = stored.message
  return { reply_to_message: message }
}

function viaBotOf({ viaBot }: SandboxPost): Pick<Message, 'via_bot'> {
  return viaBot === null ? {} : { via_bot: { id: viaBotId, is_bot: true, first_name: viaBot, username: viaBot } }
}

/** A button without an address is one that its bot answers. */
function buttonsOf({ buttons }: SandboxPost): Pick<Message, 'reply_markup'> {
  if (buttons.length === 0) return {}
  const rows = buttons.map((row) =>
    row.map(({ text, url }) => (url === null ? { text, callback_data: text } : { text, url })),
  )
  return { reply_markup: { inline_keyboard: rows } }
}

/** What one item of a post shows, as the Bot API gives it. The text of an album stands with its first item. */
export function contentOfPost(state: WorldState, channel: string, post: SandboxPost, itemId: number): MessageContent {
  const media = post.media.filter(({ kind }) => kind !== 'link_preview')
  const index = Math.max(post.albumIds.indexOf(itemId), 0)
  const item = media[index]
  const album = post.albumIds.length > 0 ? { media_group_id: `${channel.length}${post.id}${post.publishedAt}` } : {}
  if (!item) return textOf(post)
  return { ...mediaContent(state, item), ...album, ...(index === 0 ? captionOf(post) : {}) }
}

function textOf({ text, entities }: SandboxPost): MessageContent {
  return { text, ...(entities.length > 0 ? { entities: entities } : {}) }
}

function captionOf(post: SandboxPost): MessageContent {
  if (post.text === '') return {}
  const { text = '', entities } = textOf(post)
  return { caption: text, ...(entities ? { caption_entities: entities } : {}) }
}

function mediaContent(state: WorldState, media: SandboxMedia): MessageContent {
  const ref = (kind: 'photo' | 'video' | 'document') => {
    const { fileId, uniqueId } = state.files.add({ kind, name: null, mimeType: null, bytes: null, size: 100_000 })
    return { file_id: fileId, file_unique_id: uniqueId, file_size: 100_000 }
  }
  const frame = { width: 1280, height: 720 }
  if (media.kind === 'photo') return { photo: [{ ...ref('photo'), width: 1280, height: 960 }] }
  if (media.kind === 'video') return { video: { ...ref('video'), ...frame, duration: media.durationS } }
  if (media.kind === 'gif') return { animation: { ...ref('video'), ...frame, duration: 3 } }
  if (media.kind === 'round_video') return { video_note: { ...ref('video'), length: 384, duration: media.durationS } }
  if (media.kind === 'voice') return { voice: { ...ref('document'), duration: media.durationS } }
  if (media.kind === 'document') return { document: { ...ref('document'), file_name: media.title } }
  if (media.kind === 'sticker') return { sticker: { ...ref('document'), width: 512, height: 512, type: 'regular' } }
  if (media.kind === 'audio') {
    return { audio: { ...ref('document'), duration: 180, title: media.title, performer: media.performer } }
  }
  if (media.kind === 'location') return placeOf(media)
  if (media.kind === 'contact') return { contact: { phone_number: media.phone, first_name: media.name } }
  return media.kind === 'poll' ? { poll: pollOf(state, media) } : {}
}

/** A place with a name is a venue, which has its point in the old field as well. */
function placeOf({ latitude, longitude, title, address }: Extract<SandboxMedia, { kind: 'location' }>): MessageContent {
  const location = { latitude, longitude }
  return title === undefined ? { location } : { location, venue: { location, title, address: address ?? '' } }
}

function pollOf(
  state: WorldState,
  media: Extract<SandboxMedia, { kind: 'poll' }>,
): NonNullable<MessageContent['poll']> {
  return {
    id: String(nextSerial(state)),
    question: media.question,
    options: media.options.map(({ text, percent }) => ({
      text,
      voter_count: Math.round((media.voters * percent) / 100),
    })),
    total_voter_count: media.voters,
    is_closed: media.type === 'Final Results',
    is_anonymous: media.type.startsWith('Anonymous'),
    type: media.type.toLowerCase().includes('quiz') ? 'quiz' : 'regular',
    allows_multiple_answers: media.multiple === true,
  }
}
