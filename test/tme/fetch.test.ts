import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { SourceError } from '../../src/domain/source.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { fetchHtml } from '../../src/tme/fetch.ts'
import { createHandClock } from './support/hand-clock.ts'
import { openLoopback, reply } from './support/loopback.ts'
import type { Loopback } from './support/loopback.ts'

const clock = createHandClock()
let server: Loopback
let dispatcher: Dispatcher

before(() => {
  dispatcher = createDispatcher(null)
})

after(async () => {
  await dispatcher.destroy()
  await server[Symbol.asyncDispose]()
})

beforeEach(async () => {
  await server?.[Symbol.asyncDispose]()
  server = await openLoopback()
})

interface Ask {
  readonly path?: string
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

async function get({ path = '/s/probe', timeoutMs = 5000, maxBytes = 100_000, signal }: Ask = {}): Promise<string> {
  const settings = { dispatcher, userAgent: 'Vestnik/test', clock, timeoutMs, maxBytes }
  return await fetchHtml(new URL(server.root + path), settings, signal ?? new AbortController().signal)
}

/** The fault that a request ends in. */
async function faultOf(ask?: Ask): Promise<string> {
  try {
    await get(ask)
    return 'none'
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error))
    return error.fault
  }
}

test('a page comes as text, and the request says who asks and for English', async () => {
  server.answer((request, response) => {
    assert.equal(request.headers['user-agent'], 'Vestnik/test')
    assert.equal(request.headers['accept-language'], 'en')
    response.end('<p>Вісник</p>')
  })
  assert.equal(await get(), '<p>Вісник</p>')
})

test('a compressed page is read', async () => {
  server.answer(reply(200, gzipSync('сторінка'), { 'content-encoding': 'gzip' }))
  assert.equal(await get(), 'сторінка')
})

test('statuses become faults', async () => {
  const faults: [number, string][] = [
    [403, 'blocked'],
    [451, 'blocked'],
    [400, 'blocked'],
    [404, 'preview_unavailable'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [502, 'server_error'],
    [503, 'server_error'],
    [204, 'server_error'],
  ]
  for (const [status, fault] of faults) {
    server.answer(reply(status))
    assert.equal(await faultOf(), fault, String(status))
  }
})

test('the pause that a server asks for is told, in seconds or as a date', async () => {
  server.answer(reply(429, '', { 'retry-after': '17' }))
  await assert.rejects(get(), { fault: 'rate_limited', retryAfterMs: 17_000 })
  server.answer(reply(503, '', { 'retry-after': new Date(clock.now() + 90_000).toUTCString() }))
  await assert.rejects(get(), { fault: 'server_error', retryAfterMs: 90_000 })
  server.answer(reply(429, '', { 'retry-after': 'soon' }))
  await assert.rejects(get(), { fault: 'rate_limited', retryAfterMs: null })
})

test('the way to the landing page means that there is no preview', async () => {
  for (const location of ['/probe', `${server.root}/Probe`, 'https://t.me/probe', '/probe?before=5']) {
    server.answer(reply(302, '', { location }))
    assert.equal(await faultOf(), 'preview_unavailable', location)
  }
})

test('no other redirect is followed', async () => {
  for (const location of [
    'http://127.0.0.1:1/s/probe',
    'https://evil.example/probe',
    '/',
    '/s/other',
    '/other',
    '::',
  ]) {
    server.answer(reply(302, '', { location }))
    assert.equal(await faultOf(), 'blocked', location)
  }
  server.answer(reply(301))
  assert.equal(await faultOf(), 'blocked')
  assert.equal(server.asked.length, 7)
})

test('a landing page that sends elsewhere is not taken for a missing preview', async () => {
  server.answer(reply(302, '', { location: '/probe' }))
  assert.equal(await faultOf({ path: '/probe' }), 'blocked')
})

test('a page that ends before its length is a broken connection', async () => {
  server.answer((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('<html>half a page', () => response.destroy())
  })
  assert.equal(await faultOf(), 'network')
})

test('a chunked page that breaks off is a broken connection', async () => {
  server.answer((_request, response) => {
    response.write('<html>half a page', () => response.destroy())
  })
  assert.equal(await faultOf(), 'network')
})

test('a server that is not there is a broken connection', async () => {
  const { root } = server
  await server[Symbol.asyncDispose]()
  server = { ...server, root, [Symbol.asyncDispose]: async () => undefined }
  assert.equal(await faultOf(), 'network')
})

test('an endless page is not read to its end', async () => {
  const closed = Promise.withResolvers<void>()
  server.answer((_request, response) => {
    response.on('close', closed.resolve)
    const chunk = 'x'.repeat(16_384)
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', pour)
    pour()
  })
  assert.equal(await faultOf(), 'too_large')
  await closed.promise
})

test('a small body that unpacks to a large one is refused', async () => {
  server.answer(reply(200, gzipSync('x'.repeat(1_000_000)), { 'content-encoding': 'gzip' }))
  assert.equal(await faultOf(), 'too_large')
})

test('a server that never answers ends in a time-out', async () => {
  server.answer(() => undefined)
  assert.equal(await faultOf({ timeoutMs: 50 }), 'timeout')
})

test('a server that stops in the middle of a page ends in a time-out', async () => {
  server.answer((_request, response) => {
    response.write('<html>')
  })
  assert.equal(await faultOf({ timeoutMs: 50 }), 'timeout')
})

test('an aborted request ends with the reason of the caller', async () => {
  const controller = new AbortController()
  const arrived = Promise.withResolvers<void>()
  server.answer(() => arrived.resolve())
  const pending = get({ signal: controller.signal })
  await arrived.promise
  controller.abort(new Error('shutting down'))
  await assert.rejects(pending, /shutting down/)
})

test('a request that was aborted before asks nothing', async () => {
  await assert.rejects(get({ signal: AbortSignal.abort(new Error('enough')) }), /enough/)
  assert.deepEqual(server.asked, [])
})

test('the declared encoding does not matter: pages are UTF-8', async () => {
  server.answer(reply(200, 'Привет', { 'content-type': 'text/html; charset=windows-1251' }))
  assert.equal(await get(), 'Привет')
})

test('a page in another encoding is refused instead of giving garbage', async () => {
  const windows1251 = Uint8Array.from({ length: 500 }, (_, index) => 0xc0 + (index % 32))
  server.answer(reply(200, windows1251))
  assert.equal(await faultOf(), 'markup_changed')
})

test('one broken letter spoils no page', async () => {
  server.answer(reply(200, Buffer.concat([Buffer.from('добре '), Buffer.from([0xd0]), Buffer.from(' далі')])))
  assert.equal(await get(), 'добре \ufffd далі')
})

test('the body of a refusal is not read, however long', async () => {
  const closed = Promise.withResolvers<void>()
  server.answer((_request, response) => {
    response.on('close', closed.resolve)
    response.writeHead(503)
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    }
    response.on('drain', pour)
    pour()
  })
  assert.equal(await faultOf(), 'server_error')
  await closed.promise
})
