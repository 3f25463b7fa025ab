import { getCommands, setCommands } from '../../world/commands.ts'
import type { CommandScope } from '../../world/commands.ts'
import type { WorldState } from '../../world/state.ts'
import type { BotCommand } from '../../world/types.ts'
import { badRequest } from '../api-error.ts'
import { isObject, jsonParam, textParam, toInteger } from '../call.ts'
import type { ApiCall } from '../call.ts'
import { findChatById } from '../chat-access.ts'
import type { Method } from '../context.ts'

const maxCommands = 100
const maxCommandLength = 32
const maxCommandTextLength = 256
const wideScopes = new Set(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'])
const chatScopes = new Set(['chat', 'chat_administrators', 'chat_member'])

const getMe: Method = ({ state }) => ({
  ...state.bot,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
})

const setMyCommands: Method = ({ state }, call) => {
  const commands = jsonParam(call, 'commands', "can't parse commands JSON object") ?? []
  if (!Array.isArray(commands)) throw badRequest('expected an Array of BotCommand')
  const shapes = commands.map(readCommand)
  const scope = readScope(state, call)
  const language = readLanguage(call)
  const checked = shapes.map(checkCommand)
  if (checked.length > maxCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  setCommands(state, scope, language, checked)
  return true
}

function readCommand(value: unknown): BotCommand {
  const where = "can't parse BotCommand"
  if (!isObject(value)) throw badRequest(`${where}: expected an Object`)
  const { command, description } = value
  if (typeof command !== 'string') throw badRequest(`${where}: Can't find field "command"`)
  if (typeof description !== 'string') throw badRequest(`${where}: Can't find field "description"`)
  return { command, description }
}

function checkCommand(given: BotCommand): BotCommand {
  const command = given.command.trim().replace(/^\//, '')
  const description = given.description.trim()
  if (command === '') throw badRequest("command can't be empty")
  if (command.length > maxCommandLength) throw badRequest(`command length must not exceed ${maxCommandLength}`)
  if (description === '') throw badRequest("command description can't be empty")
  if (description.length > maxCommandTextLength) {
    throw badRequest(`command description length must not exceed ${maxCommandTextLength}`)
  }
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  return { command, description }
}

function readScope(state: WorldState, call: ApiCall): CommandScope {
  const scope = jsonParam(call, 'scope', "can't parse BotCommandScope JSON object") ?? { type: 'default' }
  const where = "can't parse BotCommandScope"
  if (!isObject(scope)) throw badRequest(`${where}: BotCommandScope must be an Object`)
  const { type, chat_id: chatId, user_id: userId } = scope
  if (typeof type !== 'string') throw badRequest(`${where}: Can't find field "type"`)
  if (wideScopes.has(type)) return { type }
  if (!chatScopes.has(type)) throw badRequest(`${where}: Unsupported type specified`)
  if (typeof chatId !== 'string' && typeof chatId !== 'number') throw badRequest(`${where}: Can't find field "chat_id"`)
  const chat = findChatById(state, String(chatId), 'read_members')
  if (type !== 'chat_member') return { type, chatId: chat.id }
  const user = toInteger(String(userId))
  if (user <= 0) throw badRequest(`${where}: Invalid user_id specified`)
  return { type, chatId: chat.id, userId: user }
}

function readLanguage(call: ApiCall): string {
  const language = textParam(call, 'language_code')
  if (!/^(?:[a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified')
  return language
}

const getMyCommands: Method = ({ state }, call) => getCommands(state, readScope(state, call), readLanguage(call))

const deleteMyCommands: Method = ({ state }, call) => {
  setCommands(state, readScope(state, call), readLanguage(call), [])
  return true
}

function setDescription(field: string, maxLength: number): Method {
  return ({ descriptions }, call) => {
    const text = textParam(call, field)
    if (text.length > maxLength) throw badRequest(`${field.toUpperCase()}_TOO_LONG`)
    descriptions.set(`${field}|${readLanguage(call)}`, text)
    return true
  }
}

function getDescription(field: string): Method {
  return ({ descriptions }, call) => {
    const text = descriptions.get(`${field}|${readLanguage(call)}`) ?? descriptions.get(`${field}|`) ?? ''
    return { [field]: text }
  }
}

export const profileMethods = {
  getMe,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyDescription: setDescription('description', 512),
  getMyDescription: getDescription('description'),
  setMyShortDescription: setDescription('short_description', 120),
  getMyShortDescription: getDescription('short_description'),
} satisfies Record<string, Method>
