import type { CallbackQuery, Message } from 'grammy/types'
import { toApiSignal } from './api-signal.ts'
import type { Call, Press } from './command.ts'
import { clip } from './clean-text.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { guard } from './guard.ts'
import { isRich, keyboardIn, quotesIn } from './incoming.ts'
import { parseButton } from './keyboard.ts'
import { toLoggable } from './loggable.ts'
import { managedBy } from './managing.ts'
import {
  type BotParts,
  chatAtLarge,
  mayChangeSettings,
  openCall,
  ourChat,
  placeOf,
  toManagedCall,
} from './open-call.ts'
import { toOutcome } from './outcome.ts'
import { toLanguage } from './texts.ts'

/** Telegram's limit. */
const maxNoticeLength = 200

/** A button was pressed: does what it stands for, and always answers, so that it stops spinning. */
export async function handleCallback(parts: BotParts, query: CallbackQuery, signal: AbortSignal): Promise<void> {
  const { allowed, texts } = parts
  const chat = query.message === undefined ? null : ourChat(query.message.chat)
  const t = texts(toLanguage(query.from.language_code))
  const answer = createAnswer(parts, query, signal)
  try {
    if (chat === null) return
    if (!allowed.isAllowed(chat.id, query.from.id)) return await answer(t.plain('not-allowed-notice'))
    const place = query.message === undefined ? chatAtLarge(chat.id) : placeOf(query.message)
    const conversation = createConversation({ ...parts, place, signal })
    await guard(parts, { chat, place, t, signal }, async () => {
      const own = await openCall(parts, { chat, from: query.from, conversation, signal })
      const chatId = own.isPrivate ? managedBy(readable(query)) : null
      const managed = await toManagedCall(parts, { call: own, conversation }, chatId)
      if ('refusal' in managed) return answer(own.t.plain(managed.refusal, { title: managed.title }))
      await runAction(parts, { ...managed, query, answer })
    })
  } finally {
    await answer('')
  }
}

/** The message with the button; undefined for one that Telegram does not show any more. */
function readable({ message }: CallbackQuery): Message | undefined {
  return message === undefined || message.date === 0 ? undefined : message
}

/** Answers a press once; what comes later is left out. */
function createAnswer({ api, log }: BotParts, query: CallbackQuery, signal: AbortSignal) {
  let answered = false
  return async (text: string): Promise<void> => {
    if (answered) return
    answered = true
    const options = text === '' ? {} : { text: clip(text, maxNoticeLength) }
    await api.answerCallbackQuery(query.id, options, toApiSignal(signal)).catch((error: unknown) => {
      // A press that is answered too late is nobody's loss.
      if (toOutcome(error).kind !== 'sent') log.warn({ err: toLoggable(error) }, 'a press could not be answered')
    })
  }
}

/** Runs the action of a button. Data that is not ours, or of an earlier version, gets a notice. */
async function runAction(
  parts: BotParts,
  pressed: {
    readonly call: Call
    readonly query: CallbackQuery
    readonly conversation: Conversation
    readonly answer: (text: string) => Promise<void>
  },
): Promise<void> {
  const { call, query, conversation, answer } = pressed
  const data = parseButton(query.data ?? '')
  const command = parts.commands.find(({ name }) => name === data?.command)
  const actions = new Map(Object.entries(command?.actions ?? {}))
  const action = data === null ? undefined : actions.get(data.action)
  const messageId = query.message?.message_id
  if (data === null || action === undefined || messageId === undefined) return answer(call.t.plain('button-old-notice'))
  if (
    action.changesSettings &&
    !(await mayChangeSettings(parts, call, { from: query.from, senderChatId: null }, action))
  ) {
    return answer(call.t.plain('admins-only-notice'))
  }
  const quotes = quotesIn(query)
  const press: Press = {
    ...call,
    args: data.args,
    quoted: quotes[0] ?? null,
    quotes,
    keyboard: keyboardIn(query),
    isRich: isRich(query),
    who: query.from.first_name,
    editKeyboard: (keyboard) => conversation.editKeyboard(messageId, keyboard),
    editRich: (content, keyboard) => conversation.editRich(messageId, content, keyboard),
    edit: (text, keyboard) => conversation.edit(messageId, text, keyboard),
    editPicture: (png, caption, keyboard) => conversation.editPicture(messageId, png, caption, keyboard),
    notify: answer,
  }
  await action.run(press)
}
