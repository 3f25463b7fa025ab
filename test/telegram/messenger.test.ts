import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Api } from 'grammy'
import type { Fault } from '../../sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { createApiFetch } from '../../src/telegram/api-fetch.ts'
import type { Sending } from '../../src/domain/messenger.ts'
import { createGate } from '../../src/telegram/gate.ts'
import { createMessenger } from '../../src/telegram/messenger.ts'
import { createFastClock } from './fast-clock.ts'

const part = { html: '<b>Bold</b> &amp; plain', plain: 'Bold & plain' }
const richPart = { ...part, rich: { html: '<h2>Bold</h2><p>&amp; plain</p>' } }
const never = new AbortController().signal

async function openMessenger() {
  await using stack = new AsyncDisposableStack()
  const clock = createFastClock(Date.UTC(2026, 2, 1), 20)
  const sandbox = stack.use(await startSandbox({ enforceFloodLimits: false }))
  const dispatcher = stack.adopt(createDispatcher(null), (agent) => agent.destroy())
  const { id: chatId } = sandbox.world.addPerson({ firstName: 'One' })
  sandbox.world.say(chatId, chatId, '/start')
  const api = new Api(sandbox.token, { apiRoot: sandbox.botApiRoot, fetch: createApiFetch(dispatcher) })
  const gate = createGate({ clock })
  const messenger = createMessenger({ api, gate, clock, render: () => [part] })
  const received = (): readonly (string | undefined)[] => {
    const { messages, bot } = sandbox.world
    return messages(chatId).flatMap(({ from, text }) => (from?.id === bot.id ? [text] : []))
  }
  const resources = stack.move()
  return { sandbox, clock, gate, messenger, chatId, received, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

function asked(signal: AbortSignal): Sending {
  return { signal, onLeaving: async () => {} }
}

function refuseOnce(sandbox: Sandbox, reason: string): Fault {
  const body = { ok: false, error_code: 400, description: `Bad Request: ${reason}` }
  return sandbox.faults.add({ kind: 'status', status: 400, body, match: { method: 'sendMessage' } })
}

function methods(sandbox: Sandbox): readonly string[] {
  return sandbox.calls.map(({ method }) => method).filter((method) => method.startsWith('send'))
}

suite('the messenger', () => {
  test('sends a part as HTML without a preview, or its words alone', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox } = bench
    assert.deepEqual(await messenger.send({ chatId, threadId: null }, part, asked(never)), { kind: 'sent' })
    assert.deepEqual(await messenger.sendPlain({ chatId, threadId: null }, part, asked(never)), { kind: 'sent' })
    const [first, second] = sandbox.calls.map(({ params }) => params)
    assert.deepEqual([first!['text'], first!['parse_mode']], [part.html, 'HTML'])
    assert.deepEqual([second!['text'], second!['parse_mode']], [part.plain, undefined])
    assert.match(JSON.stringify([first!['link_preview_options'], second!['link_preview_options']]), /true.*true/)
  })

  test('sends the rich form of a part where there is one', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox } = bench
    assert.deepEqual(await messenger.send({ chatId, threadId: null }, richPart, asked(never)), { kind: 'sent' })
    assert.deepEqual(methods(sandbox), ['sendRichMessage'])
  })

  test('sends the classic form where the server knows no rich messages, and does not ask again for a while', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox } = bench
    const body = { ok: false, error_code: 404, description: 'Not Found: method not found' }
    const fault = sandbox.faults.add({ kind: 'status', status: 404, body, match: { method: 'sendRichMessage' } })
    for (let count = 0; count < 2; count += 1) {
      assert.deepEqual(await messenger.send({ chatId, threadId: null }, richPart, asked(never)), { kind: 'sent' })
    }
    assert.equal(fault.hits, 1)
    assert.deepEqual(methods(sandbox), ['sendMessage', 'sendMessage'])
  })

  test('never sends the classic form when the answer to the rich one was lost', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox } = bench
    sandbox.faults.add({ kind: 'drop-after-effect', match: { method: 'sendRichMessage' } })
    const outcome = await messenger.send({ chatId, threadId: null }, richPart, asked(never))
    assert.notEqual(outcome.kind, 'sent')
    assert.deepEqual(methods(sandbox), ['sendRichMessage'])
  })

  test('tells what became of a part, and never throws for it', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox, received } = bench
    assert.equal(
      (await messenger.send({ chatId, threadId: null }, { html: '<i>', plain: 'x' }, asked(never))).kind,
      'ours',
    )
    assert.equal((await messenger.send({ chatId: -4, threadId: null }, part, asked(never))).kind, 'paused')
    sandbox.faults.add({ kind: 'drop-after-effect', match: { method: 'sendMessage' } })
    assert.equal((await messenger.send({ chatId, threadId: null }, part, asked(never))).kind, 'unreachable')
    assert.equal(received().length, 1)
    sandbox.world.block(chatId)
    assert.equal((await messenger.send({ chatId, threadId: null }, part, asked(never))).kind, 'gone')
  })

  for (const description of ['message thread not found', 'TOPIC_CLOSED', 'TOPIC_DELETED']) {
    test(`sends to the chat itself after ${description} for its topic`, async () => {
      await using bench = await openMessenger()
      const { messenger, chatId, sandbox, received } = bench
      for (const send of [messenger.send, messenger.sendPlain]) {
        refuseOnce(sandbox, description)
        const shut = description === 'TOPIC_CLOSED' ? 'closed' : 'missing'
        assert.deepEqual(await send({ chatId, threadId: 7 }, part, asked(never)), { kind: 'sent', shut })
      }
      const threads = sandbox.calls.map(({ params }) => params['message_thread_id'] !== undefined)
      assert.deepEqual(threads, [false, false])
      assert.deepEqual(received(), [part.plain, part.plain])
    })
  }

  test('pauses a chat that is closed outside of topics too, after one more try', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox, received } = bench
    const refusals = [refuseOnce(sandbox, 'TOPIC_CLOSED'), refuseOnce(sandbox, 'TOPIC_CLOSED')]
    assert.equal((await messenger.send({ chatId, threadId: 7 }, part, asked(never))).kind, 'paused')
    assert.deepEqual(
      refusals.map(({ hits }) => hits),
      [1, 1],
    )
    assert.deepEqual(received(), [])
  })

  test('stops for everybody as long as Telegram says', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox, clock, gate } = bench
    const body = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 6 } }
    sandbox.faults.add({ kind: 'status', status: 429, body, match: { method: 'sendMessage' } })
    assert.deepEqual(await messenger.send({ chatId, threadId: null }, part, asked(never)), {
      kind: 'wait',
      waitMs: 6000,
    })
    const before = clock.now()
    await gate.enter(12345, 'reply')
    assert.ok(clock.now() - before >= 5000)
  })

  test('says that a part is leaving after every wait, and before it leaves', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, gate, sandbox, clock } = bench
    gate.pause(6000)
    const before = clock.now()
    const seen: [waitedMs: number, calls: number][] = []
    const onLeaving = async (): Promise<void> => void seen.push([clock.now() - before, sandbox.calls.length])
    await messenger.send({ chatId, threadId: null }, part, { signal: never, onLeaving })
    assert.ok(seen[0]![0] >= 6000)
    assert.equal(seen[0]![1], 0)
  })

  test('sends nothing after it was told to stop', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, gate, received } = bench
    gate.pause(60_000)
    const stop = new AbortController()
    const sending = messenger.send({ chatId, threadId: null }, part, asked(stop.signal))
    stop.abort(new Error('stop'))
    await assert.rejects(sending, /stop/)
    assert.equal(received().length, 0)
  })

  test('waits for the answer to a call that is under way when it is told to stop, but not for ever', async () => {
    await using bench = await openMessenger()
    const { messenger, chatId, sandbox } = bench
    const slow = sandbox.faults.add({ kind: 'delay', ms: 30, match: { method: 'sendMessage' } })
    const stop = new AbortController()
    const sending = messenger.send({ chatId, threadId: null }, part, asked(stop.signal))
    await slow.hit()
    stop.abort()
    assert.deepEqual(await sending, { kind: 'sent' })
    const hanging = sandbox.faults.add({ kind: 'hang', match: { method: 'sendMessage' } })
    const again = new AbortController()
    const lost = messenger.send({ chatId, threadId: null }, part, asked(again.signal))
    await hanging.hit()
    again.abort()
    assert.equal((await lost).kind, 'unreachable')
  })
})
