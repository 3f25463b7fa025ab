import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Button, Reaction } from '../../src/domain/post.ts'
import { SourceError } from '../../src/domain/source.ts'
import type { ChannelPage, PagePosition, Source } from '../../src/domain/source.ts'

/** A post as the far side of a source publishes it. */
export interface PublishedPost {
  readonly id: number
  /** Whole seconds. */
  readonly publishedAt: number
  readonly text: string
  readonly reactions?: readonly Reaction[]
  readonly buttons?: readonly (readonly Button[])[]
  readonly viaBot?: string
  /** Its words are shown in the app only. */
  readonly isHidden?: boolean
}

/** How a page fails to be one. */
export type Trouble = 'truncated' | 'foreign' | 'refused' | 'no_preview' | 'silent'

/** A source together with what stands behind it. */
export interface SourceHarness extends AsyncDisposable {
  readonly source: Source
  /** A channel that is there, without posts at first. */
  readonly channelName: string
  /** The far side shows the words of every post: there is none that it leaves to the app. */
  readonly hidesNothing?: true
  publish(posts: readonly PublishedPost[]): void
  /** What comes instead of pages from now on; `silent` never answers. */
  trouble(kind: Trouble): void
  /** Resolves when a request has arrived at the far side. */
  arrived(): Promise<void>
}

/** More posts than fit on a page, with holes among their ids. */
const posts: readonly PublishedPost[] = Array.from({ length: 70 }, (_, index) => ({
  id: 10 + index * 3 + (index % 2),
  publishedAt: Date.UTC(2026, 0, 1) + index * 60_000,
  text: `Post number ${index}, with <tags> & "quotes"`,
}))

/** What every source guarantees, run against one. */
export function testSource(name: string, open: () => Promise<SourceHarness>): void {
  const check = (title: string, body: (harness: SourceHarness) => Promise<void>): void => {
    test(`${name}: ${title}`, async () => {
      await using harness = await open()
      await body(harness)
    })
  }
  checkPages(check)
  checkParts(check)
  checkTrouble(check)
}

type Check = (title: string, body: (harness: SourceHarness) => Promise<void>) => void

const calm = new AbortController().signal

function pageOf({ source, channelName }: SourceHarness, position: PagePosition): Promise<ChannelPage> {
  return source.fetchPage(channelName, position, calm)
}

function checkPages(check: Check): void {
  check('the newest page has the newest posts, oldest first, as they were published', async (harness) => {
    harness.publish(posts)
    const page = await pageOf(harness, { kind: 'newest' })
    assert.ok(page.posts.length > 0)
    assert.deepEqual(
      page.posts.map(({ messageId, publishedAt, text }) => ({ id: messageId, publishedAt, text })),
      posts.slice(-page.posts.length),
    )
    assert.equal(page.profile.name.toLowerCase(), harness.channelName.toLowerCase())
  })

  check('what did not change is told alike, on any page and by itself, of the same channel', async (harness) => {
    harness.publish(posts)
    const newest = await pageOf(harness, { kind: 'newest' })
    assert.deepEqual(await pageOf(harness, { kind: 'newest' }), newest)
    const [first, ...later] = newest.posts
    assert.ok(first !== undefined && later.length > 0)
    const after = await pageOf(harness, { kind: 'after', messageId: first.messageId })
    assert.deepEqual(after.posts, later.slice(0, after.posts.length))
    assert.equal(after.profile.telegramId, newest.profile.telegramId)
    const alone = await harness.source.checkPost(harness.channelName, first.messageId, calm)
    assert.deepEqual(alone, { kind: 'there', post: first })
  })

  check('a channel without posts is an empty page', async (harness) => {
    assert.deepEqual((await pageOf(harness, { kind: 'newest' })).posts, [])
  })

  check('paging backwards reaches every post once', async (harness) => {
    harness.publish(posts)
    const found: number[] = []
    let page = await pageOf(harness, { kind: 'newest' })
    while (page.posts.length > 0) {
      found.unshift(...page.posts.map(({ messageId }) => messageId))
      page = await pageOf(harness, { kind: 'before', messageId: found[0] ?? 0 })
    }
    assert.deepEqual(
      found,
      posts.map(({ id }) => id),
    )
  })

  check('paging forwards from a post reaches every later one once', async (harness) => {
    harness.publish(posts)
    const from = posts[5]?.id ?? 0
    const found: number[] = [from]
    let page = await pageOf(harness, { kind: 'after', messageId: from })
    while (page.posts.length > 0) {
      found.push(...page.posts.map(({ messageId }) => messageId))
      page = await pageOf(harness, { kind: 'after', messageId: found.at(-1) ?? 0 })
    }
    assert.deepEqual(
      found,
      posts.slice(5).map(({ id }) => id),
    )
  })

  check('a post itself is on neither side of it', async (harness) => {
    harness.publish(posts)
    const messageId = posts[30]?.id ?? 0
    const before = await pageOf(harness, { kind: 'before', messageId })
    const after = await pageOf(harness, { kind: 'after', messageId })
    assert.ok(before.posts.length > 0 && before.posts.every((post) => post.messageId < messageId))
    assert.ok(after.posts.length > 0 && after.posts.every((post) => post.messageId > messageId))
  })

  check('nothing is before the first id', async (harness) => {
    harness.publish(posts)
    for (const messageId of [0, 1]) {
      assert.deepEqual((await pageOf(harness, { kind: 'before', messageId })).posts, [])
    }
  })
}

const count = { label: '1.2K', value: 1200 }

const richPost: PublishedPost = {
  id: 7,
  publishedAt: Date.UTC(2026, 0, 1),
  text: 'With parts',
  reactions: [
    { kind: 'emoji', emoji: '❤', count },
    { kind: 'custom_emoji', customEmojiId: '5265077361648368841', count },
    { kind: 'paid', count },
  ],
  buttons: [
    [
      { text: 'Read "all"', url: 'https://example.org/?a=1&b=2' },
      { text: 'Answer', url: null },
    ],
    [{ text: 'Follow', url: 'https://t.me/other' }],
  ],
  viaBot: 'helper_bot',
}

function checkParts(check: Check): void {
  check('what stands around the words of a post is as it was published', async (harness) => {
    harness.publish([richPost, { id: 8, publishedAt: richPost.publishedAt, text: 'Plain' }])
    const [rich, plain] = (await pageOf(harness, { kind: 'newest' })).posts
    const { reactions, buttons, viaBot, text } = richPost
    assert.deepEqual([rich?.reactions, rich?.buttons, rich?.viaBot, rich?.text], [reactions, buttons, viaBot, text])
    assert.deepEqual([plain?.reactions, plain?.buttons, plain?.viaBot], [[], [], null])
    assert.deepEqual([plain?.serviceKind, plain?.pinned], [null, null])
  })

  check('one post is asked about by itself: it is as the page shows it, or gone', async (harness) => {
    harness.publish([richPost, { id: 8, publishedAt: richPost.publishedAt, text: 'Plain' }])
    const [rich] = (await pageOf(harness, { kind: 'newest' })).posts
    const there = await harness.source.checkPost(harness.channelName, 7, calm)
    assert.deepEqual(there, { kind: 'there', post: rich })
    assert.deepEqual(await harness.source.checkPost(harness.channelName, 9, calm), { kind: 'gone' })
  })

  check('a post is not gone when Telegram does not say so', async (harness) => {
    for (const kind of ['foreign', 'refused', 'no_preview'] as const) {
      harness.trouble(kind)
      await assert.rejects(harness.source.checkPost(harness.channelName, 9, calm), SourceError)
    }
  })

  check('a post that the page leaves to the app is told of all the same', async (harness) => {
    harness.publish([{ id: 7, publishedAt: Date.UTC(2026, 0, 1), text: 'Hidden "words" & more', isHidden: true }])
    const [post] = (await pageOf(harness, { kind: 'newest' })).posts
    if (harness.hidesNothing === true) {
      assert.deepEqual([post?.kind, post?.text], ['post', 'Hidden "words" & more'])
      return
    }
    assert.deepEqual([post?.kind, post?.text], ['unsupported', ''])
    const words = await harness.source.describePost(harness.channelName, 7, calm)
    assert.equal(words, 'Hidden "words" & more')
  })
}

function checkTrouble(check: Check): void {
  const faults = { truncated: /./, foreign: /./, refused: /./, no_preview: /^preview_unavailable$/ }
  for (const [kind, expected] of Object.entries(faults) as [keyof typeof faults, RegExp][]) {
    check(`a page that is ${kind} is an error and never an empty page`, async (harness) => {
      harness.publish(posts)
      harness.trouble(kind)
      await assert.rejects(pageOf(harness, { kind: 'newest' }), (error) => {
        assert.ok(error instanceof SourceError)
        assert.match(error.fault, expected)
        return true
      })
    })
  }

  check('a request ends with the reason of the signal', async (harness) => {
    harness.trouble('silent')
    const controller = new AbortController()
    const pending = harness.source.fetchPage(harness.channelName, { kind: 'newest' }, controller.signal)
    await harness.arrived()
    controller.abort(new Error('shutting down'))
    await assert.rejects(pending, /shutting down/)
  })

  check('a name that cannot be one is refused before anything is asked', async (harness) => {
    for (const bad of ['', 'abc', '../etc', 'a b c d', 'x'.repeat(33), 'name?q=1', 'имя_канала', 'durov/5']) {
      const refusal = { name: 'AppError', code: 'invalid_input' }
      await assert.rejects(harness.source.fetchPage(bad, { kind: 'newest' }, calm), refusal)
      await assert.rejects(harness.source.describe(bad, calm), refusal)
      await assert.rejects(harness.source.describePost(bad, 1, calm), refusal)
      await assert.rejects(harness.source.checkPost(bad, 1, calm), refusal)
    }
  })
}
