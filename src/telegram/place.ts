import { type Keyboard, toMarkup } from './keyboard.ts'

/** Where an answer belongs. */
export interface Place {
  readonly chatId: number
  /** Topic of a forum; null outside of topics. */
  readonly threadId: number | null
  /** The message that is answered, shown as such in groups; null for none. */
  readonly replyTo: number | null
}

/** The place as an option of the Bot API. */
export function toPlaceOptions({ threadId, replyTo }: Place) {
  return {
    ...(threadId === null ? {} : { message_thread_id: threadId }),
    ...(replyTo === null ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  }
}

/** The buttons as an option of the Bot API. */
export function toKeyboardOptions(keyboard: Keyboard) {
  return keyboard.length === 0 ? {} : { reply_markup: toMarkup(keyboard) }
}
