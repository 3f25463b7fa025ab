import type { Watch } from '../../domain/chat.ts'
import { type Call, type Command, defineCommand } from '../command.ts'
import { join } from '../html.ts'
import { encodeButton } from '../keyboard.ts'
import type { CommandParts } from './parts.ts'
import { renderQueryFault } from './query-fault.ts'

/** /watch <words>: saves a query. */
export function createWatchCommand({ flows }: CommandParts): Command {
  /** With what is missing for it to find anything, or what the first query changes, and a way to look back. */
  const tellAdded = async ({ chat, t, reply }: Call, watch: Watch): Promise<void> => {
    const line = t('watch-added', nameOf(watch))
    if ((await flows.following.list(chat.id)).length === 0) {
      await reply(join([line, t('channels-none')], '\n'))
      return
    }
    const isFirst = (await flows.watching.list(chat.id)).length === 1
    await reply(join([line, ...(isFirst ? [t('watch-first')] : [])], '\n'), [
      [{ text: t.plain('watch-search-button'), data: encodeButton('search', 'newest') }],
    ])
  }
  const watch = async (call: Call, input: string): Promise<void> => {
    const { chat, t, reply } = call
    const outcome = await flows.watching.add(chat.id, input)
    switch (outcome.kind) {
      case 'added':
        await tellAdded(call, outcome.watch)
        return
      case 'resumed':
        await reply(t('watch-resumed', nameOf(outcome.watch)))
        return
      case 'already':
        await reply(t('watch-already', nameOf(outcome.watch)))
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

function nameOf({ number, query }: Watch): { readonly number: string; readonly query: string } {
  return { number: String(number), query }
}
