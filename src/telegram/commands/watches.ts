import type { Watch } from '../../domain/chat.ts'
import type { AboutCount } from '../../domain/search.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { type Page, pageButtons, pageOf } from '../paging.ts'
import { roughly } from '../counts.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'
import { createRiseActions, riseMenuButton } from './rise-menu.ts'

const watchesAPage = 8
const maxShownLength = 300
/** More in a row could not be read. */
const maxMuteButtons = 2

/** /watches: saved queries, each with buttons to pause and to delete; and a menu of those whose rises are told at once. */
export function createWatchesCommand(parts: CommandParts): Command {
  const { flows, store } = parts
  const showPage = async (press: Press, index: number): Promise<void> => {
    const { text, keyboard } = await listWatches({ flows, store }, press, index)
    await press.edit(text, keyboard)
  }
  const setPaused = (paused: boolean) => async (press: Press) => {
    const [number, index] = press.args.map(Number)
    const isKnown = await flows.watching.setPaused(press.chat.id, number ?? 0, paused)
    await press.notify(
      press.t.plain(isKnown ? (paused ? 'watches-paused-notice' : 'watches-resumed-notice') : 'watches-gone-notice'),
    )
    await showPage(press, index ?? 0)
  }
  const unmute = async (press: Press): Promise<void> => {
    const [number = '', index = '', name = ''] = press.args
    const outcome = await flows.feedback.setMuted(press.chat, { number: Number(number), channel: name, muted: false })
    const id = outcome.kind === 'changed' ? 'watches-unmuted-notice' : 'watches-gone-notice'
    await press.notify(press.t.plain(id, { name: `@${name}` }))
    await showPage(press, Number(index))
  }
  const remove = async (press: Press): Promise<void> => {
    const [number, index] = press.args.map(Number)
    const watch = await flows.watching.remove(press.chat.id, number ?? 0)
    await press.notify(press.t.plain(watch === null ? 'watches-gone-notice' : 'watches-removed-notice'))
    await showPage(press, index ?? 0)
  }
  return defineCommand({
    name: 'watches',
    descriptions: {
      en: 'your saved queries',
      ru: 'ваши сохранённые запросы',
      uk: 'ваші збережені запити',
    },
    scope: 'all',
    changesSettings: false,
    run: async (call) => {
      const { text, keyboard } = await listWatches({ flows, store }, call, 0)
      await call.reply(text, keyboard)
    },
    actions: {
      pause: { changesSettings: true, run: setPaused(true) },
      resume: { changesSettings: true, run: setPaused(false) },
      ...createRiseActions(parts),
      remove: { changesSettings: true, run: remove },
      unmute: { changesSettings: true, run: unmute },
      page: { changesSettings: false, run: (press) => showPage(press, Number(press.args[0])) },
    },
  })
}

/** A page of saved queries, with their buttons. */
export async function listWatches(
  { flows, store }: Pick<CommandParts, 'flows' | 'store'>,
  { chat, t }: Call,
  index: number,
): Promise<{ readonly text: Html; readonly keyboard: Keyboard }> {
  const watches = await flows.watching.list(chat.id)
  if (watches.length === 0) return { text: t('watches-none'), keyboard: [] }
  const page = pageOf(watches, index, watchesAPage)
  const [counts, muted, rejected, risesTold] = await Promise.all([
    flows.watching.countWeek(chat, page.items),
    flows.feedback.findMuted(chat),
    store.feedback.countRejected(chat.id),
    store.riseAlerts.list(chat.id),
  ])
  return renderWatches(page, { watches, counts, muted, rejected, risesTold }, t)
}

interface WatchList {
  readonly watches: readonly Watch[]
  /** Of the watches of the page: posts of the last seven days. */
  readonly counts: readonly (AboutCount | null)[]
  /** Channels that a query leaves out, by number of the watch. */
  readonly muted: ReadonlyMap<number, readonly string[]>
  /** Posts that were called not relevant, by number of the watch. */
  readonly rejected: ReadonlyMap<number, number>
  /** Numbers of the watches whose rises are told at once. */
  readonly risesTold: ReadonlySet<number>
}

function renderWatches(
  page: Page<Watch>,
  { watches, counts, muted, rejected, risesTold }: WatchList,
  t: Translate,
): { text: Html; keyboard: Keyboard } {
  const lines = page.items.map(({ number, query, paused }, at) => {
    const mark = paused ? markup` · <i>${t('watches-paused-mark')}</i>` : ''
    const found = renderCount(counts[at] ?? null, t)
    const against = rejected.get(number)
    const judged = against === undefined ? '' : ` · 👎 ${against}`
    const told = risesTold.has(number) ? ' · 📈' : ''
    return markup`<b>${String(number)}.</b> <code>${cleanLine(query, maxShownLength)}</code>${mark}${found}${judged}${told}`
  })
  const idle = watches.every(({ paused }) => paused) ? [t('watches-all-paused')] : []
  const rows: Keyboard = page.items.flatMap(({ number, paused }) => [
    rowOf({ number, paused }, page.index, t),
    muteRow(number, muted.get(number) ?? [], page.index, t),
  ])
  return {
    text: join([t('watches-title', { count: watches.length }), join(lines, '\n'), ...idle], '\n\n'),
    keyboard: [...rows, [riseMenuButton(page.index, t)], pageButtons(page, 'watches', 'page')],
  }
}

/** Pause or resume, and delete. */
function rowOf({ number, paused }: Pick<Watch, 'number' | 'paused'>, index: number, t: Translate): Keyboard[number] {
  const values = { number: String(number) }
  return [
    paused
      ? { text: t.plain('watches-resume-button', values), data: encodeButton('watches', 'resume', number, index) }
      : { text: t.plain('watches-pause-button', values), data: encodeButton('watches', 'pause', number, index) },
    { text: t.plain('watches-remove-button', values), data: encodeButton('watches', 'remove', number, index) },
  ]
}

/** Takes channels in again that the query leaves out. */
function muteRow(number: number, names: readonly string[], index: number, t: Translate): Keyboard[number] {
  return names.slice(0, maxMuteButtons).map((name) => ({
    text: `${number}. ${t.plain('story-unmute-button', { name: `@${name}` })}`,
    data: encodeButton('watches', 'unmute', number, index, name),
  }))
}

function renderCount(count: AboutCount | null, t: Translate): Html | '' {
  if (count === null) return ''
  const words = count.exact
    ? t('watches-week', { count: count.count })
    : t('watches-week-about', { count: roughly(count.count) })
  return markup` · ${words}`
}
