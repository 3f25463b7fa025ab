import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A web server of our own on loopback. */
export interface Loopback extends AsyncDisposable {
  /** Its address, without a slash at the end. */
  readonly root: string
  /** Paths and queries asked for, in order. */
  readonly asked: readonly string[]
  /** What it answers from now on. */
  answer(handler: Handler): void
}

export async function openLoopback(first: Handler = notFound): Promise<Loopback> {
  let handler = first
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    // A client that goes away in the middle is part of the tests.
    response.on('error', () => undefined)
    handler(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    root: `http://127.0.0.1:${port}`,
    asked,
    answer(next) {
      handler = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with a status, a body and headers. */
export function reply(status: number, body: string | Uint8Array = '', headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(body)
  }
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end()
}
