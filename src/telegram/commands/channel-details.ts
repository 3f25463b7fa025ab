import { troubleOf } from '../../core/trouble.ts'
import type { Boilerplate } from '../../domain/boilerplate.ts'
import type { Channel } from '../../domain/channel.ts'
import { cleanLine } from '../clean-text.ts'
import type { Call } from '../command.ts'
import { renderSubscribers } from '../counts.ts'
import { type Html, markup, join } from '../html.ts'
import { renderChannelLink } from '../post-line.ts'
import { describeFault } from './fault-words.ts'
import { renderHealthStates } from './health-words.ts'
import type { CommandParts } from './parts.ts'

const maxLines = 20
const maxLineLength = 120

/** A channel in detail: what is held of it, when it was read, and which of its lines are set aside. */
export async function renderDetails({ store, clock }: CommandParts, call: Call, channel: Channel): Promise<Html> {
  const { t, dates } = call
  const now = clock.now()
  const [lastPostAt] = await store.channels.recentPublishedAt(channel.id, 1)
  const lines = [
    markup`<b>${renderChannelLink(channel.name, channel.title)}</b> @${channel.name}`,
    ...(channel.subscribers === null ? [] : [renderSubscribers(channel.subscribers, t)]),
    t('channel-posts', { count: await store.channels.countPosts(channel.id) }),
    lastPostAt === undefined
      ? t('channels-no-posts')
      : t('channels-last-post', { ago: dates.relative(lastPostAt, now) }),
    ...renderPolls(channel, now, call),
    ...renderHealthStates((await store.health.findOpen([channel.id])).get(channel.id) ?? [], call),
  ]
  return join([join(lines, '\n'), renderBoilerplate(await store.boilerplate.find(channel.id), call)], '\n\n')
}

function renderPolls(channel: Channel, now: number, { t, dates }: Call): Html[] {
  const { lastPolledAt, lastSuccessAt, isAdmitted } = channel
  const lastFault = troubleOf(channel)
  return [
    lastSuccessAt === null
      ? t(isAdmitted ? 'channels-pushed' : 'channels-never-read')
      : t('channels-last-read', { ago: dates.relative(lastSuccessAt, now) }),
    ...(lastFault === null || lastPolledAt === null
      ? []
      : [
          markup`⚠️ ${t('channel-last-attempt', { ago: dates.relative(lastPolledAt, now), fault: describeFault(lastFault, t) })}`,
        ]),
  ]
}

function renderBoilerplate(boilerplate: Boilerplate | null, { t }: Call): Html {
  if (boilerplate === null) return t('channel-boilerplate-unknown')
  if (boilerplate.lines.length === 0) return t('channel-boilerplate-none')
  const shown = boilerplate.lines.slice(0, maxLines).map(({ sample }) => cleanLine(sample, maxLineLength))
  const more = boilerplate.lines.length - shown.length
  const rest = more === 0 ? [] : [t('channel-boilerplate-more', { count: more })]
  const quote = markup`<blockquote expandable>${join([...shown, ...rest], '\n')}</blockquote>`
  return join([t('channel-boilerplate'), quote], '\n')
}
