import type { Position } from '../../domain/store.ts'
import type { SearchOutcome } from '../../flows/answer.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import { type Button, encodeButton, type Keyboard } from '../keyboard.ts'
import { renderPostList } from '../post-list.ts'
import type { CommandParts } from './parts.ts'
import { renderQueryFault } from './query-fault.ts'

const postsAPage = 10

/** A page of found posts: the first, or the one that starts there. */
type Place = Position | null

/**
 * /search <query>. The query stands in the answer itself, in its first `code` entity, and the page's place in the buttons, so
 * that nothing need be remembered.
 */
export function createSearchCommand(parts: CommandParts): Command {
  const search = async (call: Call, text: string, before: Place): Promise<{ text: Html; keyboard: Keyboard }> => {
    const outcome = await parts.flows.answering.search({
      chatId: call.chat.id,
      text,
      position: before,
      limit: postsAPage,
    })
    return render(outcome, { call, before, now: parts.clock.now(), maySave: await maySave(parts, call, outcome) })
  }
  const turn = async (press: Press, before: Place): Promise<void> => {
    if (press.quoted === null) {
      await press.notify(press.t.plain('button-old-notice'))
      return
    }
    const { text, keyboard } = await search(press, press.quoted, before)
    await press.edit(text, keyboard)
  }
  return defineCommand({
    name: 'search',
    descriptions: {
      en: 'search what was posted: /search words',
      ru: 'поиск по постам: /search слова',
      uk: 'пошук у дописах: /search слова',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      const { text, keyboard } = await search(call, call.input, null)
      await call.reply(text, keyboard)
    },
    actions: {
      older: { changesSettings: false, run: (press) => turn(press, toPosition(press.args[0])) },
      newest: { changesSettings: false, run: (press) => turn(press, null) },
    },
  })
}

/** What a button of another version holds begins anew, as does whatever the store cannot read. */
function toPosition(arg: string | undefined): Place {
  return arg ?? null
}

/** In groups, where few may, no button offers it. */
async function maySave({ flows }: CommandParts, { chat, isPrivate }: Call, outcome: SearchOutcome): Promise<boolean> {
  if (!isPrivate || outcome.kind !== 'found') return false
  const watches = await flows.watching.list(chat.id)
  return !watches.some(({ query }) => flows.watching.isSame(query, outcome.canonical))
}

function render(
  outcome: SearchOutcome,
  shown: { readonly call: Call; readonly before: Place; readonly now: number; readonly maySave: boolean },
): { text: Html; keyboard: Keyboard } {
  const { call, before, now } = shown
  const { t, dates } = call
  if (outcome.kind === 'no_channels') return { text: t('channels-none'), keyboard: [] }
  if (outcome.kind === 'fault') return { text: renderQueryFault(outcome, 'search', t), keyboard: [] }
  const { canonical, hits, next } = outcome
  const head = markup`🔎 <code>${canonical}</code>`
  const newest: Button = { text: t.plain('search-newest-button'), data: encodeButton('search', 'newest') }
  const back = before === null ? [] : [newest]
  const save: readonly Button[] = shown.maySave
    ? [{ text: t.plain('free-watch-button'), data: encodeButton('watch', 'add') }]
    : []
  if (hits.length === 0) {
    return {
      text: join([head, t(before === null ? 'search-nothing' : 'search-nothing-older')], '\n\n'),
      keyboard: [back, save],
    }
  }
  const older: readonly Button[] =
    next === null ? [] : [{ text: t.plain('search-older-button'), data: encodeButton('search', 'older', next) }]
  return { text: renderPostList(head, hits, { t, dates, now }), keyboard: [[...back, ...older], save] }
}
