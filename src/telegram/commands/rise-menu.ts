import type { Watch } from '../../domain/chat.ts'
import { cleanLine, clip } from '../clean-text.ts'
import type { Action, Press } from '../command.ts'
import { type Button, encodeButton } from '../keyboard.ts'
import { pageButtons, pageOf } from '../paging.ts'
import type { Translate } from '../texts.ts'
import type { CommandParts } from './parts.ts'

const watchesAPage = 8
const maxShownLength = 40

/** Leads from a page of saved queries to the menu. */
export function riseMenuButton(index: number, t: Translate): Button {
  return { text: t.plain('watches-rises-button'), data: encodeButton('watches', 'rises', index) }
}

/** The menu of queries whose rises are told at once, in the place of the list; a press of a query switches it. */
export function createRiseActions(parts: CommandParts): Readonly<Record<'rises' | 'rise', Action>> {
  const { store, clock } = parts
  return {
    rises: { changesSettings: false, run: (press) => showMenu(parts, press, Number(press.args[0])) },
    rise: {
      changesSettings: true,
      run: async (press) => {
        const [number = 0, index = 0, on] = press.args.map(Number)
        const { chat, threadId, t } = press
        const isOn = on === 1
        const isKnown = await store.riseAlerts.set({ chatId: chat.id, number, isOn, threadId, now: clock.now() })
        if (!isKnown) await press.notify(t.plain('watches-gone-notice'))
        await showMenu(parts, press, index)
      },
    },
  }
}

async function showMenu({ flows, store }: CommandParts, press: Press, index: number): Promise<void> {
  const { chat, t } = press
  const watches = await flows.watching.list(chat.id)
  if (watches.length === 0) return press.edit(t('watches-none'))
  const told = await store.riseAlerts.list(chat.id)
  const page = pageOf(watches, index, watchesAPage)
  const back = { text: t.plain('story-back-button'), data: encodeButton('watches', 'page', page.index) }
  await press.edit(t('watches-rises'), [
    ...page.items.map((watch) => [switchButton(watch, told.has(watch.number), page.index)]),
    pageButtons(page, 'watches', 'rises'),
    [back],
  ])
}

function switchButton({ number, query }: Watch, isOn: boolean, index: number): Button {
  const name = clip(cleanLine(query, maxShownLength), maxShownLength)
  return {
    text: `${isOn ? '✅' : '▫️'} ${number}. ${name}`,
    data: encodeButton('watches', 'rise', number, index, isOn ? 0 : 1),
  }
}
