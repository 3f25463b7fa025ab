import { isOwn, isService, removeMessage } from '../../world/posting.ts'
import { botMember, findStored, hasRight } from '../../world/state.ts'
import type { ChatRecord, StoredMessage, WorldState } from '../../world/state.ts'
import type { InlineKeyboardMarkup, Message } from '../../world/types.ts'
import { badRequest } from '../api-error.ts'
import { integerParam, jsonParam, textParam } from '../call.ts'
import type { ApiCall } from '../call.ts'
import { findChat, mayDeleteOthers } from '../chat-access.ts'
import type { ApiContext, Method } from '../context.ts'
import { applyEdit } from '../delivery.ts'
import { checkReplyMarkup, readReplyMarkup } from '../reply-markup.ts'
import { readRichMessage } from '../rich-message.ts'
import { readInputMedia, readMessageText, textContent } from './sending.ts'

const deletableForS = 48 * 60 * 60
const maxMessageId = 0x7f_ff_ff_ff

const editMessageText: Method = (context, call) => {
  const rich = textParam(call, 'rich_message')
  const richMessage = rich
    ? readRichMessage(jsonParam(call, 'rich_message', "can't parse rich message JSON object"))
    : null
  const input = richMessage ? null : readMessageText(call)
  const { chat, stored, markup } = findEdited(context, call)
  if (input && stored.message.text === undefined && !stored.message.rich_message) {
    throw badRequest('there is no text in the message to edit')
  }
  const content = input ? textContent(context, call, input) : richMessage ? { rich_message: richMessage } : {}
  return applyEdit(context, chat, stored, { content, markup })
}

/** Photos and documents that are uploaded with the call or were sent before; an album's items are not told apart. */
const editMessageMedia: Method = (context, call) => {
  const media = jsonParam(call, 'media', "can't parse InputMedia JSON object")
  const { kind, content } = readInputMedia(context, call, media)
  const { chat, stored, markup } = findEdited(context, call)
  if (stored.message.text !== undefined) throw badRequest('there is no media in the message to edit')
  if (kind === 'video') throw badRequest('type "video" is not known to the sandbox in editMessageMedia')
  return applyEdit(context, chat, stored, { content, markup })
}

const editMessageReplyMarkup: Method = (context, call) => {
  const { chat, stored, markup } = findEdited(context, call)
  return applyEdit(context, chat, stored, { markup })
}

interface Edited {
  readonly chat: ChatRecord
  readonly stored: StoredMessage
  readonly markup: InlineKeyboardMarkup | null
}

function findEdited({ state }: ApiContext, call: ApiCall): Edited {
  const reply = readReplyMarkup(call)
  const messageId = messageIdOf(call)
  if (textParam(call, 'chat_id') === '' && messageId === 0) {
    if (textParam(call, 'inline_message_id') === '') throw badRequest('message identifier is not specified')
    throw badRequest('MESSAGE_ID_INVALID')
  }
  const chat = findChat(state, call, 'edit')
  const stored = findStored(chat, messageId)
  if (!stored) throw badRequest('message to edit not found')
  if (!mayEdit(state, chat, stored.message)) throw badRequest("message can't be edited")
  if (reply && reply.kind !== 'inline') throw badRequest('inline keyboard expected')
  checkReplyMarkup(reply, chat.type === 'private')
  return { chat, stored, markup: reply?.markup ?? null }
}

function mayEdit(state: WorldState, chat: ChatRecord, message: Message): boolean {
  if (isService(message) || message.forward_origin) return false
  return chat.type === 'channel' ? hasRight(botMember(state, chat), 'can_edit_messages') : isOwn(state, message)
}

function messageIdOf(call: ApiCall): number {
  return integerParam(call, 'message_id', { fallback: 0, min: 0, max: maxMessageId })
}

const deleteMessage: Method = ({ state }, call) => {
  const messageId = messageIdOf(call)
  const chat = findChat(state, call, 'write')
  const message = findStored(chat, messageId)?.message
  if (!message) throw badRequest('message to delete not found')
  const own = chat.type === 'channel' ? hasRight(botMember(state, chat), 'can_delete_messages') : isOwn(state, message)
  if (!own && !mayDeleteOthers(state, chat)) throw badRequest("message can't be deleted")
  const isOld = state.now() / 1000 - message.date > deletableForS
  if (isOld && !hasRight(botMember(state, chat), 'can_delete_messages')) {
    throw badRequest("message can't be deleted for everyone")
  }
  if (chat.type === 'channel') state.channels.delete(chat.username ?? '', messageId)
  else removeMessage(state, chat, messageId)
  return true
}

export const editingMethods = {
  editMessageText,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
} satisfies Record<string, Method>
