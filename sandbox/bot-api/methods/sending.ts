import { emit } from '../../world/state.ts'
import type { MessageContent } from '../../world/types.ts'
import { badRequest } from '../api-error.ts'
import { isObject, jsonParam, textParam } from '../call.ts'
import type { ApiCall } from '../call.ts'
import { findChat, findThread } from '../chat-access.ts'
import type { ApiContext, Method } from '../context.ts'
import { deliver, findTarget } from '../delivery.ts'
import { findFile, mediaContent } from '../media.ts'
import type { MediaKind } from '../media.ts'
import { readInputText, tidyText } from '../message-text.ts'
import type { InputText } from '../message-text.ts'
import { readRichMessage } from '../rich-message.ts'

const maxTextLength = 4096
const maxCaptionLength = 1024
const maxAlbumItems = 10

const sendMessage: Method = (context, call) => {
  const input = readMessageText(call)
  const target = findTarget(context, call, 'text messages')
  return deliver(context, target, [textContent(context, call, input)])[0]
}

export function readMessageText(call: ApiCall): InputText {
  const text = textParam(call, 'text')
  if (text === '') throw badRequest('message text is empty')
  return readInputText(text, textParam(call, 'parse_mode'), readEntityList(call, 'entities'))
}

/** Broken JSON counts as no entities, as with Telegram. */
function readEntityList(call: ApiCall, name: string): unknown {
  try {
    return JSON.parse(textParam(call, name))
  } catch {
    return undefined
  }
}

export function textContent({ state }: ApiContext, call: ApiCall, input: InputText): MessageContent {
  const preview = jsonParam(call, 'link_preview_options', "can't parse link preview options JSON object")
  if (preview !== undefined && !isObject(preview)) throw badRequest('object expected as link preview options')
  const { text, entities } = tidyText(state, input)
  if (text === '') throw badRequest('text must be non-empty')
  if (text.length > maxTextLength) throw badRequest('message is too long')
  return {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(preview ? { link_preview_options: preview } : {}),
  }
}

function captionContent({ state }: ApiContext, input: InputText): MessageContent {
  const { text, entities } = tidyText(state, input)
  if (text === '') return {}
  if (text.length > maxCaptionLength) throw badRequest('message caption is too long')
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) }
}

function sendFile(kind: 'photo' | 'document'): Method {
  return (context, call) => {
    const file = findFile(context.state, call, { field: kind, value: textParam(call, kind) }, kind)
    if (!file) throw badRequest(`there is no ${kind} in the request`)
    const entities = readEntityList(call, 'caption_entities')
    const caption = readInputText(textParam(call, 'caption'), textParam(call, 'parse_mode'), entities)
    const target = findTarget(context, call, `${kind}s`)
    return deliver(context, target, [{ ...mediaContent(file), ...captionContent(context, caption) }])[0]
  }
}

export interface InputMedia {
  readonly kind: MediaKind
  readonly content: MessageContent
}

const sendMediaGroup: Method = (context, call) => {
  const media = jsonParam(call, 'media', "can't parse media JSON object")
  if (!Array.isArray(media)) throw badRequest('expected an Array of InputMedia')
  const items = media.map((item: unknown) => readInputMedia(context, call, item))
  const { markup: _markup, ...target } = findTarget(
    context,
    call,
    items[0]?.kind === 'document' ? 'documents' : 'photos',
  )
  if (items.length === 0) throw badRequest('there are no messages to send')
  if (items.length > maxAlbumItems) throw badRequest('too many messages to send as an album')
  if (new Set(items.map(({ kind }) => kind === 'document')).size > 1) {
    throw badRequest("document can't be mixed with other media types")
  }
  const group = items.length > 1 ? { media_group_id: `1${context.state.now()}${context.state.change}` } : {}
  return deliver(
    context,
    { ...target, markup: null },
    items.map(({ content }) => ({ ...content, ...group })),
  )
}

/** Throws ApiError for what is no photo, document or video. */
export function readInputMedia(context: ApiContext, call: ApiCall, item: unknown): InputMedia {
  const where = "can't parse InputMedia"
  if (!isObject(item)) throw badRequest(`${where}: expected an Object`)
  const { type, media, caption = '', parse_mode: parseMode = '' } = item
  if (typeof type !== 'string') throw badRequest(`${where}: Can't find field "type"`)
  if (type !== 'photo' && type !== 'document' && type !== 'video') {
    throw badRequest(`${where}: type "${type.slice(0, 32)}" can't be used here`)
  }
  const file = findFile(context.state, call, { field: '', value: typeof media === 'string' ? media : '' }, type)
  if (!file) throw badRequest(`${where}: media not found`)
  if (typeof caption !== 'string' || typeof parseMode !== 'string') {
    throw badRequest(`${where}: Field "caption" must be of type String`)
  }
  const input = readInputText(caption, parseMode, item['caption_entities'])
  return { kind: type, content: { ...mediaContent(file), ...captionContent(context, input) } }
}

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
  'cancel',
])

const sendChatAction: Method = ({ state }, call) => {
  const action = textParam(call, 'action').toLowerCase()
  if (!actions.has(action)) throw badRequest('wrong parameter action in request')
  const chat = findChat(state, call, 'write')
  findThread(state, call, chat)
  emit(state, { type: 'chat_action', chatId: chat.id, action })
  return true
}

const sendRichMessage: Method = (context, call) => {
  const rich = readRichMessage(jsonParam(call, 'rich_message', "can't parse rich message JSON object"))
  const target = findTarget(context, call, 'text messages')
  return deliver(context, target, [{ rich_message: rich }])[0]
}

export const sendingMethods = {
  sendMessage,
  sendPhoto: sendFile('photo'),
  sendDocument: sendFile('document'),
  sendMediaGroup,
  sendChatAction,
  sendRichMessage,
} satisfies Record<string, Method>
