import { type PlacedStory, storiesInOrder } from '../core/digest/order.ts'
import type { ChannelGap } from '../domain/completeness.ts'
import type { Digest, DigestGroup } from '../domain/digest.ts'
import { cleanLine } from './clean-text.ts'
import { datesOf } from './dates.ts'
import { type Html, join, markup, type Size } from './html.ts'
import { renderChannelLink, renderPost } from './post-line.ts'
import { type Heading, type Item, limits, splitDocument } from './split.ts'
import { renderRise } from './rise-line.ts'
import {
  renderAlsoMatches,
  renderCopies,
  renderLead,
  renderLine,
  renderTold,
  renderUnder,
  type Voice,
} from './story.ts'
import type { Texts } from './texts.ts'

/** An extract is made shorter than this where the digest is composed; an item must fit into a message whatever it holds. */
const maxExtractLength = 600
const maxQueryLength = 300
const maxNotes = 3
const maxNamedLength = 100
const maxGapChannels = 3
/** A page of a digest is read on a phone: about three screens of it. */
const pageLimit: Size = { ...limits, units: 3200 }

/** Less of a page than this, about a quarter of a screen, is no place to begin the rest of a query. */
const scrapUnits = 400

/** A message of a digest, or a page of one, and the stories that are on it. */
export interface LaidPage {
  readonly html: Html
  readonly stories: readonly PlacedStory[]
}

/** How the chat gets it: as messages one after another, or as one with pages. */
export function isPaged({ length = 'full', occasion }: Digest): boolean {
  return length !== 'full' || occasion?.kind === 'alert'
}

/** A digest in Telegram's HTML. Pure: the same digest always gives the same pages. */
export function layOutDigest(digest: Digest, texts: Texts): readonly LaidPage[] {
  const voice = voiceOf(digest, texts)
  const headings = createHeadings(voice)
  const stories = storiesInOrder(digest)
  const parts = splitDocument(
    {
      title: renderTitle(digest, voice),
      items: stories.map((story) => toItem(story, { digest, voice, headings })),
      footer: renderFooter(digest, voice),
      ...(isPaged(digest) && { scrapUnits, lastLimit: limits }),
    },
    isPaged(digest) ? pageLimit : limits,
  )
  return parts.map(({ html, items }) => ({ html, stories: items.map(({ story }) => story) }))
}

export function voiceOf(digest: Digest, texts: Texts): Voice {
  return {
    t: texts(digest.language),
    dates: datesOf(digest.language, digest.timeZone),
    toldAt: digest.slotAt,
  }
}

interface StoryItem extends Item {
  readonly story: PlacedStory
}

interface Setting {
  readonly digest: Digest
  readonly voice: Voice
  readonly headings: Headings
}

function toItem(story: PlacedStory, { digest, voice, headings }: Setting): StoryItem {
  const { item, group, under } = story
  if (digest.occasion?.kind === 'alert') return { html: renderLead(story, voice), headings: [], story }
  const query = group.query === null ? [] : [headings.ofQuery(group, 'whole')]
  if (!isPaged(digest)) {
    return { html: renderFull(story, digest, voice), headings: [...query, headings.ofChannel(story)], story }
  }
  if (under !== null) {
    const above = under.query === null ? [] : [headings.ofQuery(under, 'whole')]
    return { html: renderUnder(story, voice), headings: above, isTight: true, story }
  }
  if (digest.length === 'normal' && item.isLead === true)
    return { html: renderLead(story, voice), headings: query, story }
  const hasLeads =
    digest.length === 'normal' && group.channels.some(({ items }) => items.some(({ isLead }) => isLead === true))
  const above = group.query === null ? [] : [headings.ofQuery(group, hasLeads ? 'rest' : 'whole')]
  return { html: renderLine(story, voice), headings: [...above, headings.ofChannel(story)], isTight: true, story }
}

/** The whole of what is told of a post, under its channel. In digests of earlier versions that is an extract alone. */
function renderFull(story: PlacedStory, digest: Digest, voice: Voice): Html {
  const { item, channel } = story
  if (digest.length !== undefined && item.headline !== undefined) return renderTold(story, voice)
  const post = renderPost(
    { ...item, extract: item.extract ?? '', highlights: item.highlights ?? [], channelName: channel.name },
    {
      t: voice.t,
      dates: voice.dates,
      sameDayAs: digest.slotAt,
      extractLength: maxExtractLength,
      notes: [...renderCopies(story, voice), ...renderAlsoMatches(item.alsoMatches, voice.t)],
    },
  )
  return digest.length === undefined ? post : markup`${story.number}. ${post}`
}

interface Headings {
  ofQuery(group: DigestGroup, which: 'whole' | 'rest'): Heading
  ofChannel(story: PlacedStory): Heading
}

/** Headings are compared by identity: each is made once. */
function createHeadings({ t }: Voice): Headings {
  const made = new Map<unknown, Heading>()
  const once = (key: unknown, make: () => { readonly name: Html; readonly below?: Html | null }): Heading => {
    const known = made.get(key)
    if (known !== undefined) return known
    const { name, below } = make()
    const first = below ? markup`${name}\n${below}` : name
    const heading = { first, continued: markup`${name} ${t('digest-continued')}` }
    made.set(key, heading)
    return heading
  }
  return {
    ofQuery: ({ query, rise }, which) =>
      once(`${which} ${query}`, () => {
        const name = markup`🔎 <b>${cleanLine(query ?? '', maxQueryLength)}</b>`
        if (which === 'rest') return { name: markup`${name} · ${t('digest-rest')}` }
        return { name, below: rise === undefined ? null : markup`📈 ${renderRise(rise, t)}` }
      }),
    ofChannel: ({ channel }) =>
      once(channel, () => ({ name: markup`<b>${renderChannelLink(channel.name, channel.title)}</b>` })),
  }
}

/** What it is, when, and how much. */
export function renderTitle(digest: Digest, voice: Voice): Html {
  const { postCount } = digest
  const count = postCount === 0 ? voice.t('digest-nothing-new') : voice.t('digest-count', { count: postCount })
  if (digest.occasion?.kind === 'alert') return markup`<b>🔔 ${alertTitle(digest, voice)}</b>`
  return join([markup`<b>${titleOf(digest, voice)}</b>`, count, ...renderOtherRises(digest, voice)], '\n')
}

/** Where a query has no heading, its rise is told by its name. */
function renderOtherRises({ otherRises = [] }: Digest, { t }: Voice): readonly Html[] {
  return otherRises.map(({ query, rise }) => markup`📈 ${cleanLine(query, maxNamedLength)}: ${renderRise(rise, t)}`)
}

function alertTitle({ groups, postCount }: Digest, { t }: Voice): Html {
  const queries = groups.flatMap(({ query }) => (query === null ? [] : [cleanLine(query, maxQueryLength)]))
  return queries.length === 0
    ? t('digest-alert', { count: postCount })
    : markup`${queries.slice(0, maxNotes).join(', ')}`
}

function titleOf({ occasion, slotAt }: Digest, { t, dates }: Voice): Html {
  if (occasion?.kind === 'catch_up')
    return markup`📰 ${t('digest-catch-up', { at: dates.dayAndTime(occasion.sinceAt) })}`
  // A day and its month stay on one line.
  const on = dates.weekday(slotAt).replaceAll(/(?<=\d) /gu, '\u00a0')
  return markup`📰 ${t('digest-title', { day: on, time: dates.time(slotAt) })}`
}

/** What is not in it, and why; null when there is nothing to say. */
export function renderFooter({ leftOver, gaps = [], repeats = 0, alerted = 0 }: Digest, voice: Voice): Html | null {
  const lines = [
    ...(repeats > 0 ? [markup`<i>${voice.t('digest-repeats', { count: repeats })}</i>`] : []),
    ...(leftOver > 0 ? [markup`<i>${voice.t('digest-left-over', { count: leftOver })}</i>`] : []),
    ...(alerted > 0 ? [markup`<i>${voice.t('digest-alerted', { count: alerted })}</i>`] : []),
    ...(gaps.length > 0 ? [markup`<i>${renderGaps(gaps, voice)}</i>`] : []),
  ]
  return lines.length === 0 ? null : join(lines, '\n')
}

/** All of them in one line: what matters is that something may be missing, and where to look. */
function renderGaps(gaps: readonly ChannelGap[], { t, dates }: Voice): Html {
  const names = [...new Set(gaps.map(({ channelName }) => `@${channelName}`))]
  const shown = names.slice(0, maxGapChannels)
  const more = names.length > shown.length ? ['…'] : []
  return t('digest-gap', {
    channels: join([...shown, ...more], ', '),
    from: dates.dayAndTime(Math.min(...gaps.map(({ fromAt }) => fromAt))),
    to: dates.dayAndTime(Math.max(...gaps.map(({ untilAt }) => untilAt))),
  })
}
