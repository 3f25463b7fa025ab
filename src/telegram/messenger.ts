import { type Api, GrammyError } from 'grammy'
import type { MessagePart, Messenger, Recipient, Sending, SendOutcome } from '../domain/messenger.ts'
import { type Clock, hour } from '../domain/time.ts'
import { type ApiSignal, toApiSignal } from './api-signal.ts'
import type { Gate } from './gate.ts'
import { toMarkup } from './keyboard.ts'
import { shutOf, toOutcome, waitMsOf } from './outcome.ts'

/** When we are told to stop, a call that is under way gets so long to come back with its answer. */
const graceMs = 3000
const maxTextUnits = 4096
/** A server that knows no rich messages is not asked again for so long. */
const richRestMs = 6 * hour

interface MessengerParts {
  /** Must not go through the gate by itself. */
  readonly api: Api
  readonly gate: Gate
  readonly clock: Clock
  readonly render: Messenger['render']
}

/**
 * Delivers digests over the Bot API, behind the replies to people. A part that has a rich form goes out in it; where the server says
 * that it knows no such messages, in the other. An answer that is lost is no such word: the part is tried again as it was.
 */
export function createMessenger(parts: MessengerParts): Messenger {
  const { api, clock, render } = parts
  let richRestsUntil = -Infinity
  const sendHtml: Messenger['send'] = (to, part, sending) =>
    attempt(parts, to.chatId, sending, (late) =>
      inThread(to, (thread) =>
        api.sendMessage(to.chatId, part.html, { ...quiet, ...thread, ...buttonsOf(part), parse_mode: 'HTML' }, late),
      ),
    )
  return {
    render,
    send: async (to, part, sending) => {
      const { rich } = part
      if (rich === undefined || clock.now() < richRestsUntil) return sendHtml(to, part, sending)
      let isRefused = false
      const outcome = await attempt(parts, to.chatId, sending, (late) =>
        inThread(to, (thread) =>
          api.sendRichMessage(to.chatId, { html: rich.html }, { ...thread, ...buttonsOf(rich) }, late),
        ).catch((error: unknown) => {
          isRefused = isUnknownKind(error)
          throw error
        }),
      )
      if (!isRefused) return outcome
      richRestsUntil = clock.now() + richRestMs
      return sendHtml(to, part, sending)
    },
    sendPlain: (to, part, sending) =>
      attempt(parts, to.chatId, sending, (late) =>
        inThread(to, (thread) => {
          const words = part.plain.slice(0, maxTextUnits).toWellFormed()
          return api.sendMessage(to.chatId, words, { ...quiet, ...thread, ...buttonsOf(part) }, late)
        }),
      ),
    waitMs: parts.gate.waitMs,
  }
}

type Shut = NonNullable<ReturnType<typeof shutOf>>

/** In the chat itself when its topic is gone or closed; resolves with that. */
async function inThread(
  { threadId }: Recipient,
  call: (thread: { readonly message_thread_id?: number }) => Promise<unknown>,
): Promise<Shut | null> {
  try {
    await call(threadId === null ? {} : { message_thread_id: threadId })
    return null
  } catch (error) {
    const shut = threadId === null ? null : shutOf(error)
    if (shut === null) throw error
    await call({})
    return shut
  }
}

const quiet = { link_preview_options: { is_disabled: true } }

function buttonsOf({ buttons = [] }: Pick<MessagePart, 'buttons'>) {
  return buttons.length === 0 ? {} : { reply_markup: toMarkup(buttons) }
}

/** Whether the server says that it knows no rich messages. */
function isUnknownKind(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false
  const words = error.description.toLowerCase()
  return words.includes('method not found') || words.includes('rich message must be non-empty')
}

async function attempt(
  { gate, clock }: MessengerParts,
  chatId: number,
  { signal, onLeaving }: Sending,
  call: (late: ApiSignal) => Promise<Shut | null>,
): Promise<SendOutcome> {
  const answered = await gate.enter(chatId, 'digest', signal)
  await onLeaving()
  const late = new AbortController()
  const done = new AbortController()
  const expire = (): void => {
    clock.sleep(graceMs, done.signal).then(
      () => late.abort(),
      () => undefined,
    )
  }
  signal.addEventListener('abort', expire, { once: true })
  try {
    const shut = await call(toApiSignal(late.signal))
    return shut === null ? { kind: 'sent' } : { kind: 'sent', shut }
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 429) gate.pause(waitMsOf(error))
    return toOutcome(error)
  } finally {
    answered()
    signal.removeEventListener('abort', expire)
    done.abort()
  }
}
