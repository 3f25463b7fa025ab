import { existsSync, readFileSync } from 'node:fs'
import { load } from 'cheerio'
import { parsePage } from '../src/tme/parse.ts'
import { median, report, round } from './measure.ts'
import { renderMessage, renderPage } from '../test/tme/support/page-builder.ts'

interface Case {
  readonly name: string
  readonly html: string
}

const turns = 9
const turnMs = 200

/** Real pages where they are at hand, and one of our own in any case. */
function listCases(): readonly Case[] {
  const shared = new URL('../../shared/pages/', import.meta.url)
  const real = ['sherlock-telegram/channel_feed.html', 'infoscape/page.html', 'lifemodel/telegram-test-channel.html']
    .map((path) => ({ name: path, file: new URL(path, shared) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, html: readFileSync(file, 'utf8') }))
  return [...real, { name: 'generated', html: generate() }]
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

function readWithOurs(html: string): number {
  return parsePage(html, { channelName: 'bench_channel' }).posts.length
}

/** Pages a second in one turn. */
function measure(read: (html: string) => number, html: string): number {
  const startedAt = performance.now()
  let pages = 0
  while (performance.now() - startedAt < turnMs) {
    if (read(html) === 0) throw new Error('a page of the benchmark has no posts')
    pages += 1
  }
  return (pages * 1000) / (performance.now() - startedAt)
}

for (const { name, html } of listCases()) {
  const ours: number[] = []
  const peers: number[] = []
  for (let turn = 0; turn <= turns; turn += 1) {
    const our = measure(readWithOurs, html)
    const peer = measure(readWithCheerio, html)
    // The first turn only warms up.
    if (turn > 0) {
      ours.push(our)
      peers.push(peer)
    }
  }
  report({
    case: `parse ${name}`,
    size: `${Math.round(Buffer.byteLength(html) / 1000)} kB`,
    unit: 'pages/s',
    median: round(median(ours)),
    peer: 'cheerio',
    peerMedian: round(median(peers)),
    ratio: round(median(ours) / median(peers)),
  })
}
