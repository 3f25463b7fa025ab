import type { Watch } from '../../domain/chat.ts'
import type { AboutCount } from '../../domain/search.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { type Page, pageButtons, pageOf } from '../paging.ts'
import { roughly } from '../counts.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts, Flows } from './parts.ts'

const watchesAPage = 8
const maxShownLength = 300

/** /watches: saved queries, each with buttons to pause and to delete. */
export function createWatchesCommand({ flows }: CommandParts): Command {
  const showPage = async (press: Press, index: number): Promise<void> => {
    const { text, keyboard } = await listWatches(flows, press, index)
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
      const { text, keyboard } = await listWatches(flows, call, 0)
      await call.reply(text, keyboard)
    },
    actions: {
      pause: { changesSettings: true, run: setPaused(true) },
      resume: { changesSettings: true, run: setPaused(false) },
      remove: { changesSettings: true, run: remove },
      page: { changesSettings: false, run: (press) => showPage(press, Number(press.args[0])) },
    },
  })
}

/** A page of saved queries, with their buttons. */
export async function listWatches(
  { watching }: Flows,
  { chat, t }: Call,
  index: number,
): Promise<{ readonly text: Html; readonly keyboard: Keyboard }> {
  const watches = await watching.list(chat.id)
  if (watches.length === 0) return { text: t('watches-none'), keyboard: [] }
  const page = pageOf(watches, index, watchesAPage)
  return renderWatches(page, { watches, counts: await watching.countWeek(chat, page.items) }, t)
}

/** `counts` are of the watches of the page: posts of the last seven days. */
function renderWatches(
  page: Page<Watch>,
  { watches, counts }: { readonly watches: readonly Watch[]; readonly counts: readonly (AboutCount | null)[] },
  t: Translate,
): { text: Html; keyboard: Keyboard } {
  const lines = page.items.map(({ number, query, paused }, at) => {
    const mark = paused ? markup` · <i>${t('watches-paused-mark')}</i>` : ''
    const found = renderCount(counts[at] ?? null, t)
    return markup`<b>${String(number)}.</b> <code>${cleanLine(query, maxShownLength)}</code>${mark}${found}`
  })
  const idle = watches.every(({ paused }) => paused) ? [t('watches-all-paused')] : []
  const rows: Keyboard = page.items.map(({ number, paused }) => [
    paused
      ? {
          text: t.plain('watches-resume-button', { number: String(number) }),
          data: encodeButton('watches', 'resume', number, page.index),
        }
      : {
          text: t.plain('watches-pause-button', { number: String(number) }),
          data: encodeButton('watches', 'pause', number, page.index),
        },
    {
      text: t.plain('watches-remove-button', { number: String(number) }),
      data: encodeButton('watches', 'remove', number, page.index),
    },
  ])
  return {
    text: join([t('watches-title', { count: watches.length }), join(lines, '\n'), ...idle], '\n\n'),
    keyboard: [...rows, pageButtons(page, 'watches', 'page')],
  }
}

function renderCount(count: AboutCount | null, t: Translate): Html | '' {
  if (count === null) return ''
  const words = count.exact
    ? t('watches-week', { count: count.count })
    : t('watches-week-about', { count: roughly(count.count) })
  return markup` · ${words}`
}
