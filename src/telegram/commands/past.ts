import { somePosts } from '../../flows/backfill.ts'
import type { Action, Press } from '../command.ts'
import { roughly } from '../counts.ts'
import { join } from '../html.ts'
import { encodeButton } from '../keyboard.ts'
import { backfillButtons, renderBackfill, renderDuration, toReach } from './backfill-words.ts'
import type { CommandParts } from './parts.ts'
import { createPastActionsOfMany } from './past-many.ts'
import { inPlaceOf, type Show, type Shown, showWhileMoving } from './past-progress.ts'

/** What the buttons of /follow do about the past of a channel. All that they need stands in the button. */
export function createPastActions(parts: CommandParts): Readonly<Record<string, Action>> {
  return {
    past: action((press, name) => ask(parts, press, name)),
    start: action((press, name) => start(parts, press, name)),
    pause: action((press, name) => setPaused(parts, press, name, true)),
    resume: action((press, name) => setPaused(parts, press, name, false)),
    ...createPastActionsOfMany(parts),
  }
}

function action(run: (press: Press, name: string) => Promise<void>): Action {
  return { changesSettings: true, run: (press) => run(press, press.args[0] ?? '') }
}

/** Says beforehand what it takes; a few posts are fetched at once. */
async function ask(parts: CommandParts, press: Press, name: string): Promise<void> {
  const { chat, t, args } = press
  const reach = toReach(args[1])
  // The message of /follow has a progress of its own: what is begun there goes on in another.
  if (reach === 'some') return start(parts, press, name, press.reply)
  const estimate = await parts.flows.backfilling.estimate(chat.id, name, reach)
  if (estimate === null) return press.notify(t.plain('channel-gone-notice'))
  if (estimate.posts === 0) return press.notify(t.plain('past-nothing-notice'))
  const time = renderDuration(estimate.ms, t)
  const button = { text: t.plain('past-start-button'), data: encodeButton('follow', 'start', name, reach) }
  await press.reply(t('past-ask', { name, posts: roughly(estimate.posts), time }), [[button]])
}

async function start(parts: CommandParts, press: Press, name: string, show = inPlaceOf(press)): Promise<void> {
  const { chat, t, args } = press
  const { backfilling } = parts.flows
  if (!(await backfilling.start(chat.id, name, toReach(args[1])))) {
    const view = await backfilling.view(chat.id, name)
    if (view === null) return press.notify(t.plain('channel-gone-notice'))
    const hasSome = view.completeness.posts >= somePosts
    return press.notify(t.plain(hasSome ? 'past-some-notice' : 'past-nothing-notice'))
  }
  parts.wakeCollect()
  await showPast(parts, press, { name, show })
}

async function setPaused(parts: CommandParts, press: Press, name: string, paused: boolean): Promise<void> {
  const { chat, t } = press
  if (!(await parts.flows.backfilling.setPaused(chat.id, name, paused)))
    return press.notify(t.plain('channel-gone-notice'))
  if (!paused) parts.wakeCollect()
  await showPast(parts, press, { name, show: inPlaceOf(press) })
}

/** Shows in a message how far it is, until it has ended, is paused, or a day is over. */
function showPast(
  parts: CommandParts,
  press: Press,
  { name, show }: { readonly name: string; readonly show: Show },
): Promise<void> {
  return showWhileMoving(parts, { render: () => renderPast(parts, press, name), show })
}

/** null: the chat does not follow the channel any more. */
async function renderPast({ flows }: CommandParts, call: Press, name: string): Promise<Shown | null> {
  const view = await flows.backfilling.view(call.chat.id, name)
  if (view === null) return null
  const { channel, completeness, left } = view
  const lines = [
    call.t('past-progress', { name: channel.name, held: completeness.posts }),
    left === null ? call.t('past-done') : renderBackfill(view, call),
  ]
  const isMoving = left !== null && !channel.backfillPaused
  return { text: join(lines, '\n'), keyboard: backfillButtons(view, call.t), isMoving }
}
