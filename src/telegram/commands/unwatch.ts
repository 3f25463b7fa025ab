import type { Watch } from '../../domain/chat.ts'
import { type Command, defineCommand } from '../command.ts'
import { join } from '../html.ts'
import type { CommandParts } from './parts.ts'
import { listWatches } from './watches.ts'

/** /unwatch N: deletes a saved query, also by its words; without either it shows the list with its buttons. */
export function createUnwatchCommand({ flows, store }: CommandParts): Command {
  return defineCommand({
    name: 'unwatch',
    descriptions: {
      en: 'delete a saved query: /unwatch 2',
      ru: 'удалить запрос: /unwatch 2',
      uk: 'видалити запит: /unwatch 2',
    },
    scope: 'all',
    changesSettings: true,
    run: async (call) => {
      const { chat, t, input, reply } = call
      const wanted = findWatch(await flows.watching.list(chat.id), input, flows.watching.isSame)
      const watch = wanted === null ? null : await flows.watching.remove(chat.id, wanted.number)
      if (watch === null) {
        const { text, keyboard } = await listWatches({ flows, store }, call, 0)
        const number = numberIn(input)
        const lead = number === null ? [] : [t('unwatch-unknown', { number: String(number) })]
        await reply(join([...lead, text], '\n\n'), keyboard)
        return
      }
      const isLast = (await flows.watching.list(chat.id)).length === 0
      const lines = [t('unwatch-done', { query: watch.query }), ...(isLast ? [t('watches-none')] : [])]
      await reply(join(lines, '\n'))
    },
  })
}

function findWatch(
  watches: readonly Watch[],
  input: string,
  isSame: (one: string, other: string) => boolean,
): Watch | null {
  const number = numberIn(input)
  return watches.find((watch) => (number === null ? isSame(watch.query, input) : watch.number === number)) ?? null
}

function numberIn(input: string): number | null {
  const digits = /^(?:№|#|n)?\s*(\d{1,9})$/i.exec(input)?.[1]
  return digits === undefined ? null : Number(digits)
}
