import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import type { PostContent } from '../../../src/domain/post.ts'
import { SourceError } from '../../../src/domain/source.ts'
import { parsePage } from '../../../src/tme/parse.ts'
import { renderMessage, renderPage } from './page-builder.ts'
import type { ProbePost } from './page-builder.ts'

export const channel = { name: 'probe_channel', title: 'Probe', telegramId: 77 }

/** Every word of a post says whose it is. */
export const posts: readonly ProbePost[] = [101, 102, 105, 106, 110].map((id, index) => ({
  id,
  publishedAt: Date.UTC(2026, 0, 1 + index, 10, index, 2 * index),
  text: Array.from({ length: 12 }, (_, word) => `w${id}x${word}`).join(index % 2 === 0 ? ' ' : '\n'),
  author: `w${id}x99`,
  quote: `w${id}x98`,
  buttons: [[{ text: `w${id}x97`, url: `https://example.org/w${id}x96` }]],
}))
export const messages = posts.map((post) => renderMessage(channel, post))
export const whole = renderPage(channel, messages)
const truth = new Map(posts.map((post) => [post.id, post]))

export type Mutation = (html: string) => string

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

export const cut = fc.tuple(fc.nat(), fc.integer({ min: 1, max: maxCut })).map(
  ([at, length]): Mutation =>
    (html) =>
      html.slice(0, at % html.length) + html.slice((at % html.length) + length),
)
export const truncate = fc.nat().map(
  (at): Mutation =>
    (html) =>
      html.slice(0, at % html.length),
)
export const duplicate = fc.tuple(fc.nat(), fc.nat()).map(([one, other]): Mutation => (html) => {
  const start = Math.min(one % html.length, other % html.length)
  const end = Math.max(one % html.length, other % html.length)
  return html.slice(0, end) + html.slice(start)
})
export const insert = fc.tuple(fc.nat(), garbage).map(
  ([at, text]): Mutation =>
    (html) =>
      html.slice(0, at % html.length) + text + html.slice(at % html.length),
)

/** Posts that a damaged page gives are right, or it gives an error. */
export function checkPage(html: string): void {
  const found = read(html)
  for (const post of found) checkPost(post)
}

export function read(html: string): readonly PostContent[] {
  try {
    return parsePage(html, { channelName: channel.name }).posts
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error))
    return []
  }
}

export function checkPost(post: PostContent): void {
  const original = truth.get(post.messageId)
  assert.ok(original, `post ${post.messageId} is invented`)
  assert.equal(post.publishedAt, original.publishedAt, 'the date is invented')
  for (const [word, owner] of JSON.stringify(post).matchAll(/w(\d{3})x\d+/g)) {
    assert.equal(owner, String(post.messageId), `${word} is of another post`)
  }
}

export function checkEntities({ text, entities }: PostContent): void {
  assert.equal(text, text.trim())
  for (const { offset, length } of entities) {
    assert.ok(offset >= 0 && length > 0 && offset + length <= text.length, `an entity stands outside of its text`)
  }
}

/** Damage of every kind that a page may take. */
export const anyDamage = fc.array(fc.oneof(cut, insert, duplicate), { minLength: 1, maxLength: 4 }).map(
  (steps): Mutation =>
    (html) =>
      steps.reduce((page, mutate) => mutate(page), html),
)

/** What a page says as long as it is whole. */
export type Truth = ReadonlyMap<number, { readonly publishedAt: number; readonly probe: string }>

const probeLength = 24

/** A piece from the middle of each text, which no other text of the page has. */
export function truthOf(html: string): Truth {
  const all = read(html)
  const truth = new Map<number, { publishedAt: number; probe: string }>()
  for (const { messageId, publishedAt, text } of all) {
    const middle = Math.max(0, Math.floor((text.length - probeLength) / 2))
    const probe = text.slice(middle, middle + probeLength)
    const isOwn = probe.length === probeLength && all.every((one) => one.messageId === messageId || !says(one, probe))
    truth.set(messageId, { publishedAt, probe: isOwn ? probe : '' })
  }
  return truth
}

/** No post of a damaged page is invented, has another date, or says what another post said. */
export function checkAgainst(truth: Truth, html: string): void {
  for (const post of read(html)) {
    checkEntities(post)
    const original = truth.get(post.messageId)
    assert.ok(original, `post ${post.messageId} is invented`)
    assert.equal(post.publishedAt, original.publishedAt, 'the date is invented')
    for (const [id, { probe }] of truth) {
      assert.ok(
        id === post.messageId || probe === '' || !says(post, probe),
        `post ${id} stands in post ${post.messageId}`,
      )
    }
  }
}

function says(post: PostContent, words: string): boolean {
  return post.text.includes(words) || post.reply?.quote?.includes(words) === true
}
