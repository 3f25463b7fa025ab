import { type Command, defineCommand } from '../command.ts'
import type { CommandParts } from './parts.ts'

/** /unwatch N: deletes a saved query. */
export function createUnwatchCommand({ flows }: CommandParts): Command {
  return defineCommand({
    name: 'unwatch',
    descriptions: {
      en: 'delete a saved query: /unwatch 2',
      ru: 'удалить запрос: /unwatch 2',
      uk: 'видалити запит: /unwatch 2',
    },
    scope: 'all',
    changesSettings: true,
    run: async ({ chat, t, input, reply }) => {
      const number = /^(?:№|#|n)?\s*(\d{1,9})$/i.exec(input)?.[1]
      if (number === undefined) {
        await reply(t('unwatch-usage'))
        return
      }
      const watch = await flows.watching.remove(chat.id, Number(number))
      await reply(watch === null ? t('unwatch-unknown', { number }) : t('unwatch-done', { query: watch.query }))
    },
  })
}
