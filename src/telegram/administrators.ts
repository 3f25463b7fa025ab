import { type Api, GrammyError } from 'grammy'
import type { ChatMember } from 'grammy/types'
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
  return hasStatus(api, member, signal, ({ status }) => status === 'creator' || status === 'administrator')
}

/** Whether they are in the group at all: in a public one others write and press too. Asked and answered as above. */
export async function isMember(api: Api, member: Member, signal: AbortSignal): Promise<boolean> {
  return hasStatus(api, member, signal, (who) =>
    who.status === 'restricted' ? who.is_member : who.status !== 'left' && who.status !== 'kicked',
  )
}

async function hasStatus(
  api: Api,
  { chatId, personId, senderChatId }: Member,
  signal: AbortSignal,
  fits: (who: ChatMember) => boolean,
): Promise<boolean> {
  if (senderChatId !== null) return senderChatId === chatId
  if (personId === null) return false
  try {
    return fits(await api.getChatMember(chatId, personId, toApiSignal(signal)))
  } catch (error) {
    // Telegram does not know them as a member; a group that moved, or a channel that shows us nobody, is the caller's.
    const isRefused = error instanceof GrammyError && error.error_code === 400
    if (isRefused && !error.parameters.migrate_to_chat_id && !isHidden(error)) return false
    throw error
  }
}

/** Whether a channel shows its members to its administrators only, and the bot is none any more. */
export function isHidden(error: unknown): boolean {
  return error instanceof GrammyError && error.description.toLowerCase().includes('member list is inaccessible')
}
