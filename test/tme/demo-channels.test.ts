import assert from 'node:assert/strict'
import { test } from 'node:test'
import { putdomojDemo } from '../../sandbox/demo-data/putdomoj-demo.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import type { PostContent } from '../../src/domain/post.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { startPreview } from '../sandbox/web-preview/preview-server.ts'
import { createOpenLimiter, systemClock } from './support/clocks.ts'

const calm = new AbortController().signal

test('a whole demo channel is read over HTTP, with every part that its posts have', async () => {
  await using server = await startPreview()
  server.channels.add({ ...putdomojDemo, preview: true })
  for (const { minutesAgo, edited, ...post } of putdomojDemo.posts) {
    const publishedAt = Date.UTC(2026, 7, 9) - minutesAgo * 60_000
    server.channels.publish(putdomojDemo.name, { ...post, publishedAt, editedAt: edited === true ? publishedAt : null })
  }
  const found = await readAll(server.root, putdomojDemo.name)
  const published = server.channels.posts(putdomojDemo.name)
  assert.deepEqual(
    found.map((post) => ({ id: post.messageId, kind: post.kind, albumIds: post.albumIds, edited: post.edited })),
    published.map((post) => ({
      id: post.id,
      kind: post.kind,
      albumIds: post.albumIds,
      edited: post.editedAt !== null,
    })),
  )
  for (const [index, post] of published.entries()) {
    const read = found[index]
    assert.ok(read)
    assert.equal(read.text, post.text, String(post.id))
    assert.deepEqual(read.buttons, post.buttons)
    assert.equal(read.viaBot, post.viaBot)
    assert.equal(read.reply?.id, post.replyTo?.id)
    assert.equal(read.reactions.length, post.reactions.length)
    assert.equal(read.serviceKind === null, post.kind !== 'service')
    assert.notEqual(read.serviceKind, 'other')
  }
})

async function readAll(root: string, name: string): Promise<readonly PostContent[]> {
  await using stack = new AsyncDisposableStack()
  const dispatcher = stack.adopt(createDispatcher(null), (agent) => agent.destroy())
  const limiter = createOpenLimiter()
  const source = createWebSource({ root, dispatcher, userAgent: 'test', limiter, clock: systemClock })
  let posts = (await source.fetchPage(name, { kind: 'newest' }, calm)).posts
  for (;;) {
    const before = posts[0]?.messageId ?? 0
    const page = await source.fetchPage(name, { kind: 'before', messageId: before }, calm)
    if (page.posts.length === 0) return posts
    posts = [...page.posts, ...posts]
  }
}
