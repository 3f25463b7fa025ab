import { checkedLink } from '../formatting/link-check.ts'
import { chatRequestOf } from '../world/shared-chats.ts'
import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyButton, ReplyKeyboard } from '../world/types.ts'
import { badRequest } from './api-error.ts'
import { isObject, jsonParam } from './call.ts'
import type { ApiCall } from './call.ts'

const maxButtons = 100
const maxMarkupBytes = 10_000
const maxCallbackDataBytes = 64

/** `below`: a keyboard below the input field, or its removal (null), which no message shows. */
export type ReplyMarkup =
  | { readonly kind: 'inline'; readonly markup: InlineKeyboardMarkup }
  | { readonly kind: 'below'; readonly keyboard: ReplyKeyboard | null }
  | { readonly kind: 'other' }

/** The keyboard of a request, or null. Throws ApiError for one that is malformed. */
export function readReplyMarkup(call: ApiCall): ReplyMarkup | null {
  const value = jsonParam(call, 'reply_markup', "can't parse reply keyboard markup JSON object")
  if (value === undefined) return null
  if (!isObject(value)) throw badRequest('object expected as reply markup')
  const rows = readRows(value['keyboard'], 'Field "keyboard" must be an Array of Arrays', readReplyButton)
  const inline = readRows(
    value['inline_keyboard'],
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    readInlineButton,
  )
  if (inline.length > 0) return { kind: 'inline', markup: { inline_keyboard: inline } }
  if (rows.length > 0) return { kind: 'below', keyboard: { rows, isOneTime: value['one_time_keyboard'] === true } }
  if (value['remove_keyboard'] === true) return { kind: 'below', keyboard: null }
  return value['force_reply'] ? { kind: 'other' } : null
}

function readRows<Button>(value: unknown, refusal: string, readButton: (button: unknown) => Button | null): Button[][] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw badRequest(lowerField(refusal))
  const rows = value.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(lowerField(refusal))
    return row.map(readButton).filter((button) => button !== null)
  })
  return rows.filter((row) => row.length > 0)
}

function lowerField(refusal: string): string {
  return refusal.charAt(0).toLowerCase() + refusal.slice(1)
}

function readReplyButton(button: unknown): ReplyButton | null {
  const where = "can't parse keyboard button"
  if (typeof button === 'string') return { text: button }
  if (!isObject(button)) throw badRequest(`${where}: KeyboardButton must be a String or an Object`)
  const text = textField(button, 'text', where)
  if (button['request_location'] === true) return { text, request_location: true }
  const request = button['request_chat']
  if (request === undefined) return { text }
  if (!isObject(request)) throw badRequest(`${where}: Field "request_chat" must be of type Object`)
  const read = chatRequestOf(request)
  if (read === null) throw badRequest(`${where}: Can't find field "request_id"`)
  return { text, request_chat: read }
}

const otherKinds = [
  'callback_game',
  'pay',
  'switch_inline_query',
  'switch_inline_query_chosen_chat',
  'switch_inline_query_current_chat',
  'login_url',
  'web_app',
  'copy_text',
]

/** A button without words is left out. */
function readInlineButton(button: unknown): InlineKeyboardButton | null {
  const where = "can't parse inline keyboard button"
  if (!isObject(button)) throw badRequest(`${where}: InlineKeyboardButton must be an Object`)
  const text = textField(button, 'text', where)
  const url = optionalText(button, 'url', where)
  const data = optionalText(button, 'callback_data', where)
  if (text === '') return null
  if (url) return { text, url }
  if (data) return { text, callback_data: data }
  const kind = otherKinds.find((field) => field in button)
  if (!kind) throw badRequest(`${where}: Text buttons are unallowed in the inline keyboard`)
  return { text, [kind]: button[kind] }
}

function textField(object: Record<string, unknown>, field: string, where: string): string {
  if (!(field in object)) throw badRequest(`${where}: Can't find field "${field}"`)
  return optionalText(object, field, where)
}

function optionalText(object: Record<string, unknown>, field: string, where: string): string {
  const value = object[field] ?? ''
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') throw badRequest(`${where}: Field "${field}" must be of type String`)
  return value
}

/** What the server refuses of a well-formed keyboard, once it knows the chat. */
export function checkReplyMarkup(reply: ReplyMarkup | null, isPrivate: boolean): void {
  // Telegram's words: of TDLib, on which its server is built.
  if (reply?.kind === 'below' && !isPrivate) {
    const asked = reply.keyboard?.rows.flat() ?? []
    if (asked.some((button) => button.request_location)) {
      throw badRequest('location can be requested in private chats only')
    }
    if (asked.some((button) => button.request_chat)) throw badRequest('chats can be requested in private chats only')
  }
  if (reply?.kind !== 'inline') return
  const buttons = reply.markup.inline_keyboard.flat()
  for (const { url, callback_data: data } of buttons) {
    if (url !== undefined && checkedLink(url) === null && !/^tg:/i.test(url)) {
      throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
    }
    if (data !== undefined && Buffer.byteLength(data) > maxCallbackDataBytes) throw badRequest('BUTTON_DATA_INVALID')
  }
  if (buttons.length > maxButtons || Buffer.byteLength(JSON.stringify(reply.markup)) > maxMarkupBytes) {
    throw badRequest('reply markup is too long')
  }
}
