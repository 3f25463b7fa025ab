import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { SourceError } from '../../src/domain/source.ts'
import { parseEmbed, parseLanding, parseXhr } from '../../src/tme/parse.ts'
import { readFixture } from './support/fixtures.ts'
import {
  channel,
  checkEntities,
  checkPage,
  checkPost,
  cut,
  duplicate,
  insert,
  messages,
  posts,
  read,
  truncate,
  whole,
} from './support/mutations.ts'
import { renderPage } from './support/page-builder.ts'

test('the page of these tests reads whole', () => {
  assert.deepEqual(
    read(whole).map(({ messageId, publishedAt, text, author, reply, buttons }) => ({
      id: messageId,
      publishedAt,
      text,
      author,
      quote: reply?.quote,
      buttons,
    })),
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

test('the beginning of a post that runs into the end of another is never one post', () => {
  const [, former = '', latter = ''] = messages
  const beginning = latter.slice(0, latter.indexOf('<div class="tgme_widget_message_bubble">'))
  const end = former.slice(former.indexOf('<div class="tgme_widget_message_inline_row"'))
  // The attributes of an end tag are nobody's, so the mark that it swallows is none.
  const joined = `${beginning}${end.slice(0, end.indexOf('</a>') + 3)} ${latter.slice(latter.indexOf('data-post='))}`
  assert.ok(joined.includes('</a data-post='))
  assert.deepEqual(read(renderPage(channel, [joined])), [])
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
