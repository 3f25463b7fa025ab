import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { load } from 'cheerio'
import { Parser } from 'htmlparser2'
import { parsePage } from '../src/tme/parse.ts'
import { median, report, round } from './measure.ts'
import { renderMessage, renderPage } from '../test/tme/support/page-builder.ts'

interface Case {
  readonly name: string
  readonly pages: readonly string[]
}

const turns = 9
const turnMs = 200

/** Real pages where they are at hand, each by itself and all of them together, and one of our own in any case. */
function listCases(): readonly Case[] {
  const pages = readShared()
  const single = largest.flatMap((name) => pages.filter((page) => page.name === name))
  return [
    ...(pages.length > 0 ? [{ name: 'all the real pages as a set', pages: pages.map(({ html }) => html) }] : []),
    ...single.map(({ name, html }) => ({ name, pages: [html] })),
    { name: 'generated', pages: [generate()] },
  ]
}

const largest = ['sherlock-telegram/channel_feed.html', 'infoscape/page.html', 'lifemodel/telegram-test-channel.html']

/** Every real page, or message, that has posts. */
function readShared(): readonly { readonly name: string; readonly html: string }[] {
  const shared = new URL('../../shared/pages/', import.meta.url)
  if (!existsSync(shared)) return []
  return readdirSync(shared, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html') || name.includes('xhr'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, shared), 'utf8') }))
    .map(({ name, text }) => ({ name, html: name.endsWith('.json') ? String(JSON.parse(text)) : text }))
    .filter(({ html }) => html.includes('data-post="'))
}

function generate(): string {
  const channel = { name: 'bench_channel', title: 'Bench', telegramId: 1 }
  const messages = Array.from({ length: 20 }, (_, index) => {
    const text = `Пост ${index}. ${'Новости города и области, коротко о главном. '.repeat(20)}`
    return renderMessage(channel, { id: index + 1, publishedAt: Date.UTC(2026, 0, 1, index), text })
  })
  return renderPage(channel, messages)
}

/** The least that a reader built on a document tree has to do: id, date, text and views of each post. */
function readWithCheerio(html: string): number {
  const $ = load(html)
  const posts = $('.tgme_widget_message[data-post]')
    .toArray()
    .map((element) => ({
      id: $(element).attr('data-post'),
      date: $(element).find('.tgme_widget_message_date time').attr('datetime'),
      text: $(element).find('.js-message_text').last().text(),
      views: $(element).find('.tgme_widget_message_views').text(),
    }))
  return posts.length
}

/** What the parser that Vestnik stands on takes by itself, when nobody listens to it. */
function readWithParserAlone(html: string): number {
  new Parser({}, { decodeEntities: false }).end(html)
  return html.length
}

function readWithOurs(html: string): number {
  return parsePage(html, { channelName: 'bench_channel' }).posts.length
}

const readers = { cheerio: readWithCheerio, 'htmlparser2 alone': readWithParserAlone }

/** Pages a second of processor time in one turn, so that other work on the machine does not count. */
function measure(read: (html: string) => number, pages: readonly string[]): number {
  const startedAt = process.cpuUsage()
  let count = 0
  for (let usedMs = 0; usedMs < turnMs; count += pages.length) {
    for (const html of pages) if (read(html) === 0) throw new Error('a page of the benchmark has no posts')
    usedMs = toMs(process.cpuUsage(startedAt))
  }
  return (count * 1000) / toMs(process.cpuUsage(startedAt))
}

function toMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}

for (const { name, pages } of listCases()) {
  const ours: number[] = []
  const peers = new Map<string, number[]>(Object.keys(readers).map((peer) => [peer, []]))
  for (let turn = 0; turn <= turns; turn += 1) {
    const our = measure(readWithOurs, pages)
    // The first turn only warms up.
    if (turn > 0) ours.push(our)
    for (const [peer, figures] of peers) {
      const figure = measure(readers[peer as keyof typeof readers], pages)
      if (turn > 0) figures.push(figure)
    }
  }
  const bytes = pages.reduce((sum, html) => sum + Buffer.byteLength(html), 0)
  for (const [peer, figures] of peers) {
    report({
      case: `parse ${name}`,
      size: `${pages.length === 1 ? '' : `${pages.length} pages, `}${Math.round(bytes / 1000)} kB`,
      unit: 'pages/s of processor time',
      median: round(median(ours)),
      peer,
      peerMedian: round(median(figures)),
      ratio: round(median(ours) / median(figures)),
    })
  }
}
