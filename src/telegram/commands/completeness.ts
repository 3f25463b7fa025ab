import type { Completeness, PollingGap } from '../../domain/completeness.ts'
import { hour } from '../../domain/time.ts'
import { isPushedAlone } from '../../core/trouble.ts'
import type { PastView } from '../../flows/backfill.ts'
import type { Call } from '../command.ts'
import { type Html, join, markup } from '../html.ts'
import { renderChannelLink } from '../post-line.ts'
import { renderBackfill } from './backfill-words.ts'
import { renderHealthStates } from './health-words.ts'

const maxGaps = 3

/** What is held of a channel, what is known of the holes in it, and when nobody was looking. `offersOlder`: buttons fetch older posts. */
export function renderCompleteness(view: PastView, offersOlder: boolean, call: Call): Html {
  const { channel, completeness } = view
  return join(
    [
      markup`<b>${renderChannelLink(channel.name, channel.title)}</b> @${channel.name}`,
      ...renderHealthStates(view.health, call),
      call.t('past-held', { count: completeness.posts }),
      ...renderRange(completeness, call),
      ...renderHoles(completeness, call),
      ...(isPushedAlone(channel) ? [call.t('past-pushed')] : renderGaps(completeness.gaps, call)),
      offersOlder ? call.t('follow-past') : renderBackfill(view, call),
    ],
    '\n',
  )
}

function renderRange({ first, last }: Completeness, { t, dates }: Call): readonly Html[] {
  if (first === null || last === null) return []
  const [from, to] = [dates.date(first.publishedAt), dates.date(last.publishedAt)]
  return [t('past-range', { from, to, first: String(first.messageId), last: String(last.messageId) })]
}

function renderHoles({ albumMembers, service, deleted, neverShown }: Completeness, { t }: Call): readonly Html[] {
  const kinds = [
    ...(albumMembers === 0 ? [] : [t('past-album-members', { count: albumMembers })]),
    ...(service === 0 ? [] : [t('past-service', { count: service })]),
    ...(deleted === 0 ? [] : [t('past-deleted', { count: deleted })]),
    ...(neverShown === 0 ? [] : [t('past-never-shown', { count: neverShown })]),
  ]
  return [kinds.length === 0 ? t('past-no-holes') : t('past-holes', { kinds: join(kinds, ', ') })]
}

/** The longest of them, in order of time. */
function renderGaps(gaps: readonly PollingGap[], { t, dates }: Call): readonly Html[] {
  if (gaps.length === 0) return [t('past-no-gaps')]
  const longest = gaps.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, maxGaps)
  const hours = Math.max(Math.round(gaps.reduce((sum, gap) => sum + lengthOf(gap), 0) / hour), 1)
  const lines = longest
    .toSorted((a, b) => a.fromAt - b.fromAt)
    .map(({ fromAt, untilAt }) => markup`· ${dates.dayAndTime(fromAt)} – ${dates.dayAndTime(untilAt)}`)
  return [t('past-gaps', { count: gaps.length, hours }), ...lines]
}

function lengthOf({ fromAt, untilAt }: PollingGap): number {
  return untilAt - fromAt
}
