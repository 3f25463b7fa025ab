import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { testSource } from '../contracts/source-contract.ts'
import type { PublishedPost, SourceHarness, Trouble } from '../contracts/source-contract.ts'
import { createOpenLimiter } from '../tme/support/clocks.ts'
import { openLoopback, reply } from '../tme/support/loopback.ts'
import type { Handler } from '../tme/support/loopback.ts'
import { createBridgeSource } from './bridge-source.ts'

const pageSize = 20
const channel = { name: 'Probe_Channel', id: 4242, title: 'Probe' }

testSource('the example of docs/sources.md', async (): Promise<SourceHarness> => {
  const server = await openLoopback()
  const arrival = Promise.withResolvers<void>()
  let published: readonly PublishedPost[] = []
  server.answer((request, response) => {
    const { status, body } = answer(published, new URL(request.url ?? '', 'http://localhost'))
    response.statusCode = status
    response.end(JSON.stringify(body))
  })
  return {
    source: createBridgeSource({ root: server.root, limiter: createOpenLimiter() }),
    channelName: 'probe_channel',
    hidesNothing: true,
    publish(posts) {
      published = posts
    },
    trouble(kind) {
      server.answer(kind === 'silent' ? () => arrival.resolve() : troubles[kind])
    },
    arrived: () => arrival.promise,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
})

const troubles: Record<Exclude<Trouble, 'silent'>, Handler> = {
  truncated: reply(200, '{"channel":{"name":"Probe_Channel","id":4242,"title":"Probe"},"posts":[{"id":1'),
  foreign: reply(200, '<html><body>Your provider says hello</body></html>'),
  refused: reply(403),
  no_preview: reply(404, '{"error":"no_channel"}'),
}

function answer(posts: readonly PublishedPost[], url: URL): { readonly status: number; readonly body: object } {
  const single = /\/posts\/(\d+)$/.exec(url.pathname)?.[1]
  if (single !== undefined) {
    const post = posts.find(({ id }) => id === Number(single))
    return post === undefined ? { status: 404, body: { error: 'no_post' } } : { status: 200, body: post }
  }
  const first = Number(url.searchParams.get('after') ?? 0)
  const end = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY)
  const fitting = posts.filter(({ id }) => id > first && id < end)
  const shown = url.searchParams.has('after') ? fitting.slice(0, pageSize) : fitting.slice(-pageSize)
  return { status: 200, body: { channel, posts: shown } }
}

test('docs/sources.md shows the example as it runs', async () => {
  const doc = await readFile(new URL('../../docs/sources.md', import.meta.url), 'utf8')
  const code = await readFile(new URL('bridge-source.ts', import.meta.url), 'utf8')
  assert.equal(/```ts\n(.*?)```/s.exec(doc)?.[1]?.trim(), code.trim())
})
