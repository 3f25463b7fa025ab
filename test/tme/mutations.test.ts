import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { PostContent } from '../../src/domain/post.ts'
import { SourceError } from '../../src/domain/source.ts'
import { parseEmbed, parseLanding, parsePage, parseXhr } from '../../src/tme/parse.ts'
import { readFixture } from './support/fixtures.ts'
import { renderMessage, renderPage } from './support/page-builder.ts'
import type { ProbePost } from './support/page-builder.ts'

const channel = { name: 'probe_channel', title: 'Probe', telegramId: 77 }

/** Every word of a post says whose it is. */
const posts: readonly ProbePost[] = [101, 102, 105, 106, 110].map((id, index) => ({
  id,
  publishedAt: Date.UTC(2026, 0, 1 + index, 10, index, 2 * index),
  text: Array.from({ length: 12 }, (_, word) => `w${id}x${word}`).join(index % 2 === 0 ? ' ' : '\n'),
  author: `w${id}x99`,
}))
const messages = posts.map((post) => renderMessage(channel, post))
const whole = renderPage(channel, messages)
const truth = new Map(posts.map((post) => [post.id, post]))

type Mutation = (html: string) => string

const markup = (
  '< > " \' & <!-- --> </div> <div> </a> <a> <p> </p> </span> <span> <script> <textarea> <title> <svg> </svg> ' +
  '<![CDATA[ <plaintext> <template> </html> <time> </time> <br/> \0 \ud800 &#x110000; <blockquote> data-post=" style="'
).split(' ')

const elements = [
  '<div data-post="probe_channel/101">',
  '<div class="tgme_widget_message_text js-message_text">',
  '<a class="tgme_widget_message_date" href="https://t.me/probe_channel/102">',
  '<time datetime="2026-01-01">',
]

const garbage = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom(...markup, ...elements))

/** A cut is shorter than what lies between the text or date of one post and that of the next. */
const maxCut = 200

const cut = fc.tuple(fc.nat(), fc.integer({ min: 1, max: maxCut })).map(
  ([at, length]): Mutation =>
    (html) =>
      html.slice(0, at % html.length) + html.slice((at % html.length) + length),
)
const truncate = fc.nat().map(
  (at): Mutation =>
    (html) =>
      html.slice(0, at % html.length),
)
const duplicate = fc.tuple(fc.nat(), fc.nat()).map(([one, other]): Mutation => (html) => {
  const start = Math.min(one % html.length, other % html.length)
  const end = Math.max(one % html.length, other % html.length)
  return html.slice(0, end) + html.slice(start)
})
const insert = fc.tuple(fc.nat(), garbage).map(
  ([at, text]): Mutation =>
    (html) =>
      html.slice(0, at % html.length) + text + html.slice(at % html.length),
)

function checkPage(html: string): void {
  const found = read(html)
  for (const post of found) checkPost(post)
}

function read(html: string): readonly PostContent[] {
  try {
    return parsePage(html, { channelName: channel.name }).posts
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error))
    return []
  }
}

function checkPost(post: PostContent): void {
  const original = truth.get(post.messageId)
  assert.ok(original, `post ${post.messageId} is invented`)
  assert.equal(post.publishedAt, original.publishedAt, 'the date is invented')
  for (const [word, owner] of JSON.stringify(post).matchAll(/w(\d{3})x\d+/g)) {
    assert.equal(owner, String(post.messageId), `${word} is of another post`)
  }
}

test('the page of these tests reads whole', () => {
  assert.deepEqual(
    read(whole).map(({ messageId, publishedAt, text, author }) => ({ id: messageId, publishedAt, text, author })),
    posts,
  )
})

test('a page with a piece cut out gives right posts or an error', () => {
  fc.assert(
    fc.property(cut, (mutate) => checkPage(mutate(whole))),
    { numRuns: 300 },
  )
})

test('a page that ends anywhere gives no posts at all', () => {
  fc.assert(
    fc.property(truncate, (mutate) => {
      const html = mutate(whole)
      if (!html.includes('</html>')) assert.deepEqual(read(html), [])
    }),
    { numRuns: 500 },
  )
})

test('a part of a page that ends anywhere gives right posts or an error', () => {
  fc.assert(
    fc.property(truncate, (mutate) => checkPage(mutate(messages.join('')))),
    { numRuns: 500 },
  )
})

test('a page with a piece of any length twice gives right posts or an error', () => {
  fc.assert(
    fc.property(duplicate, (mutate) => checkPage(mutate(whole))),
    { numRuns: 300 },
  )
})

test('a page with garbage inside gives right posts or an error', () => {
  fc.assert(
    fc.property(insert, insert, (first, second) => checkPage(second(first(whole)))),
    { numRuns: 300 },
  )
})

test('a time anywhere else in a page is never taken for the date of a post', () => {
  const other = '<time datetime="2020-01-01T00:00:00+00:00">1:00</time>'
  fc.assert(
    fc.property(
      fc.nat({ max: whole.length }).filter((at) => !isInDate(at)),
      (at) => checkPage(whole.slice(0, at) + other + whole.slice(at)),
    ),
    { numRuns: 500 },
  )
})

test('a page with several kinds of damage gives right posts or an error', () => {
  fc.assert(
    fc.property(duplicate, insert, cut, (first, second, third) => checkPage(third(second(first(whole))))),
    { numRuns: 300 },
  )
})

test('messages in any order give all the posts, oldest first', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(messages, { minLength: 1 }), (shuffled) => {
      const found = read(renderPage(channel, shuffled))
      assert.equal(found.length, shuffled.length)
      assert.deepEqual(
        found.map(({ messageId }) => messageId),
        posts.filter((_, index) => shuffled.includes(messages[index] ?? '')).map(({ id }) => id),
      )
      for (const post of found) checkPost(post)
    }),
    { numRuns: 60 },
  )
})

test('a damaged page of any kind of message never gives another error', () => {
  const names = [
    'media',
    'album',
    'text-formats',
    'text-links',
    'text-emoji',
    'poll',
    'polls',
    'forwards',
    'replies',
    'service',
    'extras',
    'notices',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.oneof(cut, insert, duplicate), { maxLength: 4 }),
      (name, steps) => {
        const html = steps.reduce((page, mutate) => mutate(page), readFixture(name))
        for (const post of read(html)) checkEntities(post)
      },
    ),
    { numRuns: 300 },
  )
})

test('no input makes a reader throw anything but a SourceError', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json()), (text) => {
      for (const parse of [parseLanding, parseEmbed, parseXhrAsked]) {
        try {
          parse(text)
        } catch (error) {
          assert.ok(error instanceof SourceError, String(error))
        }
      }
    }),
    { numRuns: 300 },
  )
})

function parseXhrAsked(json: string): unknown {
  return parseXhr(json, { channelName: 'asked_name' })
}

/** Whether a place is inside the link that holds a date. */
function isInDate(at: number): boolean {
  const start = whole.lastIndexOf('<a class="tgme_widget_message_date"', at)
  return start >= 0 && at <= whole.indexOf('</a>', start)
}

function checkEntities({ text, entities }: PostContent): void {
  assert.equal(text, text.trim())
  for (const { offset, length } of entities) {
    assert.ok(offset >= 0 && length > 0 && offset + length <= text.length, `an entity stands outside of its text`)
  }
}
