import { maxRefs, parseChannelRefs } from '../../core/channel-ref.ts'
import type { PastView } from '../../flows/backfill.ts'
import type { Action, Call, Press } from '../command.ts'
import { roughly } from '../counts.ts'
import { type Html, join, markup } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { renderDuration, toReach } from './backfill-words.ts'
import type { CommandParts } from './parts.ts'
import { inPlaceOf, type Show, type Shown, showWhileMoving } from './past-progress.ts'

/**
 * What the buttons do about the past of several channels at once. Which ones stands in the message, each name in a `code` entity; those that
 * the chat does not follow any more are passed over.
 */
export function createPastActionsOfMany(parts: CommandParts): Readonly<Record<string, Action>> {
  return {
    startall: { changesSettings: true, run: (press) => startAll(parts, press) },
    pauseall: { changesSettings: true, run: (press) => setAllPaused(parts, press, true) },
    resumeall: { changesSettings: true, run: (press) => setAllPaused(parts, press, false) },
  }
}

async function startAll(parts: CommandParts, press: Press): Promise<void> {
  const { chat, t, args } = press
  const { backfilling } = parts.flows
  const names = namesIn(press)
  let started = 0
  for (const name of names) if (await backfilling.start(chat.id, name, toReach(args[0]))) started += 1
  if (started === 0) {
    const views = await viewsOf(parts, press, names)
    return press.notify(t.plain(views.length === 0 ? 'channel-gone-notice' : 'past-nothing-notice'))
  }
  parts.wakeCollect()
  // The message of /follow has a progress of its own: what is begun there goes on in another.
  await show(parts, press, names, press.reply)
}

async function setAllPaused(parts: CommandParts, press: Press, paused: boolean): Promise<void> {
  const names = namesIn(press)
  const views = await viewsOf(parts, press, names)
  if (views.length === 0) return press.notify(press.t.plain('channel-gone-notice'))
  for (const { channel, left } of views) {
    if (left !== null) await parts.flows.backfilling.setPaused(press.chat.id, channel.name, paused)
  }
  if (!paused) parts.wakeCollect()
  await show(parts, press, names, inPlaceOf(press))
}

function show(parts: CommandParts, press: Press, names: readonly string[], first: Show): Promise<void> {
  return showWhileMoving(parts, {
    render: async () => {
      const views = await viewsOf(parts, press, names)
      return views.length === 0 ? null : render(views, press)
    },
    show: first,
  })
}

function render(views: readonly PastView[], call: Call): Shown {
  const { t } = call
  const left = views.flatMap((one) => (one.left === null ? [] : [one.left]))
  const isMoving = views.some(isFetching)
  const posts = roughly(left.reduce((sum, one) => sum + one.posts, 0))
  const time = renderDuration(
    left.reduce((sum, { ms }) => sum + ms, 0),
    t,
  )
  const foot =
    left.length === 0
      ? t('past-done')
      : isMoving
        ? t('past-many-on', { posts, time })
        : t('past-many-paused', { posts })
  const action = isMoving ? 'pause' : 'resume'
  const keyboard: Keyboard =
    left.length === 0
      ? []
      : [[{ text: t.plain(`past-${action}-button`), data: encodeButton('follow', `${action}all`) }]]
  return { text: join([...views.map((view) => renderLine(view, call)), foot], '\n'), keyboard, isMoving }
}

function renderLine(view: PastView, { t, dates }: Call): Html {
  const { channel, completeness, left } = view
  return t('past-line', {
    mark: left === null ? '✅' : isFetching(view) ? '⏳' : '⏸',
    name: markup`<code>@${channel.name}</code>`,
    held: completeness.posts,
    oldest: completeness.first === null ? '—' : dates.date(completeness.first.publishedAt),
  })
}

function isFetching({ channel, left }: PastView): boolean {
  return left !== null && !channel.backfillPaused
}

/** Only of channels that the chat follows. */
async function viewsOf({ flows }: CommandParts, { chat }: Call, names: readonly string[]): Promise<PastView[]> {
  const views: PastView[] = []
  for (const name of names) {
    const view = await flows.backfilling.view(chat.id, name)
    if (view !== null) views.push(view)
  }
  return views
}

/** Other `code` entities are commands to copy. */
function namesIn({ quotes }: Press): readonly string[] {
  const named = quotes.filter((quote) => quote.startsWith('@')).slice(0, maxRefs)
  return named.flatMap((quote) => parseChannelRefs(quote).flatMap((ref) => (ref.kind === 'channel' ? [ref.name] : [])))
}
