import { describeQuery } from '../../core/query/describe-query.ts'
import type { Query } from '../../domain/query.ts'
import type { AboutCount, Position } from '../../domain/search.ts'
import type { SearchOutcome } from '../../flows/answer.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import { roughly } from '../counts.ts'
import { type Html, markup, join } from '../html.ts'
import { type Button, encodeButton, type Keyboard } from '../keyboard.ts'
import { renderPostList } from '../post-list.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'
import { renderQueryFault } from './query-fault.ts'
import { renderSuggestions } from './query-suggestions.ts'

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
      chat: call.chat,
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
  const { hits, next, order, truncated } = outcome
  const isBest = order === 'relevance'
  const firstLabel = t.plain(isBest ? 'search-best-button' : 'search-newest-button')
  const back: readonly Button[] = before === null ? [] : [{ text: firstLabel, data: encodeButton('search', 'newest') }]
  const save: readonly Button[] = shown.maySave
    ? [{ text: t.plain('free-watch-button'), data: encodeButton('watch', 'add') }]
    : []
  const nextLabel = t.plain(isBest ? 'search-more-button' : 'search-older-button')
  const more: readonly Button[] =
    next === null ? [] : [{ text: nextLabel, data: encodeButton('search', 'older', next) }]
  const keyboard = [[...back, ...more], save]
  const notes = truncated ? [t('search-truncated')] : []
  const head = join([renderHead(outcome, t), ...notes], '\n')
  if (hits.length > 0) return { text: renderPostList(head, hits, { t, dates, now }), keyboard }
  const meant = renderSuggestions(outcome.suggestions, 'search', t)
  const words = meant ?? t(before === null ? 'search-nothing' : 'search-nothing-older')
  return { text: join([head, words], '\n\n'), keyboard }
}

/** The query, how it is read where that is not plain to see, and how much there is. */
function renderHead({ query, order, canonical, count }: Extract<SearchOutcome, { kind: 'found' }>, t: Translate): Html {
  const isPlain = order === 'newest' && (query.kind === 'word' || (query.kind === 'and' && query.queries.every(isWord)))
  const words = isPlain ? '' : markup`\n<i>${describeQuery(query, t.language, order)}</i>`
  const found = count === null || count.count === 0 ? '' : markup` · ${renderCount(count, t)}`
  return markup`🔎 <code>${canonical}</code>${found}${words}`
}

function isWord(query: Query): boolean {
  return query.kind === 'word' && query.match === 'any_form'
}

function renderCount({ count, exact }: AboutCount, t: Translate): Html {
  return exact ? t('search-count', { count }) : t('search-count-about', { count: roughly(count) })
}
