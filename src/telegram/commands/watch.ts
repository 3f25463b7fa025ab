import type { Watch } from '../../domain/chat.ts'
import type { WatchOutcome } from '../../flows/watch.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import { type Html, join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import type { CommandParts } from './parts.ts'
import { renderQueryFault } from './query-fault.ts'
import { previewKeyboard, renderTried } from './watch-preview.ts'

interface Answer {
  readonly text: Html
  readonly keyboard: Keyboard
}

/**
 * /watch <query>: shows how a query is read and what it would have found, and saves it at the press of a button. The query stands
 * in the message, in its first `code` entity, so that nothing need be remembered.
 */
export function createWatchCommand({ flows, clock }: CommandParts): Command {
  const tryQuery = async (call: Call, input: string): Promise<Answer> => {
    const outcome = await flows.watching.try(call.chat, input)
    if (outcome.kind === 'tried') {
      return { text: renderTried(outcome, call, clock.now()), keyboard: previewKeyboard(call.t) }
    }
    // What is paused and asked for again is wanted again.
    if (outcome.kind === 'already' && outcome.watch.paused) return save(call, input)
    return { text: renderRefusal(outcome, call), keyboard: [] }
  }
  const save = async (call: Call, input: string): Promise<Answer> => {
    const outcome = await flows.watching.add(call.chat, input)
    if (outcome.kind !== 'added') return { text: renderRefusal(outcome, call), keyboard: [] }
    const lines = [call.t('watch-added', nameOf(outcome.watch)), ...(await nextStep(call))]
    const look = { text: call.t.plain('watch-search-button'), data: encodeButton('search', 'newest') }
    return { text: join(lines, '\n'), keyboard: [[look]] }
  }
  /** What is missing for the query to find anything, or what the first one changes. */
  const nextStep = async ({ chat, t }: Call): Promise<readonly Html[]> => {
    if ((await flows.following.list(chat.id)).length === 0) return [t('channels-none')]
    return (await flows.watching.list(chat.id)).length === 1 ? [t('watch-first')] : []
  }
  return defineCommand({
    name: 'watch',
    descriptions: {
      en: 'try and save a query: /watch words',
      ru: 'проверить и сохранить запрос: /watch слова',
      uk: 'перевірити й зберегти запит: /watch слова',
    },
    scope: 'all',
    changesSettings: true,
    run: async (call) => {
      const { text, keyboard } = await tryQuery(call, call.input)
      await call.reply(text, keyboard)
    },
    actions: {
      try: { changesSettings: true, run: inPlace(tryQuery) },
      add: { changesSettings: true, run: inPlace(save) },
      replace: {
        changesSettings: true,
        run: inPlace(async ({ chat, t, args }, query) => {
          const number = Number(args[0])
          const outcome = await flows.feedback.replace(chat, number, query)
          if (outcome.kind === 'changed') return { text: t('watch-replaced', nameOf(outcome.watch)), keyboard: [] }
          return { text: t('unwatch-unknown', { number: String(number) }), keyboard: [] }
        }),
      },
      edit: {
        changesSettings: true,
        run: inPlace(async ({ t }, query) => ({ text: t('watch-edit', { query }), keyboard: [] })),
      },
      cancel: {
        changesSettings: true,
        run: inPlace(async ({ t }) => ({ text: t('watch-cancelled'), keyboard: [] })),
      },
    },
  })
}

/** Answers a press in the message with the button, about the query that stands there. */
function inPlace(answer: (press: Press, query: string) => Promise<Answer>) {
  return async (press: Press): Promise<void> => {
    if (press.quoted === null) return press.notify(press.t.plain('button-old-notice'))
    const { text, keyboard } = await answer(press, press.quoted)
    await press.edit(text, keyboard)
  }
}

function renderRefusal(outcome: Exclude<WatchOutcome, { kind: 'added' }>, { t }: Call): Html {
  switch (outcome.kind) {
    case 'resumed':
      return t('watch-resumed', nameOf(outcome.watch))
    case 'already':
      return t('watch-already', nameOf(outcome.watch))
    case 'limit':
      return t('watch-limit', { limit: outcome.limit })
    case 'fault':
      return renderQueryFault(outcome, 'watch', t)
  }
}

function nameOf({ number, query }: Watch): { readonly number: string; readonly query: string } {
  return { number: String(number), query }
}
