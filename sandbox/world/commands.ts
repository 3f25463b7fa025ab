import { getChat, getPerson, isAdmin, member } from './state.ts'
import type { WorldState } from './state.ts'
import type { BotCommand } from './types.ts'

/** A scope of the command menu, by the Bot API's type and, where it has them, chat and user. */
export interface CommandScope {
  readonly type: string
  readonly chatId?: number
  readonly userId?: number
}

export function setCommands(
  state: WorldState,
  scope: CommandScope,
  language: string,
  commands: readonly BotCommand[],
): void {
  if (commands.length === 0) state.commands.delete(key(scope, language))
  else state.commands.set(key(scope, language), commands)
}

/** The commands set for exactly this scope and language. */
export function getCommands(state: WorldState, scope: CommandScope, language: string): readonly BotCommand[] {
  return state.commands.get(key(scope, language)) ?? []
}

/** The menu that the person sees in the chat: the narrowest scope that has commands, in the person's language or in none. */
export function commandsFor(state: WorldState, personId: number, chatId: number): readonly BotCommand[] {
  const language = (getPerson(state, personId).languageCode ?? '').slice(0, 2).toLowerCase()
  for (const scope of scopesOf(state, personId, chatId)) {
    const commands = state.commands.get(key(scope, language)) ?? state.commands.get(key(scope, ''))
    if (commands) return commands
  }
  return []
}

function scopesOf(state: WorldState, userId: number, chatId: number): CommandScope[] {
  const chat = getChat(state, chatId)
  if (chat.type === 'private') return [{ type: 'chat', chatId }, { type: 'all_private_chats' }, { type: 'default' }]
  const admin = isAdmin(chat.members.get(userId) ?? member('left'))
  return [
    { type: 'chat_member', chatId, userId },
    ...(admin ? [{ type: 'chat_administrators', chatId }] : []),
    { type: 'chat', chatId },
    ...(admin ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ]
}

function key({ type, chatId, userId }: CommandScope, language: string): string {
  return [type, chatId ?? '', userId ?? '', language].join('|')
}
