import { type PlacedStory, storiesInOrder } from '../core/digest/order.ts'
import { postUrl } from '../core/channel-ref.ts'
import type { Digest } from '../domain/digest.ts'
import { cleanLine } from './clean-text.ts'
import { Html, join, markup } from './html.ts'
import { type LaidPage, renderFooter, renderTitle, voiceOf } from './layouts.ts'
import { maxTitleLength } from './post-line.ts'
import { renderRise } from './rise-line.ts'
import { headlineOf, lineOf, marksOf, quoteRuns, renderByline, renderNotes, timeOf, type Voice } from './story.ts'
import type { Texts } from './texts.ts'

/** Room for what a rich message may hold: 500 blocks and 32,768 characters. */
const maxStories = 120
const maxCharacters = 24_000
const maxQueryLength = 120
const maxTableRows = 20

/**
 * A digest as pages of rich messages: headings for queries, a table of how much each found, quotes that are laid open for the
 * leads, and for the others a list of each channel, folded. Pure, as `layOutDigest` is.
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
  return [`<h2>${title}</h2>`, ...count, ...renderTable(digest, voice)]
}

/** How much every query found; nothing for a digest of one. */
function renderTable({ groups }: Digest, { t }: Voice): readonly string[] {
  if (groups.length < 2) return []
  const rows = groups.slice(0, maxTableRows).map(({ query, channels }) => {
    const count = channels.reduce((sum, { items }) => sum + items.length, 0)
    return markup`<tr><td>${query === null ? '—' : cleanLine(query, maxQueryLength)}</td><td>${t('digest-count', { count })}</td></tr>`
      .source
  })
  return [`<table>${rows.join('')}</table>`]
}

function renderEnd(digest: Digest, voice: Voice): readonly string[] {
  const footer = renderFooter(digest, voice)
  return footer === null ? [] : footer.source.split('\n').map((line) => `<footer>${line}</footer>`)
}

function renderStories(stories: readonly PlacedStory[], digest: Digest, voice: Voice): readonly string[] {
  const lead = ({ item }: PlacedStory): boolean => isLead(digest, item.isLead === true)
  const sections = sectionsOf(stories, (story) => `${lead(story)} ${story.group.query}`)
  return sections.flatMap((section) => {
    const [first] = section
    if (first === undefined) return []
    const query = first.group.query
    const name = query === null ? '' : markup`🔎 ${cleanLine(query, maxQueryLength)}`.source
    const hasLeads = first.group.channels.some(({ items }) =>
      items.some((item) => isLead(digest, item.isLead === true)),
    )
    const rest = lead(first) || !hasLeads ? '' : ` · ${voice.t('digest-rest').source}`
    const { rise } = first.group
    const risen = rise === undefined || rest !== '' ? [] : [`<p>📈 ${renderRise(rise, voice.t).source}</p>`]
    const heading = query === null ? [] : [`<h3>${name}${rest}</h3>`, ...risen]
    return [
      ...heading,
      ...(lead(first) ? section.map((story) => renderLead(story, voice)) : renderChannels(section, voice)),
    ]
  })
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

function renderLead(story: PlacedStory, voice: Voice): string {
  const { item, channel, number } = story
  const link = markup`<b>${number}. <a href="${postUrl(channel.name, item.messageId)}">${headlineOf(item, voice.t)}</a></b>`
  const runs = item.quote === undefined ? [] : quoteRuns(item.quote)
  const words = runs.map(({ text, strong }) => (strong ? markup`<mark>${text}</mark>` : markup`${text}`))
  const quote = runs.length === 0 ? '' : `<blockquote>${join(words).source}</blockquote>`
  const below = [renderByline(story, voice), ...renderNotes(story, voice)].map(({ source }) => source).join('<br>')
  return `<p>${link.source}</p>${quote}<p>${below}</p>`
}

/** A folded list of every channel. */
function renderChannels(stories: readonly PlacedStory[], voice: Voice): readonly string[] {
  return sectionsOf(stories, ({ channel }) => channel).map((section) => {
    const channel = section[0]?.channel
    const title = markup`${cleanLine(channel?.title ?? '', maxTitleLength) || (channel?.name ?? '')} · ${section.length}`
    const lines = section.map((story) => {
      const { item, number } = story
      const url = postUrl(story.channel.name, item.messageId)
      const marks = [timeOf(item, voice), ...marksOf(item, voice)].join(' · ')
      return markup`<li>${number}. <a href="${url}">${lineOf(item, voice.t)}</a> ${marks}</li>`.source
    })
    return `<details><summary>${title.source}</summary><ul>${lines.join('')}</ul></details>`
  })
}
