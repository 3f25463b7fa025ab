import { type Command, defineCommand } from '../command.ts'

/** /privacy: what is kept, for how long, how to erase it. */
export function createPrivacyCommand(): Command {
  return defineCommand({
    name: 'privacy',
    descriptions: {
      en: 'what is kept about this chat',
      ru: 'что хранится об этом чате',
      uk: 'що зберігається про цей чат',
    },
    scope: 'all',
    changesSettings: false,
    isAlwaysOwn: true,
    run: async ({ t, reply }) => {
      await reply(t('privacy'))
    },
  })
}
