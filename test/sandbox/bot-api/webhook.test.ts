import assert from 'node:assert/strict'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { anna, openBench } from './client.ts'
import type { Json } from './client.ts'

interface Delivery {
  readonly secret: string | string[] | undefined
  readonly body: Json
}

/** A bot's own server that answers with the statuses given, then with 200. */
async function openReceiver(statuses: number[] = []) {
  const deliveries: Delivery[] = []
  const receive = async (req: http.IncomingMessage, res: http.ServerResponse): Promise<void> => {
    const chunks = await Array.fromAsync(req as AsyncIterable<Buffer>)
    deliveries.push({
      secret: req.headers['x-telegram-bot-api-secret-token'],
      body: JSON.parse(Buffer.concat(chunks).toString()),
    })
    res.writeHead(statuses.shift() ?? 200).end()
    server.emit('delivered')
  }
  const server = http.createServer((req, res) => void receive(req, res))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries,
    async atLeast(count: number) {
      while (deliveries.length < count) await once(server, 'delivered')
      return deliveries
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('webhook', () => {
  it('delivers updates in order, with the secret token', async () => {
    await using bench = await openBench()
    await using receiver = await openReceiver()
    bench.sandbox.world.say(anna, anna, 'one')
    const reply = await bench.call('setWebhook', { url: receiver.url, secret_token: 'quiet_Word-1' })
    assert.deepEqual([reply.result, reply.description], [true, 'Webhook was set'])
    bench.sandbox.world.say(anna, anna, 'two')
    const deliveries = await receiver.atLeast(2)
    assert.deepEqual(
      deliveries.map(({ body }) => body.message.text),
      ['one', 'two'],
    )
    assert.ok(deliveries.every(({ secret }) => secret === 'quiet_Word-1'))
  })

  it('sends again what was not taken, and says why', async () => {
    const pauses: number[] = []
    const backoff = (failures: number) => (pauses.push(failures), 1)
    await using bench = await openBench({ webhookBackoffMs: backoff })
    await using receiver = await openReceiver([500, 302])
    await bench.call('setWebhook', { url: receiver.url })
    bench.sandbox.world.say(anna, anna, 'stubborn')
    const deliveries = await receiver.atLeast(3)
    assert.equal(new Set(deliveries.map(({ body }) => body.update_id)).size, 1)
    assert.deepEqual(pauses, [1, 2])
    const { result } = await bench.call('getWebhookInfo')
    assert.match(result.last_error_message, /^Wrong response from the webhook: 302/)
  })

  it('reports itself', async () => {
    await using bench = await openBench()
    await bench.call('setWebhook', {
      url: 'https://example.com/hook',
      max_connections: 5,
      allowed_updates: ['message'],
    })
    bench.sandbox.world.say(anna, anna, 'x')
    const { result } = await bench.call('getWebhookInfo')
    assert.deepEqual(
      [result.url, result.max_connections, result.allowed_updates, result.pending_update_count],
      ['https://example.com/hook', 5, ['message'], 1],
    )
  })

  it('ends when it is deleted, and drops what waits if asked to', async () => {
    await using bench = await openBench()
    await using receiver = await openReceiver()
    await bench.call('setWebhook', { url: receiver.url })
    assert.equal((await bench.call('deleteWebhook')).description, 'Webhook was deleted')
    assert.equal((await bench.call('deleteWebhook')).description, 'Webhook is already deleted')
    bench.sandbox.world.say(anna, anna, 'x')
    await bench.call('deleteWebhook', { drop_pending_updates: true })
    assert.deepEqual((await bench.call('getUpdates')).result, [])
    assert.deepEqual(receiver.deliveries, [])
  })

  it('ends a long poll that waits', async () => {
    await using bench = await openBench()
    const waiting = bench.call('getUpdates', { timeout: 50 })
    while (bench.sandbox.calls.at(-1)?.status !== null) await new Promise(setImmediate)
    await bench.call('setWebhook', { url: 'https://example.com/' })
    assert.equal((await waiting).description, 'Conflict: terminated by setWebhook request')
  })

  it('is refused with a bad address or secret', async () => {
    await using bench = await openBench()
    const cases: [object, string][] = [
      [{ url: 'http://example.com/' }, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'],
      [
        { url: 'https://example.com:81/' },
        'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
      ],
      [{ url: 'ftp://example.com/' }, 'Bad Request: invalid webhook URL specified'],
      [{ url: 'https://example.com/', secret_token: 'x y' }, 'Bad Request: secret token contains unallowed characters'],
      [{ url: 'https://example.com/', secret_token: 'x'.repeat(257) }, 'Bad Request: secret token is too long'],
    ]
    for (const [params, description] of cases) await bench.refused('setWebhook', { ...params }, 400, description)
  })
})
