import { postUrl } from '../core/channel-ref.ts'
import type { PlacedStory } from '../core/digest/order.ts'
import { extract } from '../core/text/extract.ts'
import type { DigestItem, Quote } from '../domain/digest.ts'
import type { FoldedCopy } from '../domain/fold.ts'
import { day, type Instant } from '../domain/time.ts'
import { cleanLine, clipAtClause, type Run, toRuns } from './clean-text.ts'
import type { Dates } from './dates.ts'
import { type Html, join, markup } from './html.ts'
import { icons, kindsOf, renderChannelLink, renderForward, renderRun, wordsFor } from './post-line.ts'
import { locales, type Translate } from './texts.ts'

export interface Voice {
  readonly t: Translate
  readonly dates: Dates
  /** When the digest was due. */
  readonly toldAt: Instant
}

/** Channels that tell the same are named up to so many, and else counted. */
const maxNamed = 2
const maxHeadlineLength = 300
const maxLineLength = 90
/** Between a short headline and the words that were found, of which fewer say nothing. */
const omission = ' … '
const leastFoundLength = 40
/** Below a lead that tells the same, a line need not say all of it. */
const maxUnderLength = 80
const maxQuoteLength = 400
/** More bold words than this say nothing, and entities are limited. */
const maxHighlights = 4
const maxNotes = 3
const maxNoteLength = 60

/** "3." and the headline, which leads to the post. */
function renderHeadline(words: string, { item, channel, number }: PlacedStory): Html {
  return markup`${number}. <a href="${postUrl(channel.name, item.messageId)}">${words}</a>`
}

/** What the post begins with; for one without words, what it holds. */
export function headlineOf(item: DigestItem, t: Translate): string {
  return cleanLine(item.headline ?? item.extract ?? '', maxHeadlineLength) || wordsFor(kindsOf(item.media), t)
}

/** The headline where there is a line for it, and after one that leaves room the words for which the post was found. */
export function lineOf(item: DigestItem, t: Translate): string {
  const headline = headlineOf(item, t)
  const room = maxLineLength - headline.length - omission.length
  if (item.quote === undefined || item.quote.highlights.length === 0 || room < leastFoundLength)
    return clipAtClause(headline, maxLineLength)
  const { extract: found } = extract(item.quote.text, item.quote.highlights, room)
  return `${headline}${omission}${cleanLine(found.replace(/^[…—–\s-]+/u, ''), room)}`
}

/** Stretches of the quote, matched words strong. */
export function quoteRuns({ text, highlights }: Quote): readonly Run[] {
  return toRuns(text, highlights.slice(0, maxHighlights), maxQuoteLength)
}

/** "14:02 · Channel · 👁 12K ✏️": when and where it was said, and what there is to know of it. */
export function renderByline({ item, channel }: PlacedStory, voice: Voice): Html {
  return join(
    [timeOf(item, voice), markup`<i>${renderChannelLink(channel.name, channel.title)}</i>`, ...marksOf(item, voice)],
    ' · ',
  )
}

/** The hour alone, where it can only be one: within the last day before the digest. */
export function timeOf({ publishedAt }: Pick<DigestItem, 'publishedAt'>, { dates, toldAt }: Voice): string {
  const isRecent = publishedAt <= toldAt && publishedAt > toldAt - day
  return isRecent ? dates.time(publishedAt) : dates.dayAndTime(publishedAt)
}

/** Views, and signs for what it holds and what became of it. */
export function marksOf(item: DigestItem, { t }: Voice): readonly string[] {
  const signs = [
    ...kindsOf(item.media).map((kind) => icons[kind]),
    ...(item.edited ? ['✏️'] : []),
    ...(item.deleted === true ? ['🗑'] : []),
  ]
  const views = item.views === undefined ? [] : [`👁\u00a0${shortNumber(item.views, t)}`]
  return [...views, ...(signs.length > 0 ? [signs.join(' ')] : [])]
}

function shortNumber(count: number, t: Translate): string {
  const format = new Intl.NumberFormat(locales[t.language], { notation: 'compact', maximumSignificantDigits: 2 })
  return format.format(count)
}

/** Where else it stands, where it came from, and which other queries it matches: a line each. */
export function renderNotes(story: PlacedStory, voice: Voice): readonly Html[] {
  const { item } = story
  return [
    ...renderCopies(story, voice),
    ...renderForward(item.forwardedFrom, voice.t),
    ...renderAlsoMatches(item.alsoMatches, voice.t),
  ]
}

/** "also in 6 channels, first in @x at 14:02"; a channel or two are named. */
export function renderCopies({ item, channel }: PlacedStory, voice: Voice): readonly Html[] {
  const copies = (item.copies ?? []).toSorted((a, b) => a.publishedAt - b.publishedAt)
  const elsewhere = [...Map.groupBy(copies, ({ channelName }) => channelName)].filter(([name]) => name !== channel.name)
  const [first] = copies
  if (elsewhere.length === 0 || first === undefined) return []
  const count = elsewhere.length
  if (first.publishedAt < item.publishedAt) {
    const about = { count, first: linkTo(first), at: timeOf(first, voice) }
    return [markup`🔁 ${voice.t('digest-copies-first', about)}`]
  }
  if (count > maxNamed) return [markup`🔁 ${voice.t('digest-copies', { count })}`]
  const channels = join(
    elsewhere.flatMap(([, [copy]]) => (copy === undefined ? [] : [linkTo(copy)])),
    ', ',
  )
  return [markup`🔁 ${voice.t('digest-copies-named', { channels })}`]
}

function linkTo({ channelName, messageId }: FoldedCopy): Html {
  return markup`<a href="${postUrl(channelName, messageId)}">@${channelName}</a>`
}

/** Which other queries of the chat it matches, as a line of its own. */
export function renderAlsoMatches(queries: readonly string[], t: Translate): readonly Html[] {
  const lines = queries.map((query) => cleanLine(query, maxNoteLength)).filter((line) => line !== '')
  const shown = lines.slice(0, maxNotes)
  if (shown.length === 0) return []
  const more = lines.length > maxNotes ? ['…'] : []
  return [markup`<i>${t('digest-also', { queries: join([...shown, ...more], ', ') })}</i>`]
}

/** A lead story: its headline, the sentences that matched, who said it and when. */
export function renderLead(story: PlacedStory, voice: Voice): Html {
  const headline = markup`<b>${renderHeadline(headlineOf(story.item, voice.t), story)}</b>`
  return renderWhole(story, { headline, byline: renderByline(story, voice) }, voice)
}

/** As a lead, but under a heading that names the channel and stands out. */
export function renderTold(story: PlacedStory, voice: Voice): Html {
  const headline = renderHeadline(headlineOf(story.item, voice.t), story)
  const byline = join([timeOf(story.item, voice), ...marksOf(story.item, voice)], ' · ')
  return renderWhole(story, { headline, byline }, voice)
}

function renderWhole(
  story: PlacedStory,
  { headline, byline }: { readonly headline: Html; readonly byline: Html },
  voice: Voice,
): Html {
  const runs = story.item.quote === undefined ? [] : quoteRuns(story.item.quote)
  const quote = runs.length === 0 ? '' : markup`\n<blockquote expandable>${join(runs.map(renderRun))}</blockquote>`
  return join([markup`${headline}${quote}`, byline, ...renderNotes(story, voice)], '\n')
}

/** Another post of the story of the lead above: "↳ 9. headline · 15:05 · Channel", and signs. */
export function renderUnder(story: PlacedStory, voice: Voice): Html {
  const { item, channel } = story
  const words = clipAtClause(headlineOf(item, voice.t), maxUnderLength)
  const signs = marksOf(item, voice).filter((mark) => !mark.startsWith('👁'))
  const name = markup`<i>${renderChannelLink(channel.name, channel.title)}</i>`
  return join([markup`↳ ${renderHeadline(words, story)}`, timeOf(item, voice), name, ...signs], ' · ')
}

/** A story of the tail: "14:02", the headline, and signs. */
export function renderLine(story: PlacedStory, voice: Voice): Html {
  const copies = new Set((story.item.copies ?? []).map(({ channelName }) => channelName)).size
  const marks = marksOf(story.item, voice).filter((mark) => !mark.startsWith('👁'))
  return join(
    [
      renderHeadline(lineOf(story.item, voice.t), story),
      timeOf(story.item, voice),
      ...(copies > 0 ? [`🔁 ${copies}`] : []),
      ...marks,
    ],
    ' ',
  )
}
