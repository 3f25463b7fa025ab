import { type Command, defineCommand } from '../command.ts'
import { encodeButton } from '../keyboard.ts'
import type { CommandParts } from './parts.ts'

/** /forget: asks once, then erases all that is kept about the chat. */
export function createForgetCommand({ store }: CommandParts): Command {
  return defineCommand({
    name: 'forget',
    descriptions: {
      en: 'erase all that is kept about this chat',
      ru: 'стереть всё, что хранится об этом чате',
      uk: 'стерти все, що зберігається про цей чат',
    },
    scope: 'all',
    changesSettings: true,
    isForAdministrators: true,
    run: async ({ t, reply }) => {
      await reply(t('forget-ask'), [
        [
          { text: t.plain('forget-yes-button'), data: encodeButton('forget', 'yes') },
          { text: t.plain('forget-no-button'), data: encodeButton('forget', 'no') },
        ],
      ])
    },
    actions: {
      yes: {
        changesSettings: true,
        isForAdministrators: true,
        run: async (press) => {
          await store.chats.forget(press.chat.id)
          await press.edit(press.t('forget-done'))
        },
      },
      no: { changesSettings: true, run: (press) => press.edit(press.t('forget-kept')) },
    },
  })
}
