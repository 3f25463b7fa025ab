import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fetch } from 'undici'
import { createDispatcher } from '../../src/http/dispatcher.ts'

const readTls = (name: string): string => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8')
/** Of "localhost" and "preview.invalid". */
const tls = { key: readTls('key'), cert: readTls('cert') }
setDefaultCACertificates([...getCACertificates('default'), tls.cert])

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

const greet: RequestListener = (request, response) => response.end(`hello from ${request.headers.host}`)

async function openWeb(): Promise<Peer> {
  return await listen(createHttpServer(greet))
}

async function openSecureWeb(): Promise<Peer> {
  return await listen(createHttpsServer(tls, greet))
}

/** A proxy that takes whatever name it is given for our own web server, from a user with the password "secret". */
async function openHttpProxy(
  webPort: number,
  serve: (listener: RequestListener) => Server = createHttpServer,
): Promise<Peer> {
  const targets: string[] = []
  const server = serve((request, response) => {
    targets.push(new URL(request.url ?? '').host)
    response.end(`proxied ${request.headers['proxy-authorization'] ?? 'without a password'}`)
  })
  server.on('connect', (request, socket: Socket) => {
    const { 'proxy-authorization': password } = request.headers
    if (password !== 'Basic dXNlcjpzZWNyZXQ=') {
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    }
    targets.push(request.url ?? '')
    const onward = connect(webPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
  })
  return await listen(server, targets)
}

/** The part of SOCKS5 that a client needs, without a password or with "user" and "secret". */
async function openSocksProxy(webPort: number, hasPassword = false): Promise<Peer> {
  const targets: string[] = []
  const server = createServer((socket) => {
    const connectOnward = (request: Buffer): void => {
      const length = request[4] ?? 0
      const kind = request[3] === 3 ? 'name' : 'address'
      const host = request.subarray(5, 5 + length).toString()
      targets.push(`${kind} ${host}:${request.readUInt16BE(5 + length)}`)
      const onward = connect(webPort, '127.0.0.1', () => {
        socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
        socket.pipe(onward).pipe(socket)
      })
      onward.on('error', () => socket.destroy())
    }
    socket.once('data', () => {
      socket.write(Buffer.from([5, hasPassword ? 2 : 0]))
      if (!hasPassword) return void socket.once('data', connectOnward)
      socket.once('data', (login: Buffer) => {
        const isKnown = login.toString('latin1') === '\x01\x04user\x06secret'
        socket.write(Buffer.from([1, isKnown ? 0 : 1]))
        socket.once('data', connectOnward)
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

test('a request over TLS goes through every kind of proxy, by its name and with the password', async () => {
  await using web = await openSecureWeb()
  const kinds = {
    http: () => openHttpProxy(web.port),
    https: () => openHttpProxy(web.port, (listener) => createHttpsServer(tls, listener)),
    socks5: () => openSocksProxy(web.port, true),
  }
  for (const [scheme, open] of Object.entries(kinds)) {
    await using proxy = await open()
    const answer = await get(`${scheme}://user:secret@localhost:${proxy.port}`, 'https://preview.invalid/')
    assert.equal(answer, 'hello from preview.invalid', scheme)
    assert.deepEqual(proxy.targets, [`${scheme === 'socks5' ? 'name ' : ''}preview.invalid:443`], scheme)
  }
})

test('an https proxy with a certificate of another name is not trusted', async () => {
  await using web = await openWeb()
  await using proxy = await openHttpProxy(web.port, (listener) => createHttpsServer(tls, listener))
  await assert.rejects(get(`https://user:secret@127.0.0.1:${proxy.port}`, 'https://preview.invalid/'))
  assert.deepEqual(proxy.targets, [])
})

test('an address that is no proxy is refused without being repeated', () => {
  for (const address of ['ftp://u:secret@host', 'secret', 'http://', 'file:///secret', '']) {
    assert.throws(
      () => createDispatcher(address),
      (error) => error instanceof TypeError && !error.message.includes('secret'),
    )
  }
})
