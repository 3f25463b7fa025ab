import type { Api } from 'grammy'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../log.ts'
import { toApiSignal } from './api-signal.ts'
import { editPicture, sendFile, sendPicture } from './attachments.ts'
import type { LocalFile } from './command.ts'
import { type Html, toPlain } from './html.ts'
import { type Keyboard, type PickButton, toMarkup, toPicker } from './keyboard.ts'
import { toLoggable } from './loggable.ts'
import { isThreadShut, toOutcome } from './outcome.ts'
import { type Place, toKeyboardOptions, toPlaceOptions } from './place.ts'

/** Writes in one place. Throws GrammyError or HttpError. */
export interface Conversation {
  /** Topic of a forum; null outside of topics. */
  readonly threadId: number | null
  /** The id of the new message. */
  send(text: Html, keyboard?: Keyboard): Promise<number>
  /** The buttons stand below the input field; none take away what stands there. In private chats only. */
  sendPicker(text: Html, buttons: readonly PickButton[]): Promise<void>
  /** Nothing happens when the message reads so already. */
  edit(messageId: number, text: Html, keyboard?: Keyboard): Promise<void>
  /** Sends a file from the disk. */
  sendFile(file: LocalFile, signal: AbortSignal): Promise<void>
  /** Sends a picture with a caption of at most 1,024 units. */
  sendPicture(png: Uint8Array, caption: Html, keyboard?: Keyboard): Promise<void>
  /** Changes the picture of a message, with its caption. */
  editPicture(messageId: number, png: Uint8Array, caption: Html, keyboard?: Keyboard): Promise<void>
  /** Shows "typing" for some seconds. */
  showTyping(): Promise<void>
}

interface ConversationParts {
  readonly api: Api
  readonly uploads: Api
  readonly log: Logger
  readonly place: Place
  readonly store: Pick<Store, 'chats'>
  readonly signal: AbortSignal
}

const maxTextUnits = 4096

/** A text that Telegram refuses to read as HTML goes out as plain words, and the log says so. */
export function createConversation(parts: ConversationParts): Conversation {
  const { api, uploads, log, place, signal } = parts
  const { chatId, threadId } = place
  const whenRefused = async <T>(error: unknown, plain: () => Promise<T>): Promise<T> => {
    if (toOutcome(error).kind !== 'ours') throw error
    log.error({ err: toLoggable(error) }, 'a reply was refused and is sent as plain text')
    return plain()
  }
  const send = async (text: string, mode: TextMode, keyboard: Keyboard, thread: number | null): Promise<number> => {
    const message = await api.sendMessage(
      chatId,
      text,
      {
        ...quiet,
        ...mode,
        ...toPlaceOptions({ ...place, threadId: thread }),
        ...toKeyboardOptions(keyboard),
      },
      toApiSignal(signal),
    )
    return message.message_id
  }
  return {
    threadId,
    send: async (text, keyboard = []) => {
      let thread = threadId
      try {
        return await send(text.source, html, keyboard, thread)
      } catch (error) {
        const moved = await findMoved(parts, error)
        if (moved !== null) return moved.send(text, keyboard)
        if (isThreadShut(error) && thread !== null) {
          thread = null
          return send(text.source, html, keyboard, thread)
        }
        return whenRefused(error, () => send(plainOf(text), {}, keyboard, thread))
      }
    },
    sendPicker: (text, buttons) => sendPicker(parts, text, buttons),
    edit: async (messageId, text, keyboard = []) => {
      const edit = async (words: string, mode: TextMode): Promise<void> => {
        const options = { ...quiet, ...mode, reply_markup: toMarkup(keyboard) }
        await api.editMessageText(chatId, messageId, words, options, toApiSignal(signal))
      }
      await edit(text.source, html).catch(async (error: unknown) => {
        if (toOutcome(error).kind === 'sent') return
        await whenRefused(error, () => edit(plainOf(text), {}))
      })
    },
    sendFile: (file, stop) => sendFile(uploads, place, file, stop),
    sendPicture: (png, caption, keyboard = []) => sendPicture(uploads, place, { png, caption, keyboard, signal }),
    editPicture: (messageId, png, caption, keyboard = []) =>
      editPicture(uploads, { chatId, messageId }, { png, caption, keyboard, signal }),
    showTyping: async () => {
      const options = threadId === null ? {} : { message_thread_id: threadId }
      await api.sendChatAction(chatId, 'typing', options, toApiSignal(signal))
    },
  }
}

/** The conversation in the supergroup that the group became, if that is what the failure says. */
async function findMoved(parts: ConversationParts, error: unknown): Promise<Conversation | null> {
  const outcome = toOutcome(error)
  if (outcome.kind !== 'migrated') return null
  await parts.store.chats.recordMigration(parts.place.chatId, outcome.toChatId)
  return createConversation({ ...parts, place: { chatId: outcome.toChatId, threadId: null, replyTo: null } })
}

async function sendPicker(
  { api, place, signal }: ConversationParts,
  text: Html,
  buttons: readonly PickButton[],
): Promise<void> {
  const options = { ...quiet, ...html, reply_markup: toPicker(buttons) }
  await api.sendMessage(place.chatId, text.source, options, toApiSignal(signal))
}

type TextMode = { readonly parse_mode?: 'HTML' }
const html: TextMode = { parse_mode: 'HTML' }
const quiet = { link_preview_options: { is_disabled: true } }

function plainOf(text: Html): string {
  return toPlain(text).slice(0, maxTextUnits).toWellFormed()
}
