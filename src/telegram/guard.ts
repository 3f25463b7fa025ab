import { GrammyError, HttpError } from 'grammy'
import { AppError } from '../domain/errors.ts'
import { createConversation } from './conversation.ts'
import { HandlerTimeoutError } from './handler-timeout.ts'
import { toLoggable } from './loggable.ts'
import type { BotParts, OurChat } from './open-call.ts'
import type { Place } from './place.ts'
import { toOutcome } from './outcome.ts'
import type { Translate } from './texts.ts'

/** How long telling people of a failure may take. */
const tellingTimeoutMs = 10_000

/** Where something failed, and for whom. */
export interface Guarded {
  readonly chat: OurChat
  readonly place: Place
  /** For chats that are not known. */
  readonly t: Translate
  readonly signal: AbortSignal
}

/** The error boundary of handlers: what people should know they are told, and what is broken is logged. */
export async function guard(parts: BotParts, guarded: Guarded, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { signal } = guarded
    if (signal.aborted && !(signal.reason instanceof HandlerTimeoutError)) throw error
    if (signal.aborted) await tell(parts, guarded, 'error-busy')
    else if (error instanceof AppError) await tell(parts, guarded, `error-${error.code}`)
    else if (!(await isTelegramsTrouble(parts, guarded.chat, error))) {
      parts.log.error({ err: toLoggable(error) }, 'a handler failed')
      await tell(parts, guarded, 'error-defect')
    }
  }
}

/** Whether the failure is Telegram's or the chat's, which ends the matter: the answer may even have arrived. */
async function isTelegramsTrouble({ store, log }: BotParts, chat: OurChat, error: unknown): Promise<boolean> {
  if (!(error instanceof GrammyError || error instanceof HttpError)) return false
  const outcome = toOutcome(error)
  if (outcome.kind === 'ours') return false
  if (outcome.kind === 'gone') await store.chats.setState(chat.id, 'gone', null)
  else if (outcome.kind === 'migrated') await store.chats.recordMigration(chat.id, outcome.toChatId)
  else log.warn({ err: toLoggable(error) }, 'an answer was not delivered')
  return true
}

/** A handler that failed may have used up its time, so this takes its own. */
async function tell(parts: BotParts, { chat, place, t }: Guarded, id: string): Promise<void> {
  const known = await parts.store.chats.find(chat.id)
  const speak = known === null ? t : parts.texts(known.language)
  const signal = AbortSignal.timeout(tellingTimeoutMs)
  await createConversation({ ...parts, place, signal }).send(speak(id))
}
