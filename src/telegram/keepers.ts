import { type Api, GrammyError } from 'grammy'
import type { FindKeepers } from '../domain/trouble.ts'
import { toApiSignal } from './api-signal.ts'
import { cleanLine } from './clean-text.ts'
import { toOutcome } from './outcome.ts'

const maxTitleLength = 128

/**
 * Who administers a chat, asked of Telegram. Bots cannot be written to, and whoever shows nothing of the chat to us shows nobody:
 * only a failure of Telegram's own is no answer.
 */
export function createFindKeepers(api: Api): FindKeepers {
  return async (chatId, signal) => {
    const stop = toApiSignal(signal)
    try {
      const chat = await api.getChat(chatId, stop)
      const members = await api.getChatAdministrators(chatId, {}, stop)
      const people = members.filter(({ user }) => !user.is_bot)
      const ordered = [...people.filter(isCreator), ...people.filter((member) => !isCreator(member))]
      return {
        title: cleanLine(chat.title ?? '', maxTitleLength),
        administratorIds: ordered.map(({ user }) => user.id),
      }
    } catch (error) {
      signal.throwIfAborted()
      const outcome = toOutcome(error)
      const isRefused = error instanceof GrammyError && outcome.kind !== 'wait' && outcome.kind !== 'unreachable'
      return isRefused ? { title: '', administratorIds: [] } : null
    }
  }
}

function isCreator({ status }: { readonly status: string }): boolean {
  return status === 'creator'
}
