import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { PostContent, Reaction } from '../../src/domain/post.ts'
import { parsePage, parseXhr } from '../../src/tme/parse.ts'
import { readShared, withoutSharedPages } from './support/fixtures.ts'

/** What somebody read in a message of a real page. A field that is left out is empty there. */
interface ReadMessage {
  readonly id: number
  /** In UTC. */
  readonly at: string
  readonly views?: string
  readonly edited?: boolean
  readonly author?: string
  readonly kind?: string
  readonly serviceKind?: string
  readonly pinned?: string
  readonly media?: readonly string[]
  readonly albumIds?: readonly number[]
  /** Name, channel, message. */
  readonly forward?: readonly unknown[]
  /** Channel, message, author, quotation. */
  readonly reply?: readonly unknown[]
  /** Custom emoji with an id. */
  readonly emoji?: number
  readonly links?: number
  /** Begin and end of the text. */
  readonly text?: readonly [string, string]
  /** Length of the text in UTF-16 units, where the page is as Telegram wrote it. */
  readonly units?: number
  readonly reactions?: string
}

const table = JSON.parse(
  readFileSync(new URL('../fixtures/tme/shared-messages.json', import.meta.url), 'utf8'),
) as Record<string, readonly ReadMessage[]>
const options = { channelName: 'asked_name' }
const skip = { skip: withoutSharedPages }

for (const [path, messages] of Object.entries(table)) {
  test(`${path}: every field of every message`, skip, () => {
    compareAll(parsePage(readShared(path), options).posts, messages)
  })
}

test('the answer to the scroller: every field of every message', skip, () => {
  const json = readShared('reconstructed/xhr_s_durov_before540_derived.json')
  compareAll(parseXhr(json, options).posts, table['sherlock-telegram/channel_feed.html'] ?? [])
})

test('the table holds more than seventy messages, those of the scroller among them', () => {
  const counts = Object.values(table).map((messages) => messages.length)
  assert.ok(counts.reduce((sum, count) => sum + count, 0) + 20 > 70)
})

function compareAll(posts: readonly PostContent[], messages: readonly ReadMessage[]): void {
  assert.equal(posts.length, messages.length)
  for (const [index, message] of messages.entries()) compare(posts[index], message)
}

function compare(post: PostContent | undefined, message: ReadMessage): void {
  assert.ok(post)
  const [begin = '', end = ''] = message.text ?? []
  assert.deepEqual(
    { ...readAgain(post), begin: post.text.slice(0, begin.length), end: post.text.slice(-end.length || Infinity) },
    {
      id: message.id,
      at: message.at,
      views: message.views ?? null,
      edited: message.edited ?? false,
      author: message.author ?? null,
      kind: message.kind ?? 'post',
      serviceKind: message.serviceKind ?? null,
      pinned: message.pinned ?? null,
      media: message.media ?? [],
      albumIds: message.albumIds ?? [],
      forward: message.forward ?? null,
      reply: message.reply ?? null,
      emoji: message.emoji ?? 0,
      links: message.links ?? 0,
      units: message.units ?? post.text.length,
      reactions: message.reactions ?? '',
      viaBot: null,
      buttons: [],
      begin,
      end,
    },
  )
}

const links: ReadonlySet<string> = new Set(['text_link', 'url', 'mention', 'hashtag'])

function readAgain({ forward, reply, ...post }: PostContent): Record<string, unknown> {
  return {
    id: post.messageId,
    at: new Date(post.publishedAt).toISOString().slice(0, 19),
    views: post.views?.label ?? null,
    edited: post.edited,
    author: post.author,
    kind: post.kind,
    serviceKind: post.serviceKind,
    pinned: post.pinned,
    media: post.media.map(({ kind }) => kind),
    albumIds: post.albumIds,
    forward: forward && [forward.name, forward.channel, forward.id],
    reply: reply && [reply.channel, reply.id, reply.author, reply.quote],
    emoji: post.entities.filter(({ type }) => type === 'custom_emoji').length,
    links: post.entities.filter(({ type }) => links.has(type)).length,
    units: post.text.length,
    reactions: post.reactions.map(describe).join(', '),
    viaBot: post.viaBot,
    buttons: post.buttons,
  }
}

function describe(reaction: Reaction): string {
  const { label } = reaction.count
  if (reaction.kind === 'paid') return `paid ${label}`
  return `${reaction.kind === 'emoji' ? reaction.emoji : reaction.customEmojiId} ${label}`
}
