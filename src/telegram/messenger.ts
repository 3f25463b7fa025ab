import { type Api, GrammyError } from 'grammy'
import type { MessagePart, Messenger, Sending, SendOutcome } from '../domain/messenger.ts'
import type { ParcelContent } from '../domain/parcel.ts'
import type { Clock } from '../domain/time.ts'
import { type ApiSignal, toApiSignal } from './api-signal.ts'
import type { Gate } from './gate.ts'
import { toMarkup } from './keyboard.ts'
import { toOutcome, waitMsOf } from './outcome.ts'

/** When we are told to stop, a call that is under way gets so long to come back with its answer. */
const graceMs = 3000
const maxTextUnits = 4096

interface MessengerParts {
  /** Must not go through the gate by itself. */
  readonly api: Api
  readonly gate: Gate
  readonly clock: Clock
  readonly render: (content: ParcelContent) => readonly MessagePart[]
}

/** Delivers digests over the Bot API, behind the replies to people. */
export function createMessenger(parts: MessengerParts): Messenger {
  const { api, render } = parts
  return {
    render,
    send: (chatId, part, sending) =>
      attempt(parts, chatId, sending, (late) =>
        api.sendMessage(chatId, part.html, { ...quiet, ...buttonsOf(part), parse_mode: 'HTML' }, late),
      ),
    sendPlain: (chatId, part, sending) =>
      attempt(parts, chatId, sending, (late) =>
        api.sendMessage(
          chatId,
          part.plain.slice(0, maxTextUnits).toWellFormed(),
          { ...quiet, ...buttonsOf(part) },
          late,
        ),
      ),
    waitMs: parts.gate.waitMs,
  }
}

const quiet = { link_preview_options: { is_disabled: true } }

function buttonsOf({ buttons = [] }: Pick<MessagePart, 'buttons'>) {
  return buttons.length === 0 ? {} : { reply_markup: toMarkup(buttons) }
}

async function attempt(
  { gate, clock }: MessengerParts,
  chatId: number,
  { signal, onLeaving }: Sending,
  call: (late: ApiSignal) => Promise<unknown>,
): Promise<SendOutcome> {
  await gate.enter(chatId, 'digest', signal)
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
    await call(toApiSignal(late.signal))
    return { kind: 'sent' }
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 429) gate.pause(waitMsOf(error))
    return toOutcome(error)
  } finally {
    signal.removeEventListener('abort', expire)
    done.abort()
  }
}
