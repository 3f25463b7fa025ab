import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { runProgram } from '../support/vestnik-process.ts'

/** A proxy that leads every name to loopback, to the port that was asked for. */
async function openProxy() {
  const targets = new Set<string>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '')
    targets.add(url.host)
    const onward = forward({ port: url.port, path: url.pathname + url.search }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy()).end()
  })
  server.on('connect', (request, socket: Socket) => {
    targets.add(request.url ?? '')
    const onward = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    for (const one of [socket, onward]) one.on('error', () => [socket, onward].forEach((end) => end.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('with BOT_PROXY and WEB_PROXY everything goes through them, the names of hosts too', async () => {
  await using sandbox = await startSandbox()
  await using proxy = await openProxy()
  const [bot, web] = [sandbox.botApiRoot, sandbox.webRoot].map((root) => `telegram.invalid:${new URL(root).port}`)
  const settings = {
    BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: `http://${bot}`,
    TELEGRAM_WEB_ROOT: `http://${web}`,
    BOT_PROXY: `http://me:secret@127.0.0.1:${proxy.port}`,
    WEB_PROXY: `http://me:secret@127.0.0.1:${proxy.port}`,
  }
  const { code, stdout } = await runProgram(['doctor'], settings, tmpdir())
  assert.equal(code, 0, stdout)
  assert.deepEqual(proxy.targets, new Set([bot, web]))
  assert.doesNotMatch(stdout, /secret/)
})
