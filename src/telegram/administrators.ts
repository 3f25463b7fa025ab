import { type Api, GrammyError } from 'grammy'
import { toApiSignal } from './api-signal.ts'

/** Somebody in a group, as Telegram shows them: a person, or the chat in whose name they write. */
export interface Member {
  readonly chatId: number
  readonly personId: number | null
  /** Chat in whose name the message was written; null for a person. */
  readonly senderChatId: number | null
}

/**
 * Whether they administer the group, asked of Telegram then and there. An anonymous administrator writes in the name of the
 * group itself; anybody else who writes in the name of a chat is none.
 */
export async function isAdministrator(api: Api, member: Member, signal: AbortSignal): Promise<boolean> {
  const { chatId, personId, senderChatId } = member
  if (senderChatId !== null) return senderChatId === chatId
  if (personId === null) return false
  try {
    const { status } = await api.getChatMember(chatId, personId, toApiSignal(signal))
    return status === 'creator' || status === 'administrator'
  } catch (error) {
    // Telegram does not know them as a member.
    if (error instanceof GrammyError && error.error_code === 400) return false
    throw error
  }
}
