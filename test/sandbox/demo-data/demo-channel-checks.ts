import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxPost } from '../../../sandbox/channels.ts'
import type { DemoChannel, DemoPost } from '../../../sandbox/demo-data/demo-post.ts'
import { povernenniaDemo } from '../../../sandbox/demo-data/povernennia-demo.ts'
import { putdomojDemo } from '../../../sandbox/demo-data/putdomoj-demo.ts'
import { returnwatchDemo } from '../../../sandbox/demo-data/returnwatch-demo.ts'
import { parseHtml } from '../../../sandbox/formatting.ts'
import { createChannelRegistry } from '../../../sandbox/web-preview/channel-registry.ts'

const minutesInDay = 1_440
const demoChannels = [putdomojDemo, povernenniaDemo, returnwatchDemo]
/** Telegram shows no caption under these, or counts it as a text. */
const withoutCaption = new Set(['link_preview', 'poll', 'round_video', 'location'])

export interface PublishedDemoPost extends SandboxPost {
  readonly minutesAgo: number
}

/** The posts as the stand-in for Telegram numbers them. */
export function publishDemo(channel: DemoChannel): PublishedDemoPost[] {
  const channels = createChannelRegistry({ now: () => 0 })
  const { name, title, description, subscribers, telegramId, posts } = channel
  channels.add({ name, title, description, subscribers, telegramId, preview: true })
  return posts.map(({ minutesAgo, edited: _edited, ...post }) => ({ ...channels.publish(name, post), minutesAgo }))
}

/** Distinct words of a channel, in lower case, apostrophes kept as they are written. */
export function wordsOfDemo(channel: DemoChannel): ReadonlySet<string> {
  return new Set(channel.posts.flatMap((post) => wordsOf(parseHtml(post.html).text)))
}

/** How many posts have a first media item of this kind. */
export function countMedia(channel: DemoChannel, kind: string): number {
  return channel.posts.filter((post) => post.media?.[0]?.kind === kind).length
}

/** How many photos and videos each album holds, in the order of the posts. */
export function albumSizes(channel: DemoChannel): number[] {
  return publishDemo(channel).flatMap(({ albumIds }) => (albumIds.length > 0 ? [albumIds.length] : []))
}

/** What every demo channel guarantees, whatever it writes about. */
export function testDemoChannel(channel: DemoChannel): void {
  testFormatting(channel)
  testTime(channel)
  testReferences(channel)
  testVariety(channel)
}

function testFormatting({ posts }: DemoChannel): void {
  test('the HTML of every post is accepted and loses no link', () => {
    for (const { html } of posts) {
      const { text, entities } = parseHtml(html)
      const links = entities.filter(({ type }) => type === 'text_link').length
      assert.equal(links, html.split('<a href=').length - 1, html)
      assert.doesNotMatch(text, /undefined|\$\{|&lt;|%%/)
      assert.doesNotMatch(html, /href="post:/)
    }
  })

  test('the text fits in a message, and that of a post with a file in a caption', () => {
    for (const post of posts) {
      const kind = post.media?.[0]?.kind
      const limit = kind !== undefined && !withoutCaption.has(kind) ? 1024 : 4096
      assert.ok(parseHtml(post.html).text.length <= limit, post.html)
    }
  })

  test('every post has something to show', () => {
    for (const post of posts) {
      assert.ok(post.html !== '' || (post.media ?? []).length > 0 || post.kind === 'unsupported', `${post.minutesAgo}`)
    }
  })

  test('links lead to Telegram or to reserved names that nobody owns', () => {
    for (const { html } of posts) {
      for (const [, host] of html.matchAll(/https?:\/\/([^/"\s]+)/g)) assert.match(host ?? '', /^t\.me$|\.example$/)
    }
  })
}

function testTime({ posts, subscribers }: DemoChannel): void {
  test('the ages fall from four weeks to the last minutes', () => {
    for (const [index, post] of posts.entries()) {
      assert.ok(Number.isInteger(post.minutesAgo) && post.minutesAgo > 0)
      assert.ok(post.minutesAgo < (posts[index - 1]?.minutesAgo ?? 28 * minutesInDay), `${post.minutesAgo}`)
    }
    assert.ok(posts.at(-1)!.minutesAgo <= 12)
    assert.ok(posts.filter(({ minutesAgo }) => minutesAgo < minutesInDay).length >= 8)
  })

  test('views stay under the number of subscribers, and service messages have none', () => {
    for (const post of posts) {
      if (post.kind === 'service') assert.equal(post.views, undefined)
      else assert.ok(post.views! > 0 && post.views! < subscribers, `${post.minutesAgo}`)
      for (const { count } of post.reactions ?? []) assert.ok(count < post.views!, `${post.minutesAgo}`)
    }
  })
}

function testReferences(channel: DemoChannel): void {
  test('a reply and a link to the channel name a post that was published earlier', () => {
    const seen = new Set<number>()
    for (const post of publishDemo(channel)) {
      if (post.replyTo) assert.ok(post.replyTo.channel === null && seen.has(post.replyTo.id), post.text)
      for (const { url } of post.entities) {
        const [, name, id] = /^https:\/\/t\.me\/(\w+)\/(\d+)$/.exec(url ?? '') ?? []
        if (name === channel.name) assert.ok(seen.has(Number(id)), `link to ${id}`)
      }
      seen.add(post.id)
    }
    assert.ok(channel.posts.filter(({ replyTo }) => replyTo).length >= 10)
  })

  test('a forward repeats the words of an older post of the channel that it names', () => {
    const published = new Map(demoChannels.map((source) => [source.name, publishDemo(source)]))
    for (const { forward, minutesAgo, html } of channel.posts) {
      if (!forward || forward.channel === null) continue
      const source = demoChannels.find(({ name }) => name === forward.channel)
      const original = published.get(forward.channel)?.find(({ id }) => id === forward.id)
      assert.equal(forward.name, source?.title)
      assert.ok(original && original.minutesAgo > minutesAgo, `${forward.channel}/${forward.id}`)
      assert.equal(parseHtml(html).text, original.text)
    }
  })

  test('posts are forwarded from both other channels and from hidden senders', () => {
    const sources = new Set(channel.posts.flatMap(({ forward }) => (forward ? [forward.channel] : [])))
    const others = demoChannels.map(({ name }) => name).filter((name) => name !== channel.name)
    assert.deepEqual(sources, new Set([null, ...others]))
  })
}

function testVariety(channel: DemoChannel): void {
  const { posts } = channel
  const texts = posts.map((post) => parseHtml(post.html).text)

  test('every entity of the formatting that people use occurs', () => {
    const types = new Set(publishDemo(channel).flatMap(({ entities }) => entities.map(({ type }) => type)))
    const spans = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'code', 'pre', 'text_link']
    const found = ['hashtag', 'mention', 'url', 'custom_emoji']
    for (const type of [...spans, ...found, 'blockquote', 'expandable_blockquote']) assert.ok(types.has(type), type)
  })

  test('the lengths vary from one line to whole articles', () => {
    assert.ok(texts.filter((text) => text.length >= 1_500).length >= 1)
    assert.ok(texts.filter((text) => text.length >= 600).length >= 12)
    assert.ok(texts.filter((text) => text.length >= 200 && text.length < 600).length >= 30)
    assert.ok(texts.filter((text) => text.length > 0 && text.length < 100).length >= 8)
  })

  test('two posts repeat an earlier one nearly word for word', () => {
    const sets = posts.flatMap(({ forward }, index) => (forward ? [] : [new Set(wordsOf(texts[index]!))]))
    const long = sets.filter((words) => words.size > 30)
    const repeats = long.filter((words, index) =>
      long.slice(0, index).some((earlier) => overlap(words, earlier) > 0.85),
    )
    assert.equal(repeats.length, 2)
  })

  test('most posts close with the same lines', () => {
    const closing = new Map<string, number>()
    for (const post of posts.filter(isOwnText)) {
      const last = post.html.split('\n').at(-1)!
      closing.set(last, (closing.get(last) ?? 0) + 1)
    }
    assert.ok(Math.max(...closing.values()) > posts.length / 2)
  })
}

function isOwnText(post: DemoPost): boolean {
  return post.kind === undefined && post.forward === undefined
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’ʼ][\p{L}\p{N}]+)*/gu) ?? []
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.intersection(b).size / a.union(b).size
}
