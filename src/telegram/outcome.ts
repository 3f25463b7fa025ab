import { GrammyError, HttpError } from 'grammy'
import type { SendOutcome } from '../domain/messenger.ts'
import { redactSecrets } from '../log.ts'

/** When Telegram asks to wait without saying how long. */
const waitByDefaultMs = 5000

/** Telegram's words, in lower case, that say which of our outcomes a 400 or 403 is. The first that fits decides. */
const refusals: readonly {
  readonly kind: 'gone' | 'paused' | 'ours' | 'sent'
  readonly words: readonly string[]
  readonly trouble?: 'rights' | 'general'
}[] = [
  {
    kind: 'paused',
    words: [
      'not enough rights',
      'need administrator rights',
      'have no write access',
      'chat_write_forbidden',
      'chat_send_plain_forbidden',
      'chat_restricted',
    ],
    trouble: 'rights',
  },
  // Of a topic it is met before (`shutOf`): here it is said of the one that every forum has.
  { kind: 'paused', words: ['message thread not found', 'topic_closed', 'topic_deleted'], trouble: 'general' },
  // The few tries before it is given up are the delivery's business.
  { kind: 'paused', words: ['chat not found', 'peer_id_invalid'] },
  {
    kind: 'gone',
    words: [
      'bot was blocked',
      'user is deactivated',
      "can't initiate conversation",
      'bot was kicked',
      'bot is not a member',
      'group chat was deleted',
      'group chat was deactivated',
      'input_user_deactivated',
    ],
  },
  {
    kind: 'sent',
    words: ['message is not modified', 'query is too old', 'message to edit not found', "message can't be edited"],
  },
  {
    kind: 'ours',
    words: [
      'message is too long',
      'text is too long',
      'message text is empty',
      "can't parse entities",
      'entities_too_long',
      'button_data_invalid',
      'reply markup is too long',
    ],
  },
]

/**
 * What a failed call means for a message. Pure. What Telegram refuses in words that are not known here is taken for a
 * defect of ours, so that it is seen in the log; a 403 in such words is taken for a chat that does not want us.
 */
export function toOutcome(error: unknown): SendOutcome {
  if (!(error instanceof GrammyError)) return { kind: 'unreachable', reason: reasonOf(error) }
  const { error_code: code, description, parameters } = error
  if (parameters.migrate_to_chat_id !== undefined) {
    return { kind: 'migrated', toChatId: parameters.migrate_to_chat_id }
  }
  const reason = redactSecrets(`${code} ${description}`)
  if (code === 429) return { kind: 'wait', waitMs: waitMsOf(error) }
  // A refused token ends the program from where updates are received; the message stays where it is.
  if (code >= 500 || code === 401) return { kind: 'unreachable', reason }
  const words = description.toLowerCase()
  const known = refusals.find((refusal) => refusal.words.some((word) => words.includes(word)))
  const kind = known?.kind ?? (code === 403 ? 'gone' : 'ours')
  if (kind === 'sent') return { kind }
  return known?.trouble === undefined || kind !== 'paused' ? { kind, reason } : { kind, reason, trouble: known.trouble }
}

/** How long a 429 asks to wait. */
export function waitMsOf(error: {
  readonly description: string
  readonly parameters?: { readonly retry_after?: number }
}): number {
  const seconds = error.parameters?.retry_after ?? Number(/retry after (\d{1,6})/i.exec(error.description)?.[1])
  return Number.isFinite(seconds) ? seconds * 1000 : waitByDefaultMs
}

/** Codes of failures that happen before a request leaves. */
const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether a failed request surely never reached Telegram, so that sending it again cannot double anything. */
export function surelyNotSent(error: unknown): boolean {
  return causesOf(error).some((cause) => unsentCodes.has(codeOf(cause)))
}

function reasonOf(error: unknown): string {
  const causes = causesOf(error)
  const code = causes.map(codeOf).find((found) => found !== '')
  const message = causes.at(-1)
  return redactSecrets(code ?? (message instanceof Error ? message.message : String(error)))
}

function codeOf(error: unknown): string {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string'
  return isCoded ? String(error.code) : ''
}

const maxCauses = 5

/** The error and what it was caused by, outermost first. */
function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = []
  let cause: unknown = error
  while (cause !== undefined && cause !== null && causes.length < maxCauses) {
    causes.push(cause)
    cause = cause instanceof HttpError ? cause.error : cause instanceof Error ? cause.cause : undefined
  }
  return causes
}

/**
 * Why the topic that a message was for does not take it, while the chat itself may; null: it was refused for another reason.
 */
export function shutOf(error: unknown): 'closed' | 'missing' | null {
  if (!(error instanceof GrammyError)) return null
  const words = error.description.toLowerCase()
  if (words.includes('topic_closed')) return 'closed'
  return words.includes('message thread not found') || words.includes('topic_deleted') ? 'missing' : null
}

/** Whether a chat that takes words takes no pictures. */
export function isPictureForbidden(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false
  const words = error.description.toLowerCase()
  return words.includes('rights to send photos') || words.includes('chat_send_photos_forbidden')
}
