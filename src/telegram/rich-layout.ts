import { type PlacedStory, storiesInOrder } from '../core/digest/order.ts'
import { postUrl } from '../core/channel-ref.ts'
import type { Digest } from '../domain/digest.ts'
import { cleanLine } from './clean-text.ts'
import { Html, join, markup } from './html.ts'
import { type LaidPage, renderFooter, renderTitle, voiceOf } from './layouts.ts'
import { maxTitleLength, renderChannelLink } from './post-line.ts'
import { renderRise } from './rise-line.ts'
import {
  headlineOf,
  lineOf,
  marksOf,
  quoteRuns,
  renderByline,
  renderNotes,
  renderUnder,
  timeOf,
  type Voice,
} from './story.ts'
import type { Texts } from './texts.ts'

/** Room for what a rich message may hold, 500 blocks and 32,768 characters: a story may take six blocks, with what stands above it. */
const maxStories = 75
const maxCharacters = 24_000
const maxQueryLength = 120
const maxTableRows = 20
const fewStories = 3

/**
 * A digest as pages of rich messages: headings for queries, a table of how much each found, quotes that are laid open for the
 * leads, and below them the rest of every query, folded, with a list of each channel. Pure, as `layOutDigest` is.
 */
export function layOutRich(digest: Digest, texts: Texts): readonly LaidPage[] {
  const voice = voiceOf(digest, texts)
  const chunks = chunk(storiesInOrder(digest), voice)
  return chunks.map((stories, index) => ({
    html: new Html(
      [
        ...(index === 0 ? renderHead(digest, voice) : []),
        ...renderStories(stories, digest, voice),
        ...(index === chunks.length - 1 ? renderEnd(digest, voice) : []),
      ].join('\n'),
    ),
    stories,
  }))
}

/** As many stories a page as surely fit. There is a page even when there are no stories. */
function chunk(stories: readonly PlacedStory[], voice: Voice): readonly (readonly PlacedStory[])[] {
  const pages: PlacedStory[][] = [[]]
  let characters = 0
  for (const story of stories) {
    const size = sizeOf(story, voice)
    let page = pages.at(-1)
    if (page === undefined || page.length >= maxStories || characters + size > maxCharacters) {
      page = []
      pages.push(page)
      characters = 0
    }
    page.push(story)
    characters += size
  }
  return pages
}

/** An estimate from above. */
function sizeOf(story: PlacedStory, voice: Voice): number {
  const { item, channel, group } = story
  const notes = renderNotes(story, voice).reduce((sum, { source }) => sum + source.length, 0)
  const words =
    headlineOf(item, voice.t).length + (item.quote?.text.length ?? 0) + cleanLine(channel.title, maxTitleLength).length
  return words + notes + Math.min(group.query?.length ?? 0, maxQueryLength) + 80
}

function renderHead(digest: Digest, voice: Voice): readonly string[] {
  const [title = '', ...rest] = renderTitle(digest, voice).source.split('\n')
  const count = rest.map((line) => `<p>${line}</p>`)
  return [`<h2>${title}</h2>`, ...count, ...renderTable(digest)]
}

/** How much every query found; nothing for a digest of one. */
function renderTable({ groups }: Digest): readonly string[] {
  if (groups.length < 2) return []
  const rows = groups.slice(0, maxTableRows).map(({ query, channels }) => {
    const count = channels.reduce((sum, { items }) => sum + items.length, 0)
    const name = query === null ? '—' : cleanLine(query, maxQueryLength)
    return markup`<tr><td>${name}</td><td align="right">${count}</td></tr>`.source
  })
  return [`<table>${rows.join('')}</table>`]
}

function renderEnd(digest: Digest, voice: Voice): readonly string[] {
  const footer = renderFooter(digest, voice)
  return footer === null ? [] : footer.source.split('\n').map((line) => `<footer>${line}</footer>`)
}

function renderStories(stories: readonly PlacedStory[], digest: Digest, voice: Voice): readonly string[] {
  const lead = ({ item, under }: PlacedStory): boolean => under !== null || isLead(digest, item.isLead === true)
  const sections = sectionsOf(stories, (story) => `${lead(story)} ${(story.under ?? story.group).query}`)
  return sections.flatMap((section) => {
    const [first] = section
    if (first === undefined) return []
    const { query, channels, rise } = first.under ?? first.group
    const name = query === null ? '' : markup`🔎 ${cleanLine(query, maxQueryLength)}`.source
    const risen = rise === undefined ? [] : [`<p>📈 ${renderRise(rise, voice.t).source}</p>`]
    const heading = query === null ? [] : [`<h3>${name}</h3>`, ...risen]
    if (lead(first)) return [...heading, ...renderLeads(section, voice)]
    const hasLeads = channels.some(({ items }) => items.some((item) => isLead(digest, item.isLead === true)))
    return hasLeads ? [renderRest(section, name, voice)] : [...heading, ...renderChannels(section, voice)]
  })
}

/** Every lead, and below it a line for every other post of its story. */
function renderLeads(stories: readonly PlacedStory[], voice: Voice): readonly string[] {
  return sectionsOf(stories, ({ under, number }) => (under === null ? number : 'under')).map((part) => {
    const [first] = part
    if (first?.under === null) return renderLead(first, voice)
    return `<p>${part.map((story) => renderUnder(story, voice).source).join('<br>')}</p>`
  })
}

/** What a query found beside its leads: one line until it is unfolded, or open where folding saves nothing. */
function renderRest(stories: readonly PlacedStory[], name: string, voice: Voice): string {
  const words = [...(name === '' ? [] : [name]), voice.t('digest-rest').source, String(stories.length)].join(' · ')
  const open = stories.length > fewStories ? '' : ' open'
  return `<details${open}><summary>${words}</summary>${renderChannels(stories, voice).join('')}</details>`
}

function isLead({ length, occasion }: Digest, chosen: boolean): boolean {
  return occasion?.kind === 'alert' || (length === 'normal' && chosen)
}

/** Neighbours with the same key. */
function sectionsOf(stories: readonly PlacedStory[], keyOf: (story: PlacedStory) => unknown): readonly PlacedStory[][] {
  const sections: PlacedStory[][] = []
  let key: unknown
  for (const story of stories) {
    const next = keyOf(story)
    const section = sections.at(-1)
    if (section === undefined || next !== key) sections.push([story])
    else section.push(story)
    key = next
  }
  return sections
}

/** Its headline, who said it and when, and the sentences that matched. */
function renderLead(story: PlacedStory, voice: Voice): string {
  const { item, channel, number } = story
  const link = markup`<b>${number}. <a href="${postUrl(channel.name, item.messageId)}">${headlineOf(item, voice.t)}</a></b>`
  const about = [link, renderByline(story, voice), ...renderNotes(story, voice)]
    .map(({ source }) => source)
    .join('<br>')
  const runs = item.quote === undefined ? [] : quoteRuns(item.quote)
  const words = runs.map(({ text, strong }) => (strong ? markup`<mark>${text}</mark>` : markup`${text}`))
  const quote = runs.length === 0 ? '' : `<blockquote>${join(words).source}</blockquote>`
  return `<p>${about}</p>${quote}`
}

/** The name of every channel, and a list of its stories below it; their numbers go on through the digest. */
function renderChannels(stories: readonly PlacedStory[], voice: Voice): readonly string[] {
  return sectionsOf(stories, ({ channel }) => channel).flatMap((section) => {
    const [first] = section
    if (first === undefined) return []
    const lines = section.map((story) => {
      const link = markup`<a href="${postUrl(story.channel.name, story.item.messageId)}">${lineOf(story.item, voice.t)}</a>`
      const marks = [timeOf(story.item, voice), ...marksOf(story.item, voice)].join(' · ')
      return markup`<li>${link} ${marks}</li>`.source
    })
    const name = markup`<p><b>${renderChannelLink(first.channel.name, first.channel.title)}</b></p>`.source
    return [`${name}<ol start="${first.number}">${lines.join('')}</ol>`]
  })
}
