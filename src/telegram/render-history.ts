import { postUrl } from '../core/channel-ref.ts'
import type { PostVersion } from '../domain/archive.ts'
import type { HistoryOutcome } from '../flows/history.ts'
import { cleanLines, clip } from './clean-text.ts'
import type { Dates } from './dates.ts'
import { type Html, join, markup, measure } from './html.ts'
import { renderDiff } from './render-diff.ts'
import { isWithin, limits } from './split.ts'
import type { Translate } from './texts.ts'

type Found = Extract<HistoryOutcome, { kind: 'found' }>

/** A version takes no more units than this, so that one always fits into a message. */
const maxVersionLength = 2400
const maxSamples = 8

export interface HistoryPage {
  readonly text: Html
  /** How many versions are shown or newer than those shown; null when the oldest is among them. */
  readonly next: number | null
}

/** As many versions as fit into a message, newest first, from the one after the `skipped` newest. */
export function renderHistory(found: Found, skipped: number, voice: { t: Translate; dates: Dates }): HistoryPage {
  const { versions } = found
  let text = renderHead(found, voice)
  let shown = Math.min(Math.max(0, skipped), Math.max(0, versions.length - 1))
  const first = shown
  for (; shown < versions.length; shown += 1) {
    const longer = join([text, renderVersion(versions, versions.length - 1 - shown, voice)], '\n\n')
    if (shown > first && !isWithin(measure(longer), limits)) break
    text = longer
  }
  return { text, next: shown < versions.length ? shown : null }
}

function renderHead(
  { post, channelName, versions, samples }: Found,
  { t, dates }: { t: Translate; dates: Dates },
): Html {
  const link = markup`<a href="${postUrl(channelName, post.messageId)}">@${channelName}/${post.messageId}</a>`
  const at = dates.dayAndTime(post.publishedAt)
  const lines: Html[] = [t('history-title', { link, at, count: versions.length })]
  if (post.deletedAt !== null) lines.push(renderDeletion(post.lastSeenAt, post.deletedAt, { t, dates }))
  const views = samples.filter((sample) => sample.views !== null).slice(-maxSamples)
  if (views.length > 0) {
    const list = views.map((sample) => `${dates.dayAndTime(sample.seenAt)}: ${sample.views ?? 0}`).join(' · ')
    lines.push(t('history-views', { list }))
  }
  return join(lines, '\n')
}

/** Between which looks it went; the day is said once. */
function renderDeletion(
  seenAt: number | null,
  deletedAt: number,
  { t, dates }: { readonly t: Translate; readonly dates: Dates },
): Html {
  const before = dates.dayAndTime(deletedAt)
  if (seenAt === null) return t('history-deleted-before', { before })
  const after = dates.dayAndTime(seenAt)
  if (after === before) return t('history-deleted-about', { before })
  return t('history-deleted', { after, before: dates.isSameDay(seenAt, deletedAt) ? dates.time(deletedAt) : before })
}

/** The first version in full, every other one by how it differs from the one before. */
function renderVersion(
  versions: readonly PostVersion[],
  index: number,
  { t, dates }: { t: Translate; dates: Dates },
): Html {
  const version = versions[index]
  if (version === undefined) return join([])
  const former = versions[index - 1]
  const head = markup`<b>${index + 1}.</b> ${dates.dayAndTime(version.seenAt)}`
  const words = toWords(version)
  const said =
    former === undefined
      ? markup`${clip(words, maxVersionLength)}`
      : renderDiff(toWordsAndLinks(former, version), toWordsAndLinks(version, former), maxVersionLength)
  const [kinds, before] = [toKinds(version, t), former === undefined ? '' : toKinds(former, t)]
  const attached =
    kinds === before || (kinds === '' && before === '') ? [] : [t('history-attached', { kinds: kinds || '—' })]
  const lines = [head, ...(words === '' && former === undefined ? [] : [said]), ...attached]
  return join(lines, '\n')
}

/** With where words lead, as far as they lead elsewhere in the other version. */
function toWordsAndLinks(version: PostVersion, other: PostVersion): string {
  const known = new Set(other.entities.map(({ url }) => url))
  const links = version.entities.flatMap(({ url }) => (url === undefined || known.has(url) ? [] : [`🔗${url}`]))
  return cleanLines([toWords(version), ...links].join('\n'))
}

/** What is said in words, of a poll too. */
function toWords({ text, media }: PostVersion): string {
  const polls = (media ?? []).flatMap((item) =>
    item.kind === 'poll' ? [item.question, ...item.options.map((option) => `▫️ ${option.text}`)] : [],
  )
  return cleanLines([text, ...polls].join('\n'))
}

/** "photo × 3, poll" */
function toKinds({ media }: PostVersion, t: Translate): string {
  const kinds = (media ?? []).map(({ kind }) => kind).filter((kind) => kind !== 'link_preview')
  return [...Map.groupBy(kinds, (kind) => kind)]
    .map(([kind, { length }]) => `${t.plain('post-media', { kind })}${length > 1 ? ` × ${length}` : ''}`)
    .join(', ')
}
