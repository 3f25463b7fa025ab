import { describeQuery } from '../../core/query/describe-query.ts'
import type { Instant } from '../../domain/time.ts'
import type { Preview } from '../../flows/preview.ts'
import type { TryOutcome } from '../../flows/watch.ts'
import type { Call } from '../command.ts'
import { roughly } from '../counts.ts'
import { type Html, join, markup } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import { renderPostList } from '../post-list.ts'
import type { Translate } from '../texts.ts'
import { renderSuggestions } from './query-suggestions.ts'

/** A query that finds a larger share of all posts than this narrows little. */
const broadShare = 0.3

type Tried = Extract<TryOutcome, { kind: 'tried' }>

/** A query that was tried: how it is read, what it would have found, and what may be wrong with it. */
export function renderTried({ query, canonical, preview }: Tried, call: Call, now: Instant): Html {
  const { t, dates } = call
  const head = markup`👀 <code>${canonical}</code>\n${describeQuery(query, t.language)}`
  if (preview === null) return join([head, t('channels-none')], '\n\n')
  const warning = warningFor(preview, t)
  const summary = join([head, markup`${countWeek(preview, t)}${warning === null ? '' : markup`\n${warning}`}`], '\n\n')
  return renderPostList(summary, preview.newest, { t, dates, now })
}

/** What can be done with a query that was tried. */
export function previewKeyboard(t: Translate): Keyboard {
  return [
    [{ text: t.plain('watch-save-button'), data: encodeButton('watch', 'add') }],
    [
      { text: t.plain('watch-edit-button'), data: encodeButton('watch', 'edit') },
      { text: t.plain('watch-cancel-button'), data: encodeButton('watch', 'cancel') },
    ],
  ]
}

function countWeek({ week, newest }: Preview, t: Translate): Html {
  if (newest.length === 0) return t('watch-week-never')
  if (week.count === 0) return t('watch-week-nothing')
  const count = week.exact ? week.count : roughly(week.count)
  return t(week.exact ? 'watch-week' : 'watch-week-about', { count, channels: week.channels })
}

function warningFor({ share, suggestions }: Preview, t: Translate): Html | null {
  if (share !== null && share > broadShare) return t('watch-broad', { percent: Math.round(share * 100) })
  return renderSuggestions(suggestions, 'watch', t)
}
