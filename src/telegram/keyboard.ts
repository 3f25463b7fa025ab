import type { InlineKeyboardMarkup } from 'grammy/types'
import type { MessageButton } from '../domain/messenger.ts'
import { clip } from './clean-text.ts'

export type Button = MessageButton

/** Rows of buttons under a message. Empty: no buttons. */
export type Keyboard = readonly (readonly Button[])[]

const version = '1'
const separator = '|'
const maxDataBytes = 64
/** Longer labels are cut by Telegram's apps anyway. */
const maxLabelLength = 60

/** What a button does: an action of a command, with its arguments. */
export interface ButtonData {
  readonly command: string
  readonly action: string
  readonly args: readonly string[]
}

/** Throws RangeError for what does not fit into Telegram's 64 bytes, or could not be read back. */
export function encodeButton(command: string, action: string, ...args: readonly (string | number)[]): string {
  const fields = [version, command, action, ...args.map(String)]
  const data = fields.join(separator)
  if (fields.some((field) => field.includes(separator)) || Buffer.byteLength(data) > maxDataBytes) {
    throw new RangeError(`data of a button of /${command} cannot be encoded`)
  }
  return data
}

/** null for data that is not of this version's making: an old message, or somebody who makes up data. */
export function parseButton(data: string): ButtonData | null {
  const [found, command, action, ...args] = data.split(separator)
  if (found !== version || command === undefined || action === undefined || data.length > maxDataBytes) return null
  return { command, action, args }
}

export function toMarkup(keyboard: Keyboard): InlineKeyboardMarkup {
  return {
    inline_keyboard: keyboard.filter((row) => row.length > 0).map((row) => row.map((button) => toApiButton(button))),
  }
}

function toApiButton(button: Button): InlineKeyboardMarkup['inline_keyboard'][number][number] {
  const text = clip(button.text, maxLabelLength)
  return 'url' in button ? { text, url: button.url } : { text, callback_data: button.data }
}
