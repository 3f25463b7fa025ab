import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { FaultRule } from '../../sandbox/faults.ts'
import { anna, openBench } from './bot-api/client.ts'
import type { Bench } from './bot-api/client.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  bench.sandbox.channels.add({
    name: 'herald_demo',
    title: 'Вестник',
    description: '',
    subscribers: 1,
    telegramId: 1_500_000_001,
    preview: true,
  })
  bench.sandbox.channels.publish('herald_demo', { html: 'Новости' })
})
after(() => bench.sandbox.close())
afterEach(() => bench.sandbox.faults.clear())

const send = () => bench.call('sendMessage', { chat_id: anna, text: 'привет' })
const page = () => fetch(`${bench.sandbox.webRoot}/s/herald_demo`)
const sentCount = () => bench.sandbox.world.messages(anna).length
const add = (rule: FaultRule) => bench.sandbox.faults.add(rule)

describe('faults', () => {
  it('drop: the connection ends and nothing happened', async () => {
    const before = sentCount()
    add({ kind: 'drop', match: { server: 'bot' } })
    await assert.rejects(send)
    assert.equal(sentCount(), before)
    assert.equal((await send()).status, 200)
  })

  it('drop-after-effect: the connection ends and the message is there', async () => {
    const before = sentCount()
    add({ kind: 'drop-after-effect', match: { method: 'sendmessage' } })
    await assert.rejects(send)
    assert.equal(sentCount(), before + 1)
  })

  it('hang and hang-after-effect: no answer until the client leaves', async () => {
    const before = sentCount()
    for (const [kind, sent] of [
      ['hang', 0],
      ['hang-after-effect', 1],
    ] as const) {
      const fault = add({ kind })
      const client = new AbortController()
      const { botApiRoot, token } = bench.sandbox
      const waiting = fetch(`${botApiRoot}/bot${token}/sendMessage?chat_id=${anna}&text=x`, { signal: client.signal })
      const message = sent
        ? bench.sandbox.world.waitForMessage(anna, () => true, { after: bench.sandbox.world.mark() })
        : null
      await Promise.all([fault.hit(), message])
      client.abort()
      await assert.rejects(waiting)
      assert.equal(sentCount(), before + sent)
    }
  })

  it('delay: the request is handled later', async () => {
    const fault = add({ kind: 'delay', ms: 30 })
    const startedAt = performance.now()
    assert.equal((await send()).status, 200)
    assert.ok(performance.now() - startedAt >= 29)
    assert.equal(fault.hits, 1)
  })

  it('status: this answer and no effect', async () => {
    const before = sentCount()
    const body = { ok: false, error_code: 502, description: 'Bad Gateway' }
    add({ kind: 'status', status: 502, body, headers: { 'retry-after': '3' }, match: { method: 'sendMessage' } })
    assert.deepEqual(await send(), { status: 502, ...body })
    assert.equal(sentCount(), before)
    add({ kind: 'status', status: 503, body: '<h1>Down</h1>' })
    const response = await page()
    assert.deepEqual([response.status, await response.text()], [503, '<h1>Down</h1>'])
  })

  it('truncate: the body ends before its announced length', async () => {
    add({ kind: 'truncate', match: { server: 'web' } })
    const response = await page()
    assert.ok(Number(response.headers.get('content-length')) > 500)
    await assert.rejects(response.text())
  })

  it('endless: the body goes on for as long as one reads', async () => {
    add({ kind: 'endless', match: { server: 'web' } })
    const response = await page()
    let length = 0
    for await (const chunk of response.body!) {
      length += chunk.length
      if (length > 3_000_000) break
    }
    assert.ok(length > 3_000_000)
  })

  it('wrong-charset: bytes that are not the UTF-8 announced', async () => {
    add({ kind: 'wrong-charset', match: { server: 'web' } })
    const response = await page()
    assert.match(response.headers.get('content-type') ?? '', /utf-8/i)
    const bytes = Buffer.from(await response.arrayBuffer())
    assert.ok(!bytes.toString('utf8').includes('Новости'))
    assert.ok(new TextDecoder('windows-1251').decode(bytes).includes('Новости'))
  })

  it('garbage: nothing that makes sense', async () => {
    add({ kind: 'garbage', match: { method: 'getMe' } })
    await assert.rejects(bench.call('getMe'), SyntaxError)
  })

  it('fit by server, method, chat and path, and leave the rest alone', async () => {
    const rules: FaultRule[] = [
      { kind: 'drop', match: { server: 'web' } },
      { kind: 'drop', match: { method: 'editMessageText' } },
      { kind: 'drop', match: { chatId: 102 } },
      { kind: 'drop', match: { path: '/s/other' } },
      { kind: 'drop', match: { path: /before=\d+/g } },
    ]
    const added = rules.map(add)
    assert.equal((await send()).status, 200)
    assert.deepEqual(
      added.map(({ hits }) => hits),
      [0, 0, 0, 0, 0],
    )
    await assert.rejects(page)
    await assert.rejects(bench.call('editMessageText'))
    await assert.rejects(bench.call('sendMessage', { chat_id: 102, text: 'x' }))
    await assert.rejects(fetch(`${bench.sandbox.webRoot}/s/other`))
    await assert.rejects(fetch(`${bench.sandbox.webRoot}/s/herald_demo?before=5`))
    assert.deepEqual(
      added.map(({ hits }) => hits),
      [1, 1, 1, 1, 1],
    )
  })

  it('strike as often as they are told, in the order in which they were added', async () => {
    add({ kind: 'status', status: 500, times: 2 })
    const forever = add({ kind: 'status', status: 501, times: Infinity })
    const statuses = []
    for (let count = 0; count < 5; count += 1) statuses.push((await send()).status)
    assert.deepEqual(statuses, [500, 500, 501, 501, 501])
    await forever.hit(3)
    forever.remove()
    assert.equal((await send()).status, 200)
  })

  it('strike no more often when requests come at once', async () => {
    add({ kind: 'status', status: 500, times: 3, match: { method: 'getMe' } })
    const replies = await Promise.all(Array.from({ length: 10 }, () => bench.call('getMe')))
    assert.equal(replies.filter(({ status }) => status === 500).length, 3)
  })

  it('are refused when they make no sense', () => {
    const broken = [
      { kind: 'explode' },
      { kind: 'drop', times: 0 },
      { kind: 'delay', ms: -1 },
      { kind: 'status', status: 99 },
    ]
    for (const rule of broken) assert.throws(() => add(rule as FaultRule), RangeError)
  })

  it('end with the sandbox', async () => {
    const other = await openBench()
    const fault = other.sandbox.faults.add({ kind: 'hang' })
    const waiting = other.call('getMe')
    await fault.hit()
    await Promise.all([assert.rejects(waiting), other.sandbox.close()])
  })
})
