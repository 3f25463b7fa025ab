import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { createDispatcher } from '../../src/http/dispatcher.ts'
import { createLogger } from '../../src/log.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { createApiFetch } from '../../src/telegram/api-fetch.ts'
import { toApiSignal } from '../../src/telegram/api-signal.ts'
import { type ReceiveParts, receive } from '../../src/telegram/receive.ts'
import { createFastClock } from './fast-clock.ts'

type Handle = ReceiveParts['handle']

/** A bot of the sandbox that does nothing but receive, with a store that outlives its restarts. */
async function openReceiver() {
  await using stack = new AsyncDisposableStack()
  const sandbox = stack.use(await startSandbox())
  const store = stack.adopt(openMemoryStore({ analyzer: createStemAnalyzer() }), (opened) => opened.close())
  const dispatcher = stack.adopt(createDispatcher(null), (agent) => agent.destroy())
  sandbox.world.addPerson({ id: 1, firstName: 'One' })
  sandbox.world.addPerson({ id: 2, firstName: 'Two' })
  const api = new Api(sandbox.token, { apiRoot: sandbox.botApiRoot, fetch: createApiFetch(dispatcher) })
  const resources = stack.move()
  return {
    sandbox,
    store,
    start: (handle: Handle, more: Partial<ReceiveParts> = {}) => {
      const bot = start({ store, api }, handle, more)
      resources.defer(async () => {
        bot.stop()
        await bot.done.catch(() => {})
      })
      return bot
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

const speed = 20

function start({ store, api }: { store: Store; api: Api }, handle: Handle, more: Partial<ReceiveParts>) {
  const stop = new AbortController()
  const done = receive(
    {
      getUpdates: (request, signal) => api.getUpdates(request, toApiSignal(signal)),
      handle,
      updates: store.updates,
      clock: createFastClock(Date.now(), speed),
      random: () => 0,
      log: createLogger({ logLevel: 'silent', logPretty: false }),
      pollTimeoutS: 5,
      ...more,
    },
    stop.signal,
  )
  done.catch(() => {})
  return { stop: () => stop.abort(), done }
}

function textOf(update: Update): string {
  return update.message?.text ?? ''
}

/** Collects what was handled, and lets the test wait for it. */
function createRecord() {
  const seen: string[] = []
  const waiters: { readonly count: number; readonly resolve: () => void }[] = []
  return {
    seen,
    add: (text: string) => {
      seen.push(text)
      for (const { count, resolve } of waiters) if (seen.length >= count) resolve()
    },
    until: (count: number): Promise<void> =>
      seen.length >= count ? Promise.resolve() : new Promise((resolve) => waiters.push({ count, resolve })),
  }
}

suite('receiving', () => {
  test('handles chats side by side, and the updates of one chat in order', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    const held = Promise.withResolvers<void>()
    receiver.start(async (update) => {
      if (textOf(update) === 'one a') await held.promise
      record.add(textOf(update))
    })
    receiver.sandbox.world.say(1, 1, 'one a')
    receiver.sandbox.world.say(1, 1, 'one b')
    receiver.sandbox.world.say(2, 2, 'two')
    await record.until(1)
    assert.deepEqual(record.seen, ['two'])
    held.resolve()
    await record.until(3)
    assert.deepEqual(record.seen, ['two', 'one a', 'one b'])
  })

  test('confirms an update only when it and all before it have been handled', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    const held = Promise.withResolvers<void>()
    const offsets: number[] = []
    const ids: number[] = []
    receiver.start(async (update) => {
      ids.push(update.update_id)
      if (textOf(update) === 'slow') await held.promise
      record.add(textOf(update))
    })
    receiver.sandbox.world.say(1, 1, 'slow')
    receiver.sandbox.world.say(2, 2, 'quick')
    await record.until(1)
    const polls = (): readonly number[] =>
      receiver.sandbox.calls
        .filter(({ method }) => method === 'getUpdates')
        .map(({ params }) => Number(params['offset']))
    receiver.sandbox.world.say(2, 2, 'again')
    await record.until(2)
    offsets.push(...polls())
    const slowId = Math.min(...ids)
    assert.ok(offsets.every((offset) => offset <= slowId))
    held.resolve()
    await record.until(3)
    receiver.sandbox.world.say(2, 2, 'last')
    await record.until(4)
    assert.ok(Math.max(...polls()) > slowId + 1)
    assert.deepEqual([...record.seen].sort(), ['again', 'last', 'quick', 'slow'])
  })

  test('handles nothing twice after a restart, though nothing was confirmed', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    const first = receiver.start(async (update) => {
      if (textOf(update) === 'stuck') await new Promise(() => {})
      record.add(textOf(update))
    })
    receiver.sandbox.world.say(1, 1, 'stuck')
    receiver.sandbox.world.say(2, 2, 'done')
    await record.until(1)
    first.stop()
    await first.done
    receiver.start(async (update) => record.add(`again ${textOf(update)}`))
    await record.until(2)
    receiver.sandbox.world.say(2, 2, 'new')
    await record.until(3)
    assert.deepEqual(record.seen, ['done', 'again stuck', 'again new'])
  })

  test('gives a handler up that takes too long, and goes on with the chat', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    let aborted = false
    receiver.start(
      async (update, signal) => {
        if (textOf(update) === 'stuck') {
          signal.addEventListener('abort', () => (aborted = true))
          await new Promise(() => {})
        }
        record.add(textOf(update))
      },
      { handlerTimeoutMs: 2000 },
    )
    receiver.sandbox.world.say(1, 1, 'stuck')
    receiver.sandbox.world.say(1, 1, 'next')
    await record.until(1)
    assert.deepEqual([record.seen, aborted], [['next'], true])
  })

  test('survives a handler that throws', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    receiver.start(async (update) => {
      record.add(textOf(update))
      if (textOf(update) === 'bad') throw new Error('defect')
    })
    receiver.sandbox.world.say(1, 1, 'bad')
    receiver.sandbox.world.say(1, 1, 'good')
    await record.until(2)
  })

  test('comes back after errors of the server and the network, and waits as long as it is told', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    const { faults, world } = receiver.sandbox
    const match = { server: 'bot', method: 'getUpdates' } as const
    faults.add({ kind: 'status', status: 502, body: '<html>Bad Gateway</html>', match })
    faults.add({ kind: 'drop', match })
    faults.add({ kind: 'garbage', match })
    faults.add({
      kind: 'status',
      status: 429,
      body: { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 5 } },
      match,
    })
    world.say(1, 1, 'hello')
    const clock = createFastClock(0, speed)
    receiver.start(async (update) => record.add(textOf(update)), { clock })
    await record.until(1)
    assert.ok(clock.now() >= 500 + 1000 + 2000 + 5000, `${clock.now()} ms`)
  })

  for (const [status, description, words] of [
    [401, 'Unauthorized', /BOT_TOKEN/],
    [409, 'Conflict: terminated by other getUpdates request; make sure that only one', /another program is receiving/],
    [409, "Conflict: can't use getUpdates method while webhook is active", /webhook/],
  ] as const) {
    test(`ends with a clear message on ${status} ${description.slice(0, 40)}`, async () => {
      await using receiver = await openReceiver()
      const body = { ok: false, error_code: status, description }
      receiver.sandbox.faults.add({ kind: 'status', status, body, match: { server: 'bot', method: 'getUpdates' } })
      const bot = receiver.start(async () => {})
      await assert.rejects(bot.done, words)
    })
  }

  test('stops at once when nothing is under way, and lets a handler finish otherwise', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    const begun = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    let updateId = 0
    const idle = receiver.start(async () => {})
    idle.stop()
    await idle.done
    const bot = receiver.start(async (update) => {
      updateId = update.update_id
      begun.resolve()
      await held.promise
      record.add(textOf(update))
    })
    receiver.sandbox.world.say(1, 1, 'last words')
    await begun.promise
    bot.stop()
    held.resolve()
    await bot.done
    assert.deepEqual(record.seen, ['last words'])
    assert.deepEqual(await receiver.store.updates.findNew([updateId, updateId + 1]), [updateId + 1])
  })

  test('drops what one chat sends beyond thirty waiting updates, so that others are served', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    const held = Promise.withResolvers<void>()
    for (let count = 0; count < 60; count += 1) receiver.sandbox.world.say(1, 1, `flood ${count}`)
    receiver.start(async (update) => {
      if (update.message?.chat.id === 1) await held.promise
      record.add(textOf(update))
    })
    receiver.sandbox.world.say(2, 2, 'me too')
    await record.until(1)
    assert.deepEqual(record.seen, ['me too'])
    held.resolve()
    receiver.sandbox.world.say(2, 2, 'bye')
    await record.until(32)
    assert.equal(record.seen.filter((text) => text.startsWith('flood')).length, 30)
  })

  test('asks for the kinds of update it reads, by name', async () => {
    await using receiver = await openReceiver()
    const record = createRecord()
    receiver.start(async (update) => record.add(textOf(update)))
    receiver.sandbox.world.say(1, 1, 'x')
    await record.until(1)
    const call = receiver.sandbox.calls.find(({ method }) => method === 'getUpdates')
    assert.match(JSON.stringify(call?.params), /message.*callback_query.*my_chat_member/)
  })
})
