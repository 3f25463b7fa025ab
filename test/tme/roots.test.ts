import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Dispatcher } from 'undici'
import { parseConfig } from '../../src/config.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { createWebSource } from '../../src/tme/source.ts'
import { createTestClock } from '../support/clock.ts'
import { createOpenLimiter } from './support/clocks.ts'
import { readFixture } from './support/fixtures.ts'
import { type Handler, type Loopback, openLoopback, reply } from './support/loopback.ts'

const calm = new AbortController().signal
const minute = 60_000
const page = reply(200, readFixture('page-empty'))
const hangUp: Handler = (request) => request.socket.destroy()

let dispatcher: Dispatcher

before(() => {
  dispatcher = createDispatcher(null)
})

after(async () => {
  await dispatcher.destroy()
})

function open(first: Loopback, second: Loopback) {
  const clock = createTestClock(0)
  const limiter = createOpenLimiter()
  const source = createWebSource({
    root: first.root,
    fallbackRoots: [second.root],
    dispatcher,
    userAgent: 'test',
    limiter,
    clock,
  })
  return { clock, ask: () => source.fetchPage('probe', { kind: 'newest' }, calm) }
}

describe('several addresses of the previews', () => {
  it('without a connection to the first, the second is asked, and stays the first choice for ten minutes', async () => {
    await using first = await openLoopback(hangUp)
    await using second = await openLoopback(page)
    const { ask, clock } = open(first, second)
    await ask()
    await ask()
    assert.deepEqual([first.asked.length, second.asked.length], [1, 2])
    first.answer(page)
    clock.advance(10 * minute)
    await ask()
    assert.deepEqual([first.asked.length, second.asked.length], [2, 2])
  })

  for (const [status, fault] of [
    [403, 'blocked'],
    [429, 'rate_limited'],
    [500, 'server_error'],
  ] as const) {
    it(`an answer of ${status} is an answer: no other address is asked`, async () => {
      await using first = await openLoopback(reply(status))
      await using second = await openLoopback(page)
      await assert.rejects(open(first, second).ask(), { fault })
      assert.deepEqual(second.asked, [])
    })
  }

  it('a redirect to another of the addresses is not followed', async () => {
    await using second = await openLoopback(page)
    await using first = await openLoopback(reply(302, '', { location: `${second.root}/probe` }))
    await assert.rejects(open(first, second).ask(), { fault: 'blocked' })
    assert.deepEqual(second.asked, [])
  })

  it('when none can be reached, that is the fault', async () => {
    await using first = await openLoopback(hangUp)
    await using second = await openLoopback(hangUp)
    await assert.rejects(open(first, second).ask(), { fault: 'network' })
  })
})

describe('TELEGRAM_WEB_ROOT', () => {
  it('is one address or several', () => {
    const parsed = parseConfig({ TELEGRAM_WEB_ROOT: 'https://t.me, https://telegram.me/' })
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.config.telegramWebRoots, ['https://t.me', 'https://telegram.me'])
  })

  it('refuses a password in an address without repeating it', () => {
    const parsed = parseConfig({ TELEGRAM_WEB_ROOT: 'https://t.me,https://me:secret@telegram.me' })
    assert.ok(!parsed.ok)
    assert.match(parsed.problems.join(), /^TELEGRAM_WEB_ROOT: /)
    assert.doesNotMatch(parsed.problems.join(), /secret/)
  })
})
