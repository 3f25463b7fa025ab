import type { Api } from 'grammy'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../log.ts'
import { toApiSignal } from './api-signal.ts'
import { editPicture, sendFile, sendPicture } from './attachments.ts'
import type { LocalFile } from './command.ts'
import { type Html, toPlain } from './html.ts'
import { type Keyboard, type PickButton, toMarkup, toPicker } from './keyboard.ts'
import { toLoggable } from './loggable.ts'
import { isPictureForbidden, shutOf, toOutcome } from './outcome.ts'
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
  /** Changes the buttons alone. Nothing happens when they are so already. */
  editKeyboard(messageId: number, keyboard: Keyboard): Promise<void>
  /** As `edit`, for a message that is a rich one. */
  editRich(messageId: number, content: Html, keyboard: Keyboard): Promise<void>
  /** Sends a file from the disk. */
  sendFile(file: LocalFile, signal: AbortSignal): Promise<void>
  /** Sends a picture with a caption of at most 1,024 units; the caption alone where no pictures may be sent. */
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
  const whenRefused = createWhenRefused(log)
  const send = createSend(parts, whenRefused)
  return {
    threadId,
    send,
    sendPicker: async (text, buttons) => {
      const options = { ...quiet, ...html, reply_markup: toPicker(buttons) }
      await api.sendMessage(chatId, text.source, options, toApiSignal(signal))
    },
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
    ...createOtherEdits(api, chatId, signal),
    sendFile: (file, stop) => sendFile(uploads, place, file, stop),
    sendPicture: async (png, caption, keyboard = []) => {
      await sendPicture(uploads, place, { png, caption, keyboard, signal }).catch(async (error: unknown) => {
        if (!isPictureForbidden(error)) throw error
        await send(caption, keyboard)
      })
    },
    editPicture: (messageId, png, caption, keyboard = []) =>
      editPicture(uploads, { chatId, messageId }, { png, caption, keyboard, signal }),
    showTyping: async () => {
      const options = threadId === null ? {} : { message_thread_id: threadId }
      await api.sendChatAction(chatId, 'typing', options, toApiSignal(signal))
    },
  }
}

type WhenRefused = <T>(error: unknown, plain: () => Promise<T>) => Promise<T>

function createWhenRefused(log: Logger): WhenRefused {
  return async (error, plain) => {
    if (toOutcome(error).kind !== 'ours') throw error
    log.error({ err: toLoggable(error) }, 'a reply was refused and is sent as plain text')
    return plain()
  }
}

/** In the chat itself when its topic is shut, and where the chat has moved to. */
function createSend(parts: ConversationParts, whenRefused: WhenRefused): Conversation['send'] {
  const { api, place, signal, store } = parts
  const { chatId, threadId } = place
  const send = async (text: string, mode: TextMode, keyboard: Keyboard, thread: number | null): Promise<number> => {
    const options = {
      ...quiet,
      ...mode,
      ...toPlaceOptions({ ...place, threadId: thread }),
      ...toKeyboardOptions(keyboard),
    }
    return (await api.sendMessage(chatId, text, options, toApiSignal(signal))).message_id
  }
  return async (text, keyboard = []) => {
    try {
      return await send(text.source, html, keyboard, threadId)
    } catch (error) {
      const outcome = toOutcome(error)
      if (outcome.kind === 'migrated') {
        await store.chats.recordMigration(chatId, outcome.toChatId)
        const moved = { chatId: outcome.toChatId, threadId: null, replyTo: null }
        return createConversation({ ...parts, place: moved }).send(text, keyboard)
      }
      if (shutOf(error) !== null && threadId !== null) return send(text.source, html, keyboard, null)
      return whenRefused(error, () => send(plainOf(text), {}, keyboard, threadId))
    }
  }
}

function createOtherEdits(
  api: Api,
  chatId: number,
  signal: AbortSignal,
): Pick<Conversation, 'editKeyboard' | 'editRich'> {
  return {
    editKeyboard: (messageId, keyboard) =>
      unlessSo(() =>
        api.editMessageReplyMarkup(chatId, messageId, { reply_markup: toMarkup(keyboard) }, toApiSignal(signal)),
      ),
    editRich: (messageId, content, keyboard) => {
      const options = { reply_markup: toMarkup(keyboard) }
      return unlessSo(() =>
        api.editMessageText(chatId, messageId, { html: content.source }, options, toApiSignal(signal)),
      )
    },
  }
}

/** An edit that changes nothing, or comes too late, is nobody's loss. */
async function unlessSo(edit: () => Promise<unknown>): Promise<void> {
  await edit().catch((error: unknown) => {
    if (toOutcome(error).kind !== 'sent') throw error
  })
}

type TextMode = { readonly parse_mode?: 'HTML' }
const html: TextMode = { parse_mode: 'HTML' }
const quiet = { link_preview_options: { is_disabled: true } }

function plainOf(text: Html): string {
  return toPlain(text).slice(0, maxTextUnits).toWellFormed()
}
