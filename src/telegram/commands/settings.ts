import { type Chat, type ChatSettings, defaultSettings } from '../../domain/chat.ts'
import { type Command, defineCommand } from '../command.ts'
import { type Html, join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'

/** A setting, as /settings shows it: a press of its button goes on to the next of its values, and back to the first. */
interface SettingView<Name extends keyof ChatSettings = keyof ChatSettings> {
  readonly name: Name
  /** In the texts: `settings-<id>` says what it does, `settings-<id>-button` how it is, by `$value`. */
  readonly id: string
  readonly values: readonly ChatSettings[Name][]
  /** Not in private chats and channels, where there are no members who speak. */
  readonly isOfGroups?: true
}

const settings: readonly SettingView[] = [
  { name: 'channelNews', id: 'channel-news', values: [true, false] },
  { name: 'digestLength', id: 'digest-length', values: ['short', 'normal', 'full'] },
  { name: 'richMessages', id: 'rich-messages', values: [false, true] },
  { name: 'followUps', id: 'follow-ups', values: [true, false] },
  { name: 'membersConfigure', id: 'members', values: [false, true], isOfGroups: true },
]

/** /settings: everything that a chat may switch, each in a button that shows how it is. */
export function createSettingsCommand({ store }: CommandParts): Command {
  return defineCommand({
    name: 'settings',
    descriptions: { en: 'what I tell you, and how', ru: 'о чём и как я сообщаю', uk: 'про що і як я повідомляю' },
    scope: 'all',
    changesSettings: true,
    isReading: () => true,
    run: async ({ chat, t, reply }) => void (await reply(renderSettings(chat, t), buttonsFor(chat, t))),
    actions: {
      next: {
        changesSettings: true,
        isForAdministrators: true,
        run: async ({ chat, t, args, edit }) => {
          const setting = settingsOf(chat).find(({ id }) => id === args[0])
          if (setting === undefined) return
          const change = { [setting.name]: valueAfter(setting, chat) }
          await store.chats.changeSettings(chat.id, change)
          await edit(renderSettings(chat, t), buttonsFor({ ...chat, settings: { ...chat.settings, ...change } }, t))
        },
      },
    },
  })
}

function settingsOf({ kind }: Chat): readonly SettingView[] {
  const isGroup = kind === 'group' || kind === 'supergroup'
  return settings.filter(({ isOfGroups }) => isGroup || isOfGroups !== true)
}

function renderSettings(chat: Chat, t: Translate): Html {
  return join(
    [
      t('settings-title'),
      join(
        settingsOf(chat).map(({ id }) => t(`settings-${id}`)),
        '\n',
      ),
    ],
    '\n\n',
  )
}

function buttonsFor(chat: Chat, t: Translate): Keyboard {
  return settingsOf(chat).map(({ name, id }) => [
    {
      text: t.plain(`settings-${id}-button`, { value: String(chat.settings[name]) }),
      data: encodeButton('settings', 'next', id),
    },
  ])
}

function valueAfter({ name, values }: SettingView, { settings: current }: Chat): ChatSettings[keyof ChatSettings] {
  const index = values.indexOf(current[name])
  return values[(index + 1) % values.length] ?? defaultSettings[name]
}
