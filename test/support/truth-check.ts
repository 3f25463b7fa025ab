import assert from 'node:assert/strict'
import type { ArchivedPost } from '../../src/domain/archive.ts'
import type { Store } from '../../src/domain/store.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { selectPosts } from '../../sandbox/web-preview/paging.ts'
import type { Looks, Truth } from './truth-looks.ts'

export interface Sent {
  readonly title: string
  readonly messageId: number
}

export interface Evidence {
  readonly store: Store
  readonly sandbox: Sandbox
  readonly truth: Truth
  readonly name: string
  readonly sent: readonly Sent[]
  /** Since when posts of the channel were wanted, each time that it was followed anew. */
  readonly since: readonly number[]
  /** Messages that a page holds by now. */
  readonly pageSize: number
}

/** Throws when the archive of a channel, which has come to rest, differs from what the channel has shown. */
export async function checkStory(evidence: Evidence): Promise<void> {
  const { store, sandbox, truth, name } = evidence
  const { telegramId = 0, title = '' } = sandbox.channels.profile(name) ?? {}
  const channel = await store.channels.findByName(name)
  assert.ok(channel, `${name} is known`)
  assert.equal(channel.failures, 0)
  assert.equal(channel.backfillLeft, 0, 'the backfill has ended')
  const stored = await store.archive.listPage({
    channelIds: [channel.id],
    afterId: 0,
    fromAt: null,
    beforeAt: null,
    limit: 1_000_000,
  })
  checkTexts(stored, truth.of(telegramId))
  checkPublished(stored, evidence)
  checkDeleted(stored, evidence)
  checkSent(stored, { ...evidence, sent: evidence.sent.filter((one) => one.title === title) })
}

/** What was kept is there, in order, and nothing is there that was not seen. */
function checkTexts(stored: readonly ArchivedPost[], looks: ReadonlyMap<number, Looks>): void {
  const held = new Map(stored.map(({ post, versions }) => [post.messageId, versions.map(({ text }) => text)]))
  const wrong: unknown[] = []
  for (const [id, { seen, kept }] of looks) {
    const texts = held.get(id) ?? []
    const isEqual = isPart(kept, texts) && isPart(texts, seen) && (kept.length === 0 || texts.at(-1) === kept.at(-1))
    if (!isEqual) wrong.push({ id, texts, seen, kept })
  }
  assert.deepEqual(wrong, [], 'every post has the texts that it had at the looks')
  assert.deepEqual(
    [...held.keys()].filter((id) => !looks.has(id)),
    [],
    'no post is there that was never shown',
  )
  assert.equal(held.size, stored.length, 'no post is there twice')
}

/** Whether the texts come in the others, in this order. */
function isPart(texts: readonly string[], others: readonly string[]): boolean {
  let next = 0
  for (const text of others) if (text === texts[next]) next += 1
  return next === texts.length
}

function checkPublished(stored: readonly ArchivedPost[], { sandbox, name }: Evidence): void {
  const held = new Map(stored.map(({ post }) => [post.messageId, post.text]))
  const published = sandbox.channels.posts(name)
  assert.deepEqual(
    published.flatMap(({ id }) => (held.has(id) ? [] : [id])),
    [],
    'every post that is there was read, however old',
  )
  const newest = published.slice(-5)
  assert.deepEqual(
    newest.map(({ id }) => held.get(id)),
    newest.map(({ text }) => text),
    'edits of the newest posts were read',
  )
}

function checkDeleted(stored: readonly ArchivedPost[], { sandbox, name, pageSize }: Evidence): void {
  const published = sandbox.channels.posts(name)
  const there = new Set(published.map(({ id }) => id))
  const firstShown = selectPosts(published, { kind: 'newest' }, pageSize).posts[0]?.id ?? 0
  const marked = stored.filter(({ post }) => post.deletedAt !== null)
  assert.deepEqual(
    marked.filter(({ post }) => there.has(post.messageId) || (post.lastSeenAt ?? 0) >= (post.deletedAt ?? 0)),
    [],
    'nothing that is there is marked as deleted, and the times are in order',
  )
  const unmarked = stored.filter(
    ({ post }) =>
      post.kind !== 'service' &&
      post.deletedAt === null &&
      !there.has(post.messageId) &&
      published.length > 0 &&
      post.messageId >= firstShown,
  )
  assert.deepEqual(unmarked, [], 'what was taken back within the newest page is marked as deleted')
}

/**
 * What the chat wanted since it last began to follow was sent. Nothing was sent twice, and nothing old but what was changed
 * meanwhile.
 */
function checkSent(stored: readonly ArchivedPost[], { sent, since }: Evidence): void {
  const ids = sent.map(({ messageId }) => messageId)
  assert.equal(new Set(ids).size, ids.length, 'nothing was sent twice')
  const got = new Set(ids)
  const news = stored.filter(({ post }) => post.kind !== 'service')
  assert.deepEqual(
    news.flatMap(({ post }) =>
      post.publishedAt >= (since.at(-1) ?? Infinity) && !got.has(post.messageId) ? [post.messageId] : [],
    ),
    [],
    'what the chat wanted was sent',
  )
  const mayBeSent = new Set(
    news.flatMap(({ post, versions }) =>
      post.publishedAt >= (since[0] ?? Infinity) || versions.length > 1 ? [post.messageId] : [],
    ),
  )
  assert.deepEqual(
    ids.filter((id) => !mayBeSent.has(id)),
    [],
    'nothing old was sent',
  )
}
