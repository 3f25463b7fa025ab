import { type Language, languages } from '../../domain/chat.ts'
import { type Command, defineCommand } from '../command.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import type { CommandParts } from './parts.ts'

/** Languages by their own names. */
const languageNames: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский', uk: 'Українська' }

const keyboard: Keyboard = [
  languages.map((language) => ({ text: languageNames[language], data: encodeButton('language', 'set', language) })),
]

/** /language: buttons, or the language itself. */
export function createLanguageCommand({ store, texts }: CommandParts): Command {
  return defineCommand({
    name: 'language',
    descriptions: { en: 'choose the language', ru: 'выбрать язык', uk: 'вибрати мову' },
    scope: 'all',
    changesSettings: true,
    run: async ({ chat, t, input, reply }) => {
      const language = findLanguage(input)
      if (language === null) {
        await reply(t('language-choose'), keyboard)
        return
      }
      await store.chats.setLanguage(chat.id, language)
      await reply(texts(language)('language-set'))
    },
    actions: {
      set: {
        changesSettings: true,
        run: async (press) => {
          const language = findLanguage(press.args[0] ?? '')
          if (language === null) return
          await store.chats.setLanguage(press.chat.id, language)
          await press.edit(texts(language)('language-set'))
        },
      },
    },
  })
}

/** By code or by name, in any case. */
function findLanguage(input: string): Language | null {
  const wanted = input.toLowerCase()
  return languages.find((language) => language === wanted || languageNames[language].toLowerCase() === wanted) ?? null
}
