import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Dispatcher } from 'undici'
import type { PagePosition, Source } from '../../src/domain/source.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { createLimiter } from '../../src/tme/limiter.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { testSource } from '../contracts/source-contract.ts'
import type { PublishedPost, SourceHarness, Trouble } from '../contracts/source-contract.ts'
import { createOpenLimiter, systemClock } from './support/clocks.ts'
import { readFixture } from './support/fixtures.ts'
import { openLoopback, reply } from './support/loopback.ts'
import type { Handler, Loopback } from './support/loopback.ts'
import { renderEmbed, renderMessage, renderPage, renderPostLanding } from './support/page-builder.ts'

const channel = { name: 'Probe_Channel', title: 'Probe', telegramId: 4242 }
const pageSize = 20
const calm = new AbortController().signal

let dispatcher: Dispatcher

before(() => {
  dispatcher = createDispatcher(null)
})

after(async () => {
  await dispatcher.destroy()
})

testSource('t.me/s', async (): Promise<SourceHarness> => {
  const server = await openLoopback()
  const arrival = Promise.withResolvers<void>()
  let published: readonly PublishedPost[] = []
  server.answer((request, response) => servePage(published, request, response))
  return {
    source: sourceOf(server),
    channelName: 'probe_channel',
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

const wholePage = renderPage(channel, [
  renderMessage(channel, { id: 1, publishedAt: 0, text: 'one' }),
  renderMessage(channel, { id: 2, publishedAt: 0, text: 'two' }),
])

const troubles: Record<Exclude<Trouble, 'silent'>, Handler> = {
  truncated: reply(200, wholePage.slice(0, wholePage.indexOf('</section>'))),
  foreign: reply(200, '<html><body>Your provider says hello</body></html>'),
  refused: reply(403),
  no_preview: reply(302, '', { location: '/probe_channel' }),
}

const servePage = (
  posts: readonly PublishedPost[],
  request: Parameters<Handler>[0],
  response: Parameters<Handler>[1],
): void => {
  const url = new URL(request.url ?? '', 'http://localhost')
  const single = /^\/probe_channel\/(\d+)$/.exec(url.pathname)?.[1]
  if (single !== undefined) {
    const post = posts.find(({ id }) => id === Number(single))
    if (url.searchParams.has('embed')) {
      response.end(renderEmbed(channel, post ?? null))
      return
    }
    response.end(renderPostLanding(channel, post?.text ?? ''))
    return
  }
  const first = Number(url.searchParams.get('after') ?? 0)
  const end = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY)
  const fitting = posts.filter(({ id }) => id > first && id < end)
  const shown = url.searchParams.has('after') ? fitting.slice(0, pageSize) : fitting.slice(-pageSize)
  response.end(
    renderPage(
      channel,
      shown.map((post) => renderMessage(channel, post)),
    ),
  )
}

function sourceOf(server: Loopback, timeoutMs = 5000, limiter = createOpenLimiter()): Source {
  return createWebSource({
    root: server.root,
    dispatcher,
    userAgent: 'Vestnik/test',
    limiter,
    clock: systemClock,
    timeoutMs,
  })
}

test('the page asked for is that of the position', async () => {
  await using server = await openLoopback(reply(200, readFixture('page-empty')))
  const source = sourceOf(server)
  await source.fetchPage('probe', { kind: 'newest' }, calm)
  await source.fetchPage('probe', { kind: 'before', messageId: 50 }, calm)
  await source.fetchPage('probe', { kind: 'before', messageId: 0 }, calm)
  await source.fetchPage('probe', { kind: 'after', messageId: 7 }, calm)
  assert.deepEqual(server.asked, ['/s/probe', '/s/probe?before=50', '/s/probe?before=1', '/s/probe?after=7'])
})

test('posts beyond the position asked for are left out', async () => {
  await using server = await openLoopback(reply(200, readFixture('page')))
  const source = sourceOf(server)
  const idsOf = async (position: PagePosition): Promise<number[]> =>
    (await source.fetchPage('vestnik_probe', position, calm)).posts.map(({ messageId }) => messageId)
  assert.deepEqual(await idsOf({ kind: 'after', messageId: 11 }), [12])
  assert.deepEqual(await idsOf({ kind: 'before', messageId: 11 }), [10])
})

test('a root may have a path and a slash at its end', async () => {
  await using server = await openLoopback(reply(200, readFixture('page-empty')))
  const options = { dispatcher, userAgent: 'x', limiter: createOpenLimiter(), clock: systemClock }
  const source = createWebSource({ ...options, root: `${server.root}/mirror/` })
  await source.fetchPage('probe', { kind: 'newest' }, calm)
  assert.deepEqual(server.asked, ['/mirror/s/probe'])
})

test('a message id that is none is refused', async () => {
  await using server = await openLoopback()
  for (const messageId of [Number.NaN, 1.5, Number.POSITIVE_INFINITY]) {
    const asked = sourceOf(server).fetchPage('probe', { kind: 'after', messageId }, calm)
    await assert.rejects(asked, { name: 'AppError', code: 'invalid_input' })
  }
  assert.deepEqual(server.asked, [])
})

test('the landing page of a name is described', async () => {
  await using server = await openLoopback(reply(200, readFixture('landing-group')))
  assert.deepEqual(await sourceOf(server).describe('neighbours', calm), { kind: 'group', title: 'Соседи' })
  assert.deepEqual(server.asked, ['/neighbours'])
})

test('a connection that fails once is tried again at once', async () => {
  await using server = await openLoopback((request) => {
    request.socket.destroy()
    server.answer(reply(200, readFixture('page')))
  })
  const limiter = createOpenLimiter()
  const page = await sourceOf(server, 5000, limiter).fetchPage('vestnik_probe', { kind: 'newest' }, calm)
  assert.equal(page.posts.length, 3)
  assert.equal(limiter.count(), 2, 'each try keeps to the rate')
})

test('a connection that keeps failing is tried twice, no more', async () => {
  await using server = await openLoopback((request) => request.socket.destroy())
  await assert.rejects(sourceOf(server).fetchPage('probe', { kind: 'newest' }, calm), { fault: 'network' })
  assert.equal(server.asked.length, 2)
})

test('a page that was cut on its way is tried again', async () => {
  const whole = readFixture('page')
  await using server = await openLoopback((request, response) => {
    reply(200, whole.slice(0, whole.indexOf('</section>')))(request, response)
    server.answer(reply(200, whole))
  })
  const page = await sourceOf(server).fetchPage('vestnik_probe', { kind: 'newest' }, calm)
  assert.equal(page.posts.length, 3)
})

test('a refusal is not tried again', async () => {
  await using server = await openLoopback(reply(429, '', { 'retry-after': '5' }))
  const asked = sourceOf(server).fetchPage('probe', { kind: 'newest' }, calm)
  await assert.rejects(asked, { fault: 'rate_limited', retryAfterMs: 5000 })
  assert.equal(server.asked.length, 1)
})

test('a time-out is one', async () => {
  await using server = await openLoopback(() => undefined)
  await assert.rejects(sourceOf(server, 50).fetchPage('probe', { kind: 'newest' }, calm), { fault: 'timeout' })
})

test('a request that waits for its turn ends when it is aborted, without asking', async () => {
  await using server = await openLoopback(reply(200, readFixture('page-empty')))
  const limiter = createLimiter({ perSecond: 0.001, clock: systemClock, random: () => 0 })
  const source = createWebSource({ root: server.root, dispatcher, userAgent: 'x', limiter, clock: systemClock })
  await source.fetchPage('probe', { kind: 'newest' }, calm)
  const controller = new AbortController()
  const pending = source.fetchPage('probe', { kind: 'newest' }, controller.signal)
  controller.abort(new Error('shutting down'))
  await assert.rejects(pending, /shutting down/)
  assert.equal(server.asked.length, 1)
})
