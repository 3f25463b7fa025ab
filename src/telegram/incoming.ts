import type { CallbackQuery, Message, User } from 'grammy/types'
import type { Keyboard } from './keyboard.ts'

/** A command as somebody typed it. */
export interface TypedCommand {
  /** In lower case, without the slash. */
  readonly name: string
  /** The bot it was addressed to, in lower case; null when none was named. */
  readonly addressee: string | null
  readonly input: string
}

/** null for a message that does not begin with a command. */
export function parseCommand(text: string): TypedCommand | null {
  const match = /^\/([^\s@/]{1,64})(?:@(\w{1,64}))?(?=\s|$)/u.exec(text)
  if (match === null) return null
  return {
    name: (match[1] ?? '').toLowerCase(),
    addressee: match[2]?.toLowerCase() ?? null,
    input: text.slice(match[0].length).trim(),
  }
}

/** The chat in whose name a message was written, if not a person's. */
export function senderChatOf(message: Message): number | null {
  return message.sender_chat?.id ?? null
}

/** Messages of other bots are not answered; an anonymous administrator writes through a bot of Telegram's own. */
export function isFromBot(message: Message): boolean {
  return message.from?.is_bot === true && message.sender_chat === undefined
}

/** The person who wrote, null where Telegram names a bot of its own instead. */
export function personOf(from: User | undefined): number | null {
  return from === undefined || from.is_bot ? null : from.id
}

/** The texts of the `code` entities of the message with the button, or of its caption. */
export function quotesIn({ message }: CallbackQuery): readonly string[] {
  if (message === undefined || message.date === 0) return []
  const text = ('text' in message ? message.text : 'caption' in message ? message.caption : undefined) ?? ''
  const codes = (message.entities ?? message.caption_entities ?? []).filter(({ type }) => type === 'code')
  return codes.map(({ offset, length }) => text.slice(offset, offset + length))
}

/** The buttons under the message with the pressed one, as far as they are of a kind of ours. */
export function keyboardIn({ message }: CallbackQuery): Keyboard {
  if (message === undefined || message.date === 0 || !('reply_markup' in message)) return []
  return (message.reply_markup?.inline_keyboard ?? []).map((row) =>
    row.flatMap((button): Keyboard[number] => {
      if ('callback_data' in button) return [{ text: button.text, data: button.callback_data }]
      return 'url' in button ? [{ text: button.text, url: button.url }] : []
    }),
  )
}

/** Whether the message with the pressed button is a rich one. */
export function isRich({ message }: CallbackQuery): boolean {
  return message !== undefined && 'rich_message' in message
}
