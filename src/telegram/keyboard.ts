import type {
  ChatAdministratorRights,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'grammy/types'
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

/** A button below the input field. */
export type PickButton =
  /** Lets a person choose a chat; its number comes back with the choice. */
  | { readonly text: string; readonly requestId: number; readonly isChannel: boolean }
  /** Sends where the person is. */
  | { readonly text: string; readonly isLocation: true }

const noRights: ChatAdministratorRights = {
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
}

/**
 * Offers the groups and channels that the person administers. Telegram's app adds the bot to the group that is chosen, and
 * lets it post in the channel. Without buttons, what stood below the field is taken away.
 */
export function toPicker(buttons: readonly PickButton[]): ReplyKeyboardMarkup | ReplyKeyboardRemove {
  if (buttons.length === 0) return { remove_keyboard: true }
  const rows = buttons.map((button) => {
    const text = clip(button.text, maxLabelLength)
    if ('isLocation' in button) return [{ text, request_location: true as const }]
    const { requestId, isChannel } = button
    const rights = isChannel ? { ...noRights, can_manage_chat: true, can_post_messages: true } : noRights
    const request = {
      request_id: requestId,
      chat_is_channel: isChannel,
      user_administrator_rights: { ...rights, can_manage_chat: true },
      ...(isChannel ? { bot_administrator_rights: rights } : { bot_is_member: true }),
    }
    return [{ text, request_chat: request }]
  })
  return { keyboard: rows, resize_keyboard: true, one_time_keyboard: true }
}
