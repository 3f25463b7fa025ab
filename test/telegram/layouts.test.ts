import assert from 'node:assert/strict'
import { it } from 'node:test'
import * as fc from 'fast-check'
import type { DigestLength } from '../../src/domain/chat.ts'
import type { Digest } from '../../src/domain/digest.ts'
import { layOutDigest } from '../../src/telegram/layouts.ts'
import { layOutRich } from '../../src/telegram/rich-layout.ts'
import { readRichMessage } from '../../sandbox/bot-api/rich-message.ts'
import { parseHtml } from '../../sandbox/formatting.ts'
import { createTexts } from '../../src/telegram/texts.ts'
import { sampleDigest } from './sample-digest.ts'

const texts = createTexts()

/** The first channel of the sample with so many stories, every one of which may be a lead. */
function digestOf(leads: readonly boolean[], words: string, length: DigestLength): Digest {
  const sample = sampleDigest('uk')
  const [group] = sample.groups
  const [channel] = group!.channels
  const items = leads.map((isLead, index) => ({
    ...channel!.items[0]!,
    messageId: index + 1,
    headline: words,
    extract: words,
    highlights: [],
    isLead,
    quote: { text: words, highlights: [] },
  }))
  return { ...sample, length, groups: [{ ...group!, channels: [{ ...channel!, items }] }] }
}

const leads = fc.array(fc.boolean(), { minLength: 1, maxLength: 60, size: 'max' })
const words = fc.string({ unit: 'grapheme', maxLength: 500 })
const lengths = fc.constantFrom<DigestLength>('short', 'normal', 'full')

it('every story is on one page, and every page is a message', () => {
  fc.assert(
    fc.property(leads, words, lengths, (flags, text, length) => {
      const pages = layOutDigest(digestOf(flags, text, length), texts)
      const numbers = pages.flatMap(({ stories }) => stories.map(({ number }) => number))
      assert.deepEqual(
        numbers,
        flags.map((_, index) => index + 1),
      )
      for (const { html } of pages) assert.ok(parseHtml(html.source).text.length <= 4096)
    }),
    { numRuns: 40 },
  )
})

it('in rich messages too every story is on one page', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 300, size: 'max' }), words, (flags, text) => {
      const pages = layOutRich(digestOf(flags, text, 'normal'), texts)
      const ids = pages.flatMap(({ stories }) => stories.map(({ item }) => item.messageId))
      assert.deepEqual(
        ids.toSorted((a, b) => a - b),
        flags.map((_, index) => index + 1),
      )
    }),
    { numRuns: 40 },
  )
})

/** A digest whose queries have so many stories each, one of them a lead, every story in a channel of its own. */
function digestOfQueries(counts: readonly number[], isRich: boolean): Digest {
  const sample = sampleDigest('ru')
  const [item] = sample.groups[0]!.channels[0]!.items
  let messageId = 0
  const groups = counts.map((count, query) => ({
    query: `запрос ${query}`,
    channels: Array.from({ length: count }, (_, index) => ({
      name: `channel_${query}_${index}`,
      title: `Канал ${index}`,
      items: [
        { ...item!, messageId: ++messageId, headline: 'Город открыл переправу', isLead: index === 0, score: 0.5 },
      ],
    })),
  }))
  return { ...sample, length: 'normal', isRich, groups, postCount: messageId }
}

it('a rich page is a message, however many queries and channels there are', () => {
  for (const counts of [[400], Array.from({ length: 120 }, () => 1), Array.from({ length: 60 }, () => 3)]) {
    const pages = layOutRich(digestOfQueries(counts, true), texts)
    for (const { html } of pages) readRichMessage({ html: html.source })
  }
})

it('the rest of a query is not begun in the last lines of a page that cannot hold it', () => {
  for (let leads = 1; leads <= 8; leads += 1) {
    const digest = digestOfQueries([...Array.from({ length: leads }, () => 1), 60], false)
    for (const { html, stories } of layOutDigest(digest, texts)) {
      const first = html.source.indexOf('остальное')
      if (first < 0 || stories[0]?.item.isLead !== true) continue
      const below = stories.filter(({ item }) => item.isLead !== true)
      assert.ok(below.length > 3, `${below.length} of 60 on the page of ${leads} leads`)
    }
  }
})

/** The line below a story with copies in these channels. */
function copiesIn(...names: string[]): string | undefined {
  const digest = digestOfQueries([1], false)
  const [group] = digest.groups
  const [channel] = group!.channels
  const [item] = channel!.items
  const copies = names.map((channelName, index) => ({
    postId: 50 + index,
    messageId: index + 1,
    channelName,
    channelTitle: channelName,
    publishedAt: item!.publishedAt + 60_000,
  }))
  const groups = [{ ...group!, channels: [{ ...channel!, items: [{ ...item!, copies }] }] }]
  const [page] = layOutDigest({ ...digest, groups }, texts)
  return parseHtml(page!.html.source)
    .text.split('\n')
    .find((line) => line.startsWith('🔁'))
}

it('channels with the same text are named when they are few, and counted when they are many', () => {
  assert.deepEqual(
    [copiesIn('one'), copiesIn('one', 'two', 'one'), copiesIn('one', 'two', 'three')],
    ['🔁 ещё в @one', '🔁 ещё в @one, @two', '🔁 ещё в 3 каналах'],
  )
})

it('no page is turned for a few lines: what is left goes with the page before, if a message takes it', () => {
  for (let count = 1; count <= 90; count += 1) {
    const flags = Array.from({ length: count }, () => false)
    const words = 'Город открыл переправу через реку у старой мельницы, и до неё ходит автобус'
    const digest = { ...digestOf(flags, words, 'normal'), repeats: 2 }
    const pages = layOutDigest(digest, texts).map(({ html }) => parseHtml(html.source).text)
    const [last = '', before = ''] = pages.toReversed()
    assert.ok(pages.length === 1 || before.length + last.length > 4096, `a page of ${last.length} for ${count} stories`)
  }
})

it('a line of a post whose short beginning says not why it was found goes on with the words that do', () => {
  const digest = digestOfQueries([2], false)
  const [group] = digest.groups
  const [lead, other] = group!.channels
  const text = 'Явка на президентских выборах к полудню превысила прошлую, сообщила избирательная комиссия страны.'
  const quote = { text, highlights: [{ start: text.indexOf('выборах'), end: text.indexOf('выборах') + 7 }] }
  const items = other!.items.map((item) => ({ ...item, headline: 'Главное к утру понедельника', quote }))
  const groups = [{ ...group!, channels: [lead!, { ...other!, items }] }]
  const [page] = layOutDigest({ ...digest, groups }, texts)
  assert.match(parseHtml(page!.html.source).text, /Главное к утру понедельника … Явка на президентских выборах/)
})

it('a post that tells the story of a lead has its line right below it, in both forms, and its own buttons', () => {
  const digest = digestOfQueries([3, 2], false)
  const [first, second] = digest.groups
  const [lead, ...others] = first!.channels
  const [, mate] = second!.channels
  const under = { ...mate!, items: mate!.items.map((item) => ({ ...item, postId: 9, under: 1 })) }
  const items = lead!.items.map((item) => ({ ...item, postId: 1, story: 1 }))
  const groups = [
    { ...first!, channels: [{ ...lead!, items }, ...others] },
    { ...second!, watch: 2, channels: [second!.channels[0]!, under] },
  ]
  const told = { ...digest, groups }
  for (const [page] of [layOutDigest(told, texts), layOutRich(told, texts)]) {
    const [one, two, three] = page!.stories
    assert.deepEqual(
      [one?.channel.name, two?.channel.name, three?.channel.name],
      ['channel_0_0', 'channel_1_1', 'channel_1_0'],
    )
    assert.equal(two?.group.watch, 2, 'what is pressed below it is about its own query')
    assert.match(
      page!.html.source,
      /\n?↳ 2\. <a href="https:\/\/t\.me\/channel_1_1\/5">Город открыл переправу<\/a> · [^·]+ · <i><a [^>]*>Канал 1<\/a><\/i>/,
    )
  }
})
