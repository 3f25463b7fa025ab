import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { test } from 'node:test'
import { fetch } from 'undici'
import { createDispatcher } from '../../src/http/dispatcher.ts'

interface Peer extends AsyncDisposable {
  readonly port: number
  /** Hosts that a client asked to be connected to, with their ports. */
  readonly targets: string[]
}

async function listen(server: Server, targets: string[] = []): Promise<Peer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function openWeb(): Promise<Peer> {
  return await listen(createHttpServer((request, response) => response.end(`hello from ${request.headers.host}`)))
}

/** A proxy that takes whatever name it is given for our own web server. */
async function openHttpProxy(webPort: number): Promise<Peer> {
  const targets: string[] = []
  const server = createHttpServer((request, response) => {
    targets.push(new URL(request.url ?? '').host)
    response.end(`proxied ${request.headers['proxy-authorization'] ?? 'without a password'}`)
  })
  server.on('connect', (request, socket: Socket) => {
    targets.push(request.url ?? '')
    const onward = connect(webPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
  })
  return await listen(server, targets)
}

/** The part of SOCKS5 that a client without a password needs. */
async function openSocksProxy(webPort: number): Promise<Peer> {
  const targets: string[] = []
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]))
      socket.once('data', (request: Buffer) => {
        const length = request[4] ?? 0
        const kind = request[3] === 3 ? 'name' : 'address'
        const host = request.subarray(5, 5 + length).toString()
        targets.push(`${kind} ${host}:${request.readUInt16BE(5 + length)}`)
        const onward = connect(webPort, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
          socket.pipe(onward).pipe(socket)
        })
        onward.on('error', () => socket.destroy())
      })
    })
  })
  return await listen(server, targets)
}

async function get(proxyUrl: string | null, url: string): Promise<string> {
  const dispatcher = createDispatcher(proxyUrl)
  try {
    const response = await fetch(url, { dispatcher })
    return await response.text()
  } finally {
    await dispatcher.destroy()
  }
}

test('without a proxy a request goes straight to its host', async () => {
  await using web = await openWeb()
  assert.equal(await get(null, `http://127.0.0.1:${web.port}/`), `hello from 127.0.0.1:${web.port}`)
})

test('an http proxy is given the name of the host, which nobody here resolves', async () => {
  await using web = await openWeb()
  await using proxy = await openHttpProxy(web.port)
  const answer = await get(`http://user:secret@127.0.0.1:${proxy.port}`, 'http://preview.invalid/')
  assert.equal(proxy.targets.length, 1)
  assert.match(proxy.targets[0] ?? '', /^preview\.invalid(?::80)?$/)
  assert.match(answer, /^(?:proxied Basic dXNlcjpzZWNyZXQ=|hello from preview\.invalid)$/)
})

test('a socks5 proxy is given the name of the host, which nobody here resolves', async () => {
  await using web = await openWeb()
  for (const scheme of ['socks5', 'socks5h']) {
    await using proxy = await openSocksProxy(web.port)
    assert.equal(
      await get(`${scheme}://127.0.0.1:${proxy.port}`, 'http://preview.invalid/'),
      'hello from preview.invalid',
    )
    assert.deepEqual(proxy.targets, ['name preview.invalid:80'])
  }
})

test('an address that is no proxy is refused without being repeated', () => {
  for (const address of ['ftp://u:secret@host', 'secret', 'http://', 'file:///secret', '']) {
    assert.throws(
      () => createDispatcher(address),
      (error) => error instanceof TypeError && !error.message.includes('secret'),
    )
  }
})
