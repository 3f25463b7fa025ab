import type { Point } from '../core/zone-at.ts'
import type { Chat, Language } from '../domain/chat.ts'
import type { Dates } from './dates.ts'
import type { Html } from './html.ts'
import type { Keyboard, PickButton } from './keyboard.ts'
import type { Translate } from './texts.ts'

/** A message of ours that may be changed later. */
export interface SentMessage {
  readonly edit: (text: Html, keyboard?: Keyboard) => Promise<void>
}

/** A file on the disk, and the name under which it is sent. */
export interface LocalFile {
  readonly path: string
  readonly name: string
}

/** What every handler gets: the chat, its language, and a way to answer there. */
export interface Call {
  readonly chat: Chat
  readonly t: Translate
  readonly dates: Dates
  /** Topic of a forum in which it was asked; null outside of topics. */
  readonly threadId: number | null
  /** The chat in which it was said or pressed: not `chat`, while that is managed from a private one. */
  readonly saidIn: number
  readonly isPrivate: boolean
  /** The person runs this bot (ADMIN_IDS). */
  readonly isOperator: boolean
  /** Aborts when the handler takes too long or the bot stops. */
  readonly signal: AbortSignal
  /** Answers in the same chat and topic. */
  readonly reply: (text: Html, keyboard?: Keyboard) => Promise<SentMessage>
  /** Sends a file from the disk there. `signal` takes the place of the handler's own, for work that goes on behind it. */
  readonly replyWithFile: (file: LocalFile, signal: AbortSignal) => Promise<void>
  /** Sends a PNG with a caption of at most 1,024 units there. */
  readonly replyWithPicture: (png: Uint8Array, caption: Html, keyboard?: Keyboard) => Promise<void>
  /** Answers with buttons below the input field; without any, those there go. In private only. */
  readonly replyWithPicker: (text: Html, buttons: readonly PickButton[]) => Promise<void>
  /** Shows "typing" there for some seconds. */
  readonly showTyping: () => Promise<void>
}

/** A command that somebody typed. */
export interface CommandCall extends Call {
  /** What stands after the command, trimmed. */
  readonly input: string
}

/** A button that somebody pressed. */
export interface Press extends Call {
  readonly args: readonly string[]
  /** The first `code` entity of the message with the button: where it keeps a query. null when there is none. */
  readonly quoted: string | null
  /** All of its `code` entities. */
  readonly quotes: readonly string[]
  /** The buttons under the message. */
  readonly keyboard: Keyboard
  /** The message is a rich one. */
  readonly isRich: boolean
  /** The first name of whoever pressed, as Telegram gives it: to be shown, never to be kept. */
  readonly who: string
  /** Changes the buttons and leaves the message. */
  readonly editKeyboard: (keyboard: Keyboard) => Promise<void>
  /** As `edit`, for a rich message. */
  readonly editRich: (content: Html, keyboard: Keyboard) => Promise<void>
  /** Changes the message with the button. */
  readonly edit: (text: Html, keyboard?: Keyboard) => Promise<void>
  /** Changes the picture of the message with the button, and its caption. */
  readonly editPicture: (png: Uint8Array, caption: Html, keyboard?: Keyboard) => Promise<void>
  /** Shows a short notice; without one the press is answered silently. */
  readonly notify: (text: string) => Promise<void>
}

/** What a button of a command does. */
export interface Action {
  readonly changesSettings: boolean
  /** Of what changes settings: not for members, also where they may configure. */
  readonly isForAdministrators?: boolean
  readonly run: (press: Press) => Promise<void>
}

/** A command with all that stands in menus and help about it. */
export interface Command {
  /** Without the slash; 1-32 of a-z, 0-9 and _. */
  readonly name: string
  /** At most 256 characters each. */
  readonly descriptions: Readonly<Record<Language, string>>
  /** `private`: not offered in groups. */
  readonly scope: 'all' | 'private'
  /** Speaks of the private chat itself, also while another chat is managed from there. */
  readonly isAlwaysOwn?: boolean
  /** In groups only administrators may use it, but for what `isReading` says. */
  readonly changesSettings: boolean
  /** Whether the command only shows something when called so. */
  readonly isReading?: (input: string) => boolean
  /** Of what changes settings: not for members, also where they may configure. */
  readonly isForAdministrators?: boolean
  readonly run: (call: CommandCall) => Promise<void>
  /** A person says in a private chat where that is. The place is for this call alone. */
  readonly onLocation?: (call: Call, point: Point) => Promise<void>
  /** By the name that stands in the button's data. */
  readonly actions?: Readonly<Record<string, Action>>
}

/** Checks a definition when the bot is put together. Throws RangeError for what Telegram would refuse. */
export function defineCommand(command: Command): Command {
  const { name, descriptions } = command
  if (!/^[a-z][a-z0-9_]{0,31}$/.test(name)) throw new RangeError(`bad name of a command: ${name}`)
  for (const description of Object.values(descriptions)) {
    if (description.length === 0 || description.length > 256) throw new RangeError(`bad description of /${name}`)
  }
  return command
}
