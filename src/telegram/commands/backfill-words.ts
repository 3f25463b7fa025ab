import { day, hour, minute } from '../../domain/time.ts'
import type { PastView, Reach } from '../../flows/backfill.ts'
import type { Call } from '../command.ts'
import { roughly } from '../counts.ts'
import type { Html } from '../html.ts'
import { type Button, encodeButton, type Keyboard } from '../keyboard.ts'
import type { Translate } from '../texts.ts'

/** How the backfill of a channel stands, in one line. */
export function renderBackfill({ channel, completeness, left }: PastView, { t, dates }: Call): Html {
  if (left === null) return t('past-backfill-none')
  const oldest = completeness.first === null ? '—' : dates.date(completeness.first.publishedAt)
  const values = { oldest, time: renderDuration(left.ms, t), posts: roughly(left.posts) }
  return t(channel.backfillPaused ? 'past-backfill-paused' : 'past-backfill-on', values)
}

/** The buttons that fit its state: pause or resume; none when nothing is under way. */
export function backfillButtons({ channel, left }: PastView, t: Translate): Keyboard {
  if (left === null) return []
  const action = channel.backfillPaused ? 'resume' : 'pause'
  return [[{ text: t.plain(`past-${action}-button`), data: encodeButton('follow', action, channel.name) }]]
}

export const reaches: readonly Reach[] = ['some', 'year', 'all']

/** The offers to fetch more of the past of a channel. */
export function reachButtons(name: string, offered: readonly Reach[], t: Translate): Keyboard {
  const button = (reach: Reach): Button => ({
    text: t.plain(`past-${reach}-button`),
    data: encodeButton('follow', 'past', name, reach),
  })
  return [offered.map(button)]
}

/** "a minute", "about 12 minutes", "about 2 hours": no finer than an estimate is. */
export function renderDuration(ms: number, t: Translate): Html {
  if (ms < 90 * minute) return t('past-minutes', { count: Math.max(Math.round(ms / minute), 1) })
  if (ms < 2 * day) return t('past-hours', { count: Math.round(ms / hour) })
  return t('past-days', { count: Math.round(ms / day) })
}

/** What a button asks for; what is not known is the least. */
export function toReach(name: string | undefined): Reach {
  return name === 'year' || name === 'all' ? name : 'some'
}
