import type { Api } from 'grammy'
import type { BotCommand, BotCommandScope } from 'grammy/types'
import { languages } from '../domain/chat.ts'
import type { Logger } from '../log.ts'
import { toApiSignal } from './api-signal.ts'
import type { Command } from './command.ts'
import { toLoggable } from './loggable.ts'
import type { Texts } from './texts.ts'

type ScopeName = 'all_private_chats' | 'all_group_chats' | 'all_chat_administrators'

interface MenuParts {
  readonly api: Api
  readonly log: Logger
  readonly texts: Texts
  readonly commands: readonly Command[]
}

/** English for everybody whose language we do not speak, then each of ours. */
const menuLanguages = [
  { code: '', language: 'en' },
  ...languages.map((language) => ({ code: language, language })),
] as const

/** Which commands a menu offers: in groups, those that change settings only to administrators. */
const scopes: readonly { readonly type: ScopeName; readonly offers: (command: Command) => boolean }[] = [
  { type: 'all_private_chats', offers: () => true },
  { type: 'all_group_chats', offers: (command) => command.scope === 'all' && !command.changesSettings },
  { type: 'all_chat_administrators', offers: (command) => command.scope === 'all' },
]

/**
 * Sets the command menus and the bot's description in every language, where they differ: Telegram lets these be set only
 * seldom. Failures are logged; the bot works without menus.
 */
export async function setMenus(parts: MenuParts, signal: AbortSignal): Promise<void> {
  try {
    for (const scope of scopes) for (const menu of menuLanguages) await setMenu(parts, scope, menu, signal)
    for (const menu of menuLanguages) await setDescriptions(parts, menu, signal)
  } catch (error) {
    if (!signal.aborted) parts.log.warn({ err: toLoggable(error) }, 'command menus could not be set')
  }
}

async function setMenu(
  { api, commands }: MenuParts,
  { type, offers }: (typeof scopes)[number],
  { code, language }: (typeof menuLanguages)[number],
  signal: AbortSignal,
): Promise<void> {
  const scope: BotCommandScope = { type }
  const wanted = commands.filter(offers).map(({ name, descriptions }) => ({
    command: name,
    description: descriptions[language],
  }))
  const options = { scope, ...(code === '' ? {} : { language_code: code }) }
  const current = await api.getMyCommands(options, toApiSignal(signal))
  if (!isSameMenu(current, wanted)) await api.setMyCommands(wanted, options, toApiSignal(signal))
}

function isSameMenu(a: readonly BotCommand[], b: readonly BotCommand[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ command, description }, index) => {
      return command === b[index]?.command && description === b[index]?.description
    })
  )
}

async function setDescriptions(
  { api, texts }: MenuParts,
  { code, language }: (typeof menuLanguages)[number],
  signal: AbortSignal,
): Promise<void> {
  const t = texts(language)
  const options = code === '' ? {} : { language_code: code }
  const { description } = await api.getMyDescription(options, toApiSignal(signal))
  if (description !== t.plain('bot-description')) {
    await api.setMyDescription(t.plain('bot-description'), options, toApiSignal(signal))
  }
}
