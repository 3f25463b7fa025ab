import { type Call, type Command, defineCommand } from '../command.ts'
import type { CommandParts } from './parts.ts'
import { renderQueryFault } from './query-fault.ts'

/** /watch <words>: saves a query. */
export function createWatchCommand({ flows }: CommandParts): Command {
  const watch = async ({ chat, t, reply }: Call, input: string): Promise<void> => {
    const outcome = await flows.watching.add(chat.id, input)
    switch (outcome.kind) {
      case 'added': {
        const channels = await flows.following.list(chat.id)
        const id = channels.length === 0 ? 'watch-added-no-channels' : 'watch-added'
        await reply(t(id, { query: outcome.watch.query, number: String(outcome.watch.number) }))
        return
      }
      case 'already':
        await reply(t('watch-already', { query: outcome.watch.query, number: String(outcome.watch.number) }))
        return
      case 'limit':
        await reply(t('watch-limit', { limit: outcome.limit }))
        return
      case 'fault':
        await reply(renderQueryFault(outcome, 'watch', t))
    }
  }
  return defineCommand({
    name: 'watch',
    descriptions: {
      en: 'save a query: /watch words',
      ru: 'сохранить запрос: /watch слова',
      uk: 'зберегти запит: /watch слова',
    },
    scope: 'all',
    changesSettings: true,
    run: (call) => watch(call, call.input),
    actions: {
      // The query stands in the message that offers it.
      add: { changesSettings: true, run: (press) => watch(press, press.quoted ?? '') },
    },
  })
}
